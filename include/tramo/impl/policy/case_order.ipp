// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The order of cases in a list: by a field of theirs, then by key.
#pragma once

#include <algorithm>

#include <tramo/impl/policy/best_action_model.ipp>
#include <tramo/impl/run/compare_ids.ipp>

namespace tramo::acting {

class case_sorter {
public:
    explicit case_sorter(best_actions::model const& of) : model_(of) {}

    /// Unknown values last, equal ones by key.
    void sort(std::vector<std::uint32_t>& units, std::string const& by, bool is_descending,
              std::vector<diagnostic>& found) {
        if (!by.empty() && !read(by, found)) return;
        auto const key = [&](std::uint32_t unit) { return model_.facts.index.key(unit); };
        std::sort(units.begin(), units.end(), [&](std::uint32_t a, std::uint32_t b) {
            if (!by.empty()) {
                if (is_known_[a] != is_known_[b]) return static_cast<bool>(is_known_[a]);
                if (values_[a] != values_[b])
                    return is_descending ? values_[a] > values_[b] : values_[a] < values_[b];
            }
            return running::compare_ids(key(a), key(b)) < 0;
        });
    }

private:
    [[nodiscard]] bool read(std::string const& by, std::vector<diagnostic>& found) {
        auto const* const as =
            readable_field(model_.policy(), by, model_.cases_given.get(), "sort cases by", found);
        if (as == nullptr) return false;
        if (as->type.kind == kind::text) {
            found.push_back({"T5007",
                             severity::error,
                             "`" + by + "` is a text, and has no size",
                             {},
                             {"name a number, an amount or a day"}});
            return false;
        }
        auto const count = model_.facts.index.size();
        auto const units = model_.facts.units_of_rows(model_.cases_given->rows());
        is_known_.assign(count, false);
        values_.assign(count, 0);
        read_field(*as, *model_.cases_given, model_.policy().zone,
                   [&](std::int64_t row, cell_reading const& cell, column const*, std::int64_t) {
                       auto const unit = units[static_cast<std::size_t>(row)];
                       if (unit == no_unit) return;
                       is_known_[unit] = cell.is_known;
                       values_[unit] = cell.number;
                   });
        return true;
    }

    best_actions::model const& model_;
    std::vector<bool> is_known_;
    std::vector<int128> values_;
};

}  // namespace tramo::acting
