// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Promises: the events that make and pay them, and what still counts as kept.
#pragma once

#include <tramo/impl/check/deadlines.ipp>
#include <tramo/impl/check/treated_fields.ipp>

namespace tramo::checking {

class promise_checker {
public:
    explicit promise_checker(workspace& work) : work_(work), once_(work), constants_(work), match_(work) {}

    /// The currency too: conditions compare what is still to be paid.
    void declare(ast::promises_declaration const& written) {
        if (source_ != nullptr) return refuse_second_block(keyword::promises, written.at, source_->at, work_);
        source_ = &written;
        auto& added = work_.program.treatment.promises.emplace();
        added.at = written.at;
        added.money = type_of(kind::money, minor_units(work_.program.currency).value_or(2));
        added.money.currency = work_.program.currency;
        for (bool const is_payment : {true, false}) set_currency(written, is_payment);
    }

    void check() {
        if (source_ == nullptr) return;
        for (auto const& member : source_->members) std::visit([&](auto const& one) { add(one); }, member);
        auto const made = work_.word(keyword::made) + " " + work_.word(keyword::on) + " promise " +
                          work_.word(keyword::due) + " due_on " + work_.word(keyword::amount) + " amount";
        if (is_any_made_ || !work_.broken.empty()) return;
        work_.report(problem("T4076", "nothing says when a promise is made", source_->at,
                             "no event makes one", {"add the event, its due day and its amount: " + made}));
    }

private:
    /// That of the first promise, or else of the first payment.
    void set_currency(ast::promises_declaration const& written, bool is_payment) {
        for (auto const& member : written.members) {
            auto const* const one = std::get_if<ast::promise_event_member>(&member);
            auto const* const money =
                one != nullptr && one->is_payment == is_payment ? money_of(*one) : nullptr;
            if (money == nullptr) continue;
            work_.program.treatment.promises->money = *money;
            return;
        }
    }

    /// The type of the amount of an event, where it can be told.
    [[nodiscard]] data_type const* money_of(ast::promise_event_member const& written) const {
        auto const* const event = work_.symbols.find(written.event.text);
        if (event == nullptr || event->kind != symbol_kind::event || !written.amount) return nullptr;
        auto const* const found = work_.events[event->index].members.find(written.amount->text);
        if (found == nullptr || found->is_broken) return nullptr;
        auto const& type = work_.program.events[event->index].fields[found->index].type;
        return type.kind == kind::money ? &type : nullptr;
    }

    void add(ast::promise_event_member const& written) {
        is_any_made_ = is_any_made_ || !written.is_payment;
        auto const event = event_named(written.event, work_);
        if (!event) return;
        auto const fields = named_fields::of_event(work_, *event);
        promise_source added;
        added.on.event = *event;
        if (written.condition) added.on.guard = guard_checker(work_).guard(*event, *written.condition);
        if (!written.is_payment) added.due = part(written, keyword::due, written.due, kind::date, fields);
        added.amount = part(written, keyword::amount, written.amount, kind::money, fields);
        if (added.amount != no_index) require_currency(*written.amount, fields.at(added.amount));
        if (written.promise)
            added.promise = fields
                                .find(*written.promise, {kind::text},
                                      "the promise that a payment is for is named by a text")
                                .value_or(no_index);
        auto& of = *work_.program.treatment.promises;
        (written.is_payment ? of.paid : of.made).push_back(added);
    }

    /// The number of the field that holds the day or the amount; none, with a diagnostic.
    [[nodiscard]] std::size_t part(ast::promise_event_member const& written, keyword what,
                                   std::optional<ast::name> const& named, kind due,
                                   named_fields const& fields) {
        auto const word = backquoted(work_.word(what));
        if (named) {
            auto const message = word + (written.is_payment ? " of a payment is " : " of a promise is ") +
                                 (due == kind::date ? "a day" : "an amount of money");
            return fields.find(*named, {due}, message).value_or(no_index);
        }
        if (work_.broken.empty())
            work_.report(problem("T4076",
                                 std::string(written.is_payment ? "a payment of promises" : "a promise") +
                                     " is read from event " + backquoted(written.event.text) + " without " +
                                     word,
                                 written.at, due == kind::date ? "until when?" : "how much?",
                                 {"name the field of the event: " + work_.word(what) + " …"}));
        return no_index;
    }

    void require_currency(ast::name const& named, field const& amount) {
        auto const& money = work_.program.treatment.promises->money;
        if (operand_matcher::same_currency(money.currency, amount.type.currency)) return;
        work_.report(problem("T2034", "promises and what pays them are in one currency", named.at,
                             describe(amount.type) + ", beside " + describe(money),
                             {"bring them into " + money.currency + " before the policy reads them"}));
    }

    void add(ast::tolerance_member const& written) {
        auto const tolerance = work_.word(keyword::tolerance);
        auto given = expression_checker(work_).value_of(written.what);
        if (is_invalid(given)) return;
        if (given.type.kind == kind::duration) return add_days(given);
        if (given.type.kind == kind::percent) return add_share(given);
        auto& of = *work_.program.treatment.promises;
        typed_expression due;
        due.type = of.money;
        auto const fits = match_.fit(due, given);
        if (fits == fitting::reported) return;
        if (fits == fitting::no && given.type.kind == kind::money)
            return work_.report(
                problem("T2034", backquoted(tolerance) + " is in another currency than the promises",
                        given.at, origin(given, work_), {"promises are " + describe(of.money)}));
        if (fits == fitting::no)
            return work_.report(
                problem("T2047", backquoted(tolerance) + " is a length of time, a percentage or an amount",
                        given.at, origin(given, work_),
                        {"write: " + tolerance + " 3 " + work_.word(keyword::days) + ", " + tolerance +
                         " 5% or " + tolerance + " 1000"}));
        if (auto const amount = number_of(given, "an amount")) of.tolerance_amount = *amount;
    }

    void add_days(typed_expression const& given) {
        auto const tolerance = work_.word(keyword::tolerance);
        if (given.is_calendar_duration)
            return work_.report(problem("T2047", backquoted(tolerance) + " is counted in days or weeks",
                                        given.at, "months differ in length",
                                        {"write: " + tolerance + " 30 " + work_.word(keyword::days)}));
        auto const days = number_of(given, "days", decimal(most_offer_days), " is at most a hundred years");
        if (days)
            work_.program.treatment.promises->tolerance_days = static_cast<std::int64_t>(days->coefficient);
    }

    void add_share(typed_expression const& given) {
        if (auto const share = number_of(given, "a percentage", decimal(1), " is from 0% to 100%"))
            work_.program.treatment.promises->tolerance_share = *share;
    }

    /// Said once, written out, and neither below nothing nor above the most.
    [[nodiscard]] std::optional<decimal> number_of(typed_expression const& given, std::string const& unit,
                                                   std::optional<decimal> const& most = {},
                                                   std::string const& above = "") {
        auto const tolerance = backquoted(work_.word(keyword::tolerance));
        if (!once_.note(tolerance + " in " + unit, given.at)) return {};
        auto const number = constants_.constant_of(given);
        if (!number) return {};
        bool const is_above = most && *most < *number;
        if (number->coefficient >= 0 && !is_above) return number;
        work_.report(problem("T2048", tolerance + (is_above ? above : " is not below nothing"), given.at,
                             is_above ? "too much" : "below nothing"));
        return {};
    }

    workspace& work_;
    said_once once_;
    offer_constants constants_;
    operand_matcher match_;
    ast::promises_declaration const* source_ = nullptr;
    bool is_any_made_ = false;
};

}  // namespace tramo::checking
