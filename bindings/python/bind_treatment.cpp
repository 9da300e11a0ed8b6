// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Days past due, classes of them, promises, permitted days and the names of tasks.
#include <pybind11/stl.h>

#include <array>
#include <limits>

#include <tramo/treatment/delinquency.hpp>
#include <tramo/treatment/hold.hpp>
#include <tramo/treatment/permitted_days.hpp>
#include <tramo/treatment/promise.hpp>
#include <tramo/treatment/task_key.hpp>

#include "calculator_values.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

namespace treatment = tramo::treatment;

constexpr auto readings = std::to_array<word<treatment::pause_reading>>(
    {{"overlap", treatment::pause_reading::overlap}, {"whole", treatment::pause_reading::whole}});
constexpr auto holiday_policies =
    std::to_array<word<treatment::holiday_policy>>({{"keep", treatment::holiday_policy::keep},
                                                    {"following", treatment::holiday_policy::following},
                                                    {"preceding", treatment::holiday_policy::preceding}});

/// A count that may not be below `least`.
int counted(arguments const& in, char const* name, int least = 0) {
    int const found = in.whole(name, least);
    if (found < least)
        in.object(name,
                  "it is " + std::to_string(found) + "; it must be " + std::to_string(least) + " or more");
    return found;
}

/// Objects to those that hold no day.
std::vector<treatment::interval> intervals_of(arguments const& in, char const* name) {
    std::vector<treatment::interval> made;
    for (auto const& one : in.members(name)) {
        made.push_back({one.day("from_"), one.day_if("end")});
        auto const problem = treatment::problem_of(made.back());
        if (one.has("from_") && !problem.empty()) one.object("end", problem);
    }
    return made;
}

py::tuple count_days(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const due = in.day_if("due");
    auto const as_of = in.day("as_of");
    auto const grace = counted(in, "grace");
    auto const pauses = intervals_of(in, "pauses");
    auto const how =
        in.choice<treatment::pause_reading>("reading", readings, treatment::pause_reading::overlap);
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = treatment::count_days(due, as_of, grace, pauses, how);
    return told(py::make_tuple(found.past_due, found.paused, found.delinquent), {});
}

py::tuple days_covered(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const all = intervals_of(in, "intervals");
    auto const from = in.day("from_"), end = in.day("end");
    if (!unread.empty()) return told(py::none(), unread);
    return told(py::int_(treatment::days_covered(all, from, end)), {});
}

/// The number of the class, or None.
py::tuple classify(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const days = counted(in, "days");
    std::vector<treatment::delinquency_class> all;
    for (auto const& one : in.members("classes")) {
        auto const until = one.whole_if("until");
        all.push_back({one.text("name"), one.whole("from_", 1),
                       until ? std::optional<std::int64_t>(*until) : std::nullopt});
    }
    if (unread.empty())
        for (auto const& problem : treatment::problems_of(all)) in.object("classes", problem);
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = treatment::class_of(all, days);
    return told(found ? py::object(py::int_(*found)) : py::object(py::none()), {});
}

std::optional<tramo::timestamp> moment_if(arguments const& in, char const* name) {
    if (!in.has(name)) return {};
    auto const written = in.text(name);
    if (auto const day = tramo::parse_date(written))
        return tramo::timestamp{std::int64_t{day->days} * tramo::micros_a_day};
    if (auto const found = tramo::parse_timestamp(written)) return found;
    in.object(name, "'" + written + "' is no moment without a zone, such as 2026-11-21T10:30");
    return tramo::timestamp();
}

tramo::timestamp moment(arguments const& in, char const* name) {
    if (auto const found = moment_if(in, name)) return *found;
    in.object(name, "a moment such as 2026-11-21T10:30 is due");
    return {};
}

/// In the smallest unit, exactly.
std::int64_t units_of(arguments const& in, char const* name, int decimals, std::int64_t least) {
    auto const amount = in.number(name);
    auto const exact = tramo::rescale_exactly(amount, decimals);
    if (!exact) {
        in.object(name,
                  "it is " + to_string(amount) + "; its decimals are at most " + std::to_string(decimals));
        return least;
    }
    if (exact->coefficient < least || exact->coefficient > std::numeric_limits<std::int64_t>::max()) {
        in.object(name, "it is " + to_string(amount) + "; it must be " +
                            (least > 0 ? "above 0" : "0 or more") + ", and below 2^63 of the smallest unit");
        return least;
    }
    return static_cast<std::int64_t>(exact->coefficient);
}

std::vector<treatment::promise> promises_of(arguments const& in, int decimals) {
    std::vector<treatment::promise> made;
    for (auto const& one : in.members("promises"))
        made.push_back({moment(one, "made"), one.day("due"), units_of(one, "amount", decimals, 1),
                        moment_if(one, "withdrawn")});
    return made;
}

std::vector<treatment::promise_payment> payments_of(arguments const& in, int decimals, std::size_t promises) {
    std::vector<treatment::promise_payment> made;
    for (auto const& one : in.members("payments")) {
        made.push_back(
            {moment(one, "at"), units_of(one, "amount", decimals, 1), {}, moment_if(one, "reversed")});
        auto const directed = one.whole_if("promise");
        if (!directed) continue;
        if (*directed < 0 || static_cast<std::size_t>(*directed) >= promises)
            one.object("promise", "it is " + std::to_string(*directed) + "; there are " +
                                      std::to_string(promises) + " promises, counted from 0");
        else
            made.back().directed = static_cast<std::size_t>(*directed);
    }
    return made;
}

treatment::promise_tolerance tolerance_of(arguments const& in, int decimals) {
    treatment::promise_tolerance made;
    made.days = counted(in, "tolerance_days");
    made.amount = units_of(in, "tolerance_amount", decimals, 0);
    auto const share = in.share("tolerance_share");
    auto const millionths = tramo::rescale_exactly(share, 6);
    if (share < tramo::decimal(0) || tramo::decimal(1) < share || !millionths)
        in.object("tolerance_share", "it is " + to_string(share) +
                                         "; it must be from 0 to 1 with at most 6 decimals: 0.05 or 5%");
    else
        made.share = static_cast<std::int64_t>(millionths->coefficient);
    return made;
}

py::tuple settle_promises(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    int const decimals = minor_units_of(in);
    auto const promises = promises_of(in, decimals);
    auto const payments = payments_of(in, decimals, promises.size());
    auto const tolerance = tolerance_of(in, decimals);
    auto const as_of = in.day("as_of");
    if (!unread.empty()) return told(py::none(), unread);
    py::list all;
    for (auto const& one : treatment::settle_promises(promises, payments, tolerance, as_of))
        all.append(py::make_tuple(
            text_of(treatment::promise_state_names[static_cast<std::size_t>(one.state)]),
            text_of_number({one.paid, decimals}), text_or_none(one.decided), text_or_none(one.kept_once),
            text_or_none(one.undone), text_or_none(std::optional(one.last_day))));
    return told(std::move(all), {});
}

int day_of_month(arguments const& in, char const* name) {
    int const day = in.whole(name, 0);
    if (in.has(name) && (day < 1 || day > 31))
        in.object(name, "it is " + std::to_string(day) + "; days of the month are 1 to 31");
    return day;
}

std::uint8_t weekdays_of(arguments const& in, py::dict const& given) {
    unsigned made = 0;
    for (py::handle const one : given["weekdays"]) {
        auto const weekday = one.cast<int>();
        if (weekday >= 1 && weekday <= 7)
            made |= 1U << (weekday - 1);
        else
            in.object("weekdays",
                      "it holds " + std::to_string(weekday) + "; days are 1, Monday, to 7, Sunday");
    }
    return static_cast<std::uint8_t>(made);
}

treatment::day_rule rule_of(arguments const& in, py::dict const& given) {
    treatment::day_rule made;
    made.after = counted(in, "after");
    made.is_after_business = in.flag("after_business");
    if (in.has("within")) made.within = counted(in, "within");
    made.is_within_business = in.flag("within_business");
    made.month_from = day_of_month(in, "month_from");
    made.month_until = day_of_month(in, "month_until");
    made.weekdays = weekdays_of(in, given);
    made.holidays = in.choice<treatment::holiday_policy>("holidays", holiday_policies, made.holidays);
    made.calendar = in.calendar("calendar");
    return made;
}

py::tuple permitted_days(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const rule = rule_of(in, given);
    auto const anchor = in.day("anchor"), as_of = in.day("as_of");
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = treatment::find_permitted_days(rule, anchor, as_of);
    if (!found.unanswered.empty() && !found.next && !found.is_late)
        return told(py::none(), {{"calendar", found.unanswered}});
    return told(py::make_tuple(found.is_today, text_or_none(found.first), text_or_none(found.next),
                               text_or_none(found.last), found.is_late),
                {}, found.unanswered.empty() ? std::vector<std::string>{} : std::vector{found.unanswered});
}

py::tuple task_key(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const day = in.day_if("day");
    if (!unread.empty()) return told(py::none(), unread);
    return told(
        text_of(treatment::task_key(in.text("policy_hash"), in.text("account"), in.text("rule"), day)), {});
}

}  // namespace

void bind_treatment(py::module_& module) {
    module.def("count_days", &count_days, py::arg("given"));
    module.def("days_covered", &days_covered, py::arg("given"));
    module.def("classify", &classify, py::arg("given"));
    module.def("settle_promises", &settle_promises, py::arg("given"));
    module.def("permitted_days", &permitted_days, py::arg("given"));
    module.def("task_key", &task_key, py::arg("given"));
}

}  // namespace tramo_python
