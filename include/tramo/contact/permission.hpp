// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// May this person be contacted now? Which rule says no, and when is the first moment that none does?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/contact/limit.hpp>
#include <tramo/contact/time_zone.hpp>
#include <tramo/values/business_calendar.hpp>

namespace tramo::contact {

/// What is asked. `made` in any order; contacts after `now` do not count.
struct question {
    std::string channel;
    unit what = unit::attempt;
    timestamp now;                                ///< on the clock of the person's zone
    business_calendar const* calendar = nullptr;  ///< for limits with holidays
    bool has_consent = true;                      ///< to this channel
    std::uint64_t debt = 0, creditor = 0;
    std::vector<made_contact> const* made = nullptr;
};

struct permission {
    bool is_allowed = true;            ///< by caps and presumptions
    bool is_allowed_by_caps = true;    ///< presumptions left out
    std::vector<std::size_t> binding;  ///< the limits that say no now, by number
    std::optional<timestamp> first;    ///< the first moment from now on that all allow, on the same clock;
                                       ///< none: not within 400 days, or never, as without consent
    std::optional<int> left;           ///< how many more the tightest count allows from now on in its window;
                                       ///< none: no count applies
    std::optional<std::size_t> tightest;  ///< the limit that `left` is of
    std::string unanswered;               ///< what could not be told, in words: a calendar that ends too soon
};

/// A limit with holidays is not answered where there is no calendar, or it does not cover the day: then
/// nothing is allowed and `unanswered` says why. Times are told to the minute.
[[nodiscard]] permission may_contact(std::vector<limit> const& limits, question const& asked);

}  // namespace tramo::contact

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/contact/permission.ipp>
#endif
