// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Working days, due dates and day counts.
#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <memory>

#include <tramo/offers/day_count.hpp>
#include <tramo/offers/due_dates.hpp>
#include <tramo/values/business_calendar.hpp>

#include "calculator_values.hpp"
#include "dated_terms.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

namespace offers = tramo::offers;
using calendar_ptr = std::shared_ptr<tramo::business_calendar>;

constexpr auto units = std::to_array<word<offers::interval_unit>>({{"days", offers::interval_unit::days},
                                                                   {"weeks", offers::interval_unit::weeks},
                                                                   {"months", offers::interval_unit::months},
                                                                   {"years", offers::interval_unit::years}});

constexpr auto unit_period_names =
    std::to_array<renamed>({{"unit.every", "every"}, {"unit", "every"}, {"from", "from_"}});
constexpr auto day_count_names = std::to_array<renamed>({{"from", "from_"}});

void put_holidays(arguments const& in, tramo::business_calendar& made) {
    for (auto const& written : in.texts("holidays")) {
        auto const day = tramo::parse_date(written);
        if (day)
            made.holidays.push_back(*day);
        else
            in.object("holidays", "'" + written + "' is no day such as 2026-11-21");
    }
    std::sort(made.holidays.begin(), made.holidays.end());
    made.holidays.erase(std::unique(made.holidays.begin(), made.holidays.end()), made.holidays.end());
}

void put_weekend(arguments const& in, py::dict const& given, tramo::business_calendar& made) {
    made.rests.fill(false);
    for (py::handle const one : given["weekend"]) {
        auto const weekday = one.cast<int>();
        if (weekday >= 1 && weekday <= 7)
            made.rests[static_cast<std::size_t>(weekday - 1)] = true;
        else
            in.object("weekend",
                      "it holds " + std::to_string(weekday) + "; days are 1, Monday, to 7, Sunday");
    }
    if (std::all_of(made.rests.begin(), made.rests.end(), [](bool rests) { return rests; }))
        in.object("weekend", "no day of the week is left to work on");
}

/// `(calendar or None, objections, caveats)`
py::tuple calendar_from(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto made = std::make_shared<tramo::business_calendar>();
    made->name = in.text("name");
    made->known_from = in.day("known_from");
    made->known_until = in.day("known_until");
    put_holidays(in, *made);
    put_weekend(in, given, *made);
    if (unread.empty() && made->known_until < made->known_from)
        in.object("known_until", "it is " + to_string(made->known_until) + ", before known_from on " +
                                     to_string(made->known_from));
    return told(unread.empty() ? py::cast(made) : py::object(py::none()), unread);
}

objection_list beyond(tramo::business_calendar const& calendar, char const* name) {
    return {{name, "the holidays of " + calendar.name + " are known from " + to_string(calendar.known_from) +
                       " to " + to_string(calendar.known_until) + " only"}};
}

py::tuple is_business_day(tramo::business_calendar const& self, py::dict given) {
    objection_list unread;
    auto const day = arguments(given, unread).day("day");
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = tramo::is_business_day(self, day);
    return found ? told(py::bool_(*found), {}) : told(py::none(), beyond(self, "day"));
}

py::tuple adjust(tramo::business_calendar const& self, py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const day = in.day("day");
    auto const how = adjustment_of(in, tramo::business_day_convention::following);
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = tramo::adjust(self, day, how);
    return found ? told(text_or_none(found), {}) : told(py::none(), beyond(self, "day"));
}

py::tuple business_days_between(tramo::business_calendar const& self, py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const from = in.day("from_"), until = in.day("until");
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = tramo::business_days_between(self, from, until);
    return found ? told(py::int_(*found), {}) : told(py::none(), beyond(self, "until"));
}

py::tuple due_dates(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const policy = date_policy_of(in);
    auto const count = in.whole("count", 1);
    return answer_to(
        unread, date_names, [&] { return offers::due_dates(policy, count); },
        [](std::vector<tramo::date> const& days) {
            py::list list;
            for (auto const day : days) list.append(text_or_none(day));
            return list;
        });
}

offers::day_count_options options_of(arguments const& in) {
    offers::day_count_options made;
    made.calendar = in.calendar("calendar");
    made.maturity = in.day_if("maturity");
    made.regular_period = in.choice<offers::interval_unit>("regular_period", units, made.regular_period);
    made.payment_day = in.whole("payment_day", 0);
    return made;
}

template <class Count, class Show>
py::tuple counted(py::dict given, Count count, Show show) {
    objection_list unread;
    arguments const in(given, unread);
    auto const convention = in.convention("convention", offers::day_count::actual_365_fixed);
    auto const from = in.day("from_"), until = in.day("until");
    auto const options = options_of(in);
    return answer_to(
        unread, day_count_names, [&] { return count(convention, from, until, options); }, show);
}

py::tuple days_between(py::dict given) {
    return counted(given, &offers::days_between, [](std::int64_t days) { return py::int_(days); });
}

py::tuple year_fraction(py::dict given) {
    return counted(given, &offers::year_fraction, [](offers::fraction const& years) {
        return py::make_tuple(years.numerator, years.denominator);
    });
}

/// `"1 month"` and the like, or `"1 semimonth"`, which no interval between dates is.
offers::unit_period unit_period_of(arguments const& in) {
    using kind = offers::unit_period_kind;
    if (in.text("every") == "1 semimonth") return {kind::semimonths, 1};
    auto const made = in.interval("every");
    switch (made.unit) {
        case offers::interval_unit::days:
            return {kind::days, made.every};
        case offers::interval_unit::weeks:
            return {kind::weeks, made.every};
        case offers::interval_unit::months:
            return {kind::months, made.every};
        case offers::interval_unit::years:
            break;
    }
    return {kind::years, made.every};
}

py::tuple count_unit_periods(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const unit = unit_period_of(in);
    auto const from = in.day("from_"), until = in.day("until");
    auto const payment_day = in.whole("payment_day", 0);
    return answer_to(
        unread, unit_period_names, [&] { return offers::count_unit_periods(unit, from, until, payment_day); },
        [](offers::unit_period_count const& found) {
            return py::make_tuple(found.whole, found.odd, found.length);
        });
}

}  // namespace

void bind_calendars(py::module_& module) {
    py::class_<tramo::business_calendar, calendar_ptr>(module, "Calendar")
        .def_readonly("name", &tramo::business_calendar::name)
        .def("is_business_day", &is_business_day, py::arg("given"))
        .def("adjust", &adjust, py::arg("given"))
        .def("business_days_between", &business_days_between, py::arg("given"));
    module.def("calendar_from", &calendar_from, py::arg("given"));
    module.def("due_dates", &due_dates, py::arg("given"));
    module.def("days_between", &days_between, py::arg("given"));
    module.def("year_fraction", &year_fraction, py::arg("given"));
    module.def("count_unit_periods", &count_unit_periods, py::arg("given"));
}

}  // namespace tramo_python
