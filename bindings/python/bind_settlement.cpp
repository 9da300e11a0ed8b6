// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Allocation of payments, payoffs and rebates, discounts and settlements.
#include <pybind11/stl.h>

#include <algorithm>
#include <array>

#include <tramo/offers/allocation.hpp>
#include <tramo/offers/discount.hpp>
#include <tramo/offers/payoff.hpp>

#include "calculator_values.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

namespace offers = tramo::offers;

constexpr auto directions = std::to_array<word<offers::direction>>(
    {{"installment", offers::direction::by_installment}, {"component", offers::direction::by_component}});
constexpr auto futures =
    std::to_array<word<offers::future_rule>>({{"next", offers::future_rule::next},
                                              {"last", offers::future_rule::last},
                                              {"spread", offers::future_rule::spread},
                                              {"unapplied", offers::future_rule::unapplied}});
constexpr auto bases =
    std::to_array<word<tramo::discount_base>>({{"total", tramo::discount_base::total},
                                               {"principal", tramo::discount_base::principal},
                                               {"in_turn", tramo::discount_base::in_turn}});

constexpr auto allocation_names =
    std::to_array<renamed>({{"order.minor_units", "decimals"}, {"order.components", "order"}});
constexpr auto payoff_names = std::to_array<renamed>({{"loan.", ""},
                                                      {"asked.share", "compensation"},
                                                      {"asked.cap_share", "compensation_cap_share"},
                                                      {"asked.cap_amount", "compensation_cap"},
                                                      {"asked.currency", "compensation_currency"},
                                                      {"asked.", ""},
                                                      {"left.", ""},
                                                      {"from", "interest_from"},
                                                      {"until", "valid_until"},
                                                      {"rounding.minor_units", "decimals"},
                                                      {"rounding.", ""}});
constexpr auto discount_names = std::to_array<renamed>({{"shares.of_total", "of_total"},
                                                        {"shares.of", "shares"},
                                                        {"target.", ""},
                                                        {"target", "forgive_share"},
                                                        {"rounding.minor_units", "decimals"},
                                                        {"rounding.", ""}});

/// Components by their names.
std::vector<tramo::component> components_of(arguments const& in, char const* name) {
    std::vector<tramo::component> made;
    auto const& names = tramo::component_names;
    for (auto const& written : in.texts(name)) {
        auto const found = std::find(names.begin(), names.end(), written);
        if (found != names.end())
            made.push_back(static_cast<tramo::component>(found - names.begin()));
        else
            in.object(name, "'" + written + "' is no component; they are principal, interest, fine, fees");
    }
    return made;
}

offers::allocation_order order_of(arguments const& in) {
    offers::allocation_order made;
    if (in.flag("is_listed")) {
        made.components = components_of(in, "order");
    } else if (auto const found = offers::find_allocation_order(in.text("order"))) {
        made = *found;
    } else {
        std::string known;
        for (auto const name : offers::allocation_order_names()) known += " " + std::string(name);
        in.object("order", "'" + in.text("order") + "' is not known; known are" + known);
    }
    made.how = in.choice<offers::direction>("by", directions, made.how);
    made.future = in.choice<offers::future_rule>("future", futures, made.future);
    made.minor_units = minor_units_of(in);
    return made;
}

/// `([(item, {component: amount}), …], unapplied)`
py::object allocation_tuple(offers::allocation const& made) {
    py::list parts;
    for (auto const& [item, paid] : made.parts) parts.append(py::make_tuple(item, component_texts(paid)));
    return py::make_tuple(parts, text_of_number(made.unapplied));
}

py::tuple allocate(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const amount = in.number("amount");
    std::vector<offers::open_item> items;
    for (auto const& one : in.members("items"))
        items.push_back({one.text("id"), one.day("due"), one.amounts("open")});
    auto const order = order_of(in);
    auto const on = in.day("on");
    return answer_to(
        unread, allocation_names, [&] { return offers::allocate(amount, items, order, on); },
        &allocation_tuple);
}

offers::running_loan loan_of(arguments const& in) {
    offers::running_loan made;
    made.balance = in.number("balance");
    made.annual_rate = in.share("annual_rate");
    made.convention = in.convention("convention", made.convention);
    made.calendar = in.calendar("calendar");
    made.interest_from = in.day("interest_from");
    made.arrears = in.number("arrears");
    made.credit = in.number("credit");
    if (in.has("currency")) made.currency = in.text("currency");
    if (in.has("arrears_currency")) made.arrears_currency = in.text("arrears_currency");
    if (in.has("credit_currency")) made.credit_currency = in.text("credit_currency");
    return made;
}

/// `(principal, accrued interest, arrears, compensation, credit, total, refund, capped, as of, valid until)`
py::object payoff_tuple(offers::payoff const& made) {
    return py::make_tuple(text_of_number(made.principal), text_of_number(made.accrued_interest),
                          text_of_number(made.arrears), text_of_number(made.compensation),
                          text_of_number(made.credit), text_of_number(made.total),
                          text_of_number(made.refund), made.is_capped, text_or_none(made.as_of),
                          text_or_none(made.valid_until));
}

py::tuple payoff_quote(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const loan = loan_of(in);
    offers::compensation asked;
    asked.share = in.share("compensation");
    asked.cap_share = in.share_if("compensation_cap_share");
    asked.cap_amount = in.number_if("compensation_cap");
    if (in.has("compensation_currency")) asked.currency = in.text("compensation_currency");
    auto const as_of = in.day("as_of"), until = in.day("valid_until");
    auto const rounding = amount_rounding(in);
    bool const charges_validity = in.flag("charges_validity");
    return answer_to(
        unread, payoff_names,
        [&] { return offers::payoff_quote(loan, asked, as_of, until, rounding, charges_validity); },
        &payoff_tuple);
}

py::tuple present_value_payoff(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    offers::remaining_payments const left{in.number("payment"), in.whole("count", 0), in.share("rate"),
                                          in.fraction("part_of_period")};
    auto const rounding = amount_rounding(in);
    return answer_to(
        unread, payoff_names, [&] { return offers::present_value_payoff(left, rounding); }, &text_of_number);
}

py::tuple uk_rebate(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    offers::uk_settlement asked;
    asked.principal = in.number("principal");
    asked.payment = in.number("payment");
    asked.count = in.whole("count", 0);
    asked.apr = in.share("apr");
    asked.periods_a_year = in.whole("periods_a_year", asked.periods_a_year);
    asked.settled_after = in.whole("settled_after", 0);
    asked.part_period = in.fraction("part_period");
    asked.deferral_periods = in.whole("deferral_periods", 0);
    auto const rounding = amount_rounding(in);
    return answer_to(
        unread, payoff_names, [&] { return offers::uk_rebate(asked, rounding); },
        [](offers::uk_quote const& made) {
            return py::make_tuple(text_of_number(made.outstanding), text_of_number(made.rebate),
                                  text_of_number(made.settlement));
        });
}

py::tuple rule_of_78_rebate(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const interest = in.number("interest");
    auto const count = in.whole("count", 0), remaining = in.whole("remaining", 0);
    auto const rounding = amount_rounding(in);
    return answer_to(
        unread, payoff_names, [&] { return offers::rule_of_78_rebate(interest, count, remaining, rounding); },
        &text_of_number);
}

py::tuple capped_interest(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const principal = in.number("principal"), accrued = in.number("accrued"), more = in.number("more");
    auto const cap = in.share_if("cap_share");
    auto const rounding = amount_rounding(in);
    return answer_to(
        unread, payoff_names,
        [&] { return offers::capped_interest(principal, accrued, more, cap, rounding); },
        [](offers::added_interest const& made) {
            return py::make_tuple(text_of_number(made.added), made.is_capped);
        });
}

/// `(owed, forgiven, total, net, share, capped)`
py::object discounted_tuple(offers::discounted const& made) {
    return py::make_tuple(component_texts(made.owed), component_texts(made.forgiven),
                          text_of_number(made.total), text_of_number(made.net),
                          text_of_number(offers::forgiven_share(made)), made.is_capped);
}

py::tuple apply_discounts(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const owed = in.amounts("owed");
    offers::discount_shares shares;
    shares.of = in.shares("shares", {});
    shares.of_total = in.share("of_total");
    shares.base = in.choice<tramo::discount_base>("base", bases, shares.base);
    auto const rounding = amount_rounding(in);
    return answer_to(
        unread, discount_names, [&] { return offers::apply_discounts(owed, shares, rounding); },
        &discounted_tuple);
}

/// `(forgiven, net, feasible, short by, reason, held)`
py::object settlement_tuple(offers::settlement const& made) {
    py::list held;
    for (auto const which : made.held) held.append(text_of(tramo::component_names[index_of(which)]));
    return py::make_tuple(component_texts(made.forgiven), text_of_number(made.net), made.is_feasible,
                          text_of_number(made.short_by), text_of(made.reason), held);
}

py::tuple settle(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const owed = in.amounts("owed");
    offers::settlement_target target;
    target.forgive_share = in.share_if("forgive_share");
    target.pay_amount = in.number_if("pay_amount");
    target.waterfall = components_of(in, "waterfall");
    target.ceilings = in.shares("ceilings", tramo::decimal(1));
    auto const rounding = amount_rounding(in);
    return answer_to(
        unread, discount_names, [&] { return offers::settle(owed, target, rounding); }, &settlement_tuple);
}

}  // namespace

void bind_settlement(py::module_& module) {
    module.def("allocate", &allocate, py::arg("given"));
    module.def("payoff_quote", &payoff_quote, py::arg("given"));
    module.def("present_value_payoff", &present_value_payoff, py::arg("given"));
    module.def("uk_rebate", &uk_rebate, py::arg("given"));
    module.def("rule_of_78_rebate", &rule_of_78_rebate, py::arg("given"));
    module.def("capped_interest", &capped_interest, py::arg("given"));
    module.def("apply_discounts", &apply_discounts, py::arg("given"));
    module.def("settle", &settle, py::arg("given"));
}

}  // namespace tramo_python
