// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Promises to pay of one account, and what became of them: kept, partly kept, broken, or reversed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>
#include <tramo/values/date.hpp>

namespace tramo::treatment {

/// reversed: withdrawn, as if it had never been made.
enum class promise_state : std::uint8_t { open, kept, partly_kept, broken, reversed };
inline constexpr std::string_view promise_state_names[] = {"open", "kept", "partly_kept", "broken",
                                                           "reversed"};

/// Amounts are in the smallest unit of one currency, above 0.
struct promise {
    timestamp made;
    date due;
    std::int64_t amount = 0;
    std::optional<timestamp> withdrawn;
};

struct promise_payment {
    timestamp at;
    std::int64_t amount = 0;
    std::optional<std::size_t> directed;  ///< number of the promise it is for; none: the oldest open one
    std::optional<timestamp> reversed;    ///< taken back then
};

/// The larger of the two amounts may be missing, but a promise towards which nothing was paid is never kept;
/// so many days may pass after the due day.
struct promise_tolerance {
    std::int64_t days = 0;
    std::int64_t share = 0;  ///< in millionths of the promised amount; what it gives is rounded down
    std::int64_t amount = 0;
};

struct promise_standing {
    promise_state state = promise_state::open;
    std::int64_t paid = 0;          ///< towards it, by the day asked for, less what was taken back
    std::optional<date> decided;    ///< the day it got its state: kept by a payment, broken the day after the
                                    ///< last day or when a payment was taken back later, reversed; none while
                                    ///< open
    std::optional<date> kept_once;  ///< kept until a payment was taken back: the day it had been kept
    std::optional<date> undone;     ///< … and the day it ceased to be
    date last_day;                  ///< with its tolerance
};

/// By promise, at the end of `as_of`. A payment of a day on or before the last day of a promise pays the
/// oldest open promise made before it, by due day, then by when it was made, then by number; what is too much
/// goes to the next. A directed one pays its own first, and what is too much pays like any. A payment before
/// every promise, or behind all last days, pays none. Promises of the same moment as a payment were made
/// before it.
/// Payments of one moment pay together, what is directed first. From the moment on at which a payment is
/// taken back it counts as never made, and the others pay anew; so the order of the two lists changes
/// nothing.
[[nodiscard]] std::vector<promise_standing> settle_promises(std::vector<promise> const& promises,
                                                            std::vector<promise_payment> const& payments,
                                                            promise_tolerance const& tolerance, date as_of);

}  // namespace tramo::treatment

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/treatment/promise.ipp>
#endif
