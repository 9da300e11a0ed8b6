// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Percentages, amounts and lengths of time that a debt, a condition or a matrix writes out.
#pragma once

#include <tramo/impl/check/aggregates.ipp>

namespace tramo::checking {

/// Longest time between a negotiation and a payment, or between two payments: a hundred years.
inline constexpr std::int64_t most_offer_days = 36'600, most_offer_months = 1'200;

/// Every so many days, weeks or months.
struct written_interval {
    int count = 0;
    keyword unit = keyword::days;
};

class offer_constants {
public:
    explicit offer_constants(workspace& work) : work_(work), match_(work) {}

    /// A percentage as a fraction of one, from 0 to 1, or below 1 where `is_below_all`.
    [[nodiscard]] std::optional<decimal> share(ast::expression const& written, std::string const& what,
                                               bool is_below_all = false) {
        auto const given = expression_checker(work_).value_of(written);
        if (is_invalid(given)) return {};
        if (given.type.kind != kind::percent) return refuse_share(given, what);
        return share_of(given, what, is_below_all);
    }

    /// A percentage, or else an amount; which of them says the kind of the result.
    struct share_or_amount {
        std::optional<decimal> share, amount;
    };
    [[nodiscard]] share_or_amount entry(ast::expression const& written, data_type const& money) {
        auto given = expression_checker(work_).value_of(written);
        if (is_invalid(given)) return {};
        auto const entry = work_.word(keyword::entry);
        if (given.type.kind == kind::percent) return {share_of(given, entry, true), {}};
        return {{}, amount_of(std::move(given), entry, money, false)};
    }

    /// An amount of that money, not below 0, or above it where `is_above_zero`.
    [[nodiscard]] std::optional<decimal> amount(ast::expression const& written, std::string const& what,
                                                data_type const& money, bool is_above_zero = false) {
        auto given = expression_checker(work_).value_of(written);
        if (is_invalid(given)) return {};
        return amount_of(std::move(given), what, money, is_above_zero);
    }

    /// `30`, or `30 days`.
    [[nodiscard]] std::optional<std::int64_t> number_of_days(ast::expression const& written,
                                                             std::string const& what) {
        auto const given = expression_checker(work_).value_of(written);
        if (is_invalid(given)) return {};
        bool const counts = given.type.kind == kind::integer ||
                            (given.type.kind == kind::duration && !given.is_calendar_duration);
        if (!counts)
            return refuse_kind<std::int64_t>(given, backquoted(what) + " is counted in whole days",
                                             {"write a number of days: 30"});
        auto const number = constant_of(given);
        if (!number) return {};
        auto const whole = rescale_exactly(*number, 0);
        if (whole && whole->coefficient >= -most_offer_days && whole->coefficient <= most_offer_days)
            return static_cast<std::int64_t>(whole->coefficient);
        return refuse_range<std::int64_t>(given.at, backquoted(what) + " is at most a hundred years",
                                          "too long");
    }

    /// A length written out in days or weeks, in days.
    [[nodiscard]] std::optional<std::int64_t> length_in_days(ast::expression const& written,
                                                             std::string const& what) {
        auto const read = length(written, what, "");
        if (!read) return {};
        if (read->unit == keyword::months)
            return refuse_length<std::int64_t>(written.at, what, "months differ in length", "");
        return std::int64_t{read->count} * (read->unit == keyword::weeks ? 7 : 1);
    }

    /// `every 1 month`: days, weeks or months, of which there is one at least.
    [[nodiscard]] std::optional<written_interval> interval(ast::expression const& written) {
        auto const every = work_.word(keyword::every);
        auto const read = length(written, every, " or " + work_.word(keyword::months));
        if (read && read->count == 0)
            return refuse_range<written_interval>(written.at, backquoted(every) + " takes a day at least",
                                                  "all of them on one day");
        return read;
    }

    void refuse_blank(ast::text_literal const& written, std::string const& what) {
        if (written.text.find_first_not_of(' ') == std::string::npos)
            work_.report(problem("T2039", "a blank text is no " + what, written.at, "blank",
                                 {"write its name, or take it out"}));
    }

    /// The value of an expression, which has to be known before there are data.
    [[nodiscard]] std::optional<decimal> constant_of(typed_expression const& given) {
        auto const constant = constant_value(given, {});
        if (constant && !std::holds_alternative<unknown_t>(*constant))
            return coefficient_of(given.type, *constant);
        return refuse<decimal>("T2041", "this must be written out", given.at,
                               "not known before there are data",
                               {"write a number, an amount or a percentage"});
    }

private:
    template <class Result>
    std::optional<Result> refuse(char const* code, std::string message, span at, std::string label,
                                 std::vector<std::string> help = {}) {
        work_.report(problem(code, std::move(message), at, std::move(label), std::move(help)));
        return {};
    }
    template <class Result>
    std::optional<Result> refuse_kind(typed_expression const& given, std::string message,
                                      std::vector<std::string> help) {
        return refuse<Result>("T2040", std::move(message), given.at, origin(given, work_), std::move(help));
    }
    template <class Result>
    std::optional<Result> refuse_range(span at, std::string message, std::string label,
                                       std::vector<std::string> help = {}) {
        return refuse<Result>("T2042", std::move(message), at, std::move(label), std::move(help));
    }

    std::optional<decimal> refuse_share(typed_expression const& given, std::string const& what) {
        typed_expression due;
        due.type = type_of(kind::percent, 6);
        auto help = given.is_literal_number ? pair_help(due, given, work_).lines()
                                            : std::vector<std::string>{"write a percentage: 10%"};
        return refuse_kind<decimal>(given, backquoted(what) + " is a percentage", std::move(help));
    }

    [[nodiscard]] std::optional<decimal> share_of(typed_expression const& given, std::string const& what,
                                                  bool is_below_all) {
        auto const share = constant_of(given);
        if (!share) return {};
        bool const is_too_large = is_below_all ? *share >= decimal(1) : *share > decimal(1);
        if (share->coefficient >= 0 && !is_too_large) return share;
        return refuse_range<decimal>(
            given.at,
            backquoted(what) + (is_below_all ? " is from 0% to less than 100%" : " is from 0% to 100%"),
            share->coefficient < 0 ? "below nothing"
            : is_below_all         ? "nothing would be left"
                                   : "more than all");
    }

    [[nodiscard]] std::optional<decimal> amount_of(typed_expression given, std::string const& what,
                                                   data_type const& money, bool is_above_zero) {
        typed_expression due;
        due.type = money;
        auto const fits = match_.fit(due, given);
        if (fits == fitting::reported) return {};
        if (fits == fitting::no && given.type.kind == kind::money)
            return refuse<decimal>("T2034", backquoted(what) + " is in another currency than the debt",
                                   given.at, origin(given, work_), {"the debt is " + describe(money)});
        if (fits == fitting::no)
            return refuse_kind<decimal>(given, backquoted(what) + " is an amount",
                                        {"write an amount: 100.00"});
        auto const number = constant_of(given);
        if (!number) return {};
        if (number->coefficient < 0 || (is_above_zero && number->coefficient == 0))
            return refuse_range<decimal>(
                given.at,
                backquoted(what) + (is_above_zero ? " is more than nothing" : " is not below nothing"),
                number->coefficient < 0 ? "below nothing" : "nothing");
        auto const kept = money.currency.empty() ? number : rescale_exactly(*number, money.scale);
        if (kept) return kept;
        return refuse_range<decimal>(given.at, backquoted(what) + " is finer than the smallest coin",
                                     "at most " + decimals(money.scale) + " kept");
    }

    template <class Result>
    std::optional<Result> refuse_length(span at, std::string const& what, std::string label,
                                        std::string const& units) {
        return refuse<Result>("T2040",
                              backquoted(what) + " takes a length of time in " + work_.word(keyword::days) +
                                  (units.empty() ? " or " : ", ") + work_.word(keyword::weeks) + units,
                              at, std::move(label), {"write: 30 " + work_.word(keyword::days)});
    }

    /// A length of time as it is written, no sum of two and no parameter: it is printed on contracts.
    [[nodiscard]] std::optional<written_interval> length(ast::expression const& written,
                                                         std::string const& what, std::string const& units) {
        if (written.kind != ast::node::duration || written.word == keyword::years)
            return refuse_length<written_interval>(
                written.at, what, written.kind == ast::node::duration ? "in years" : "how long?", units);
        if (is_invalid(literal_reader(work_).read(written))) return {};
        auto const whole = rescale_exactly(written.number, 0);
        if (!whole)
            return refuse<written_interval>("T1007", "a length of time counts whole days, weeks or months",
                                            written.at, "not whole");
        auto const longest = written.word == keyword::months  ? most_offer_months
                             : written.word == keyword::weeks ? most_offer_days / 7
                                                              : most_offer_days;
        if (whole->coefficient > longest)
            return refuse_range<written_interval>(
                written.at, backquoted(what) + " is at most a hundred years", "too long");
        return written_interval{static_cast<int>(whole->coefficient), written.word};
    }

    workspace& work_;
    operand_matcher match_;
};

}  // namespace tramo::checking
