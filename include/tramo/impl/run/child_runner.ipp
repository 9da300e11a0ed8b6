// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Aggregates over the children of accounts: the children's own conditions are run over their rows, then
// gathered by account.
#pragma once

#include <tramo/impl/run/space_runner.ipp>

namespace tramo::running {

/// A child (or its list) that cannot be read.
struct child_fault {
    std::size_t row = 0;        ///< of the account, within the block
    std::int64_t child = -1;    ///< its place in the account's list, or -1 for the list itself
    std::int64_t item = -1;     ///< its row in the child column
    field const* of = nullptr;  ///< null for the list itself and for expressions
    fault_reason reason = fault_reason::broken_list;
    span at;
};

class child_runner {
public:
    child_runner(plan const& prepared, std::size_t which, collection const& of, batch const& data,
                 std::string_view zone, running_choice const& how)
        : of_(of), list_(find_column(data, of.name)) {
        if (list_ != nullptr && list_->physical != layout::null && !list_->children.empty()) {
            items_.columns = list_->children[0].children;
            items_.rows = list_->children[0].length;
        } else {
            list_ = nullptr;
        }
        runner_.emplace(prepared.children[which], of.fields, items_, zone, how);
    }

    void run(std::int64_t begin, std::size_t count) {
        ranges_.assign(count, {0, 0});
        faults_.clear();
        count_ = 0;
        if (list_ == nullptr) return;
        last_end_ = 0;
        for (std::size_t i = 0; i < count; ++i) find_items(begin + static_cast<std::int64_t>(i), i);
        first_ = 0;
        std::int64_t last = 0;
        bool any = false;
        for (auto const& range : ranges_) {
            if (range.begin == range.end) continue;
            first_ = any ? std::min(first_, range.begin) : range.begin;
            last = std::max(last, range.end);
            any = true;
        }
        count_ = static_cast<std::size_t>(last - first_);
        if (!any) count_ = 0;
        if (count_ == 0) return;
        runner_->run(first_, count_, nullptr);
        collect_faults();
    }

    void number(aggregate const& what, std::size_t padded, number_vector& out,
                std::vector<arithmetic_fault>& lost) {
        out.reset(padded, ranges_.size());
        for (std::size_t row = 0; row < ranges_.size(); ++row) {
            std::optional<decimal> result;
            switch (gather(what, ranges_[row], result)) {
                case outcome::known:
                    out.values[row] = result.value_or(decimal());
                    if (!result && what.function != keyword::sum && what.function != keyword::count)
                        out.forget(row);
                    break;
                case outcome::unknown:
                    out.forget(row);
                    break;
                case outcome::too_large:
                    out.forget(row);
                    lost.push_back({row, what.at});
            }
        }
    }

    void truth_of(aggregate const& what, std::size_t padded, std::uint64_t* sure,
                  std::uint64_t* maybe) const {
        bool const all = what.function == keyword::all;
        std::fill_n(sure, padded / 64, 0);
        std::fill_n(maybe, padded / 64, 0);
        for (std::size_t row = 0; row < ranges_.size(); ++row) {
            bool surely = all, possibly = all;
            for (auto item = ranges_[row].begin; item < ranges_[row].end; ++item) {
                auto const [holds, may] = child_truth(what, static_cast<std::size_t>(item - first_), all);
                surely = all ? surely && holds : surely || holds;
                possibly = all ? possibly && may : possibly || may;
            }
            sure[row / 64] |= static_cast<std::uint64_t>(surely) << (row % 64);
            maybe[row / 64] |= static_cast<std::uint64_t>(possibly) << (row % 64);
        }
    }

    [[nodiscard]] std::vector<child_fault> const& faults() const { return faults_; }
    [[nodiscard]] batch const& items() const { return items_; }
    [[nodiscard]] collection const& of() const { return of_; }
    [[nodiscard]] item_range range_of(std::size_t row) const { return ranges_[row]; }
    [[nodiscard]] std::int64_t first_item() const { return first_; }
    [[nodiscard]] space_runner const& runner() const { return *runner_; }

private:
    enum class outcome { known, unknown, too_large };
    struct three_valued {
        bool sure = false, maybe = false;
    };

    /// Lists lie one behind the other; one that begins before its neighbour's end is made up, and would be
    /// read again and again.
    void find_items(std::int64_t row, std::size_t at) {
        if (!is_valid(*list_, row)) return;
        auto const range = items_at(*list_, row);
        if (range.end < range.begin || range.begin < last_end_)
            return faults_.push_back({at, -1, -1, nullptr, fault_reason::broken_list, {}});
        ranges_[at] = range;
        last_end_ = range.end;
        auto const& records = list_->children[0];
        for (auto item = range.begin; records.validity != nullptr && item < range.end; ++item)
            if (!is_valid(records, item))
                faults_.push_back({at, item - range.begin, item, nullptr, fault_reason::missing, {}});
    }

    [[nodiscard]] three_valued bits(node_index node, std::size_t item) const {
        auto const of = runner_->condition(node);
        return {((of.sure[item / 64] >> (item % 64)) & 1) != 0,
                ((of.maybe[item / 64] >> (item % 64)) & 1) != 0};
    }

    /// `any`: the condition and the member; `all`: the member wherever the condition holds.
    [[nodiscard]] three_valued child_truth(aggregate const& what, std::size_t item, bool all) const {
        if (what.member == no_node) return bits(what.condition, item);
        auto const member = bits(what.member, item);
        if (what.condition == no_node) return member;
        auto const where = bits(what.condition, item);
        if (all) return {!where.maybe || member.sure, !where.sure || member.maybe};
        return {where.sure && member.sure, where.maybe && member.maybe};
    }

    outcome gather(aggregate const& what, item_range range, std::optional<decimal>& result) const {
        std::int64_t counted = 0;
        bool unknown = false;
        for (auto item = range.begin; item < range.end; ++item) {
            auto const at = static_cast<std::size_t>(item - first_);
            if (what.condition != no_node) {
                auto const where = bits(what.condition, at);
                unknown = unknown || where.sure != where.maybe;
                if (!where.sure) continue;
            }
            ++counted;
            if (what.value == no_node) continue;
            auto const& values = runner_->number(what.value);
            if (!values.knows(at)) {
                unknown = true;
                continue;
            }
            result =
                result ? join(what.function, *result, values.values[at]) : std::optional(values.values[at]);
            if (!result) return outcome::too_large;
        }
        if (what.function == keyword::count) result = decimal(counted);
        return unknown ? outcome::unknown : outcome::known;
    }

    [[nodiscard]] static std::optional<decimal> join(keyword function, decimal const& a, decimal const& b) {
        if (function == keyword::sum) return add(a, b);
        return apply(function == keyword::max ? operation::largest : operation::smallest, a, b);
    }

    void collect_faults() {
        for (auto const& column : runner_->columns())
            place(
                column.values().faults, [](fault const& found) { return found.row; },
                [&](fault const& found) {
                    return cause{&column.of(), found.reason, {}};
                });
        auto lost = runner_->arithmetic_faults();
        std::stable_sort(lost.begin(), lost.end(),
                         [](auto const& a, auto const& b) { return a.row < b.row; });
        place(
            lost, [&](arithmetic_fault const& one) { return first_ + static_cast<std::int64_t>(one.row); },
            [](arithmetic_fault const& one) {
                return cause{nullptr, fault_reason::arithmetic, one.at};
            });
    }

    struct cause {
        field const* of;
        fault_reason reason;
        span at;
    };

    /// Gives each account the faults of its items. Requires that they come in the items' order.
    template <class Fault, class Item, class Why>
    void place(std::vector<Fault> const& found, Item item_of, Why why_of) {
        if (found.empty()) return;
        for (std::size_t row = 0; row < ranges_.size(); ++row) {
            auto const range = ranges_[row];
            auto one =
                std::lower_bound(found.begin(), found.end(), range.begin,
                                 [&](Fault const& each, std::int64_t item) { return item_of(each) < item; });
            for (; one != found.end() && item_of(*one) < range.end; ++one) {
                auto const why = why_of(*one);
                faults_.push_back(
                    {row, item_of(*one) - range.begin, item_of(*one), why.of, why.reason, why.at});
            }
        }
    }

    collection const& of_;
    column const* list_;
    batch items_;
    std::optional<space_runner> runner_;
    std::vector<item_range> ranges_;
    std::vector<child_fault> faults_;
    std::int64_t first_ = 0;
    std::int64_t last_end_ = 0;
    std::size_t count_ = 0;
};

/// All collections of an account.
class children : public child_source {
public:
    /// `how` is without sides: children have both.
    children(program const& policy, plan const& prepared, batch const& data, running_choice const& how)
        : plan_(prepared) {
        for (std::size_t i = 0; i < policy.fields.collections.size(); ++i)
            runners_.emplace_back(prepared, i, policy.fields.collections[i], data, policy.zone, how);
    }

    void run(std::int64_t begin, std::size_t count) {
        lost_.clear();
        for (auto& one : runners_) one.run(begin, count);
    }
    void number(std::size_t which, std::size_t padded, number_vector& out) override {
        auto const& what = plan_.aggregates[which];
        runners_[what.collection].number(what, padded, out, lost_);
    }
    void truth_of(std::size_t which, std::size_t padded, std::uint64_t* sure, std::uint64_t* maybe) override {
        auto const& what = plan_.aggregates[which];
        runners_[what.collection].truth_of(what, padded, sure, maybe);
    }
    [[nodiscard]] std::deque<child_runner> const& runners() const { return runners_; }
    [[nodiscard]] std::vector<arithmetic_fault> const& arithmetic_faults() const { return lost_; }

private:
    plan const& plan_;
    std::deque<child_runner> runners_;
    std::vector<arithmetic_fault> lost_;
};

}  // namespace tramo::running
