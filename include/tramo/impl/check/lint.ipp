// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Queues and palettes that are never reached, conditions that are offered to nobody.
#pragma once

#include <map>

#include <tramo/check/lint.hpp>
#include <tramo/impl/check/lint_actions.ipp>
#include <tramo/impl/check/lint_guards.ipp>
#include <tramo/impl/check/lint_offers.ipp>

namespace tramo {

namespace checking {

class queue_reader {
public:
    queue_reader(program const& policy, std::vector<diagnostic>& found)
        : logic_(policy), policy_(policy), found_(found) {}

    void read(strategy_version const& version, bool is_indicator) {
        noun_ = is_indicator ? "case " : "queue ";
        std::map<std::size_t, interval_set> taken;
        for (std::size_t i = 0; i + 1 < version.queues.size(); ++i) {
            auto const& queue = version.queues[i];
            if (queue.period.is_inactive) continue;
            if (!report_never(queue) && !report_narrower(version, i)) report_covered(queue, taken);
            if (queue.period.reads_as_of()) continue;
            if (auto const* const one = logic_.selects(queue.condition)) {
                auto& all = taken[one->field];
                all = interval_set::unite(all, one->numbers);
            }
        }
    }

private:
    /// At most so many pairs of queues are compared: a strategy of thousands is generated, not read.
    static constexpr std::size_t max_compared = 400;

    bool report_narrower(strategy_version const& version, std::size_t index) {
        auto const& queue = version.queues[index];
        auto const first = index > max_compared ? index - max_compared : 0;
        for (auto i = first; i < index; ++i) {
            auto const& earlier = version.queues[i];
            if (earlier.period.is_inactive || earlier.period.reads_as_of()) continue;
            if (!logic_.implies(queue.condition, earlier.condition)) continue;
            auto what = unreachable(queue, "every account it could take is taken before",
                                    "move it before " + backquoted(earlier.name) + ", or take it out");
            what.labels.push_back({earlier.condition.at, backquoted(earlier.name) + " takes them all"});
            found_.push_back(std::move(what));
            return true;
        }
        return false;
    }

    void report_covered(queue const& queue, std::map<std::size_t, interval_set> const& taken) {
        auto const* const one = logic_.selects(queue.condition);
        if (one == nullptr) return;
        auto const before = taken.find(one->field);
        if (before == taken.end() || !one->numbers.within(before->second)) return;
        auto const& field = policy_.fields.fields[one->field].name;
        found_.push_back(unreachable(
            queue, std::string("the ") + plural() + " before it take every such " + backquoted(field),
            "move it up, or take it out"));
    }

    bool report_never(queue const& queue) {
        if (!logic_.is_never(queue.condition)) return false;
        auto const* const one = logic_.selects(queue.condition);
        auto const why =
            one == nullptr
                ? std::string("its condition is never true")
                : "no value of " + backquoted(policy_.fields.fields[one->field].name) + " makes this true";
        found_.push_back(unreachable(queue, why, "mend the condition, or take the " + noun_ + "out"));
        return true;
    }

    [[nodiscard]] std::string plural() const { return noun_ == "case " ? "cases" : "queues"; }

    [[nodiscard]] diagnostic unreachable(queue const& which, std::string why, std::string help) const {
        return problem("T4002", noun_ + backquoted(which.name) + " is never reached", which.condition.at,
                       std::move(why), {std::move(help)}, severity::warning);
    }

    implication logic_;
    program const& policy_;
    std::vector<diagnostic>& found_;
    std::string noun_;
};

}  // namespace checking

TRAMO_INLINE std::vector<diagnostic> lint(program const& policy) {
    std::vector<diagnostic> found;
    checking::queue_reader reader(policy, found);
    for (auto const& strategy : policy.strategies)
        for (auto const& version : strategy.versions) reader.read(version, strategy.is_indicator);
    checking::condition_lint offers(policy, found);
    for (auto const& one : policy.conditions) offers.read(one);
    checking::palette_lint(policy, found).read();
    for (auto const& one : never_true_guards(policy))
        found.push_back(checking::never_true(policy.events[one.event], one.guard));
    return found;
}

}  // namespace tramo
