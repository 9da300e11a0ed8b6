// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a log of events says of contacts, promises and holds: events by their role.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_model.ipp>
#include <tramo/impl/policy/decision_rows.ipp>
#include <tramo/run/log_evaluation.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::deciding {

/// A promise as an event makes it.
struct made_promise {
    std::uint32_t row = 0;
    std::uint32_t entry = 0;
    treatment::promise promised;
};

struct made_payment {
    std::uint32_t row = 0;
    treatment::promise_payment payment;
    std::string promise;  ///< the id of the promise it is for; empty: none is named
};

/// A promise without its day or amount, or a payment of nothing.
struct unclear_event {
    std::uint32_t row = 0;
    std::uint32_t entry = 0;
    bool is_payment = false;
};

/// The beginning or the end of a hold.
struct hold_bound {
    std::uint32_t row = 0;
    std::uint16_t hold = 0;
    bool is_end = false;
    std::int64_t at = 0;
};

/// Columns of the fields of one event type, decoded once: numbers, and whether they are known.
class event_field_reader {
public:
    event_field_reader(program const& policy, event_log const& log) : policy_(policy), log_(log) {}

    struct values {
        std::vector<std::int64_t> numbers;
        std::vector<bool> known;
        std::vector<std::string> texts;  ///< of texts and enumerations
    };

    [[nodiscard]] values const& of(std::size_t type, std::size_t field) {
        auto const [at, is_new] = read_.try_emplace({type, field});
        if (is_new) at->second = read(type, field);
        return at->second;
    }

private:
    [[nodiscard]] values read(std::size_t type, std::size_t field) const {
        auto const& as = policy_.events[type].fields[field];
        table one;
        one.batches.push_back(log_.tables[type]);
        values made;
        bool const is_text = as.type.kind == kind::text || as.type.kind == kind::enumeration;
        acting::read_field(
            as, one, policy_.zone,
            [&](std::int64_t, acting::cell_reading const& cell, column const* data, std::int64_t row) {
                made.known.push_back(cell.is_known);
                made.numbers.push_back(static_cast<std::int64_t>(cell.number));
                if (!is_text) return;
                bool const is_listed =
                    as.type.kind == kind::enumeration && cell.is_known && !acting::is_new_value(as, cell);
                made.texts.push_back(is_listed ? as.type.values[static_cast<std::size_t>(cell.number)].value
                                     : data == nullptr || !cell.is_known ? std::string()
                                                                         : running::text_of_cell(*data, row));
            });
        return made;
    }

    program const& policy_;
    event_log const& log_;
    std::map<std::pair<std::size_t, std::size_t>, values> read_;
};

/// Channels by their folded names, in the order of the policy.
class channel_numbers {
public:
    explicit channel_numbers(contact_definition const& of) {
        for (std::size_t i = 0; i < of.channels.size(); ++i)
            numbers_.try_emplace(fold(of.channels[i]), static_cast<std::uint16_t>(i));
    }
    static constexpr std::uint16_t none = UINT16_MAX;
    [[nodiscard]] std::uint16_t find(std::string const& channel) const {
        auto const at = numbers_.find(fold(channel));
        return at == numbers_.end() ? none : at->second;
    }

private:
    std::map<std::string, std::uint16_t> numbers_;
};

/// Walks over a log once and keeps what treatment asks of it.
class event_facts {
public:
    event_facts(program const& policy, event_log const& log, guard_answers const& guards,
                std::vector<std::uint32_t> const& row_of_unit)
        : policy_(policy), log_(log), guards_(guards), row_of_unit_(row_of_unit), fields_(policy, log) {
        roles_.resize(policy.events.size());
        auto const& treatment = policy.treatment;
        if (treatment.contact)
            for (auto const& one : treatment.contact->mappings) roles_[one.on.event].contacts.push_back(&one);
        if (treatment.promises) {
            for (auto const& one : treatment.promises->made) roles_[one.on.event].promises.push_back(&one);
            for (auto const& one : treatment.promises->paid) roles_[one.on.event].payments.push_back(&one);
        }
        for (std::size_t i = 0; i < treatment.holds.size(); ++i) {
            auto const hold = static_cast<std::uint16_t>(i);
            if (auto const& on = treatment.holds[i].starts)
                roles_[on->event].bounds.push_back({&*on, hold, 0});
            if (auto const& on = treatment.holds[i].ends) roles_[on->event].bounds.push_back({&*on, hold, 1});
        }
    }

    void run() {
        note_reversals();
        for (std::size_t type = 0; type < roles_.size(); ++type) prepare(type);
        for (std::size_t i = 0; i < log_.size(); ++i) {
            auto const type = log_.types[i];
            if (type == event_log::by_hand || !roles_[type].is_any()) continue;
            auto const row = row_of_unit_[log_.units[i]];
            if (row != no_row) take(i, type, row);
        }
    }

    std::vector<std::pair<std::uint32_t, contact_fact>> contacts;  ///< rows and what was done
    std::vector<made_promise> promises;
    std::vector<made_payment> payments;
    std::vector<hold_bound> bounds;
    std::vector<unclear_event> unclear;

private:
    struct bound_role {
        event_guard const* on;
        std::uint16_t hold;
        int is_end;
    };
    struct type_roles {
        std::vector<contact_mapping const*> contacts;
        std::vector<promise_source const*> promises, payments;
        std::vector<bound_role> bounds;
        std::vector<std::vector<std::uint16_t>> channels;  ///< by mapping, by place: where a field says it
        [[nodiscard]] bool is_any() const {
            return !contacts.empty() || !promises.empty() || !payments.empty() || !bounds.empty();
        }
    };

    /// When each event was undone; an event is undone as soon as that is known.
    void note_reversals() {
        undone_.clear();
        for (std::size_t i = 0; i < log_.undoes.size(); ++i)
            if (log_.undoes[i] != event_log::none) undone_[log_.undoes[i]] = log_.happened[i];
    }

    void prepare(std::size_t type) {
        auto& roles = roles_[type];
        if (roles.contacts.empty()) return;
        channel_numbers const numbers(*policy_.treatment.contact);
        for (auto const* const one : roles.contacts) {
            auto& all = roles.channels.emplace_back();
            if (one->channel_field == no_index) {
                all.push_back(numbers.find(one->channel));
                continue;
            }
            for (auto const& text : fields_.of(type, one->channel_field).texts)
                all.push_back(numbers.find(text));
        }
    }

    [[nodiscard]] bool holds(event_guard const& on, std::size_t entry) const {
        return on.guard == no_index || ((guards_[entry] >> on.guard) & 1) != 0;
    }

    void take(std::size_t entry, std::size_t type, std::uint32_t row) {
        auto const& roles = roles_[type];
        take_contact(roles, entry, row);
        for (auto const* const one : roles.promises)
            if (holds(one->on, entry)) {
                take_promise(*one, entry, type, row);
                break;
            }
        for (auto const* const one : roles.payments)
            if (holds(one->on, entry)) {
                take_payment(*one, entry, type, row);
                break;
            }
        if (!undone_.empty() && undone_.count(static_cast<std::uint32_t>(entry)) != 0) return;
        for (auto const& one : roles.bounds)
            if (holds(*one.on, entry))
                bounds.push_back({row, one.hold, one.is_end == 1, log_.happened[entry]});
    }

    /// Also of events that were undone later: the person was reached all the same.
    void take_contact(type_roles const& roles, std::size_t entry, std::uint32_t row) {
        for (std::size_t i = 0; i < roles.contacts.size(); ++i) {
            auto const& one = *roles.contacts[i];
            if (!holds(one.on, entry)) continue;
            if (one.unit == contact_unit::none) return;
            auto const& all = roles.channels[i];
            auto const channel = one.channel_field == no_index ? all[0] : all[log_.places[entry]];
            contacts.push_back({row, {log_.happened[entry], channel, one.unit}});
            return;
        }
    }

    void take_promise(promise_source const& from, std::size_t entry, std::size_t type, std::uint32_t row) {
        auto const place = log_.places[entry];
        auto const& due = fields_.of(type, from.due);
        auto const& amount = fields_.of(type, from.amount);
        if (!due.known[place] || !amount.known[place]) {
            unclear.push_back({row, static_cast<std::uint32_t>(entry), false});
            return;
        }
        made_promise made{row, static_cast<std::uint32_t>(entry), {}};
        made.promised.made = {log_.happened[entry]};
        made.promised.due = {static_cast<std::int32_t>(due.numbers[place])};
        made.promised.amount = amount.numbers[place];
        made.promised.withdrawn = undone_at(entry);
        promises.push_back(std::move(made));
    }

    void take_payment(promise_source const& from, std::size_t entry, std::size_t type, std::uint32_t row) {
        auto const place = log_.places[entry];
        auto const& amount = fields_.of(type, from.amount);
        if (!amount.known[place] || amount.numbers[place] <= 0) {
            unclear.push_back({row, static_cast<std::uint32_t>(entry), true});
            return;
        }
        made_payment made{row, {}, {}};
        made.payment.at = {log_.happened[entry]};
        made.payment.amount = amount.numbers[place];
        made.payment.reversed = undone_at(entry);
        if (from.promise != no_index) made.promise = fields_.of(type, from.promise).texts[place];
        payments.push_back(std::move(made));
    }

    [[nodiscard]] std::optional<timestamp> undone_at(std::size_t entry) const {
        auto const at = undone_.find(static_cast<std::uint32_t>(entry));
        return at == undone_.end() ? std::nullopt : std::optional(timestamp{at->second});
    }

    program const& policy_;
    event_log const& log_;
    guard_answers const& guards_;
    std::vector<std::uint32_t> const& row_of_unit_;
    event_field_reader fields_;
    std::vector<type_roles> roles_;
    std::map<std::uint32_t, std::int64_t> undone_;
};

/// Whether treatment asks anything of events, and whether any of it is a condition on them.
struct event_needs {
    bool is_any = false, has_guards = false;

    explicit event_needs(treatment_program const& of) {
        auto const note = [&](event_guard const& on) {
            is_any = true;
            has_guards = has_guards || on.guard != no_index;
        };
        if (of.contact)
            for (auto const& one : of.contact->mappings) note(one.on);
        if (of.promises) {
            for (auto const& one : of.promises->made) note(one.on);
            for (auto const& one : of.promises->paid) note(one.on);
        }
        for (auto const& one : of.holds) {
            if (one.starts) note(*one.starts);
            if (one.ends) note(*one.ends);
        }
    }
};

}  // namespace tramo::deciding
