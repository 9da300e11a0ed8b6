// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Whether one condition holds wherever another holds: a proof where one is found, never a guess.
#pragma once

#include <optional>
#include <unordered_map>

#include <tramo/check/constant.hpp>
#include <tramo/impl/check/names.ipp>
#include <tramo/values/interval_set.hpp>

namespace tramo::checking {

/// What a condition on one field alone selects of its known values.
struct selection {
    std::size_t field = 0;
    interval_set numbers;
};

class implication {
public:
    /// Of accounts, or of events: conditions on events of one type.
    explicit implication(program const& policy, bool on_events = false)
        : policy_(policy), on_events_(on_events) {}

    /// `stronger` true implies `weaker` true. Gives up after some steps: segments used by segments used by
    /// segments could make the search as long as they like.
    [[nodiscard]] bool implies(typed_expression const& stronger, typed_expression const& weaker) {
        steps_left_ = std::min(max_steps, total_left_);
        auto const given = steps_left_;
        bool const proven = search(stronger, weaker, 0);
        total_left_ -= given - steps_left_;
        return proven;
    }

    /// Whether a condition can never be true.
    [[nodiscard]] bool is_never(typed_expression const& written) {
        auto const& what = opened(written);
        auto const* const truth = std::get_if<bool>(&what.literal);
        if (what.what == operation::constant && truth != nullptr) return !*truth;
        auto const* const only = selects(what);
        return only != nullptr && only->numbers.empty();
    }

    /// What a condition made of comparisons of one field with constants selects; none for any other
    /// condition.
    [[nodiscard]] selection const* selects(typed_expression const& written, int depth = 0) {
        if (depth > max_depth) return nullptr;
        auto const& what = opened(written);
        auto found = known_.find(what.id);
        if (found == known_.end()) found = known_.emplace(what.id, find_selection(what, depth)).first;
        return found->second ? &*found->second : nullptr;
    }

private:
    [[nodiscard]] bool search(typed_expression const& stronger, typed_expression const& weaker, int depth) {
        if (depth > max_depth || steps_left_ == 0) return false;
        --steps_left_;
        auto const& a = opened(stronger);
        auto const& b = opened(weaker);
        if (alike(a, b, 0) || is_never(a) || is_always(b)) return true;
        if (auto const* const left = selects(a))
            if (auto const* const right = selects(b))
                if (left->field == right->field && left->numbers.within(right->numbers)) return true;
        return search_parts(a, b, depth + 1);
    }

    [[nodiscard]] bool search_parts(typed_expression const& a, typed_expression const& b, int depth) {
        auto const each = [&](auto const& parts, auto test, bool all) {
            for (auto const& part : parts)
                if (test(part) != all) return !all;
            return all;
        };
        if (b.what == operation::and_)
            return each(
                b.operands, [&](auto const& part) { return search(a, part, depth); }, true);
        if (a.what == operation::or_)
            return each(
                a.operands, [&](auto const& part) { return search(part, b, depth); }, true);
        bool found = false;
        if (b.what == operation::or_)
            found = each(
                b.operands, [&](auto const& part) { return search(a, part, depth); }, false);
        if (!found && a.what == operation::and_)
            found = each(
                a.operands, [&](auto const& part) { return search(part, b, depth); }, false);
        return found;
    }

    [[nodiscard]] static bool is_always(typed_expression const& what) {
        auto const* const truth = std::get_if<bool>(&what.literal);
        return what.what == operation::constant && truth != nullptr && *truth;
    }

    [[nodiscard]] std::optional<selection> find_selection(typed_expression const& what, int depth) {
        switch (what.what) {
            case operation::field:
                return truth_of(what);
            case operation::compare:
                return compared(what);
            case operation::in:
                return listed(what);
            case operation::not_: {
                auto const* const inner = selects(what.operands[0], depth + 1);
                if (inner == nullptr) return {};
                return selection{inner->field, inner->numbers.complement()};
            }
            case operation::and_:
            case operation::or_:
                return combined(what, depth);
            default:
                return {};
        }
    }

    static constexpr int max_depth = 24;
    static constexpr std::size_t max_steps = 2'000;

    /// A segment with one version and no period stands for its condition.
    [[nodiscard]] typed_expression const& opened(typed_expression const& what) const {
        auto const* at = &what;
        for (int i = 0; i < max_depth && at->what == operation::definition; ++i) {
            auto const& versions = policy_.definitions[at->index].versions;
            bool const plain =
                versions.size() == 1 && !versions[0].period.reads_as_of() && !versions[0].period.is_inactive;
            if (!plain) break;
            at = &versions[0].meaning;
        }
        return *at;
    }

    [[nodiscard]] bool alike(typed_expression const& a, typed_expression const& b, int depth) const {
        bool const same = a.what == b.what && a.literal == b.literal && a.index == b.index && a.op == b.op &&
                          a.function == b.function && a.negated == b.negated && a.half_open == b.half_open &&
                          a.has_condition == b.has_condition && a.is_scoped == b.is_scoped &&
                          a.operands.size() == b.operands.size();
        if (!same || depth > 200) return false;
        for (std::size_t i = 0; i < a.operands.size(); ++i)
            if (!alike(a.operands[i], b.operands[i], depth + 1)) return false;
        return true;
    }

    [[nodiscard]] bool is_plain_field(typed_expression const& what) const {
        return what.what == operation::field && what.is_scoped == on_events_ && what.type.kind != kind::text;
    }

    [[nodiscard]] std::optional<selection> truth_of(typed_expression const& what) const {
        if (!is_plain_field(what) || what.type.kind != kind::boolean) return {};
        return selection{what.index, interval_set(1, 1)};
    }

    [[nodiscard]] std::optional<selection> compared(typed_expression const& what) const {
        auto const& left = what.operands[0];
        auto const& right = what.operands[1];
        if (is_plain_field(left))
            if (auto const constant = constant_value(right, {})) return selected(left, what.op, *constant);
        if (is_plain_field(right))
            if (auto const constant = constant_value(left, {}))
                return selected(right, mirrored(what.op), *constant);
        return {};
    }

    [[nodiscard]] static std::optional<selection> selected(typed_expression const& field, comparison op,
                                                           value const& constant) {
        if (std::holds_alternative<unknown_t>(constant)) return {};
        return selection{field.index, selected_by(op, field.type, constant)};
    }

    [[nodiscard]] std::optional<selection> listed(typed_expression const& what) const {
        if (!is_plain_field(what.operands[0])) return {};
        auto const& field = what.operands[0];
        std::vector<interval> parts;
        for (std::size_t i = 1; i < what.operands.size(); ++i) {
            auto const& member = what.operands[i];
            bool const is_range = member.what == operation::range;
            auto const low = constant_value(is_range ? member.operands[0] : member, {});
            auto const high = is_range ? constant_value(member.operands[1], {}) : low;
            if (!low || !high || std::holds_alternative<unknown_t>(*low) ||
                std::holds_alternative<unknown_t>(*high))
                return {};
            auto const from =
                selected_by(is_range ? comparison::greater_or_equal : comparison::equal, field.type, *low);
            auto const to = !is_range
                                ? from
                                : selected_by(member.half_open ? comparison::less : comparison::less_or_equal,
                                              field.type, *high);
            auto const both = interval_set::intersect(from, to);
            parts.insert(parts.end(), both.ranges().begin(), both.ranges().end());
        }
        auto const all = interval_set::unite(std::move(parts));
        return selection{field.index, what.negated ? all.complement() : all};
    }

    /// The parts' ranges are united once: `and` through what each part leaves out.
    [[nodiscard]] std::optional<selection> combined(typed_expression const& what, int depth) {
        bool const narrows = what.what == operation::and_;
        selection all;
        std::vector<interval> ranges;
        for (std::size_t i = 0; i < what.operands.size(); ++i) {
            auto const* const one = selects(what.operands[i], depth + 1);
            if (one == nullptr || (i > 0 && all.field != one->field)) return {};
            all.field = one->field;
            auto const part = narrows ? one->numbers.complement() : one->numbers;
            ranges.insert(ranges.end(), part.ranges().begin(), part.ranges().end());
        }
        auto const united = interval_set::unite(std::move(ranges));
        all.numbers = narrows ? united.complement() : united;
        return all;
    }

    program const& policy_;
    bool on_events_;
    std::unordered_map<std::size_t, std::optional<selection>> known_;  ///< by the number of the condition
    std::size_t steps_left_ = 0;
    std::size_t total_left_ = 20'000'000;
};

}  // namespace tramo::checking
