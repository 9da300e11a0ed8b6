// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// An offer that was accepted: its schedule, and how it stands after the payments made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/offers/outcome.hpp>
#include <tramo/values/component.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers {

struct installment {
    int number = 0;  ///< 0 the entry
    date due;
    decimal amount;
};

/// When an agreement is broken: what is due stays unpaid for more than so many days, or so many installments
/// are unpaid at once. None of the two: it never breaks by itself.
struct breaking_rule {
    std::optional<std::int64_t> days_late;
    int installments_late = 0;
    decimal tolerance;  ///< an installment counts as paid when at most this is missing
};

struct agreement {
    std::string id;         ///< the caller's
    timestamp accepted_at;  ///< the caller's clock
    std::string account, condition, alternative, rule, policy_hash;
    std::string approval_by;  ///< who has to have approved; empty: nobody
    decimal debt;             ///< before discounts
    decimal net;              ///< what is to be paid, the sum of the installments less the interest in them
    by_component<decimal> forgiven;
    std::vector<installment> installments;  ///< by due date
    breaking_rule breaks;
    std::string currency;
};

struct payment {
    date day;
    decimal amount;  ///< negative for one that was reversed
};

/// `kept`: nothing due is unpaid. `late`: something is. `broken`: by its own rule, and for good.
enum class agreement_state { kept, late, broken };

struct agreement_standing {
    agreement_state state = agreement_state::kept;
    bool is_paid_off = false;  ///< every installment counts as paid
    date since;                ///< the day it came into its state; at first the day it was accepted
    decimal paid;
    decimal overdue;             ///< due and unpaid, to the cent: also what is within the tolerance
    decimal outstanding;         ///< unpaid, due or not
    std::int64_t days_late = 0;  ///< since the due date of the oldest installment that is late
    int installments_late = 0;
    std::optional<date> next_due;  ///< of the first that is neither paid nor late
    std::optional<date> broken_on;
};

/// Another state, or paid off now or no longer (then `from` may equal `to`).
struct agreement_change {
    date day;
    agreement_state from = agreement_state::kept, to = agreement_state::kept;
    bool is_paid_off = false;
};

/// At the end of a day; payments after it are left out, those of one day count together. An installment is
/// late from the day after its due date (one day late then), and `days_late` = 10 breaks on the eleventh.
/// Payments pay the oldest installments first; a reversed one opens again what it had paid. Once broken,
/// later payments count but do not heal. Payments and installments may come in any order. Requires amounts
/// whose sums have at most 37 digits, in units of the finest decimals among them (they stop there). O((n +
/// m)·log(n + m)) of n installments and m payments.
[[nodiscard]] agreement_standing standing_of(agreement const& what, std::vector<payment> const& payments,
                                             date as_of);
/// All changes of state up to a day, in order.
[[nodiscard]] std::vector<agreement_change> history_of(agreement const& what,
                                                       std::vector<payment> const& payments, date as_of);
/// What if the debtor pays so much on a day: the standing at the end of `as_of`, with it. Objections: an
/// amount that is not positive, a day before the agreement, an `as_of` before that day.
[[nodiscard]] outcome<agreement_standing> simulate(agreement const& what, std::vector<payment> payments,
                                                   payment const& also, date as_of);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/agreement.ipp>
#endif
