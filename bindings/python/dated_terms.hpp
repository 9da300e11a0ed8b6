// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// When installments fall due, as Python asks for it: in due dates by themselves and in schedules.
#pragma once

#include <array>

#include <tramo/offers/due_dates.hpp>
#include <tramo/values/business_calendar.hpp>

#include "calculator_values.hpp"

namespace tramo_python {

inline constexpr auto date_names = std::to_array<renamed>({{"step", "every"}, {"adjustment", "adjust"}});

[[nodiscard]] inline tramo::business_day_convention adjustment_of(arguments const& in,
                                                                  tramo::business_day_convention otherwise) {
    using how = tramo::business_day_convention;
    static constexpr auto words = std::to_array<word<how>>({{"unadjusted", how::unadjusted},
                                                            {"following", how::following},
                                                            {"modified_following", how::modified_following},
                                                            {"preceding", how::preceding},
                                                            {"modified_preceding", how::modified_preceding},
                                                            {"nearest", how::nearest}});
    return in.choice<how>("adjust", words, otherwise);
}

/// Of `first`, `every`, `at_month_end`, `adjust` and `calendar`.
[[nodiscard]] inline tramo::offers::date_policy date_policy_of(arguments const& in) {
    tramo::offers::date_policy made;
    made.first = in.day("first");
    made.step = in.interval("every");
    made.at_month_end = in.flag("at_month_end");
    made.adjustment = adjustment_of(in, made.adjustment);
    made.calendar = in.calendar("calendar");
    return made;
}

}  // namespace tramo_python
