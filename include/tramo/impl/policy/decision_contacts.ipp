// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which channels may be used to reach each person, account after account.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_contact_places.ipp>

namespace tramo::deciding {

class contact_search {
public:
    /// Requires that the policy has limits of contact.
    contact_search(decisions::model const& of, row_span rows)
        : model_(of), contact_(*of.treatment().contact), rows_(rows), texts_(of, rows), places_(of) {
        for (auto const& channel : contact_.channels) note_channel(channel);
    }

    /// Calls `use(contact, place)` for each account and channel; accounts set apart are left out.
    template <class Use>
    void visit(Use use) {
        for (auto row = rows_.begin; row < rows_.end; ++row) {
            if (model_.is_set_apart(row)) continue;
            auto& place = place_of(row);
            read_contacts(row, *place.clock);
            find_freezing(row);
            for (std::size_t channel = 0; channel < channels_.size(); ++channel)
                use(asked(row, channel, place), std::as_const(place));
        }
    }

private:
    /// No limit looks back further.
    static constexpr int most_days_back = 366;

    struct channel_facts {
        contact::unit what = contact::unit::attempt;
        std::vector<std::size_t> consents;
    };

    void note_channel(std::string const& channel) {
        auto& made = channels_.emplace_back();
        made.what = unit_on(channel);
        for (std::size_t i = 0; i < contact_.consents.size(); ++i)
            if (names(contact_.consents[i].channels, channel)) made.consents.push_back(i);
    }

    [[nodiscard]] static bool names(std::vector<std::string> const& all, std::string const& channel) {
        return std::any_of(all.begin(), all.end(),
                           [&](std::string const& one) { return fold(one) == fold(channel); });
    }

    /// What one does through a channel: a message where events or limits say so, else an attempt.
    [[nodiscard]] contact::unit unit_on(std::string const& channel) const {
        auto const told = [](contact_unit one) {
            return one == contact_unit::message ? contact::unit::message : contact::unit::attempt;
        };
        for (auto const& one : contact_.mappings)
            if (one.unit != contact_unit::none && one.channel_field == no_index &&
                names({one.channel}, channel))
                return told(one.unit);
        for (auto const& one : contact_.limits)
            if (one.unit != contact_unit::any && names(one.channels, channel)) return told(one.unit);
        for (auto const& one : contact_.mappings)
            if (one.unit == contact_unit::message && one.channel_field != no_index) return told(one.unit);
        return contact::unit::attempt;
    }

    [[nodiscard]] contact_place& place_of(std::uint32_t row) {
        jurisdiction_.clear();
        for (auto const field : contact_.jurisdiction_fields) {
            auto const part = texts_.field(field, row);
            if (part.empty()) break;
            if (!jurisdiction_.empty()) jurisdiction_ += '-';
            jurisdiction_ += part;
        }
        bool const has_zone = contact_.zone_field != no_index;
        return places_.find(jurisdiction_,
                            has_zone ? texts_.field(contact_.zone_field, row) : std::string_view());
    }

    /// Contacts on the person's clock. Without a moment asked for all of the log count as made; with one
    /// those behind it do not, however far a hold puts the answer off.
    void read_contacts(std::uint32_t row, person_clock const& on) {
        auto const& all = model_.contacts;
        auto const begin = all.starts.empty() ? 0 : all.starts[row];
        auto const end = all.starts.empty() ? 0 : all.starts[row + std::size_t{1}];
        made_.resize(end - begin);
        std::size_t used = 0;
        for (auto i = begin; i < end; ++i) {
            auto const& fact = all.things[i];
            auto& one = made_[used];
            one.at = {fact.at};
            if (on.problem.empty()) one.at = places_.clocks().shown(on, one.at);
            if (!model_.options.now) one.at = std::min(one.at, on.now);
            if (fact.channel < contact_.channels.size())
                one.channel = contact_.channels[fact.channel];
            else
                one.channel.clear();
            one.what = unit_of(fact.unit);
            one.counts = one.at <= on.now;
            if (day_of(on.now).days - day_of(one.at).days <= most_days_back) ++used;
        }
        made_.resize(used);
    }

    /// Holds that freeze messages: those in force, and all whose days follow.
    void find_freezing(std::uint32_t row) {
        freezing_.clear();
        held_by_ = nullptr;
        for_rows(model_.holds, model_.hold_starts, {row, row + 1}, [&](decided_hold const& one) {
            auto const& hold = model_.treatment().holds[one.hold];
            if ((hold.freezes & static_cast<unsigned>(frozen::messages)) == 0 || !one.refused.empty()) return;
            freezing_.push_back(one.when);
            if (held_by_ == nullptr && one.when.covers(model_.as_of())) held_by_ = &hold.name;
        });
    }

    /// Consent that nobody has spoken of is none.
    [[nodiscard]] bool has_consent(std::uint32_t row, channel_facts const& channel) const {
        auto const answers = model_.treated_answers(row);
        for (auto const one : channel.consents)
            if (one >= model_.plan().consents.size() || !answers.is_true(model_.plan().consents[one]))
                return false;
        return !channel.consents.empty();
    }

    [[nodiscard]] decided_contact asked(std::uint32_t row, std::size_t channel, contact_place& place) {
        decided_contact made;
        made.row = row;
        made.channel = static_cast<std::uint16_t>(channel);
        if (!place.clock->problem.empty()) {
            made.may.is_allowed = made.may.is_allowed_by_caps = false;
            made.may.unanswered = place.clock->problem;
        } else {
            made.may = permitted(has_consent(row, channels_[channel]), channel, place);
            if (held_by_ != nullptr) made.may.is_allowed = made.may.is_allowed_by_caps = false;
            put_off(made, has_consent(row, channels_[channel]), place);
            if (!model_.options.now) take_as_day(made.may, place);
        }
        if (!place.unanswered.empty()) {
            auto& told = made.may.unanswered;
            told = told.empty() ? place.unanswered : place.unanswered + "; " + told;
            made.may.is_allowed = made.may.is_allowed_by_caps = false;
            made.may.first.reset();
        }
        for (auto const one : made.may.binding) made.binding.push_back(place.limits[one].id);
        if (held_by_ != nullptr) made.held_by = *held_by_;
        return made;
    }

    /// Without a moment the question is about the day: it is allowed where some hour of it is, and hours
    /// alone are no reason against the others.
    void take_as_day(contact::permission& may, contact_place const& place) const {
        if (may.first && held_by_ == nullptr && day_of(*may.first) == model_.as_of() &&
            may.unanswered.empty()) {
            may.is_allowed = may.is_allowed_by_caps = true;
            may.binding.clear();
            return;
        }
        auto const is_of_hours = [&](std::size_t one) {
            return place.limits[one].what == contact::limit::kind::hours;
        };
        bool const has_other = !std::all_of(may.binding.begin(), may.binding.end(), is_of_hours);
        if (has_other) std::erase_if(may.binding, is_of_hours);
    }

    /// Where nobody was contacted the answer is the same for all of a place.
    [[nodiscard]] contact::permission permitted(bool has_consent, std::size_t channel, contact_place& place) {
        if (!made_.empty()) return answer(place.clock->now, has_consent, channel, place);
        auto& known = place.of_nobody[channel * 2 + (has_consent ? 1 : 0)];
        if (!known) known = answer(place.clock->now, has_consent, channel, place);
        return *known;
    }

    /// All contacts of an account count as about one debt: of two debts of one person neither law nor person
    /// knows which is meant, and too few contacts are the lesser mistake.
    [[nodiscard]] contact::permission answer(timestamp now, bool has_consent, std::size_t channel,
                                             contact_place const& place) const {
        contact::question asked;
        asked.channel = contact_.channels[channel];
        asked.what = channels_[channel].what;
        asked.now = now;
        asked.calendar = place.calendar;
        asked.has_consent = has_consent;
        asked.made = &made_;
        return contact::may_contact(place.limits, asked);
    }

    /// The first moment that the limits allow on a day that no hold freezes: of the day on which one ends
    /// they are asked anew.
    void put_off(decided_contact& made, bool has_consent, contact_place const& place) const {
        auto& first = made.may.first;
        if (held_by_ != nullptr) first = begin_of(model_.as_of(), place);
        for (std::size_t i = 0; !made.may.is_allowed && first && i <= freezing_.size(); ++i) {
            auto const day = day_at(*first, place);
            auto const free = treatment::first_free_day(freezing_, day);
            if (free == day) break;
            first = free ? answer(begin_of(*free, place), has_consent, made.channel, place).first
                         : std::optional<timestamp>();
        }
        if (first) first = places_.clocks().existing(*place.clock, *first);
    }

    /// Days of holds are the policy's: a person elsewhere sees them begin at another hour. Without a moment
    /// asked for the day begins for everybody at midnight.
    [[nodiscard]] timestamp begin_of(date day, contact_place const& place) const {
        timestamp const midnight{std::int64_t{day.days} * micros_a_day};
        return model_.options.now ? places_.clocks().shown(*place.clock, midnight) : midnight;
    }
    [[nodiscard]] date day_at(timestamp moment, contact_place const& place) const {
        date day{day_of(moment).days + 1};
        while (moment < begin_of(day, place)) --day.days;
        return day;
    }

    decisions::model const& model_;
    contact_definition const& contact_;
    row_span rows_;
    account_texts texts_;
    contact_places places_;
    std::vector<channel_facts> channels_;
    std::string jurisdiction_;
    std::vector<contact::made_contact> made_;  ///< of the row at hand
    std::vector<treatment::interval> freezing_;
    std::string const* held_by_ = nullptr;
};

/// Calls `use(contact, place)`; never where the policy says nothing of contacts, or nobody asked for them.
template <class Use>
void for_contacts(decisions::model const& of, row_span rows, Use use) {
    if (of.treatment().contact && of.options.with_contacts) contact_search(of, rows).visit(use);
}

[[nodiscard]] inline std::vector<decided_contact> find_contacts(decisions::model const& of, row_span rows) {
    std::vector<decided_contact> all;
    for_contacts(of, rows, [&](decided_contact one, contact_place const&) { all.push_back(std::move(one)); });
    return all;
}

}  // namespace tramo::deciding
