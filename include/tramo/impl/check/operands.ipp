// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How two values come together: what may be compared with what, and what a bare literal becomes beside a
// typed value.
#pragma once

#include <tramo/check/constant.hpp>
#include <tramo/impl/check/names.ipp>
#include <tramo/syntax/print.hpp>
#include <tramo/values/currency.hpp>
#include <tramo/values/interval_set.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::checking {

[[nodiscard]] inline bool is_number(kind what) {
    return what == kind::integer || what == kind::decimal;
}

[[nodiscard]] inline data_type type_of(kind what, int scale = 0) {
    data_type type;
    type.kind = what;
    type.scale = scale;
    return type;
}

[[nodiscard]] inline typed_expression invalid_at(span where) {
    typed_expression broken;
    broken.at = where;
    return broken;
}

[[nodiscard]] inline bool is_invalid(typed_expression const& what) {
    return what.what == operation::invalid;
}

/// Types as in a phrase: "money (BRL), as `balance` is declared".
[[nodiscard]] TRAMO_INLINE std::string origin(typed_expression const& what, workspace const& work) {
    auto text = what.is_literal_number ? "a bare number" : describe(what.type);
    auto const& program = work.program;
    if (what.what == operation::field && what.index < program.fields.fields.size() && !what.is_scoped)
        return text + ", because " + backquoted(program.fields.fields[what.index].name) + " is declared so";
    if (what.what == operation::parameter)
        return text + ", because parameter " + backquoted(program.parameters[what.index].name) +
               " is declared so";
    if (what.what == operation::definition)
        return text + ", because " + backquoted(program.definitions[what.index].name) + " is defined so";
    return text;
}

/// How many decimals a reader sees: a percentage shows two fewer than its share keeps.
[[nodiscard]] inline int shown_scale(data_type const& type) {
    return type.kind == kind::percent ? type.scale - 2 : type.scale;
}

[[nodiscard]] TRAMO_INLINE std::string shown_number(decimal const& number, data_type const& type) {
    if (type.kind != kind::percent) return to_shortest_string(number);
    return to_shortest_string(multiply(number, decimal(100)).value_or(number)) + "%";
}

[[nodiscard]] TRAMO_INLINE std::string decimals(int count) {
    return std::to_string(count) + (count == 1 ? " decimal is" : " decimals are");
}

/// How to mend a pair of values that do not belong together.
class pair_help {
public:
    pair_help(typed_expression const& left, typed_expression const& right, workspace const& work)
        : left_(left), right_(right), work_(work) {}

    [[nodiscard]] std::vector<std::string> lines() const {
        if (auto const* const bare = bare_number()) return for_bare_number(*bare);
        if (auto const* const text = text_in_quotes()) return for_text(*text);
        if (is_pair(kind::money, kind::percent)) return for_share();
        if (is_pair(kind::date, kind::timestamp))
            return {"take the day of the moment: " + work_.word(keyword::to_date) + "(…)"};
        if (is_pair(kind::date, kind::duration))
            return {"count from a day: " + work_.word(keyword::as_of) + " - 30 " + work_.word(keyword::days)};
        if (is_pair(kind::money, kind::integer) || is_pair(kind::money, kind::decimal))
            return {"declare both as " + work_.word(keyword::money) + ", or compare with an amount"};
        if (left_.type.kind == kind::enumeration && right_.type.kind == kind::enumeration)
            return {"the two are declared with different values: compare each with a text in quotes"};
        if (is_pair(kind::enumeration, kind::text))
            return {"compare with a text in quotes, one of the values"};
        return {};
    }

private:
    [[nodiscard]] bool is_pair(kind a, kind b) const {
        return (left_.type.kind == a && right_.type.kind == b) ||
               (left_.type.kind == b && right_.type.kind == a);
    }
    [[nodiscard]] typed_expression const* bare_number() const {
        if (left_.is_literal_number == right_.is_literal_number) return nullptr;
        return left_.is_literal_number ? &left_ : &right_;
    }
    [[nodiscard]] typed_expression const* text_in_quotes() const {
        auto const is_text = [](auto const& one) {
            return one.what == operation::constant && one.type.kind == kind::text;
        };
        return is_text(left_) ? &left_ : is_text(right_) ? &right_ : nullptr;
    }
    [[nodiscard]] typed_expression const& beside(typed_expression const& one) const {
        return &one == &left_ ? right_ : left_;
    }

    [[nodiscard]] std::vector<std::string> for_bare_number(typed_expression const& bare) const {
        auto const number = std::get<decimal>(bare.literal);
        auto const shown = to_shortest_string(number);
        switch (beside(bare).type.kind) {
            case kind::percent: {
                std::vector<std::string> help{"write " + shown + "%"};
                auto const share = multiply(number, decimal(100));
                if (share && number < decimal(1)) help.push_back("or   " + to_shortest_string(*share) + "%");
                return help;
            }
            case kind::duration:
                return {"say of what: " + shown + " " + work_.word(keyword::days)};
            case kind::date:
                return {"write a day: 2026-01-31", "or count from one: " + work_.word(keyword::as_of) +
                                                       " - " + shown + " " + work_.word(keyword::days)};
            case kind::timestamp:
                return {"write a moment: 2026-01-31T10:30"};
            case kind::boolean:
                return truth_help();
            case kind::text:
            case kind::enumeration:
                return {"write it in quotes: \"" + shown + "\""};
            default:
                return {};
        }
    }

    [[nodiscard]] std::vector<std::string> for_text(typed_expression const& text) const {
        auto const& other = beside(text).type;
        if (other.kind == kind::boolean) return truth_help();
        if (other.kind == kind::date) return {"write a day without quotes: 2026-01-31"};
        if (other.kind == kind::timestamp) return {"write a moment without quotes: 2026-01-31T10:30"};
        if (other.kind == kind::text) return {};
        return {"write it without quotes, or declare the field as " + work_.word(keyword::text)};
    }

    [[nodiscard]] std::vector<std::string> truth_help() const {
        return {"write the name alone, or compare with " + work_.word(keyword::true_) + " or " +
                work_.word(keyword::false_)};
    }

    [[nodiscard]] std::vector<std::string> for_share() const {
        auto const& currency = left_.type.currency + right_.type.currency;
        return {"compare with an amount, such as " + (currency.empty() ? "$" : currency) + " 10.00,",
                "or divide first: amount / other_amount > 10%"};
    }

    typed_expression const& left_;
    typed_expression const& right_;
    workspace const& work_;
};

/// "text has no order", for comparisons by order.
[[nodiscard]] TRAMO_INLINE std::string without_order(data_type const& type) {
    return (type.kind == kind::enumeration ? "the values of a list have" : describe(type) + " has") +
           " no order";
}

/// Whether a value written out may stand where a type is due.
enum class fitting { yes, no, reported };

class operand_matcher {
public:
    explicit operand_matcher(workspace& work) : work_(work) {}

    /// Makes a literal among the two take the type of the other where it may. False, with a diagnostic, when
    /// they cannot be compared.
    bool match(typed_expression& left, typed_expression& right, span op_at) {
        if (is_invalid(left) || is_invalid(right)) return false;
        if (!adapt(left, right) || !adapt(right, left)) return false;
        if (is_open_field(left) && is_open_field(right)) return refuse_open(left, right, op_at);
        if (belong(left, right)) return true;
        if (left.type.kind == kind::money && right.type.kind == kind::money)
            return refuse_currencies(left, right, op_at);
        return refuse(left, right, op_at);
    }

    [[nodiscard]] static bool is_open_field(typed_expression const& what) {
        return what.what != operation::constant && what.what != operation::parameter && what.type.is_open;
    }

    /// New values of an open list are told apart in reports, not in comparisons.
    bool refuse_open(typed_expression const& left, typed_expression const& right, span op_at) {
        auto what = problem("T2031", "two open lists of values cannot be compared", op_at,
                            "their new values would all be one");
        what.labels.push_back({left.at, "an open list"});
        what.labels.push_back({right.at, "an open list"});
        work_.report(std::move(what));
        return false;
    }

    /// Makes `literal` take the type of `typed`, where it may.
    [[nodiscard]] fitting fit(typed_expression const& typed, typed_expression& literal) {
        if (!adapt(literal, typed)) return fitting::reported;
        return belong(typed, literal) ? fitting::yes : fitting::no;
    }

    /// Whether two values can be compared; a bare number does not say whether it counts percent or is the
    /// share.
    [[nodiscard]] static bool belong(typed_expression const& a, typed_expression const& b) {
        bool const bare_beside_percent = (a.is_literal_number && b.type.kind == kind::percent) ||
                                         (b.is_literal_number && a.type.kind == kind::percent);
        return !bare_beside_percent && comparable(a.type, b.type);
    }

    /// The value of an enumeration that a text spells; empty when none.
    [[nodiscard]] std::string value_spelled(data_type const& type, std::string const& text) {
        auto const& known = spellings_of(type);
        auto const found = known.find(fold(text));
        return found == known.end() ? std::string() : type.values[found->second.index].value;
    }

    [[nodiscard]] static bool comparable(data_type const& a, data_type const& b) {
        if (a.kind == kind::enumeration && b.kind == a.kind) return a.values == b.values;
        if (a.kind == b.kind) return a.kind != kind::money || same_currency(a.currency, b.currency);
        bool const numbers = is_number(a.kind) && is_number(b.kind);
        bool const ratio = (a.kind == kind::percent && b.kind == kind::decimal) ||
                           (a.kind == kind::decimal && b.kind == kind::percent);
        return numbers || ratio;
    }

    /// A currency that does not exist was reported where it was written.
    [[nodiscard]] static bool same_currency(std::string const& a, std::string const& b) {
        return a == b || !minor_units(a) || !minor_units(b);
    }

    bool refuse_currencies(typed_expression const& left, typed_expression const& right, span op_at) {
        auto what =
            problem("T2034", "money of different currencies cannot be mixed", op_at, "mixes currencies",
                    {"bring both into one currency before the policy reads them"});
        what.labels.push_back({left.at, origin(left, work_)});
        what.labels.push_back({right.at, origin(right, work_)});
        work_.report(std::move(what));
        return false;
    }

    /// Money written with a plain `$` is in the policy's currency.
    bool settle_currency(typed_expression& what, std::string const& beside) {
        if (what.what != operation::constant || what.type.kind != kind::money || !what.type.currency.empty())
            return true;
        what.type.currency = work_.program.currency.empty() ? beside : work_.program.currency;
        return true;
    }

    /// `1.000` is a thousand to many readers, and one here: three decimals, or six, where the currency has
    /// fewer.
    [[nodiscard]] static bool looks_grouped(typed_expression const& what) {
        if (what.what != operation::constant || what.type.kind != kind::money) return false;
        auto const* const number = std::get_if<decimal>(&what.literal);
        return number != nullptr && number->scale > what.type.scale && number->scale % 3 == 0;
    }

    /// Says which values there are. Those of alerts and indicators are written without quotes.
    void refuse_value(span where, std::string const& text, typed_expression const& typed) {
        auto const shown = [&](std::string const& one) { return typed.has_names ? one : "\"" + one + "\""; };
        std::vector<std::string> values;
        std::string all;
        for (auto const& one : typed.type.values) {
            values.push_back(one.value);
            if (all.size() < 200) all += (all.empty() ? "" : ", ") + shown(one.value);
        }
        std::vector<std::string> help;
        if (auto const near = nearest(text, values); !near.empty())
            help.push_back("did you mean " + shown(std::string(near)) + "?");
        help.push_back("the values are: " + all);
        auto const name = typed.has_names ? backquoted(text) : "\"" + text + "\"";
        work_.report(problem("T3004", name + " is not a value of " + source_of(typed), where,
                             "not among its values", std::move(help)));
    }

private:
    void warn_grouping(typed_expression const& amount) {
        auto const& number = std::get<decimal>(amount.literal);
        auto const digits = to_string(decimal(number.coefficient, 0));
        work_.report(problem(
            "T2037",
            "an amount in " + amount.type.currency + " has at most " + std::to_string(amount.type.scale) +
                " decimals, and this one " + std::to_string(number.scale),
            amount.at, "the point is the decimal sign",
            {"if " + digits + " is meant, write it without the point: " + digits}, severity::warning));
    }

    /// False, with a diagnostic, for a text that is no value of the enumeration beside it.
    bool adapt(typed_expression& literal, typed_expression const& typed) {
        settle_currency(literal, typed.type.currency);
        bool const is_bare = literal.is_literal_number && !typed.is_literal_number;
        if (is_bare && typed.type.kind == kind::money) literal.type = typed.type;
        if (looks_grouped(literal)) warn_grouping(literal);
        bool const is_text = literal.what == operation::constant && literal.type.kind == kind::text;
        return !is_text || typed.type.kind != kind::enumeration || adapt_text(literal, typed);
    }

    bool adapt_text(typed_expression& literal, typed_expression const& typed) {
        auto const text = std::get<std::string>(literal.literal);
        auto const& known = spellings_of(typed.type);
        auto const found = known.find(fold(text));
        if (found == known.end()) {
            refuse_value(literal.at, text, typed);
            return false;
        }
        auto const& meant = typed.type.values[found->second.index].value;
        if (!typed.has_names && (found->second.is_alias || meant != text))
            warn_spelling(literal.at, text, meant, found->second.is_alias);
        literal.literal = meant;
        literal.type = typed.type;
        return true;
    }

    [[nodiscard]] std::unordered_map<std::string, spelling_of> const& spellings_of(data_type const& type) {
        auto const [known, is_new] = work_.spellings.try_emplace(type.values.begin());
        if (!is_new) return known->second;
        for (std::size_t i = 0; i < type.values.size(); ++i) {
            known->second.try_emplace(fold(type.values[i].value), spelling_of{i, false});
            for (auto const& alias : type.values[i].aliases)
                known->second.try_emplace(fold(alias), spelling_of{i, true});
        }
        return known->second;
    }

    void warn_spelling(span where, std::string const& text, std::string const& canonical, bool alias) {
        work_.report(problem("T4011", "\"" + text + "\" is read as \"" + canonical + "\"", where,
                             alias ? "an alias of it" : "declared with other letters",
                             {"write \"" + canonical + "\""}, severity::warning));
    }

    [[nodiscard]] std::string source_of(typed_expression const& typed) const {
        if (typed.what == operation::field && !typed.is_scoped)
            return backquoted(work_.program.fields.fields[typed.index].name);
        if (typed.what == operation::parameter)
            return "parameter " + backquoted(work_.program.parameters[typed.index].name);
        if (typed.what == operation::definition)
            return backquoted(work_.program.definitions[typed.index].name);
        return typed.has_names ? "this alert" : "this list";
    }

    bool refuse(typed_expression const& left, typed_expression const& right, span op_at) {
        bool const lists = left.type.kind == kind::enumeration && right.type.kind == kind::enumeration;
        auto what = problem("T2031",
                            lists ? "cannot compare values of two different lists"
                                  : "cannot compare " + named(left) + " with " + named(right),
                            op_at, "compares them");
        what.labels.push_back({left.at, origin(left, work_)});
        what.labels.push_back({right.at, origin(right, work_)});
        what.help = pair_help(left, right, work_).lines();
        work_.report(std::move(what));
        return false;
    }

    [[nodiscard]] static std::string named(typed_expression const& one) {
        return one.is_literal_number ? "a bare number" : describe(one.type);
    }

    workspace& work_;
};

}  // namespace tramo::checking
