// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is worked out before holds, days past due and promises are must not ask for them.
#pragma once

#include <tramo/impl/check/treated_names.ipp>

namespace tramo::checking {

class treated_reads {
public:
    /// After the definitions were checked.
    explicit treated_reads(workspace& work) : work_(work) {
        auto const& program = work_.program;
        asked_.resize(program.definitions.size());
        for (auto const index : program.order)
            for (auto const& version : program.definitions[index].versions)
                if (!asked_[index]) asked_[index] = find(version.meaning);
    }

    /// `who`: "hold `dispute`", "`arrears`".
    void refuse(std::string const& who, typed_expression const& what) const {
        auto const found = find(what);
        if (!found) return;
        auto const is_direct = found->definition == no_index;
        auto told = problem("T4073", who + " cannot look at " + backquoted(name_of(*found)), found->at,
                            is_direct ? "worked out after it" : "asked by way of " + definition_name(*found),
                            {"ask for fields of the account, for alerts, counters or actions"});
        auto const* step = &*found;
        for (int i = 0; i < most_steps && step->definition != no_index; ++i) {
            auto const& next = *asked_[step->definition];
            auto const read = next.definition == no_index ? backquoted(name_of(next)) : definition_name(next);
            told.labels.push_back(
                {next.at, what_is(step->definition) + " " + definition_name(*step) + " reads " + read});
            step = &next;
        }
        work_.report(std::move(told));
    }

private:
    /// Where it is asked for, and of which field, or by way of which definition.
    struct asking {
        span at;
        std::size_t field = no_index;
        std::size_t definition = no_index;
    };

    [[nodiscard]] std::optional<asking> find(typed_expression const& what) const {
        if (what.what == operation::field && !what.is_scoped && is_treated(what.index))
            return asking{what.at, what.index, no_index};
        bool const is_known = what.what == operation::definition && what.index < asked_.size();
        if (is_known && asked_[what.index]) return asking{what.at, asked_[what.index]->field, what.index};
        for (auto const& one : what.operands)
            if (auto const found = find(one)) return found;
        return {};
    }

    [[nodiscard]] static bool is_within(std::size_t index, std::size_t first, std::size_t count) {
        return first != no_index && index >= first && index - first < count;
    }

    [[nodiscard]] bool is_treated(std::size_t field) const {
        auto const& of = work_.program.treatment;
        if (of.arrears && is_within(field, of.arrears->fields, arrears_field_count)) return true;
        if (of.promises && is_within(field, of.promises->fields, promise_field_count)) return true;
        return std::any_of(of.holds.begin(), of.holds.end(),
                           [&](auto const& one) { return one.field == field; });
    }

    [[nodiscard]] std::string name_of(asking const& found) const {
        auto const& of = work_.program.treatment;
        for (auto const& one : of.holds)
            if (one.field == found.field) return hold_name(one.name, work_);
        bool const is_days = of.arrears && is_within(found.field, of.arrears->fields, arrears_field_count);
        auto const owner = is_days ? keyword::arrears : keyword::promises;
        auto const first = is_days ? of.arrears->fields : of.promises->fields;
        return treated_name(owner, treated_parts(owner)[found.field - first], work_);
    }

    [[nodiscard]] std::string definition_name(asking const& found) const {
        return backquoted(work_.program.definitions[found.definition].name);
    }

    [[nodiscard]] std::string what_is(std::size_t definition) const {
        auto const& one = work_.program.definitions[definition];
        return one.is_segment ? "segment" : one.is_indicator ? "indicator" : "value";
    }

    /// A longer chain is told as far as that.
    static constexpr int most_steps = 8;

    workspace& work_;
    std::vector<std::optional<asking>> asked_;  ///< by definition
};

}  // namespace tramo::checking
