// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions on events that are never true, or never true together.
#pragma once

#include <set>

#include <tramo/check/lint.hpp>
#include <tramo/impl/check/implication.ipp>

namespace tramo {

namespace checking {

class guard_reader {
public:
    explicit guard_reader(program const& policy) : logic_(policy, true) {}

    [[nodiscard]] bool is_never(typed_expression const& what) {
        steps_left_ = max_steps;
        return never(what, 0);
    }

    /// Whether two conditions are never true together.
    [[nodiscard]] bool excludes(typed_expression const& a, typed_expression const& b) {
        steps_left_ = max_steps;
        return apart(a, b, 0);
    }

private:
    [[nodiscard]] bool never(typed_expression const& what, int depth) {
        if (depth > max_depth || steps_left_ == 0) return false;
        --steps_left_;
        if (logic_.is_never(what)) return true;
        auto const& parts = what.operands;
        auto const is_never = [&](auto const& part) { return never(part, depth + 1); };
        if (what.what == operation::or_) return std::all_of(parts.begin(), parts.end(), is_never);
        if (what.what != operation::and_) return false;
        if (std::any_of(parts.begin(), parts.end(), is_never)) return true;
        for (std::size_t i = 0; i < parts.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (apart(parts[i], parts[j], depth + 1)) return true;
        return false;
    }

    [[nodiscard]] bool apart(typed_expression const& a, typed_expression const& b, int depth) {
        if (depth > max_depth || steps_left_ == 0) return false;
        --steps_left_;
        if (denies(a, b) || denies(b, a) || are_other_texts(a, b) || are_other_ranges(a, b)) return true;
        auto const* const left = logic_.selects(a);
        auto const* const right = logic_.selects(b);
        if (left != nullptr && right != nullptr && left->field == right->field)
            return interval_set::intersect(left->numbers, right->numbers).empty();
        return parts_apart(a, b, depth) || parts_apart(b, a, depth);
    }

    [[nodiscard]] bool parts_apart(typed_expression const& whole, typed_expression const& other, int depth) {
        auto const& parts = whole.operands;
        auto const is_apart = [&](auto const& part) { return apart(part, other, depth + 1); };
        if (whole.what == operation::and_) return std::any_of(parts.begin(), parts.end(), is_apart);
        return whole.what == operation::or_ && std::all_of(parts.begin(), parts.end(), is_apart);
    }

    [[nodiscard]] bool denies(typed_expression const& a, typed_expression const& b) {
        return a.what == operation::not_ && logic_.implies(b, a.operands[0]);
    }

    /// A field of text, and the texts that it is asked to be.
    struct wanted_texts {
        std::size_t field = 0;
        std::set<std::string> texts;
    };

    [[nodiscard]] static std::optional<wanted_texts> texts_of(typed_expression const& what) {
        bool const is_equality = what.what == operation::compare && what.op == comparison::equal;
        bool const is_list = what.what == operation::in && !what.negated;
        if (!is_equality && !is_list) return {};
        auto const& subject = what.operands[0];
        if (subject.what != operation::field || subject.type.kind != kind::text) return {};
        wanted_texts result{subject.index, {}};
        for (std::size_t i = 1; i < what.operands.size(); ++i) {
            auto const* const text = std::get_if<std::string>(&what.operands[i].literal);
            if (what.operands[i].what != operation::constant || text == nullptr) return {};
            result.texts.insert(*text);
        }
        return result;
    }

    [[nodiscard]] static bool are_other_texts(typed_expression const& a, typed_expression const& b) {
        auto const left = texts_of(a);
        auto const right = left ? texts_of(b) : std::nullopt;
        if (!right || left->field != right->field) return false;
        return std::none_of(left->texts.begin(), left->texts.end(),
                            [&](auto const& one) { return right->texts.contains(one); });
    }

    /// A computed number compared with a constant: what it must be above (`least`) and below (`most`).
    struct wanted_range {
        typed_expression const* of = nullptr;
        std::optional<decimal> least, most;
        bool has_least = false, has_most = false;  ///< whether the bound itself is in it
    };

    [[nodiscard]] static std::optional<wanted_range> range_of(typed_expression const& what) {
        if (what.what != operation::compare || what.op == comparison::not_equal) return {};
        auto const& bound = what.operands[1];
        auto const* const number = std::get_if<decimal>(&bound.literal);
        if (bound.what != operation::constant || number == nullptr) return {};
        wanted_range range{what.operands.data(), {}, {}, false, false};
        bool const is_equal = what.op == comparison::equal;
        if (is_equal || what.op == comparison::greater || what.op == comparison::greater_or_equal) {
            range.least = *number;
            range.has_least = what.op != comparison::greater;
        }
        if (is_equal || what.op == comparison::less || what.op == comparison::less_or_equal) {
            range.most = *number;
            range.has_most = what.op != comparison::less;
        }
        return range;
    }

    [[nodiscard]] static bool is_same(typed_expression const& a, typed_expression const& b, int depth) {
        bool const matches = a.what == b.what && a.index == b.index && a.literal == b.literal &&
                             a.op == b.op && a.function == b.function && a.negated == b.negated &&
                             a.operands.size() == b.operands.size();
        if (!matches || depth > max_depth) return false;
        for (std::size_t i = 0; i < a.operands.size(); ++i)
            if (!is_same(a.operands[i], b.operands[i], depth + 1)) return false;
        return true;
    }

    [[nodiscard]] static bool lies_below(wanted_range const& low, wanted_range const& high) {
        if (!low.most || !high.least) return false;
        return *low.most < *high.least || (*low.most == *high.least && !(low.has_most && high.has_least));
    }

    [[nodiscard]] static bool are_other_ranges(typed_expression const& a, typed_expression const& b) {
        auto const left = range_of(a);
        auto const right = left ? range_of(b) : std::nullopt;
        if (!right || !(lies_below(*left, *right) || lies_below(*right, *left))) return false;
        return is_same(*left->of, *right->of, 0);
    }

    static constexpr int max_depth = 24;
    static constexpr std::size_t max_steps = 2'000;

    implication logic_;
    std::size_t steps_left_ = 0;
};

[[nodiscard]] TRAMO_INLINE diagnostic never_true(event_type const& of, std::size_t guard) {
    return problem("T4019", "this condition on " + backquoted(of.name) + " is never true",
                   of.guards[guard].at, "no event fulfils it", {"mend it, or take it out"},
                   severity::warning);
}

}  // namespace checking

TRAMO_INLINE std::vector<event_guard> never_true_guards(program const& policy) {
    std::vector<event_guard> found;
    checking::guard_reader reader(policy);
    for (std::size_t i = 0; i < policy.events.size(); ++i)
        for (std::size_t j = 0; j < policy.events[i].guards.size(); ++j)
            if (reader.is_never(policy.events[i].guards[j])) found.push_back({i, j});
    return found;
}

TRAMO_INLINE std::vector<std::pair<event_guard, event_guard>> disjoint_guards(program const& policy) {
    std::vector<std::pair<event_guard, event_guard>> found;
    checking::guard_reader reader(policy);
    for (std::size_t i = 0; i < policy.events.size(); ++i) {
        auto const& guards = policy.events[i].guards;
        for (std::size_t j = 0; j < guards.size(); ++j)
            for (std::size_t k = j + 1; k < guards.size(); ++k)
                if (reader.excludes(guards[j], guards[k])) found.push_back({{i, j}, {i, k}});
    }
    return found;
}

}  // namespace tramo
