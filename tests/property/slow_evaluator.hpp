// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a policy says of one row, found by walking its expressions one by one: slow, and nothing shared with
// the engine but the decimals and the calendar. Only tests use it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tramo/check/constant.hpp>
#include <tramo/check/program.hpp>

namespace tramo_test {

/// An account's values as they are meant, whatever column brings them.
struct meant_row {
    std::vector<tramo::value> fields;
    std::vector<std::vector<tramo::value>> debts;
    bool is_dirty = false;         ///< some value cannot be read
    bool has_dirty_debts = false;  ///< or some value of a debt
};

enum class tri { no, yes, unknown };

inline tri negated(tri what) {
    return what == tri::yes ? tri::no : what == tri::no ? tri::yes : tri::unknown;
}
inline tri both(tri a, tri b) {
    if (a == tri::no || b == tri::no) return tri::no;
    return a == tri::unknown || b == tri::unknown ? tri::unknown : tri::yes;
}
inline tri either(tri a, tri b) {
    return negated(both(negated(a), negated(b)));
}
inline tri sure(bool what) {
    return what ? tri::yes : tri::no;
}

class slow_evaluator {
public:
    using number = std::optional<tramo::decimal>;
    using expression = tramo::typed_expression;

    slow_evaluator(tramo::program const& policy, tramo::environment known)
        : policy_(policy), known_(std::move(known)) {}

    void look_at(meant_row const& row) {
        row_ = &row;
        record_ = &row.fields;
        fails_ = false;
    }
    /// Whether some expression's result did not fit.
    [[nodiscard]] bool fails() const { return fails_; }

    tri truth(expression const& what) {
        using op = tramo::operation;
        switch (what.what) {
            case op::constant:
                return sure(std::get<bool>(what.literal));
            case op::field: {
                auto const* const held = std::get_if<bool>(&(*record_)[what.index]);
                return held == nullptr ? tri::unknown : sure(*held);
            }
            case op::definition:
                return definition(what.index);
            case op::not_:
                return negated(truth(what.operands[0]));
            case op::and_:
            case op::or_: {
                auto result = sure(what.what == op::and_);
                for (auto const& one : what.operands)
                    result = what.what == op::and_ ? both(result, truth(one)) : either(result, truth(one));
                return result;
            }
            case op::compare:
                return compare(what.operands[0], what.operands[1], what.op);
            case op::in:
                return membership(what);
            case op::like:
            case op::starts_with:
                return match(what);
            case op::is_unknown: {
                bool const missing = is_missing(what.operands[0]);
                return sure(missing != what.negated);
            }
            default:
                return any_or_all(what);
        }
    }

private:
    tri definition(std::size_t index) {
        for (auto const& version : policy_.definitions[index].versions)
            if (version.period.holds_on(*known_.as_of)) return truth(version.meaning);
        return tri::no;
    }

    bool is_missing(expression const& what) {
        if (what.type.kind == tramo::kind::boolean) return truth(what) == tri::unknown;
        if (what.type.kind == tramo::kind::text) return !text(what);
        return !value_of(what);
    }

    static tri relation(int order, tramo::comparison op) {
        switch (op) {
            case tramo::comparison::equal:
                return sure(order == 0);
            case tramo::comparison::not_equal:
                return sure(order != 0);
            case tramo::comparison::less:
                return sure(order < 0);
            case tramo::comparison::less_or_equal:
                return sure(order <= 0);
            case tramo::comparison::greater:
                return sure(order > 0);
            default:
                return sure(order >= 0);
        }
    }

    tri compare(expression const& left, expression const& right, tramo::comparison op) {
        if (left.type.kind == tramo::kind::boolean) {
            auto const a = truth(left), b = truth(right);
            if (a == tri::unknown || b == tri::unknown) return tri::unknown;
            return relation(a == b ? 0 : 1, op);
        }
        if (left.type.kind == tramo::kind::text) {
            auto const a = text(left), b = text(right);
            return a && b ? relation(a->compare(*b), op) : tri::unknown;
        }
        auto const a = value_of(left), b = value_of(right);
        if (!a || !b) return tri::unknown;
        return relation(*a < *b ? -1 : *a == *b ? 0 : 1, op);
    }

    tri membership(expression const& what) {
        auto result = tri::no;
        for (std::size_t i = 1; i < what.operands.size(); ++i) {
            auto const& member = what.operands[i];
            if (member.what != tramo::operation::range) {
                result = either(result, compare(what.operands[0], member, tramo::comparison::equal));
                continue;
            }
            auto const upper = member.half_open ? tramo::comparison::less : tramo::comparison::less_or_equal;
            result = either(result, both(compare(what.operands[0], member.operands[0],
                                                 tramo::comparison::greater_or_equal),
                                         compare(what.operands[0], member.operands[1], upper)));
        }
        return what.negated ? negated(result) : result;
    }

    /// The texts of these tests are ASCII.
    static bool like(std::string_view text, std::string_view pattern) {
        if (pattern.empty()) return text.empty();
        if (pattern[0] == '%')
            return like(text, pattern.substr(1)) || (!text.empty() && like(text.substr(1), pattern));
        bool const is_escaped = pattern[0] == '\\' && pattern.size() > 1;
        if (is_escaped) pattern.remove_prefix(1);
        if (text.empty()) return false;
        bool const fits = pattern[0] == text[0] || (pattern[0] == '_' && !is_escaped);
        return fits && like(text.substr(1), pattern.substr(1));
    }

    tri match(expression const& what) {
        auto const subject = text(what.operands[0]);
        if (!subject) return tri::unknown;
        auto const& values = what.operands[0].type.values;
        bool const is_new =
            !values.empty() && std::none_of(values.begin(), values.end(),
                                            [&](auto const& one) { return one.value == *subject; });
        auto const& pattern = std::get<std::string>(what.operands[1].literal);
        bool const holds = what.what == tramo::operation::like
                               ? like(*subject, pattern)
                               : subject->substr(0, pattern.size()) == pattern;
        auto const result = sure(holds && !is_new);
        return what.negated ? negated(result) : result;
    }

    std::optional<std::string> text(expression const& what) {
        auto const* held = what.what == tramo::operation::constant
                               ? std::get_if<std::string>(&what.literal)
                               : std::get_if<std::string>(&(*record_)[what.index]);
        return held == nullptr ? std::nullopt : std::optional(*held);
    }

    number lost() {
        fails_ = true;
        return {};
    }

    number coefficient(expression const& what, tramo::value const& held) const {
        if (std::holds_alternative<tramo::unknown_t>(held)) return {};
        return tramo::coefficient_of(what.type, held);
    }

    number value_of(expression const& what) {
        using op = tramo::operation;
        switch (what.what) {
            case op::constant:
                return coefficient(what, what.literal);
            case op::as_of:
                return tramo::decimal(known_.as_of->days);
            case op::parameter:
                return coefficient(what, known_.parameters[what.index]);
            case op::field:
                return coefficient(what, (*record_)[what.index]);
            case op::definition:
                return value_of(policy_.definitions[what.index].versions.front().meaning);
            case op::aggregate:
                return aggregate(what);
            case op::add:
            case op::subtract:
            case op::multiply:
            case op::divide:
            case op::largest:
            case op::smallest:
            case op::coalesce:
                return chain(what);
            default:
                return function(what);
        }
    }

    number chain(expression const& what) {
        using op = tramo::operation;
        bool const is_moment = what.type.kind == tramo::kind::timestamp;
        number result;
        for (std::size_t i = 0; i < what.operands.size(); ++i) {
            auto next = value_of(what.operands[i]);
            if (is_moment && next && what.operands[i].type.kind == tramo::kind::duration)
                next = tramo::rescale(*tramo::multiply(*next, tramo::decimal(86'400'000'000)), 0,
                                      tramo::rounding::half_up);
            if (i == 0)
                result = next;
            else if (what.what == op::coalesce)
                result = result ? result : next;
            else
                result = combine(what.what, result, next);
        }
        bool const between = what.what == op::subtract &&
                             what.operands[0].type.kind == tramo::kind::timestamp &&
                             what.type.kind == tramo::kind::duration;
        if (result && between) result = tramo::divide(*result, tramo::decimal(86'400'000'000));
        if (result && what.type.kind == tramo::kind::date)
            result = tramo::rescale(*result, 0, tramo::rounding::floor);
        return result;
    }

    number combine(tramo::operation what, number const& a, number const& b) {
        using op = tramo::operation;
        if (!a || !b || (what == op::divide && b->coefficient == 0)) return {};
        number result;
        switch (what) {
            case op::add:
                result = tramo::add(*a, *b);
                break;
            case op::subtract:
                result = tramo::subtract(*a, *b);
                break;
            case op::multiply:
                result = tramo::multiply(*a, *b);
                break;
            case op::divide:
                result = tramo::divide(*a, *b);
                break;
            case op::largest:
                result = *a < *b ? *b : *a;
                break;
            default:
                result = *b < *a ? *b : *a;
                break;
        }
        return result ? result : lost();
    }

    number function(expression const& what) {
        using op = tramo::operation;
        auto const from = value_of(what.operands[0]);
        if (!from) return {};
        switch (what.what) {
            case op::negate:
                return tramo::decimal(-from->coefficient, from->scale);
            case op::absolute:
                return tramo::decimal(from->coefficient < 0 ? -from->coefficient : from->coefficient,
                                      from->scale);
            case op::round: {
                auto const rounded =
                    tramo::rescale(*from, static_cast<int>(what.index), tramo::rounding::half_up);
                return rounded ? number(*rounded) : lost();
            }
            case op::to_date:
                return tramo::decimal(tramo::day_of({static_cast<std::int64_t>(from->coefficient)}).days);
            default:
                break;
        }
        tramo::date const day{static_cast<std::int32_t>(from->coefficient)};
        switch (what.what) {
            case op::add_months: {
                auto const months = std::get<tramo::decimal>(what.literal).coefficient;
                auto const moved = tramo::add_months(day, static_cast<std::int64_t>(months));
                return moved ? number(tramo::decimal(moved->days)) : lost();
            }
            case op::day:
                return tramo::decimal(static_cast<tramo::int128>(tramo::to_civil(day).day));
            case op::month:
                return tramo::decimal(static_cast<tramo::int128>(tramo::to_civil(day).month));
            case op::year:
                return tramo::decimal(tramo::to_civil(day).year);
            case op::weekday:
                return tramo::decimal(tramo::iso_weekday(day));
            case op::start_of_month:
                return tramo::decimal(tramo::start_of_month(day).days);
            default:
                return tramo::decimal(tramo::end_of_month(day).days);
        }
    }

    /// Calls `use(where, child)` with what the condition says of each child.
    template <class Use>
    void each_child(expression const& what, Use use) {
        for (auto const& child : row_->debts) {
            record_ = &child;
            use(what.has_condition ? truth(what.operands.back()) : tri::yes);
        }
        record_ = &row_->fields;
    }

    tri any_or_all(expression const& what) {
        bool const all = what.function == tramo::keyword::all;
        bool const has_member = what.operands.size() > (what.has_condition ? 1U : 0U);
        auto result = sure(all);
        each_child(what, [&](tri where) {
            auto const member = has_member ? truth(what.operands[0]) : where;
            if (all)
                result = both(result, has_member ? either(negated(where), member) : member);
            else
                result = either(result, both(where, member));
        });
        return result;
    }

    number aggregate(expression const& what) {
        using word = tramo::keyword;
        number result;
        std::int64_t counted = 0;
        bool open = false;
        each_child(what, [&](tri where) {
            number const held = what.function == word::count ? number() : value_of(what.operands[0]);
            open = open || where == tri::unknown;
            if (where != tri::yes) return;
            ++counted;
            if (what.function == word::count) return;
            open = open || !held;
            if (!held) return;
            if (!result)
                result = held;
            else if (what.function == word::sum)
                result = combine(tramo::operation::add, result, held);
            else
                result = combine(
                    what.function == word::max ? tramo::operation::largest : tramo::operation::smallest,
                    result, held);
        });
        if (open) return {};
        if (what.function == word::count) return tramo::decimal(counted);
        return result || what.function != word::sum ? result : number(tramo::decimal());
    }

    tramo::program const& policy_;
    tramo::environment known_;
    meant_row const* row_ = nullptr;
    std::vector<tramo::value> const* record_ = nullptr;
    bool fails_ = false;
};

}  // namespace tramo_test
