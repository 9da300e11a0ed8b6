// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which effects read a parameter that nobody gave but that was inferred.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_texts.ipp>

namespace tramo::deciding {

/// A column of a table of parameters.
struct parameter_column {
    std::size_t table = 0, column = 0;
    friend bool operator==(parameter_column, parameter_column) = default;
};

class inferred_parameters {
public:
    explicit inferred_parameters(decisions::model const& of) : model_(of) {
        for (auto const& effect : of.treatment().effects) {
            read_.emplace_back();
            seen_.assign(of.program().definitions.size(), false);
            note(effect);
            std::erase_if(read_.back(), [&](parameter_column one) { return !has_inferred(one); });
        }
    }

    /// Whether a value that the effect reads for this account is inferred.
    [[nodiscard]] bool is_inferred(std::size_t effect, std::uint32_t row) const {
        return std::any_of(read_[effect].begin(), read_[effect].end(), [&](parameter_column one) {
            auto const found = table_row_of(model_, one.table, row);
            return found && marks_of(one, *found);
        });
    }

private:
    void note(effect_definition const& effect) {
        for (auto const* const part : {&effect.condition, &effect.stands, &effect.release, &effect.since})
            if (*part) note(**part);
        for (auto const& one : effect.requirements) note(one.condition);
        for (auto const& one : effect.approvals)
            if (one.condition) note(*one.condition);
        for (auto const* const place : {&effect.owner, &effect.cause, &effect.route, &effect.reason})
            note(*place);
        for (auto const* const places : {&effect.to, &effect.copy})
            for (auto const& one : *places) note(one);
    }

    void note(text_place const& place) {
        if (place.what == text_place::form::table) add({place.table, place.column});
    }

    /// As deep as the policy's conditions, which the reader of policies limits.
    void note(typed_expression const& one) {
        if (one.what == operation::definition) note_definition(one.index);
        if (one.what == operation::lookup) add({one.table, one.index});
        for (auto const& operand : one.operands) note(operand);
    }

    void note_definition(std::size_t index) {
        if (seen_[index]) return;
        seen_[index] = true;
        for (auto const& version : model_.program().definitions[index].versions)
            if (version.period.holds_on(model_.as_of())) note(version.meaning);
    }

    void add(parameter_column one) {
        auto& all = read_.back();
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }

    [[nodiscard]] bool marks_of(parameter_column one, std::size_t row) const {
        auto const& marks = model_.treatment().tables[one.table].rows[row].is_inferred;
        return one.column < marks.size() && marks[one.column];
    }

    [[nodiscard]] bool has_inferred(parameter_column one) const {
        auto const& rows = model_.treatment().tables[one.table].rows;
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (marks_of(one, i)) return true;
        return false;
    }

    decisions::model const& model_;
    std::vector<std::vector<parameter_column>> read_;  ///< by effect
    std::vector<bool> seen_;                           ///< definitions, of the effect at hand
};

}  // namespace tramo::deciding
