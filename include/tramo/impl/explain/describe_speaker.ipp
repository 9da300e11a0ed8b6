// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How names, numbers and days are shown in a description, and what kind of value an expression has.
#pragma once

#include <algorithm>

#include <tramo/impl/explain/describe_names.ipp>
#include <tramo/treatment/wording.hpp>

namespace tramo::describing {

/// What a policy's own words tell of an account: `best.code`, `arrears.past_due`.
struct told_word {
    std::string_view owner, member;
    said phrase;
    bool is_many;  ///< it is said in the plural, and counts something
    describing::shape shape;
};
inline constexpr told_word told_words[] = {
    {"best", "code", said::best_code, false, shape::other},
    {"best", "action", said::best_action, false, shape::other},
    {"best", "rank", said::best_rank, false, shape::other},
    {"best", "contact", said::best_contact, false, shape::other},
    {"best", "day", said::best_day, false, shape::day},
    {"best", "agent", said::best_agent, false, shape::other},
    {"last", "code", said::last_code, false, shape::other},
    {"last", "action", said::last_action, false, shape::other},
    {"last", "rank", said::last_rank, false, shape::other},
    {"last", "contact", said::last_contact, false, shape::other},
    {"last", "day", said::last_day, false, shape::day},
    {"last", "agent", said::last_agent, false, shape::other},
    {"attempts", "total", said::attempts_total, true, shape::other},
    {"attempts", "window", said::attempts_window, true, shape::other},
    {"attempts", "day", said::attempts_day, true, shape::other},
    {"contacts", "total", said::contacts_total, true, shape::other},
    {"contacts", "window", said::contacts_window, true, shape::other},
    {"contacts", "day", said::contacts_day, true, shape::other},
    {"contacts", "first", said::contacts_first, false, shape::day},
    {"contacts", "last", said::contacts_last, false, shape::day},
    {"arrears", "past_due", said::arrears_past_due, true, shape::other},
    {"arrears", "delinquent", said::arrears_delinquent, true, shape::other},
    {"arrears", "paused", said::arrears_paused, true, shape::other},
    {"promises", "open", said::promises_open, true, shape::other},
    {"promises", "kept", said::promises_kept, true, shape::other},
    {"promises", "partly_kept", said::promises_partly_kept, true, shape::other},
    {"promises", "broken", said::promises_broken, true, shape::other},
    {"promises", "reversed", said::promises_reversed, true, shape::other},
    {"promises", "due", said::promises_due, false, shape::day},
    {"promises", "amount", said::promises_amount, false, shape::other},
};

[[nodiscard]] inline told_word const* find_told(ast::expression const& what) {
    if (what.kind != ast::node::activity && what.kind != ast::node::treated) return nullptr;
    for (auto const& one : told_words)
        if (one.owner == what.text && one.member == what.member) return &one;
    return nullptr;
}

/// How tightly a sum or product binds; everything else stands by itself.
[[nodiscard]] inline int tightness(ast::expression const& what) {
    if (what.kind != ast::node::arithmetic) return 9;
    return what.op == "+" || what.op == "-" ? 6 : 7;
}

/// The names that are known at a place, the innermost scope first, and how they are shown.
class speaker {
public:
    speaker(name_book const& names, language in, std::string currency)
        : names_(names),
          in_(in),
          currency_(std::move(currency)),
          locale_(treatment::locale_of(code_of(in), currency_)) {}

    [[nodiscard]] language in() const { return in_; }
    [[nodiscard]] name_book const& names() const { return names_; }
    [[nodiscard]] std::string say(said what, strings const& with = {}) const {
        return describing::say(what, in_, with);
    }

    /// Within, the fields of these records stand before those of the account.
    void enter(std::string_view records) { scopes_.push_back(names_.fields_of(records)); }
    void leave() { scopes_.pop_back(); }
    [[nodiscard]] bool is_within() const { return !scopes_.empty(); }

    [[nodiscard]] named const* find(std::string_view name) const {
        for (auto inner = scopes_.rbegin(); inner != scopes_.rend(); ++inner)
            if (*inner != nullptr)
                if (auto const* const found = name_book::find(**inner, name)) return found;
        return names_.find(name);
    }
    [[nodiscard]] std::string show(std::string_view name) const {
        auto const* const found = find(name);
        return found == nullptr ? coded(name) : shown(name, found->label);
    }

    [[nodiscard]] std::string day(date what) const { return treatment::write_day(what, locale_); }
    [[nodiscard]] std::string number(decimal const& what) const {
        return treatment::write_number(what, locale_);
    }
    [[nodiscard]] std::string number(std::int64_t what) const { return number(decimal{what}); }
    [[nodiscard]] std::string days(std::int64_t count, keyword unit = keyword::days) const {
        auto const words = spellings(unit, in_);
        return number(count) + " " + std::string(count == 1 && words.size() > 1 ? words[1] : words[0]);
    }
    [[nodiscard]] std::string word(keyword which) const { return std::string(spelling(which, in_)); }
    [[nodiscard]] std::string text(std::string_view of) const { return quoted(of, in_); }

    /// A value written out; nothing for what is no literal.
    [[nodiscard]] std::string literal(ast::expression const& what) const {
        switch (what.kind) {
            case ast::node::number:
                return number(what.number);
            case ast::node::percent:
                return treatment::write_percent(divide_by_hundred(what.number), locale_);
            case ast::node::money:
                return treatment::write_amount(what.number, what.text.empty() ? currency_ : what.text,
                                               locale_);
            case ast::node::date:
                return day(what.day);
            case ast::node::timestamp:
                return moment(what.moment);
            case ast::node::duration:
                return duration(what);
            case ast::node::text:
                return text(what.text);
            case ast::node::truth:
                return say(what.is_true ? said::yes_word : said::no_word);
            case ast::node::as_of:
                return say(said::today);
            case ast::node::null:
                return say(said::without_value);
            default:
                return {};
        }
    }

    [[nodiscard]] shape shape_of(ast::expression const& what) const {
        switch (what.kind) {
            case ast::node::date:
            case ast::node::timestamp:
            case ast::node::as_of:
                return shape::day;
            case ast::node::duration:
                return shape::length;
            case ast::node::name:
                return shape_of_name(what);
            case ast::node::alert:
                return what.word == keyword::since ? shape::day : shape::other;
            case ast::node::call:
                return shape_of_call(what);
            case ast::node::aggregate:
                return shape_of_aggregate(what);
            case ast::node::arithmetic:
                return shape_of_arithmetic(what);
            case ast::node::activity:
            case ast::node::treated:
                return find_told(what) == nullptr ? shape::other : find_told(what)->shape;
            default:
                return is_truth(what.kind) ? shape::truth : shape::other;
        }
    }

private:
    [[nodiscard]] static decimal divide_by_hundred(decimal const& points) {
        return multiply(points, decimal(1, 2)).value_or(points);
    }

    [[nodiscard]] std::string moment(timestamp what) const {
        auto const written = to_string(what);
        return day(day_of(what)) + " " + written.substr(std::min<std::size_t>(11, written.size()));
    }

    [[nodiscard]] std::string duration(ast::expression const& what) const {
        auto const words = spellings(what.word, in_);
        bool const is_one = what.number == decimal{1} && words.size() > 1;
        return number(what.number) + " " + std::string(words[is_one ? 1 : 0]);
    }

    [[nodiscard]] shape shape_of_name(ast::expression const& what) const {
        if (!what.member.empty()) {
            if (names_.is_table(what.text)) return names_.column_shape(what.text, what.member);
            auto const* const fields = names_.fields_of(what.text);
            auto const* const field = fields == nullptr ? nullptr : name_book::find(*fields, what.member);
            return field == nullptr ? shape::other : field->shape;
        }
        auto const* const found = find(what.text);
        if (found == nullptr) return shape::other;
        bool const is_worked_out = found->role == role::value || found->role == role::counter;
        if (!is_worked_out || found->shape != shape::other || found->meanings.empty()) return found->shape;
        // Kept, for values of values would be asked again and again; a circle is refused elsewhere.
        auto const [known, is_new] = known_.try_emplace(found, shape::other);
        if (is_new) known->second = shape_of(*found->meanings.front());
        return known->second;
    }

    [[nodiscard]] shape shape_of_call(ast::expression const& what) const {
        switch (what.word) {
            case keyword::start_of_month:
            case keyword::end_of_month:
            case keyword::date:
                return shape::day;
            case keyword::abs:
            case keyword::max:
            case keyword::min:
            case keyword::coalesce:
                return what.operands.empty() ? shape::other : shape_of(what.operands[0]);
            default:
                return shape::other;
        }
    }

    [[nodiscard]] shape shape_of_aggregate(ast::expression const& what) const {
        if (what.word == keyword::any || what.word == keyword::all) return shape::truth;
        if (what.word == keyword::count || what.member.empty()) return shape::other;
        auto const* const fields = names_.fields_of(what.text);
        auto const* const field = fields == nullptr ? nullptr : name_book::find(*fields, what.member);
        return field == nullptr ? shape::other : field->shape;
    }

    [[nodiscard]] shape shape_of_arithmetic(ast::expression const& what) const {
        auto const left = shape_of(what.operands[0]);
        auto const right = shape_of(what.operands[1]);
        if (what.op == "/") return shape::other;
        if (left == shape::day) return right == shape::day ? shape::length : shape::day;
        return left == shape::length || right == shape::length ? shape::length : shape::other;
    }

    name_book const& names_;
    language in_;
    std::string currency_;
    treatment::wording_locale locale_;
    std::vector<scope const*> scopes_;
    mutable std::map<named const*, describing::shape> known_;
};

}  // namespace tramo::describing
