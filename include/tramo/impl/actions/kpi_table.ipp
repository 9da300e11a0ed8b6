// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The key figures that are quotients, each with what is divided by what and what it is mistaken for.
#pragma once

#include <array>

#include <tramo/actions/kpi.hpp>

namespace tramo::actions::figures {

/// name, label, numerator, denominator, is a percentage, trap
inline constexpr std::array<kpi_definition, 29> definitions = {{
    {"contact_rate", "Contact rate by account", "accounts with at least one contact", "accounts assigned",
     true, "contact_rate_worked divides by accounts worked, contact_rate_attempts by attempts"},
    {"contact_rate_worked", "Contact rate by account worked", "accounts with at least one contact",
     "accounts worked", true, "higher than contact_rate while any account is untouched: say which one it is"},
    {"contact_rate_attempts", "Contact rate by attempt", "contacts", "attempts", true,
     "one debtor may count many times"},
    {"right_party_rate", "Right-party contacts among contacts", "right-party contacts", "contacts", true,
     "right_party_rate_attempts divides by attempts"},
    {"right_party_rate_attempts", "Right-party contacts among attempts", "right-party contacts", "attempts",
     true, "one debtor may count many times"},
    {"penetration", "Penetration, coverage", "accounts worked", "accounts assigned", true,
     "accounts count once, however often they were tried"},
    {"intensity_worked", "Intensity on accounts worked", "actions", "accounts worked", false,
     "actions of one type over the cases whose best it is mix two populations: that is no intensity"},
    {"intensity_assigned", "Intensity on accounts assigned", "actions", "accounts assigned", false,
     "lower than intensity_worked while any account is untouched: say which one it is"},
    {"promise_rate", "Promises among right-party contacts", "promises", "right-party contacts", true,
     "a debtor may promise more than once"},
    {"kept_rate", "Promises kept", "promises kept in full within the tolerance", "promises due", true,
     "promises that are not due yet, or still within their tolerance, are not in the denominator"},
    {"kept_rate_with_partial", "Promises kept, in part too", "promises kept in full or in part",
     "promises due", true, "higher than kept_rate wherever somebody paid a part: say which one it is"},
    {"kept_rate_amount", "Amount kept", "amount paid against promises due", "amount promised of promises due",
     true,
     "each promise counts with what was promised at most: more paid on one does not make up for another"},
    {"broken_rate", "Promises broken", "promises due that were not kept in full", "promises due", true,
     "100 less kept_rate: those kept in part are in it"},
    {"recovery_rate", "Recovery rate", "amount collected", "amount overdue at the start", true,
     "gross, or net of reversals and fees: say which"},
    {"recovery_per_action", "Recovery by action", "amount collected", "actions", false,
     "an amount, no percentage; automatic sends make it small"},
    {"liquidation_rate", "Liquidation", "amount collected since placement", "amount placed", true,
     "accumulated; compare placements of the same age only"},
    {"roll_rate", "Roll rate by account, of balances", "balance that moved to the next bucket",
     "balance of the bucket at the start", true,
     "net_roll_rate compares two snapshots and is another number"},
    {"roll_rate_accounts", "Roll rate by account, of accounts", "accounts that moved to the next bucket",
     "accounts in the bucket at the start", true, "large balances count like small ones"},
    {"net_roll_rate", "Roll rate by snapshot", "balance of the next bucket now",
     "balance of the bucket before", true, "nets entries and exits: it may be above 100"},
    {"transition_rate", "Transition between buckets", "accounts that went from one bucket to another",
     "accounts in the first bucket at the start", true,
     "those paid off or sold are in the denominator, in a column of their own"},
    {"cure_rate", "Cure rate", "accounts past due at the start that are current at the end",
     "accounts past due at the start", true, "accounts that are gone count as cured only where that is said"},
    {"time_to_cure", "Time to cure", "days from entry to cure, summed", "accounts cured", false,
     "accounts that are not cured yet are left out, so it is too short"},
    {"redefault_rate", "Re-default rate", "cured accounts past due again within the months looked at",
     "accounts cured", true, "name the months; accounts cured later than that have had less time"},
    {"collection_effectiveness", "Collection effectiveness index", "begin + sales - end total",
     "begin + sales - end current", true,
     "receivables of one period: begin and end are balances of its ends"},
    {"days_sales_outstanding", "Days sales outstanding", "receivables * days", "credit sales", false,
     "sales are those of the same days, on credit"},
    {"cost_to_collect", "Cost to collect", "cost", "amount collected", true,
     "say which costs are in it: agents, channels, fees"},
    {"right_time_rate", "Contacts at an hour", "contacts in the hour", "attempts in the hour", true,
     "hours with few attempts say little"},
    {"right_channel_rate", "Contacts on a channel", "contacts on the channel", "attempts on the channel",
     true, "accounts on a channel are chosen, not drawn: channels are not compared by it alone"},
    {"portfolio_at_risk", "Portfolio at risk (PAR30)", "balance of accounts more than 30 days past due",
     "balance of all accounts", true, "the whole balance counts, not the installments that are late"},
}};

}  // namespace tramo::actions::figures
