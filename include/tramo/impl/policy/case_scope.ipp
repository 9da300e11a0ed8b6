// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which cases a report is about, and which of several reports each belongs to.
#pragma once

#include <tramo/impl/policy/case_columns.ipp>

namespace tramo::acting {

class case_scope {
public:
    case_scope(prepared_policy const& with, table const* cases, best_action_options const& options,
               std::vector<diagnostic>& found)
        : policy_(with.policy().program()), cases_(cases), options_(options), found_(found) {}

    /// Puts cases out of scope, and into groups, by the fields asked for.
    void apply(case_facts& facts) {
        facts_ = &facts;
        read_amounts();
        if (!facts.set_apart.empty()) facts.begin_groups();
        for (auto const& [name, text] : options_.where) keep_where(name, text);
        if (!options_.by.empty()) group_by();
    }

private:
    /// The unit of a row of the table, `no_unit` for one set apart.
    [[nodiscard]] std::vector<std::uint32_t> const& units() {
        if (units_.empty()) units_ = facts_->units_of_rows(cases_->rows());
        return units_;
    }
    [[nodiscard]] std::uint32_t unit_of(std::int64_t row) { return units()[static_cast<std::size_t>(row)]; }

    void keep_where(std::string const& name, std::string const& text) {
        auto const* const as = readable_field(policy_, name, cases_, "choose cases by", found_);
        if (as == nullptr) return;
        asked_value const asked(*as, text, policy_.zone, found_);
        facts_->begin_groups();
        read_field(*as, *cases_, policy_.zone,
                   [&](std::int64_t row, cell_reading const& cell, column const* data, std::int64_t at) {
                       auto const unit = unit_of(row);
                       if (unit == no_unit || asked.is(cell, data, at)) return;
                       auto& group = facts_->groups[unit];
                       if (group < actions::apart_group) group = actions::no_group;
                   });
    }

    void group_by() {
        auto const* const as = readable_field(policy_, options_.by, cases_, "tell reports by", found_);
        if (as == nullptr) return;
        facts_->begin_groups();
        facts_->group_names.clear();
        std::map<std::string, std::uint16_t> numbers;
        read_field(*as, *cases_, policy_.zone,
                   [&](std::int64_t row, cell_reading const& cell, column const* data, std::int64_t at) {
                       auto const unit = unit_of(row);
                       if (unit == no_unit || facts_->groups[unit] >= actions::apart_group) return;
                       auto const name = cell.is_known ? name_of_group(*as, cell, *data, at) : std::string();
                       // New values of an open list are one value however they are written.
                       auto const key = is_new_value(*as, cell) ? '\n' + fold_name(name) : name;
                       if (numbers.size() >= most_groups && !numbers.contains(key)) {
                           is_too_many_ = true;
                           return;
                       }
                       auto const [place, is_new] =
                           numbers.try_emplace(key, static_cast<std::uint16_t>(numbers.size()));
                       if (is_new) facts_->group_names.push_back(name);
                       facts_->groups[unit] = place->second;
                   });
        if (facts_->group_names.empty()) facts_->group_names.push_back("");
        if (is_too_many_)
            found_.push_back({"T5009",
                              severity::error,
                              "`" + options_.by + "` has more than " + std::to_string(most_groups) +
                                  " values: a report for each is more than anybody reads",
                              {},
                              {"tell reports by a field with fewer values"}});
    }

    [[nodiscard]] static std::string name_of_group(field const& as, cell_reading const& cell,
                                                   column const& data, std::int64_t at) {
        if (as.type.kind == kind::enumeration) {
            auto const index = static_cast<std::size_t>(cell.number);
            if (index < as.type.values.size()) return as.type.values[index].value;
        }
        if (as.type.kind == kind::boolean) return cell.number != 0 ? "true" : "false";
        if (as.type.kind == kind::date) return to_string(date{static_cast<std::int32_t>(cell.number)});
        return cell.text.empty() ? running::text_of_cell(data, at) : std::string(cell.text);
    }

    /// The field asked for, else the principal of the debt where that is a field.
    void read_amounts() {
        auto name = options_.amount;
        bool const is_asked = !name.empty();
        auto const& debt = policy_.debt;
        if (!is_asked && debt && cases_ != nullptr) {
            auto const& principal = debt->amounts[index_of(component::principal)];
            bool const is_field = principal && principal->what == operation::field;
            if (is_field && principal->index < policy_.declared_fields)
                name = policy_.fields.fields[principal->index].name;
        }
        if (name.empty() || (!is_asked && lacks_column(*cases_, name))) return;
        auto const* const as = readable_field(policy_, name, cases_, "sum", found_);
        if (as == nullptr) return;
        if (as->type.kind != kind::money) {
            found_.push_back({"T5007",
                              severity::error,
                              "`" + name + "` is " + describe(as->type) + ", and amounts are summed",
                              {},
                              {"name a field of money"}});
            return;
        }
        amount_type = as->type;
        facts_->amounts.assign(facts_->index.size(), 0);
        std::vector<bool> is_apart(facts_->index.size());
        for (auto const unit : facts_->set_apart) is_apart[unit] = true;
        read_field(*as, *cases_, policy_.zone,
                   [&](std::int64_t row, cell_reading const& cell, column const* data, std::int64_t at) {
                       auto const unit = unit_of(row);
                       if (unit == no_unit || !cell.is_known || is_apart[unit]) return;
                       auto const narrow = static_cast<std::int64_t>(cell.number);
                       if (narrow == cell.number)
                           facts_->amounts[unit] = narrow;
                       else
                           set_apart(unit, {row,
                                            facts_->index.key(unit),
                                            as->name,
                                            cell_text(*data, at),
                                            fault_reason::overflow,
                                            {}});
                   });
        facts_->sort_errors();
    }

    /// Nobody may take a sum for right that lacks what does not fit.
    void set_apart(std::uint32_t unit, data_error why) {
        facts_->set_apart.push_back(unit);
        facts_->add_error(std::move(why));
    }

    static constexpr std::size_t most_groups = 10'000;

    program const& policy_;
    table const* cases_;
    best_action_options const& options_;
    std::vector<diagnostic>& found_;
    case_facts* facts_ = nullptr;
    std::vector<std::uint32_t> units_;
    bool is_too_many_ = false;

public:
    std::optional<data_type> amount_type;
};

}  // namespace tramo::acting
