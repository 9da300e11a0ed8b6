// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Typed expressions to condition nodes.
#pragma once

#include <tramo/check/constant.hpp>
#include <tramo/impl/plan/lowering.ipp>
#include <tramo/impl/plan/match_text.ipp>

namespace tramo::planning {

TRAMO_INLINE node_index lowering::condition(typed_expression const& what, graph& in) {
    auto const index = lower_condition(what, in);
    if (what.id < plan_.condition_of.size()) plan_.condition_of[what.id] = index;
    return index;
}

TRAMO_INLINE node_index lowering::lower_condition(typed_expression const& what, graph& in) {
    switch (what.what) {
        case operation::field:
            return field_truth(what, in);
        case operation::definition:
            return definition_condition(what.index, in);
        case operation::not_:
            return in.negation(condition(what.operands[0], in));
        case operation::and_:
        case operation::or_: {
            std::vector<node_index> parts;
            parts.reserve(what.operands.size());
            for (auto const& part : what.operands) parts.push_back(condition(part, in));
            return in.join(std::move(parts), what.what == operation::and_);
        }
        case operation::compare:
            return compare(what.operands[0], what.operands[1], what.op, in);
        case operation::in:
            return membership(what, in);
        case operation::like:
        case operation::starts_with:
            return text_match(what, in);
        case operation::is_unknown:
            return unknown_test(what, in);
        case operation::aggregate:
            return aggregate_condition(what, in);
        case operation::lookup:
            return lookup_condition(what, in);
        default:
            break;
    }
    auto const constant = constant_value(what, known_);
    auto const* const truth = constant ? std::get_if<bool>(&*constant) : nullptr;
    return truth == nullptr ? in.unknown() : in.constant(*truth);
}

TRAMO_INLINE node_index lowering::field_truth(typed_expression const& what, graph& in) {
    field_test asked;
    asked.numbers = interval_set(1, 1);
    return in.test(what.index, std::move(asked));
}

TRAMO_INLINE node_index lowering::definition_condition(std::size_t index, graph& in) {
    auto& known = definition_conditions_[index];
    if (known != no_node) return known;
    auto const version = active_version_[index];
    known = version == no_version ? in.constant(false)
                                  : condition(policy_.definitions[index].versions[version].meaning, in);
    return known;
}

/// What the name of a value stands for.
TRAMO_INLINE typed_expression const& lowering::behind_name(typed_expression const& what) const {
    auto const* meant = &what;
    while (meant->what == operation::definition && !policy_.definitions[meant->index].is_segment)
        meant = &policy_.definitions[meant->index].versions.front().meaning;
    return *meant;
}

/// Takes what is done to a field with constants over to the other side, as long as the result is exact.
TRAMO_INLINE std::optional<isolated> lowering::peel(isolated from, typed_expression const* subject) const {
    for (int depth = 0; depth < 64; ++depth) {
        if (subject->type.kind == kind::timestamp && subject->what != operation::field) return {};
        switch (subject->what) {
            case operation::field:
                if (subject->type.kind == kind::text) return {};
                from.field = subject;
                return from;
            case operation::definition:
                if (policy_.definitions[subject->index].is_segment) return {};
                subject = &policy_.definitions[subject->index].versions.front().meaning;
                continue;
            case operation::negate: {
                auto const flipped = subtract(decimal(), from.bound);
                if (!flipped) return {};
                from = {nullptr, mirrored(from.op), *flipped};
                subject = subject->operands.data();
                continue;
            }
            case operation::add:
            case operation::subtract:
                break;
            default:
                return {};
        }
        auto const& left = subject->operands[0];
        auto const& right = subject->operands[1];
        if (left.type.kind == kind::timestamp || right.type.kind == kind::timestamp) return {};
        bool const minus = subject->what == operation::subtract;
        auto const before = constant_value(left, known_);
        auto const after = constant_value(right, known_);
        if (before.has_value() == after.has_value()) return {};
        auto const& constant = before ? *before : *after;
        if (std::holds_alternative<unknown_t>(constant)) return {};
        auto const amount = coefficient_of(before ? left.type : right.type, constant);
        if (subject->type.kind == kind::date && !rescale_exactly(amount, 0))
            return {};  // part of a day is cut
        std::optional<decimal> bound;
        if (before && minus)
            bound = subtract(amount, from.bound);
        else
            bound = minus ? add(from.bound, amount) : subtract(from.bound, amount);
        if (!bound) return {};
        from = {nullptr, before && minus ? mirrored(from.op) : from.op, *bound};
        subject = before ? &right : &left;
    }
    return {};
}

TRAMO_INLINE std::optional<isolated> lowering::isolate(typed_expression const& subject, comparison op,
                                                       value const& bound) const {
    if (std::holds_alternative<unknown_t>(bound)) return {};
    return peel({nullptr, op, coefficient_of(subject.type, bound)}, &subject);
}

TRAMO_INLINE node_index lowering::compare(typed_expression const& left, typed_expression const& right,
                                          comparison op, graph& in) {
    if (choice_behind(left) != nullptr || choice_behind(right) != nullptr)
        return compare_choices(left, right, op, in);
    if (left.type.kind == kind::boolean) return compare_truths(left, right, op, in);
    if (left.type.kind == kind::text) return compare_texts(behind_name(left), behind_name(right), op, in);
    if (auto const constant = compare_constants(left, right, op, in)) return *constant;
    if (auto const looked_up = compare_lookup(left, right, op, in)) return *looked_up;
    std::optional<isolated> found;
    if (auto const constant = constant_value(right, known_)) found = isolate(left, op, *constant);
    if (!found)
        if (auto const constant = constant_value(left, known_))
            found = isolate(right, mirrored(op), *constant);
    if (!found) return compare_numbers(number(left, in), number(right, in), op, in);
    field_test asked;
    asked.numbers = selected_by(found->op, found->field->type.scale, found->bound);
    return in.test(found->field->index, std::move(asked));
}

TRAMO_INLINE std::optional<node_index> lowering::compare_constants(typed_expression const& left,
                                                                   typed_expression const& right,
                                                                   comparison op, graph& in) const {
    auto const a = constant_value(left, known_);
    auto const b = constant_value(right, known_);
    if (!a || !b) return {};
    if (std::holds_alternative<unknown_t>(*a) || std::holds_alternative<unknown_t>(*b)) return in.unknown();
    auto const order = coefficient_of(left.type, *a) <=> coefficient_of(right.type, *b);
    return in.constant(compares(order < 0 ? -1 : order > 0 ? 1 : 0, op));
}

TRAMO_INLINE node_index lowering::compare_numbers(node_index left, node_index right, comparison op,
                                                  graph& in) {
    condition_node node;
    node.what = condition_node::form::compare;
    node.op = op;
    node.left = left;
    node.right = right;
    node.is_certain = false;
    return in.intern(std::move(node));
}

/// `a = b` of conditions: both or neither.
TRAMO_INLINE node_index lowering::compare_truths(typed_expression const& left, typed_expression const& right,
                                                 comparison op, graph& in) {
    auto const a = condition(left, in);
    auto const b = condition(right, in);
    auto const equal =
        in.join({in.join({a, b}, true), in.join({in.negation(a), in.negation(b)}, true)}, false);
    return op == comparison::equal ? equal : in.negation(equal);
}

TRAMO_INLINE node_index lowering::compare_texts(typed_expression const& left, typed_expression const& right,
                                                comparison op, graph& in) {
    auto const a = constant_value(left, known_);
    auto const b = constant_value(right, known_);
    if (a && b) {
        auto const& x = std::get<std::string>(*a);
        auto const& y = std::get<std::string>(*b);
        return in.constant(compares(x.compare(y), op));
    }
    if (a) return compare_texts(right, left, mirrored(op), in);
    if (!b) {
        condition_node node;
        node.what = condition_node::form::compare_texts;
        node.op = op;
        node.use = in.use_of(left.index);
        node.test = in.use_of(right.index);
        node.is_certain = !left.may_be_unknown && !right.may_be_unknown;
        return in.intern(std::move(node));
    }
    field_test asked;
    bool const equality = op == comparison::equal || op == comparison::not_equal;
    asked.what = equality ? field_test::form::text_equal : field_test::form::text_order;
    if (!equality) asked.order = op;
    asked.texts = {std::get<std::string>(*b)};
    auto const test = in.test(left.index, std::move(asked));
    return op == comparison::not_equal ? in.negation(test) : test;
}

TRAMO_INLINE node_index lowering::membership(typed_expression const& what, graph& in) {
    if (auto const test = listed(what, in)) return *test;
    if (auto const test = listed_texts(what, in)) return *test;
    std::vector<node_index> members;
    for (std::size_t i = 1; i < what.operands.size(); ++i)
        members.push_back(one_member(what.operands[0], what.operands[i], in));
    auto const any = in.join(std::move(members), false);
    return what.negated ? in.negation(any) : any;
}

TRAMO_INLINE node_index lowering::one_member(typed_expression const& subject, typed_expression const& member,
                                             graph& in) {
    if (member.what != operation::range) return compare(subject, member, comparison::equal, in);
    auto const low = compare(subject, member.operands[0], comparison::greater_or_equal, in);
    auto const upper = member.half_open ? comparison::less : comparison::less_or_equal;
    return in.join({low, compare(subject, member.operands[1], upper, in)}, true);
}

/// A list of constants asked of a field: one set of intervals, however long the list.
TRAMO_INLINE std::optional<node_index> lowering::listed(typed_expression const& what, graph& in) {
    auto const& subject = what.operands[0];
    if (subject.type.kind == kind::text || subject.type.kind == kind::boolean) return {};
    typed_expression const* field = nullptr;
    std::vector<interval> parts;
    for (std::size_t i = 1; i < what.operands.size(); ++i) {
        auto const& member = what.operands[i];
        bool const is_range = member.what == operation::range;
        auto const low = constant_value(is_range ? member.operands[0] : member, known_);
        auto const high = is_range ? constant_value(member.operands[1], known_) : low;
        if (!low || !high) return {};
        auto const from = isolate(subject, is_range ? comparison::greater_or_equal : comparison::equal, *low);
        auto const upper = member.half_open ? comparison::less : comparison::less_or_equal;
        auto const to = is_range ? isolate(subject, upper, *high) : from;
        if (!from || !to) return {};
        field = from->field;
        auto const both = interval_set::intersect(selected_by(from->op, field->type.scale, from->bound),
                                                  selected_by(to->op, field->type.scale, to->bound));
        parts.insert(parts.end(), both.ranges().begin(), both.ranges().end());
    }
    if (field == nullptr) return {};
    field_test asked;
    asked.numbers = interval_set::unite(std::move(parts));
    if (what.negated) asked.numbers = asked.numbers.complement();
    return in.test(field->index, std::move(asked));
}

TRAMO_INLINE std::optional<node_index> lowering::listed_texts(typed_expression const& what, graph& in) {
    auto const& subject = behind_name(what.operands[0]);
    if (subject.type.kind != kind::text || subject.what != operation::field) return {};
    field_test asked;
    asked.what = field_test::form::text_equal;
    for (std::size_t i = 1; i < what.operands.size(); ++i) {
        auto const& member = what.operands[i];
        auto const constant =
            member.what == operation::range ? std::nullopt : constant_value(behind_name(member), known_);
        auto const* const text = constant ? std::get_if<std::string>(&*constant) : nullptr;
        if (text == nullptr) return {};
        asked.texts.push_back(*text);
    }
    std::sort(asked.texts.begin(), asked.texts.end());
    asked.texts.erase(std::unique(asked.texts.begin(), asked.texts.end()), asked.texts.end());
    auto const test = in.test(subject.index, std::move(asked));
    return what.negated ? in.negation(test) : test;
}

TRAMO_INLINE node_index lowering::text_match(typed_expression const& what, graph& in) {
    auto const& subject = what.operands[0];
    auto const& pattern = std::get<std::string>(what.operands[1].literal);
    field_test asked;
    bool const like = what.what == operation::like;
    if (subject.type.kind == kind::enumeration) {
        std::vector<interval> matching;
        for (std::size_t i = 0; i < subject.type.values.size(); ++i) {
            auto const& text = subject.type.values[i].value;
            auto const code = static_cast<int128>(i);
            if (like ? matches_like(text, pattern) : std::string_view(text).starts_with(pattern))
                matching.push_back({code, code});
        }
        asked.numbers = interval_set::unite(std::move(matching));
    } else {
        asked.what = like ? field_test::form::text_like : field_test::form::text_prefix;
        asked.texts = {pattern};
    }
    auto const test = in.test(subject.index, std::move(asked));
    return what.negated ? in.negation(test) : test;
}

TRAMO_INLINE node_index lowering::unknown_test(typed_expression const& what, graph& in) {
    auto const& subject = behind_name(what.operands[0]);
    node_index result = no_node;
    if (subject.what == operation::field) {
        field_test asked;
        asked.asks_unknown = true;
        result = subject.may_be_unknown ? in.test(subject.index, std::move(asked)) : in.constant(false);
    } else {
        condition_node node;
        node.what = condition_node::form::known;
        if (subject.type.kind == kind::boolean)
            node.operands = {condition(subject, in)};
        else if (subject.type.kind == kind::text || subject.type.kind == kind::enumeration)
            return in.constant(what.negated);
        else
            node.left = number(subject, in);
        result = in.negation(in.intern(std::move(node)));
    }
    return what.negated ? in.negation(result) : result;
}

TRAMO_INLINE node_index lowering::aggregate_condition(typed_expression const& what, graph& in) {
    condition_node node;
    node.what = condition_node::form::children;
    node.aggregate = aggregate_index(what);
    node.is_certain = !what.may_be_unknown;
    return in.intern(std::move(node));
}

TRAMO_INLINE std::size_t lowering::aggregate_index(typed_expression const& what) {
    auto& inner = graphs_[1 + what.index];
    aggregate found;
    found.function = what.function;
    found.collection = what.index;
    found.at = what.at;
    bool const truth = what.function == keyword::any || what.function == keyword::all;
    bool const has_member = what.operands.size() > (what.has_condition ? 1U : 0U);
    if (has_member && truth) found.member = condition(what.operands[0], inner);
    if (has_member && !truth) found.value = number(what.operands[0], inner);
    if (what.has_condition) found.condition = condition(what.operands.back(), inner);
    auto& same = aggregates_[hash_of(found)];
    for (auto const index : same)
        if (plan_.aggregates[index] == found) return index;
    same.push_back(plan_.aggregates.size());
    plan_.aggregates.push_back(found);
    return plan_.aggregates.size() - 1;
}

}  // namespace tramo::planning
