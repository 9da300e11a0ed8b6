// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What speaks against terms before anything is computed of them: all of it, not the first.
#pragma once

#include <string>

#include <tramo/offers/schedule.hpp>

#include <tramo/impl/offers/schedule_money.ipp>

namespace tramo::offers::scheduling {

inline constexpr int most_payments = 1200;
inline constexpr int most_rate = 1'000'000;  ///< 100,000,000 %

[[nodiscard]] inline bool is_negative(decimal const& number) {
    return number.coefficient < 0;
}

/// The periods with a row of their own: grace and payments.
[[nodiscard]] inline int rows_of(terms const& asked) {
    return asked.grace + asked.count;
}

/// Keeps the objections to one question together.
template <class Value>
class examiner {
public:
    explicit examiner(outcome<Value>& into) : into_(into) {}

    void need(bool holds, std::string const& input, std::string const& message) {
        if (!holds) into_.object(input, message);
    }
    void number(int value, int least, int most, std::string const& input) {
        need(value >= least && value <= most, input,
             "it is " + std::to_string(value) + "; it must be " + std::to_string(least) + " to " +
                 std::to_string(most));
    }
    /// Of the currency: no digit below the smallest unit.
    void amount(decimal const& value, int minor_units, std::string const& input) {
        need(!is_negative(value), input, "it is " + to_shortest_string(value) + "; it must be at least 0");
        if (minor_units < 0 || minor_units > most_minor_units) return;
        need(is_whole(value, minor_units), input,
             "it is " + to_shortest_string(value) + "; the currency has " + std::to_string(minor_units) +
                 " decimals");
    }
    void share(decimal const& value, std::string const& input) {
        need(!is_negative(value) && value <= decimal(1), input,
             "it is " + to_shortest_string(value) + "; it must be 0 to 1");
    }
    void rate(decimal const& value, std::string const& input) {
        need(!is_negative(value) && value <= decimal(most_rate), input,
             "it is " + to_shortest_string(value) + "; it must be 0 to " + std::to_string(most_rate));
    }
    void policy(rounding_policy const& how, std::string const& input) {
        number(how.minor_units, 0, most_minor_units, input + ".minor_units");
        if (how.rate_decimals) number(*how.rate_decimals, 0, max_scale, input + ".rate_decimals");
        if (how.truncated_decimals)
            number(*how.truncated_decimals, 0, max_scale, input + ".truncated_decimals");
        if (!how.installment_unit) return;
        need(how.installment_unit->coefficient > 0, input + ".installment_unit",
             "it is " + to_shortest_string(*how.installment_unit) + "; it must be more than 0");
        if (how.minor_units < 0 || how.minor_units > most_minor_units) return;
        need(is_whole(*how.installment_unit, how.minor_units), input + ".installment_unit",
             "it is " + to_shortest_string(*how.installment_unit) +
                 "; it must be a multiple of the currency's smallest unit, with " +
                 std::to_string(how.minor_units) + " decimals");
    }

private:
    outcome<Value>& into_;
};

using terms_examiner = examiner<schedule>;

[[nodiscard]] inline std::string indexed(std::string const& list, std::size_t index,
                                         std::string const& member) {
    return list + "[" + std::to_string(index) + "]." + member;
}

TRAMO_INLINE void examine_rates(terms const& asked, terms_examiner& in) {
    in.rate(asked.rate, "terms.rate");
    int before = 0;
    for (std::size_t i = 0; i < asked.rates.size(); ++i) {
        auto const& change = asked.rates[i];
        in.rate(change.rate, indexed("terms.rates", i, "rate"));
        in.number(change.from, 1, rows_of(asked), indexed("terms.rates", i, "from"));
        in.need(change.from > before, indexed("terms.rates", i, "from"),
                "it is " + std::to_string(change.from) + " behind " + std::to_string(before) +
                    "; changes must be given by rising period");
        before = change.from;
    }
}

TRAMO_INLINE void examine_weights(terms const& asked, terms_examiner& in) {
    bool const is_free = asked.how == method::free_series;
    in.need(is_free || asked.weights.empty(), "terms.weights", "only a free series has weights");
    if (!is_free) return;
    in.need(asked.rounding.residual == residual_placement::last, "terms.rounding.residual",
            "a free series leaves the rest to the last payment");
    in.need(asked.weights.size() == static_cast<std::size_t>(asked.count), "terms.weights",
            "there are " + std::to_string(asked.weights.size()) + " for " + std::to_string(asked.count) +
                " payments; there must be one for each");
    bool has_any = false;
    for (std::size_t i = 0; i < asked.weights.size(); ++i) {
        auto const& weight = asked.weights[i];
        in.need(!is_negative(weight), "terms.weights[" + std::to_string(i) + "]",
                "it is " + to_shortest_string(weight) + "; it must be at least 0");
        has_any = has_any || weight.coefficient > 0;
    }
    in.need(has_any, "terms.weights", "all are 0; one at least must be more");
}

TRAMO_INLINE void examine_advances(terms const& asked, terms_examiner& in) {
    for (std::size_t i = 0; i < asked.advances.size(); ++i) {
        auto const& more = asked.advances[i];
        in.amount(more.amount, asked.rounding.minor_units, indexed("terms.advances", i, "amount"));
        in.share(more.down_payment_share, indexed("terms.advances", i, "down_payment_share"));
        if (!more.day) {
            in.number(more.after_period, 0, rows_of(asked) - 1, indexed("terms.advances", i, "after_period"));
            continue;
        }
        in.need(more.after_period == 0, indexed("terms.advances", i, "after_period"),
                "it is " + std::to_string(more.after_period) + " beside a day; give one of the two");
        in.need(asked.start && asked.dates, indexed("terms.advances", i, "day"),
                "it is " + to_string(*more.day) + "; a day needs the terms' start and dates");
    }
    in.need(asked.advances.empty() || asked.how != method::level_in_advance, "terms.advances",
            "interest in advance goes with none");
}

/// What does not go together.
TRAMO_INLINE void examine_method(terms const& asked, terms_examiner& in) {
    bool const at_end = asked.how == method::interest_only || asked.how == method::single_payment;
    bool const in_advance = asked.how == method::level_in_advance;
    in.need(!asked.is_due_at_start || asked.grace == 0, "terms.is_due_at_start",
            "a first payment at the start goes with no grace");
    in.need(!asked.is_due_at_start || !(at_end || in_advance), "terms.is_due_at_start",
            "the method asked for has no payment at the start");
    in.need(asked.balloon.coefficient == 0 || !at_end, "terms.balloon",
            "the method asked for pays all principal at the end; it must be 0");
    in.need(!in_advance || asked.grace == 0 || asked.grace_interest == grace_interest::paid,
            "terms.grace_interest", "interest in advance is paid in periods of grace");
    in.need(!asked.adjusts_level_payment || asked.how == method::level_payment, "terms.adjusts_level_payment",
            "only level payments are adjusted");
    in.need(!asked.is_flat_on_down_payment || asked.how == method::flat, "terms.is_flat_on_down_payment",
            "only flat interest can be on the down payment");
}

TRAMO_INLINE void examine_dates(terms const& asked, terms_examiner& in) {
    in.need(!asked.interest.is_by_days || asked.start, "terms.start", "interest by days needs it");
    in.need(!asked.interest.is_by_days || asked.dates, "terms.dates", "interest by days needs them");
    in.need(!asked.interest.charged_from || asked.interest.is_by_days, "terms.interest.charged_from",
            "it needs interest by days");
}

TRAMO_INLINE void examine(terms const& asked, outcome<schedule>& into) {
    terms_examiner in(into);
    int const minor = asked.rounding.minor_units;
    in.amount(asked.principal, minor, "terms.principal");
    in.amount(asked.down_payment, minor, "terms.down_payment");
    in.share(asked.down_payment_share, "terms.down_payment_share");
    in.need(is_negative(asked.principal) || asked.down_payment <= asked.principal, "terms.down_payment",
            "it is " + to_shortest_string(asked.down_payment) + " of a principal of " +
                to_shortest_string(asked.principal) + "; it must be at most that");
    in.amount(asked.balloon, minor, "terms.balloon");
    in.number(asked.count, 1, most_payments, "terms.count");
    in.number(asked.grace, 0, most_payments, "terms.grace");
    in.policy(asked.rounding, "terms.rounding");
    if (!into.ok()) return;  // the rest compares with these
    examine_rates(asked, in);
    examine_weights(asked, in);
    examine_advances(asked, in);
    examine_method(asked, in);
    examine_dates(asked, in);
}

}  // namespace tramo::offers::scheduling
