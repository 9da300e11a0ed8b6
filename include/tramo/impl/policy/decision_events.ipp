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

#include <tramo/impl/policy/case_columns.ipp>
#include <tramo/impl/policy/decision_model.ipp>
#include <tramo/impl/policy/decision_rows.ipp>
#include <tramo/run/log_evaluation.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::deciding {

/// An event that promises or pays, with what it says: read as the log is walked over, for its fields lie in
/// the order of the log, and accounts do not.
struct money_event {
    std::uint32_t row = 0;
    std::uint32_t entry = 0;
    std::int64_t at = 0;
    std::int64_t amount = 0;
    std::int32_t due = 0;      ///< promises
    std::uint16_t source = 0;  ///< which of the policy's `made`, or `paid`
    bool is_known = false;     ///< the amount, and of a promise the day
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
    event_facts(program const& policy, event_log const& log, bool with_contacts)
        : policy_(policy), log_(log), fields_(policy, log) {
        roles_.resize(policy.events.size());
        auto const& treatment = policy.treatment;
        if (treatment.contact && with_contacts)
            for (auto const& one : treatment.contact->mappings) roles_[one.on.event].contacts.push_back(&one);
        if (treatment.promises) {
            auto const& made = treatment.promises->made;
            auto const& paid = treatment.promises->paid;
            for (std::uint32_t i = 0; i < made.size(); ++i) roles_[made[i].on.event].promises.push_back(i);
            for (std::uint32_t i = 0; i < paid.size(); ++i) roles_[paid[i].on.event].payments.push_back(i);
        }
        for (std::size_t i = 0; i < treatment.holds.size(); ++i) {
            auto const hold = static_cast<std::uint16_t>(i);
            if (auto const& on = treatment.holds[i].starts)
                roles_[on->event].bounds.push_back({&*on, hold, false});
            if (auto const& on = treatment.holds[i].ends)
                roles_[on->event].bounds.push_back({&*on, hold, true});
        }
    }

    /// `guards` by entry of the log, `rows` by account.
    void run(guard_answers const& guards, std::vector<std::uint32_t> const& rows) {
        guards_ = &guards;
        note_reversals();
        reserve();
        if (auto const& of = policy_.treatment.promises) {
            for (auto const& one : of->made) made_.push_back(read_fields(one));
            for (auto const& one : of->paid) paid_.push_back(read_fields(one));
        }
        for (std::size_t type = 0; type < roles_.size(); ++type) prepare(type);
        for (std::size_t i = 0; i < log_.size(); ++i) {
            auto const type = log_.types[i];
            if (type == event_log::by_hand || !roles_[type].is_any()) continue;
            auto const row = rows[log_.units[i]];
            if (row != no_row) take(i, type, row);
        }
        guards_ = nullptr;
    }

    long_vector<contact_fact> contacts;
    std::vector<money_event> promises, payments;
    std::vector<hold_bound> bounds;

    /// None where its day or its amount is missing.
    [[nodiscard]] std::optional<treatment::promise> promise_of(money_event const& from) const {
        if (!from.is_known) return {};
        return treatment::promise{{from.at}, {from.due}, from.amount, undone_at(from.entry)};
    }

    /// None where nothing is paid.
    [[nodiscard]] std::optional<treatment::promise_payment> payment_of(money_event const& from) const {
        if (!from.is_known || from.amount <= 0) return {};
        return treatment::promise_payment{{from.at}, from.amount, {}, undone_at(from.entry)};
    }
    /// The id of the promise that a payment is for; empty: it names none.
    [[nodiscard]] std::string promise_paid(money_event const& from) {
        auto const* const named = paid_[from.source].promise;
        return named == nullptr ? std::string() : named->texts[log_.places[from.entry]];
    }

private:
    struct bound_role {
        event_guard const* on;
        std::uint16_t hold;
        bool is_end;
    };
    struct type_roles {
        std::vector<contact_mapping const*> contacts;
        std::vector<std::uint32_t> promises, payments;  ///< of the policy's `made` and `paid`
        std::vector<bound_role> bounds;
        std::vector<std::vector<std::uint16_t>> channels;  ///< by mapping, by place: where a field says it
        [[nodiscard]] bool is_any() const {
            return !contacts.empty() || !promises.empty() || !payments.empty() || !bounds.empty();
        }
    };

    /// What a source's events say; null where it has no such field.
    struct source_fields {
        event_field_reader::values const* due = nullptr;
        event_field_reader::values const* amount = nullptr;
        event_field_reader::values const* promise = nullptr;
    };
    [[nodiscard]] source_fields read_fields(promise_source const& from) {
        auto const field = [&](std::size_t which) {
            return which == no_index ? nullptr : &fields_.of(from.on.event, which);
        };
        return {field(from.due), field(from.amount), field(from.promise)};
    }

    /// As many as there are events of the types that may be contacts.
    void reserve() {
        std::vector<std::size_t> counts(roles_.size() + 1, 0);
        for (auto const type : log_.types) ++counts[std::min<std::size_t>(type, roles_.size())];
        std::size_t all = 0;
        for (std::size_t type = 0; type < roles_.size(); ++type)
            if (!roles_[type].contacts.empty()) all += counts[type];
        contacts.reserve(all);
    }

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
        return on.guard == no_index || (((*guards_)[entry] >> on.guard) & 1) != 0;
    }

    void take(std::size_t entry, std::size_t type, std::uint32_t row) {
        auto const& roles = roles_[type];
        take_contact(roles, entry, row);
        if (auto const& of = policy_.treatment.promises) {
            take_money(of->made, made_, roles.promises, promises, entry, row);
            take_money(of->paid, paid_, roles.payments, payments, entry, row);
        }
        if (!undone_.empty() && undone_.count(static_cast<std::uint32_t>(entry)) != 0) return;
        for (auto const& one : roles.bounds)
            if (holds(*one.on, entry)) bounds.push_back({row, one.hold, one.is_end, log_.happened[entry]});
    }

    /// Also of events that were undone later: the person was reached all the same.
    void take_contact(type_roles const& roles, std::size_t entry, std::uint32_t row) {
        for (std::size_t i = 0; i < roles.contacts.size(); ++i) {
            auto const& one = *roles.contacts[i];
            if (!holds(one.on, entry)) continue;
            if (one.unit == contact_unit::none) return;
            auto const& all = roles.channels[i];
            auto const channel = one.channel_field == no_index ? all[0] : all[log_.places[entry]];
            contacts.push_back({log_.happened[entry], row, channel, one.unit});
            return;
        }
    }

    /// The first source that fits.
    void take_money(std::vector<promise_source> const& sources, std::vector<source_fields> const& fields,
                    std::vector<std::uint32_t> const& of_type, std::vector<money_event>& into,
                    std::size_t entry, std::uint32_t row) {
        for (auto const one : of_type) {
            if (!holds(sources[one].on, entry)) continue;
            auto const place = log_.places[entry];
            auto const& from = fields[one];
            money_event made;
            made.row = row;
            made.entry = static_cast<std::uint32_t>(entry);
            made.at = log_.happened[entry];
            made.amount = from.amount->numbers[place];
            if (from.due != nullptr) made.due = static_cast<std::int32_t>(from.due->numbers[place]);
            made.source = static_cast<std::uint16_t>(one);
            made.is_known = from.amount->known[place] && (from.due == nullptr || from.due->known[place]);
            return into.push_back(made);
        }
    }

    [[nodiscard]] std::optional<timestamp> undone_at(std::size_t entry) const {
        if (undone_.empty()) return {};
        auto const at = undone_.find(static_cast<std::uint32_t>(entry));
        return at == undone_.end() ? std::nullopt : std::optional(timestamp{at->second});
    }

    program const& policy_;
    event_log const& log_;
    guard_answers const* guards_ = nullptr;  ///< while it runs
    event_field_reader fields_;
    std::vector<type_roles> roles_;
    std::map<std::uint32_t, std::int64_t> undone_;
    std::vector<source_fields> made_, paid_;
};

/// Whether treatment asks anything of events, and whether any of it is a condition on them.
struct event_needs {
    bool is_any = false, has_guards = false;

    event_needs(treatment_program const& of, bool with_contacts) {
        auto const note = [&](event_guard const& on) {
            is_any = true;
            has_guards = has_guards || on.guard != no_index;
        };
        if (of.contact && with_contacts)
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
