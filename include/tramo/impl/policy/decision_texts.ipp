// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Texts of an account from wherever a policy takes them: written out, a field, a column of a table.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tramo/impl/policy/case_columns.ipp>
#include <tramo/impl/policy/decision_columns.ipp>
#include <tramo/values/unicode.hpp>

namespace tramo::deciding {

/// A field of the accounts as text, by row; enumerations in the spelling of the policy. Rows in order are
/// read in blocks, and none beyond those asked for.
class field_texts {
public:
    field_texts(decisions::model const& of, std::size_t field, row_span rows)
        : model_(of), as_(of.program().fields.fields[field]), rows_(rows) {
        as_.is_optional = true;
    }

    /// Whether something is there that may prove something: neither a blank nor a no.
    [[nodiscard]] bool is_evidence(std::uint32_t row) {
        move_to(row);
        if (data_ == nullptr) return false;
        auto const cell = acting::reading_at(read_, row - begin_);
        if (as_.type.kind == kind::text) return cell.is_known && !reading::trim(cell.text).empty();
        return cell.is_known && (as_.type.kind != kind::boolean || cell.number != 0);
    }

    /// Empty where there is none. Good until another row is asked for.
    [[nodiscard]] std::string_view at(std::uint32_t row) {
        move_to(row);
        if (data_ == nullptr) return {};
        auto const cell = acting::reading_at(read_, row - begin_);
        if (!cell.is_known) return {};
        if (as_.type.kind == kind::text) return reading::trim(cell.text);
        if (as_.type.kind == kind::enumeration && !acting::is_new_value(as_, cell))
            return as_.type.values[static_cast<std::size_t>(cell.number)].value;
        made_ = running::text_of_cell(*data_, first_ + (row - begin_));
        return made_;
    }

private:
    static constexpr std::int64_t block_rows = 4096;

    void move_to(std::uint32_t row) {
        if (row >= begin_ && row < end_) return;
        auto const [part, at] = model_.place_of(row);
        auto const& batch = model_.accounts.batches[part];
        if (part != part_) {
            part_ = part;
            data_ = find_column(batch, as_.name);
            if (data_ != nullptr && data_->physical == layout::null) data_ = nullptr;
            reader_.reset();
            if (data_ != nullptr) reader_.emplace(as_, *data_, model_.program().zone);
        }
        auto const wanted = row < rows_.end ? std::int64_t{rows_.end} - row : std::int64_t{1};
        auto const count = std::min({block_rows, batch.rows - at, wanted});
        if (reader_) reader_->read(at, static_cast<std::size_t>(count), read_);
        first_ = at;
        begin_ = row;
        end_ = row + static_cast<std::uint32_t>(count);
    }

    decisions::model const& model_;
    field as_;
    row_span rows_;
    std::size_t part_ = no_index;
    column const* data_ = nullptr;
    std::optional<column_reader> reader_;
    block read_;
    std::int64_t first_ = 0;  ///< the place of `begin_` in its batch
    std::uint32_t begin_ = 0, end_ = 0;
    std::string made_;
};

/// The row of a table of parameters that holds, by the conditions of its rows; none where what they ask for
/// is unknown.
[[nodiscard]] inline std::optional<std::size_t> first_true(std::vector<std::size_t> const& conditions,
                                                           detail::row_answers const& answers) {
    for (std::size_t i = 0; i < conditions.size(); ++i)
        if (conditions[i] != no_index && answers.is_true(conditions[i])) return i;
    return {};
}

/// What a table says in a row of it; empty where none holds.
[[nodiscard]] inline std::string_view text_in(treatment_program const& of, text_place const& where,
                                              std::optional<std::size_t> row) {
    if (!row) return {};
    auto const* const text =
        std::get_if<std::string>(&of.tables[where.table].rows[*row].values[where.column]);
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

/// The row of a table of parameters that holds for an account.
[[nodiscard]] inline std::optional<std::size_t> table_row_of(decisions::model const& of, std::size_t table,
                                                             std::uint32_t row) {
    if (table >= of.plan().tables.size()) return {};
    return first_true(of.plan().tables[table], of.treated_answers(row));
}

class account_texts {
public:
    account_texts(decisions::model const& of, row_span rows) : model_(of), rows_(rows) {}

    [[nodiscard]] std::string_view field(std::size_t index, std::uint32_t row) {
        return of_field(index).at(row);
    }
    [[nodiscard]] bool is_evidence(std::size_t field, std::uint32_t row) {
        return of_field(field).is_evidence(row);
    }
    /// Whether who approved is of one of the roles that may. Requires a field that says who did.
    [[nodiscard]] bool names_role(effect_approval const& of, std::uint32_t row) {
        auto const by = fold_name(field(of.by_field, row));
        return std::any_of(of.roles.begin(), of.roles.end(),
                           [&](std::string const& role) { return fold_name(role) == by; });
    }

    /// Empty where there is none. Good until the same place is asked for another row.
    [[nodiscard]] std::string_view at(text_place const& where, std::uint32_t row) {
        switch (where.what) {
            case text_place::form::literal:
                return where.text;
            case text_place::form::field:
                return field(where.field, row);
            case text_place::form::table:
                return text_in(model_.treatment(), where, table_row_of(model_, where.table, row));
            default:
                return {};
        }
    }

    [[nodiscard]] std::vector<std::string> all(std::vector<text_place> const& places, std::uint32_t row) {
        std::vector<std::string> texts;
        for (auto const& one : places)
            if (auto const text = at(one, row); !text.empty()) texts.emplace_back(text);
        return texts;
    }

private:
    [[nodiscard]] field_texts& of_field(std::size_t index) {
        auto& one = fields_[index];
        if (!one) one = std::make_unique<field_texts>(model_, index, rows_);
        return *one;
    }

    decisions::model const& model_;
    row_span rows_;
    std::map<std::size_t, std::unique_ptr<field_texts>> fields_;
};

}  // namespace tramo::deciding
