// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which payment agreements an account may be offered, on which terms, and why no others.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tramo/offers/agreement.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/run/export_table.hpp>
#include <tramo/run/verdicts.hpp>

namespace tramo {

/// Who asks, and for what. Names must be the policy's, a role where the policy names any (T5007); case and
/// accents of a role do not matter.
struct offer_options {
    std::string role;         ///< whose ceilings hold; empty: those of everybody
    std::string condition;    ///< only this one; empty: all
    std::string alternative;  ///< only alternatives of this name
    int installments = 0;     ///< only so many; 0: all the policy allows
    std::optional<decimal>
        entry;  ///< agreed with the debtor, for alternatives with an entry; none: the least
};

/// Why a condition, or an alternative of it, is not offered.
enum class refusal {
    not_in_force,          ///< inactive, or the day is outside its period
    requirement,           ///< a requirement does not hold
    requirement_unknown,   ///< a requirement is unknown: a field that it reads is missing
    overdue,               ///< too few or too many days overdue
    overdue_unknown,       ///< the days overdue are unknown
    amount,                ///< the total is outside the enforced amounts
    amount_unknown,        ///< a part of the debt is unknown
    amount_negative,       ///< a part of the debt is below 0
    amount_too_large,      ///< the debt is beyond 10^17 of the smallest unit
    nothing_owed,          ///< there is nothing to pay, or nothing is left of it
    entry_too_small,       ///< the entry agreed is below the least
    entry_too_large,       ///< the entry agreed leaves nothing for installments
    count_not_allowed,     ///< the number of installments asked for is not among those allowed
    installment_too_small  ///< of no number of installments is each as large as the least
};

/// One way to pay, for one account. Amounts are in the debt's smallest unit.
struct offer {
    std::uint32_t row = 0;          ///< of the batch
    std::uint16_t condition = 0;    ///< index into the program's conditions
    std::uint16_t alternative = 0;  ///< index into the condition's alternatives
    std::uint16_t installments = 1;
    bool needs_approval = false;
    bool is_rest_first = false;         ///< which installment is the odd one
    by_component<std::int64_t> owed{};  ///< with the condition's own interest and fine
    by_component<std::int64_t> forgiven{};
    std::int64_t debt = 0;                         ///< the sum owed
    std::int64_t net = 0;                          ///< less what is forgiven
    std::int64_t entry = 0, regular = 0, odd = 0;  ///< the entry, the installments, and the odd one
    std::int64_t interest = 0;                     ///< within the installments
    std::int64_t total = 0;                        ///< what is paid: net and interest
    std::int64_t effective_rate = 0;               ///< a year, in 10^-8; `no_rate` where there is none
    /// Against paying the debt as the condition charges it; below 0 where interest outweighs what is
    /// forgiven.
    [[nodiscard]] std::int64_t saving() const { return debt - total; }
};

inline constexpr std::int64_t no_rate = INT64_MIN;

struct refused_offer {
    std::uint32_t row = 0;
    std::uint16_t condition = 0;
    std::uint16_t alternative = 0xFFFF;  ///< 0xFFFF: the condition as a whole
    refusal why = refusal::not_in_force;
    std::uint16_t requirement = 0;  ///< index into the condition's requirements
};

/// Offers and refusals of some rows, by row; within a row by condition, alternative, installments.
struct offer_batch {
    std::int64_t first_row = 0;
    std::int64_t rows = 0;
    std::vector<offer> offers;
    std::vector<refused_offer> refused;
    std::vector<std::uint64_t> set_apart;  ///< rows with a data error: they have neither
};

/// A due date and an amount in the smallest unit; number 0 is the entry.
struct offered_payment {
    int number = 0;
    date due;
    std::int64_t amount = 0;
};

/// Works out offers batch by batch; what it holds does not grow with the rows. Not to be shared by threads.
class offer_finder {
public:
    ~offer_finder();
    offer_finder(offer_finder&&) noexcept;
    offer_finder& operator=(offer_finder&&) noexcept;

    [[nodiscard]] prepared_policy const& with() const;
    /// Errors (T5…) when the batch cannot be read.
    [[nodiscard]] std::vector<diagnostic> check(batch const& data) const;
    /// Requires that `check` found no error.
    [[nodiscard]] offer_batch add(batch const& data);
    /// Rows read and set apart so far, with their errors.
    [[nodiscard]] verdicts totals() const;

    /// The entry, if any, and the installments of an offer that this found.
    [[nodiscard]] std::vector<offered_payment> payments(offer const& of) const;
    /// The reason in words: "no-contract: No contract in force" does not hold.
    [[nodiscard]] std::string reason(refused_offer const& of) const;
    /// The last day on which the offer may be accepted: its condition's; none where that has no end.
    [[nodiscard]] std::optional<date> valid_until(offer const& of) const;
    /// The decimals of all amounts, and their currency.
    [[nodiscard]] int scale() const;
    [[nodiscard]] std::string const& currency() const;

    /// As tables: one row for each offer (key, condition, alternative, installments, debt, discount_ and
    /// a component, net, entry, installment, interest, total, saving, effective_rate, first_due, last_due,
    /// valid_until, approval, billing, default, rule), each payment (key, condition, alternative,
    /// installments, number, due, amount), each refusal (key, condition, alternative, reason, rule). A key
    /// that is called like one of these is told as `account`.
    [[nodiscard]] batch offer_table(offer_batch const& found, batch const& data) const;
    [[nodiscard]] batch payment_table(offer_batch const& found, batch const& data) const;
    [[nodiscard]] batch refusal_table(offer_batch const& found, batch const& data) const;

    struct state;  ///< for the engine's own modules

private:
    friend checked<offer_finder> find_offers(prepared_policy const&, offer_options const&);
    offer_finder();
    std::unique_ptr<state> state_;
};

/// T4010 without a day, T5012 where the policy declares no condition, T5007 for a name it does not know,
/// T5013 for an entry that cannot be paid.
[[nodiscard]] checked<offer_finder> find_offers(prepared_policy const& with,
                                                offer_options const& options = {});

/// An offer that was accepted. The moment is the caller's; an offer is accepted on the day it was made for,
/// or later up to its condition's last day and the first due date (an objection else).
[[nodiscard]] offers::outcome<offers::agreement> accept(offer_finder const& found, offer const& accepted,
                                                        std::string account, std::string id, timestamp at);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/policy/offers.ipp>
#endif
