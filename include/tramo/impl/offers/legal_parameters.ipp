// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Finds what the law says on a day, and makes terms and rates of it. What it does not say is not charged.
#pragma once

#include <tramo/impl/offers/legal_parameters_table.ipp>
#include <tramo/impl/offers/wide_number.ipp>
#include <tramo/offers/legal_parameters.hpp>

namespace tramo::offers {
namespace legal {

/// The row of several that holds on a day and began last.
TRAMO_INLINE legal_parameter const* latest(std::span<legal_parameter const> rows, std::string_view country,
                                           std::string_view name, date when) {
    legal_parameter const* found = nullptr;
    for (auto const& row : rows) {
        bool const holds = row.from <= when && (!row.until || when <= *row.until);
        bool const is_asked = row.country == country && row.name == name;
        if (holds && is_asked && (!found || row.from > found->from)) found = &row;
    }
    return found;
}

/// A reading of one country's law on one day, and what it lacks.
template <class T>
struct reader {
    outcome<T>& made;
    std::string_view country;
    date when;
    std::span<legal_parameter const> own;

    [[nodiscard]] legal_parameter const* row(std::string_view name) {
        auto const* found = find_legal_parameter(country, name, when, own);
        if (!found)
            made.object(std::string(name), "the law of " + std::string(country) + " has no value on " +
                                               to_string(when) + "; nothing may be charged by it");
        return found;
    }
    [[nodiscard]] decimal number(std::string_view name) {
        auto const* found = row(name);
        if (!found) return {};
        auto const value = legal_number(*found);
        if (!value) made.object(std::string(name), "\"" + std::string(found->value) + "\" is no number");
        return value.value_or(decimal(0));
    }
    [[nodiscard]] std::vector<fee_bracket> brackets(std::string_view name) {
        auto const* found = row(name);
        if (!found) return {};
        auto value = legal_brackets(*found);
        if (!value) made.object(std::string(name), "\"" + std::string(found->value) + "\" are no brackets");
        return value.value_or(std::vector<fee_bracket>{});
    }
    [[nodiscard]] int days(std::string_view name) {
        auto const whole = rescale_exactly(number(name), 0);
        if (whole && whole->coefficient >= 0 && whole->coefficient <= 3660)
            return static_cast<int>(whole->coefficient);
        made.object(std::string(name), "the days are no whole number from 0 to 3660");
        return 0;
    }
};

TRAMO_INLINE std::optional<fee_bracket> read_bracket(std::string_view text) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return {};
    auto const share = parse_decimal(text.substr(colon + 1));
    if (!share) return {};
    if (text.substr(0, colon) == "*") return fee_bracket{{}, *share};
    auto const until = parse_decimal(text.substr(0, colon));
    if (!until) return {};
    return fee_bracket{*until, *share};
}

TRAMO_INLINE void brazil(reader<late_terms>& law) {
    auto& terms = law.made.value;
    terms.fine = law.number("consumer_fine_cap");
    terms.fine_cap = terms.fine;
    terms.interest.emplace().rate = law.number("agreed_late_interest");
}

TRAMO_INLINE void chile(reader<late_terms>& law, std::optional<decimal> const& uf, bool had_management) {
    auto& terms = law.made.value;
    terms.fees = law.brackets("collection_fee");
    terms.fee_free_days = law.days("collection_fee_free_days");
    // Before the reduction was law there is none to find, and none to make.
    auto const* reduction = find_legal_parameter("CL", "collection_fee_reduction", law.when, law.own);
    if (!had_management && reduction) terms.fee_reduction = law.number("collection_fee_reduction");
    if (uf && *uf > decimal(0)) {
        terms.fee_unit = *uf;
    } else {
        law.made.object("uf", uf ? "the value is " + to_shortest_string(*uf) + "; it must be more than 0"
                                 : "the fees are in UF; its value on the day is needed");
    }
}

/// The bracket an amount lies in; none above the last.
TRAMO_INLINE fee_bracket const* bracket_of(decimal const& amount, std::vector<fee_bracket> const& brackets) {
    for (auto const& bracket : brackets)
        if (!bracket.until || amount <= *bracket.until) return &bracket;
    return nullptr;
}

/// A rate as a decimal; an objection where it has more than 38 digits.
TRAMO_INLINE outcome<decimal> rate_of(wide::rational const& exact, int decimals, rounding mode) {
    outcome<decimal> made;
    if (decimals < 0 || decimals > division_scale) {
        made.object("decimals", "decimals are 0 to " + std::to_string(division_scale));
        return made;
    }
    auto const fits = wide::to_decimal(exact, decimals, mode);
    if (!fits) made.object("rate", "the rate has more than 38 digits");
    made.value = fits.value_or(decimal(0));
    return made;
}

}  // namespace legal

TRAMO_INLINE std::span<legal_parameter const> legal_parameters() {
    return legal::table;
}

TRAMO_INLINE legal_parameter const* find_legal_parameter(std::string_view country, std::string_view name,
                                                         date on, std::span<legal_parameter const> own) {
    auto const* found = legal::latest(own, country, name, on);
    return found ? found : legal::latest(legal_parameters(), country, name, on);
}

TRAMO_INLINE std::optional<decimal> legal_number(legal_parameter const& parameter) {
    return parse_decimal(parameter.value);
}

TRAMO_INLINE std::optional<std::vector<fee_bracket>> legal_brackets(legal_parameter const& parameter) {
    std::vector<fee_bracket> brackets;
    auto text = parameter.value;
    while (true) {
        auto const end = text.find(';');
        auto const bracket = legal::read_bracket(text.substr(0, end));
        if (!bracket) return {};
        brackets.push_back(*bracket);
        if (end == std::string_view::npos) return brackets;
        text.remove_prefix(end + 1);
    }
}

TRAMO_INLINE outcome<late_terms> lawful_late_terms(std::string_view country, date on,
                                                   std::optional<decimal> const& uf,
                                                   legal_circumstances const& given) {
    outcome<late_terms> made;
    legal::reader<late_terms> law{made, country, on, given.own};
    if (country == "BR") {
        legal::brazil(law);
    } else if (country == "CL") {
        legal::chile(law, uf, given.had_useful_management);
    } else {
        made.object("country", "no rules for late charges are kept for \"" + std::string(country) +
                                   "\"; nothing may be charged by them");
    }
    if (!made) made.value = {};
    return made;
}

TRAMO_INLINE outcome<decimal> legal_rate(decimal const& selic, decimal const& index, legal_rate_method how,
                                         int decimals) {
    outcome<decimal> made;
    for (auto const& [name, rate] : {std::pair{"selic", selic}, std::pair{"index", index}})
        if (rate <= decimal(-1))
            made.object(name, "the rate is " + to_shortest_string(rate) + "; it must be more than -1");
    if (!made) return made;
    auto const s = wide::to_rational(selic), i = wide::to_rational(index);
    // Res. CMN 5.171/2024 art. 2: the factor of Selic over that of IPCA-15, less 1; art. 406 § 3: at least 0.
    auto const exact =
        how == legal_rate_method::factors ? wide::rational((1 + s) / (1 + i) - 1) : wide::rational(s - i);
    return legal::rate_of(exact < 0 ? wide::rational(0) : exact, decimals, rounding::half_even);
}

TRAMO_INLINE outcome<decimal> monthly_rate(decimal const& annual, int decimals) {
    return legal::rate_of(wide::to_rational(annual) / 12, decimals, rounding::half_up);
}

TRAMO_INLINE outcome<std::string> maximum_rate_segment(decimal const& amount_uf, date on,
                                                       std::span<legal_parameter const> own) {
    outcome<std::string> made;
    if (amount_uf < decimal(0))
        made.object("amount_uf",
                    "the amount is " + to_shortest_string(amount_uf) + "; it must be at least 0");
    legal::reader<std::string> law{made, "CL", on, own};
    auto const brackets = law.brackets("maximum_rate_points");
    if (!made) return made;
    std::string below;
    for (auto const& bracket : brackets) {
        if (!bracket.until) break;
        auto const until = to_shortest_string(*bracket.until);
        made.value = below.empty() ? "<=" + until : below + "-" + until;
        if (amount_uf <= *bracket.until) return made;
        below = until;
    }
    made.value = ">" + below;
    return made;
}

TRAMO_INLINE outcome<decimal> maximum_rate(decimal const& rate, std::optional<decimal> const& amount_uf,
                                           date on, std::span<legal_parameter const> own) {
    outcome<decimal> made;
    if (rate < decimal(0))
        made.object("rate", "the rate is " + to_shortest_string(rate) + "; it must be at least 0");
    if (amount_uf && *amount_uf < decimal(0))
        made.object("amount_uf",
                    "the amount is " + to_shortest_string(*amount_uf) + "; it must be at least 0");
    legal::reader<decimal> law{made, "CL", on, own};
    auto const segments = amount_uf ? law.brackets("maximum_rate_points") : std::vector<fee_bracket>{};
    if (!made) return made;
    auto const* segment = amount_uf ? legal::bracket_of(*amount_uf, segments) : nullptr;
    auto const current = wide::to_rational(rate);
    wide::rational most = current + (segment ? wide::to_rational(segment->share) : wide::rational(0));
    if (!segment) {
        most = current * wide::to_rational(law.number("maximum_rate_factor"));
        auto const least =
            wide::rational(current + wide::to_rational(law.number("maximum_rate_least_points")));
        if (least > most) most = least;
    }
    if (!made) return made;
    made = legal::rate_of(most, division_scale, rounding::half_up);
    if (made)
        made.caveats.emplace_back("to verify against the statute; the rate published each month counts");
    return made;
}

}  // namespace tramo::offers
