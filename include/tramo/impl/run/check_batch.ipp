// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Whether a batch brings the columns that a plan reads.
#pragma once

#include <algorithm>
#include <set>

#include <tramo/check/program.hpp>
#include <tramo/plan/plan.hpp>
#include <tramo/run/column_reader.hpp>
#include <tramo/text/suggest.hpp>

namespace tramo::running {

class batch_checker {
public:
    batch_checker(program const& policy, plan const& prepared, batch const& data)
        : policy_(policy), plan_(prepared), data_(data) {}

    [[nodiscard]] std::vector<diagnostic> check() {
        refuse_twins(data_.columns, "the data");
        auto const& fields = policy_.fields.fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            bool const is_read = std::binary_search(plan_.fields_read.begin(), plan_.fields_read.end(), i);
            check_field(fields[i], data_, is_read, "");
        }
        for (std::size_t i = 0; i < policy_.fields.collections.size(); ++i) check_collection(i);
        return std::move(found_);
    }

private:
    void report(char const* code, severity level, std::string message, std::vector<std::string> help) {
        found_.push_back({code, level, std::move(message), {}, std::move(help)});
    }

    void refuse_twins(std::vector<column> const& columns, std::string const& where) {
        std::set<std::string_view> names;
        for (auto const& one : columns)
            if (!names.insert(one.name).second)
                report("T5006", severity::error, where + " has two columns named `" + one.name + "`",
                       {"rename one of them"});
    }

    void check_field(field const& of, batch const& data, bool is_read, std::string const& owner) {
        auto const* const found = find_column(data, of.name);
        if (found == nullptr) {
            if (is_read) missing(of, data, owner);
            return;
        }
        for (auto& one : column_reader::check(of, *found, policy_.zone)) found_.push_back(std::move(one));
    }

    [[nodiscard]] static bool is_of_actions(field const& of) {
        return std::find(std::begin(action_field_names), std::end(action_field_names), of.name) !=
               std::end(action_field_names);
    }

    void missing(field const& of, batch const& data, std::string const& owner) {
        std::vector<std::string> names;
        for (auto const& one : data.columns) names.push_back(one.name);
        std::vector<std::string> help;
        if (auto const near = nearest(of.name, names); !near.empty())
            help.push_back("did you mean the column `" + std::string(near) + "`? rename it, or the field");
        auto const what = "the column `" + owner + of.name + "` is missing";
        if (of.is_computed)
            help.push_back(is_of_actions(of) ? "it comes from actions: give them with the question"
                                             : "it comes from events: give them with the question, or the "
                                               "alerts found");
        if (of.is_optional)
            report("T5004", severity::warning, what + ": it is unknown for every row", std::move(help));
        else
            report("T5004", severity::error, what, std::move(help));
    }

    void check_collection(std::size_t index) {
        auto const& of = policy_.fields.collections[index];
        bool const is_read = std::any_of(plan_.aggregates.begin(), plan_.aggregates.end(),
                                         [&](auto const& one) { return one.collection == index; });
        auto const* const found = find_column(data_, of.name);
        if (found == nullptr) {
            if (is_read)
                report("T5004", severity::error, "the children `" + of.name + "` are missing",
                       {"give a column of lists of records, or the children as a table of their own"});
            return;
        }
        if (found->physical == layout::null && found->unsupported.empty()) return;
        bool const is_list = (found->physical == layout::list || found->physical == layout::large_list) &&
                             !found->children.empty() && found->children[0].physical == layout::structure;
        if (!is_list)
            return report(
                "T5002", severity::error,
                "column `" + of.name + "` holds " + describe(*found) + ", which is no list of records",
                {"give a column of lists of structures, or a table of their own"});
        batch items;
        items.columns = found->children[0].children;
        items.rows = found->children[0].length;
        refuse_twins(items.columns, "the list `" + of.name + "`");
        auto const& uses = plan_.children[index].uses;
        for (std::size_t i = 0; i < of.fields.size(); ++i) {
            bool const used =
                std::any_of(uses.begin(), uses.end(), [&](auto const& use) { return use.field == i; });
            check_field(of.fields[i], items, used, of.name + ".");
        }
    }

    program const& policy_;
    plan const& plan_;
    batch const& data_;
    std::vector<diagnostic> found_;
};

[[nodiscard]] TRAMO_INLINE std::vector<diagnostic> check_batch(program const& policy, plan const& prepared,
                                                               batch const& data) {
    return batch_checker(policy, prepared, data).check();
}

}  // namespace tramo::running
