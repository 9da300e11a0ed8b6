// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Palettes that are never reached, and accounts that none of them takes.
#pragma once

#include <map>

#include <tramo/impl/check/implication.ipp>

namespace tramo::checking {

class palette_lint {
public:
    palette_lint(program const& policy, std::vector<diagnostic>& found)
        : logic_(policy), policy_(policy), found_(found) {}

    /// Says nothing where a palette could not be read: it might take the accounts in question.
    void read() {
        auto const& all = policy_.palettes;
        if (all.empty() || !policy_.document.broken_names.empty()) return;
        for (std::size_t i = 0; i < all.size(); ++i) {
            report_unreached(i);
            if (!all[i].condition) {
                if (for_all_ == nullptr) for_all_ = &all[i];
            } else if (auto const* const one = logic_.selects(*all[i].condition)) {
                auto& taken = taken_[one->field];
                taken = interval_set::unite(taken, one->numbers);
            }
        }
        if (for_all_ == nullptr && !is_all_taken()) report_rest(all.back());
    }

private:
    void report_unreached(std::size_t index) {
        auto const& palette = policy_.palettes[index];
        if (for_all_ != nullptr) {
            report(palette, palette.at, "every account has a palette before it", for_all_);
            return;
        }
        if (!palette.condition) {
            if (is_all_taken()) report(palette, palette.at, "those before it take every account", nullptr);
            return;
        }
        auto const at = palette.condition->at;
        if (logic_.is_never(*palette.condition)) return report(palette, at, "never true", nullptr);
        for (std::size_t i = index > max_compared ? index - max_compared : 0; i < index; ++i)
            if (logic_.implies(*palette.condition, *policy_.palettes[i].condition))
                return report(palette, at, "every account it could take is taken before",
                              &policy_.palettes[i]);
        auto const* const one = logic_.selects(*palette.condition);
        auto const before = one == nullptr ? taken_.end() : taken_.find(one->field);
        if (before == taken_.end() || !one->numbers.within(before->second)) return;
        report(palette, at,
               "those before it take every such " + backquoted(policy_.fields.fields[one->field].name),
               nullptr);
    }

    /// Whether the palettes so far take each value that some field can have.
    [[nodiscard]] bool is_all_taken() const {
        return std::any_of(taken_.begin(), taken_.end(), [&](auto const& one) {
            auto const& field = policy_.fields.fields[one.first];
            if (field.is_optional || field.type.is_open) return false;
            auto const last = field.type.kind == kind::boolean ? int128{1}
                              : field.type.kind == kind::enumeration
                                  ? static_cast<int128>(field.type.values.size()) - 1
                                  : highest_int128;
            auto const first = field.type.kind == kind::boolean || field.type.kind == kind::enumeration
                                   ? int128{0}
                                   : lowest_int128;
            return interval_set(first, last).within(one.second);
        });
    }

    void report(action_palette const& which, span at, std::string why, action_palette const* taker) {
        auto what = problem("T4043", "palette " + backquoted(which.name) + " is never reached", at,
                            std::move(why), {"move it up, or take it out"}, severity::warning);
        if (taker != nullptr) what.labels.push_back({taker->at, backquoted(taker->name) + " takes them all"});
        found_.push_back(std::move(what));
    }

    void report_rest(action_palette const& last) {
        found_.push_back(problem("T4042", "accounts that no palette takes have all their actions in `other`",
                                 last.condition->at, "for some accounts only",
                                 {"declare a last palette without a condition, for the rest"},
                                 severity::warning));
    }

    /// At most so many pairs are compared: a policy of thousands of palettes is generated, not read.
    static constexpr std::size_t max_compared = 400;

    implication logic_;
    program const& policy_;
    std::vector<diagnostic>& found_;
    action_palette const* for_all_ = nullptr;
    std::map<std::size_t, interval_set> taken_;  ///< by field
};

}  // namespace tramo::checking
