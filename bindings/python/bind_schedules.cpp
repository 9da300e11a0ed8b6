// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Repayment schedules, equal parts, and what a schedule costs a year.
#include <array>
#include <cmath>

#include <tramo/offers/effective_rate.hpp>
#include <tramo/offers/schedule.hpp>

#include "calculator_values.hpp"
#include "dated_terms.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

namespace offers = tramo::offers;
using offers::method;

constexpr auto methods = std::to_array<word<method>>({{"level", method::level_payment},
                                                      {"constant_principal", method::constant_principal},
                                                      {"mixed", method::mixed},
                                                      {"flat", method::flat},
                                                      {"interest_only", method::interest_only},
                                                      {"single_payment", method::single_payment},
                                                      {"level_in_advance", method::level_in_advance},
                                                      {"free_series", method::free_series},
                                                      {"level_payment", method::level_payment},
                                                      {"price", method::level_payment},
                                                      {"french", method::level_payment},
                                                      {"sac", method::constant_principal},
                                                      {"sam", method::mixed},
                                                      {"american", method::interest_only},
                                                      {"bullet", method::interest_only}});
constexpr auto graces =
    std::to_array<word<offers::grace_interest>>({{"paid", offers::grace_interest::paid},
                                                 {"capitalized", offers::grace_interest::capitalized},
                                                 {"deferred", offers::grace_interest::deferred},
                                                 {"free", offers::grace_interest::free}});

/// Of a schedule, and of equal parts, which speak of `how`.
constexpr auto schedule_names = std::to_array<renamed>({{"terms.rounding.minor_units", "decimals"},
                                                        {"terms.rounding.installment_unit", "unit"},
                                                        {"terms.rounding.", ""},
                                                        {"terms.dates.step", "every"},
                                                        {"terms.dates.adjustment", "adjust"},
                                                        {"terms.dates.", ""},
                                                        {"terms.dates", "first"},
                                                        {"terms.interest.", ""},
                                                        {"terms.", ""},
                                                        {"terms", "principal"},
                                                        {"how.minor_units", "decimals"},
                                                        {"how.installment_unit", "unit"},
                                                        {"how.", ""}});

void put_lists(arguments const& in, offers::terms& made) {
    for (auto const& one : in.members("rates"))
        made.rates.push_back({one.whole("from", 1), one.share("rate")});
    for (auto const& one : in.members("weights")) made.weights.push_back(one.number("weight"));
    for (auto const& one : in.members("advances"))
        made.advances.push_back({one.whole("after_period", 0), one.number("amount"), one.day_if("day"),
                                 one.share("down_payment_share")});
}

void put_accrual(arguments const& in, offers::accrual& made) {
    made.is_by_days = in.has("convention");
    made.convention = in.convention("convention", made.convention);
    made.calendar = in.calendar("calendar");
    made.charged_from = in.day_if("charged_from");
}

offers::terms terms_of(arguments const& in) {
    offers::terms made;
    made.how = in.choice<method>("method", methods, made.how);
    made.principal = in.number("principal");
    made.rate = in.share("rate");
    made.count = in.whole("count", made.count);
    made.down_payment = in.number("down_payment");
    made.down_payment_share = in.share("down_payment_share");
    made.balloon = in.number("balloon");
    made.grace = in.whole("grace", made.grace);
    made.grace_interest = in.choice<offers::grace_interest>("grace_interest", graces, made.grace_interest);
    made.is_due_at_start = in.flag("is_due_at_start");
    put_lists(in, made);
    put_accrual(in, made.interest);
    made.start = in.day_if("start");
    if (in.has("first")) made.dates = date_policy_of(in);
    made.rounding = schedule_rounding(in);
    made.adjusts_level_payment = in.flag("adjusts_level_payment");
    made.is_flat_on_down_payment = in.flag("is_flat_on_down_payment");
    return made;
}

/// Money of a schedule, at times in periods and on days where there are any.
class cash_flows {
public:
    cash_flows(offers::terms const& asked, offers::schedule const& made) : asked_(asked) {
        lend(asked.principal, 0, asked.start);
        int passed = 0;
        for (auto const& row : made.rows) {
            if (row.number > 0) passed = row.number;
            add(row.payment, time_of(passed), row.due);
        }
        for (auto const& more : asked.advances) {
            auto day = more.day;
            for (auto const& row : made.rows)
                if (!day && row.number == more.after_period && row.number > 0) day = row.due;
            lend(more.amount, time_of(more.after_period), day ? day : asked.start);
        }
    }

    /// By days where all have one.
    [[nodiscard]] offers::outcome<offers::rate_solution> annual_rate(offers::interval step) const {
        if (asked_.start && asked_.dates) return offers::xirr(dated_, offers::day_count::actual_365_fixed);
        auto found = offers::solve_rate(timed_);
        auto& [roots, chosen] = found.value;
        for (auto& root : roots) root = offers::effective_annual_rate(root, periods_a_year(step));
        if (chosen) chosen = offers::effective_annual_rate(*chosen, periods_a_year(step));
        return found;
    }

private:
    [[nodiscard]] static double periods_a_year(offers::interval step) {
        constexpr double days = 365, months = 12, week = 7;
        switch (step.unit) {
            case offers::interval_unit::days:
                return days / step.every;
            case offers::interval_unit::weeks:
                return days / week / step.every;
            case offers::interval_unit::months:
                return months / step.every;
            case offers::interval_unit::years:
                return 1.0 / step.every;
        }
        return months;
    }
    [[nodiscard]] int time_of(int number) const {
        return asked_.is_due_at_start && number > 0 ? number - 1 : number;
    }
    void add(tramo::decimal const& amount, int time, std::optional<tramo::date> day) {
        timed_.push_back({static_cast<double>(time), tramo::to_double(amount)});
        dated_.push_back({day.value_or(tramo::date()), amount});
    }
    void lend(tramo::decimal const& amount, int time, std::optional<tramo::date> day) {
        add({-amount.coefficient, amount.scale}, time, day);
    }

    offers::terms const& asked_;
    std::vector<offers::timed_flow> timed_;
    std::vector<offers::dated_flow> dated_;
};

/// A year's rate as text; a caveat where there is none, or no single one.
py::object effective_rate(offers::terms const& asked, offers::schedule const& made, offers::interval step,
                          std::vector<std::string>& caveats) {
    constexpr double largest = 1e12;  // of offers::rounded_rate
    auto const found = cash_flows(asked, made).annual_rate(step);
    auto const& roots = found.value.roots;
    bool const is_told = roots.size() == 1 && std::isfinite(roots.front()) && roots.front() < largest;
    if (is_told && found.caveats.empty()) return text_of_number(offers::rounded_rate(roots.front()));
    std::string why = "at several rates these payments are worth what is lent";
    if (roots.empty()) why = "at no rate are these payments worth what is lent";
    if (roots.size() == 1)
        why = is_told ? "at any rate these payments are worth what is lent" : "it is too large";
    caveats.push_back("no effective rate: " + why);
    return py::none();
}

py::list row_tuples(offers::schedule const& of) {
    py::list list;
    for (auto const& row : of.rows)
        list.append(py::make_tuple(row.number, text_or_none(row.due), text_of_number(row.payment),
                                   text_of_number(row.principal), text_of_number(row.interest),
                                   text_of_number(row.balance)));
    return list;
}

/// `((rows, total, total interest, financed, regular payment, effective rate) or None, objections, caveats)`
py::tuple make_schedule(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const asked = terms_of(in);
    auto const step = asked.dates ? asked.dates->step : in.interval("every");
    if (!unread.empty()) return told(py::none(), unread);
    auto found = offers::make_schedule(asked);
    py::object value = py::none();
    if (found.ok()) {
        auto const& made = found.value;
        auto rate = effective_rate(asked, made, step, found.caveats);
        value =
            py::make_tuple(row_tuples(made), text_of_number(made.total), text_of_number(made.total_interest),
                           text_of_number(made.financed), text_of_number(made.regular_payment), rate);
    }
    return told(std::move(value), in_python(std::move(found.objections), schedule_names), found.caveats);
}

py::tuple level_payment(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const asked = terms_of(in);
    return answer_to(
        unread, schedule_names, [&] { return offers::make_schedule(asked); },
        [](offers::schedule const& made) { return text_of_number(made.regular_payment); });
}

py::tuple split(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const total = in.number("total");
    auto const count = in.whole("count", 1);
    auto const how = schedule_rounding(in);
    return answer_to(
        unread, schedule_names, [&] { return offers::split(total, count, how); },
        [](std::vector<tramo::decimal> const& parts) {
            py::list list;
            for (auto const& part : parts) list.append(text_of_number(part));
            return list;
        });
}

}  // namespace

void bind_schedules(py::module_& module) {
    module.def("make_schedule", &make_schedule, py::arg("given"));
    module.def("level_payment", &level_payment, py::arg("given"));
    module.def("split", &split, py::arg("given"));
}

}  // namespace tramo_python
