// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Where people are: the clock, the calendar and the limits of contact that count there, each made ready once.
#pragma once

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <tramo/impl/policy/decision_surroundings.ipp>
#include <tramo/impl/policy/decision_words.ipp>

namespace tramo::deciding {

/// The clock of a place against that of the policy.
struct person_clock {
    std::string name;
    contact::time_zone const* rules = nullptr;  ///< null: it is the policy's
    timestamp now;                              ///< on this clock; without a moment its own midnight
    std::int64_t ahead = 0;                     ///< of the policy's clock now, in microseconds
    std::string problem;                        ///< in words: then nobody is contacted
};

/// Whose limits count, by jurisdiction and clock.
struct contact_place {
    std::vector<contact::limit> limits;
    std::vector<std::string> packs;  ///< ids
    person_clock const* clock = nullptr;
    business_calendar const* calendar = nullptr;
    std::string unanswered;  ///< a jurisdiction without limits, a pack that does not hold: nothing is allowed
    /// What may be done where nobody was contacted and no hold is, by channel and consent, once it was asked.
    std::vector<std::optional<contact::permission>> of_nobody;
};

class person_clocks {
public:
    explicit person_clocks(decisions::model const& of) : model_(of), own_name_(of.program().zone) {
        auto const midnight = timestamp{std::int64_t{of.as_of().days} * micros_a_day};
        now_ = of.options.now.value_or(midnight);
        own_ = find_rules(own_name_);
    }

    /// An empty name: the policy's clock.
    [[nodiscard]] person_clock const* find(std::string const& name) {
        auto const& asked = name.empty() ? own_name_ : name;
        auto const [at, is_new] = clocks_.try_emplace(asked);
        if (is_new) at->second = make(asked);
        return &at->second;
    }

    /// What a person's clock shows when the policy's shows that. Beyond the rules that are known the
    /// difference of now counts.
    [[nodiscard]] timestamp shown(person_clock const& on, timestamp at) const {
        if (on.rules == nullptr) return at;
        auto const moment = contact::instant_of(*own_, at);
        auto const shown = moment ? contact::wall_clock(*on.rules, *moment) : std::optional<timestamp>();
        return shown.value_or(timestamp{at.micros + on.ahead});
    }

    /// The moment itself, or what the clock shows instead of an hour that it jumps over.
    [[nodiscard]] timestamp existing(person_clock const& on, timestamp at) const {
        auto const* const rules = on.rules != nullptr ? on.rules : own_;
        auto const read = rules == nullptr ? std::nullopt : contact::read_wall_clock(*rules, at);
        if (!read || read->what != contact::wall_reading::kind::skipped) return at;
        return contact::wall_clock(*rules, read->first).value_or(at);
    }

private:
    [[nodiscard]] contact::time_zone const* find_rules(std::string const& name) {
        for (auto const& one : model_.around().zones)
            if (one.name == name) return &one;
        auto fixed = contact::fixed_zone(name);
        if (!fixed) return nullptr;
        fixed_.push_back(std::move(*fixed));
        return &fixed_.back();
    }

    [[nodiscard]] person_clock make(std::string const& name) {
        auto const in = model_.with.policy().language();
        person_clock made{name, nullptr, now_, 0, {}};
        if (name == own_name_) return made;
        made.rules = find_rules(name);
        if (made.rules == nullptr || own_ == nullptr) {
            auto const& lacking = made.rules == nullptr ? name : own_name_;
            made.problem =
                lacking.empty() ? say(phrase::no_zone, in) : say(phrase::zone_unknown, in, {lacking});
            return made;
        }
        auto const moment = contact::instant_of(*own_, now_);
        auto const shown = moment ? contact::wall_clock(*made.rules, *moment) : std::optional<timestamp>();
        if (shown)
            made.ahead = shown->micros - now_.micros;
        else
            made.problem = say(phrase::zone_ends, in, {moment ? name : own_name_});
        if (model_.options.now) made.now.micros += made.ahead;
        return made;
    }

    decisions::model const& model_;
    std::string own_name_;
    timestamp now_;
    contact::time_zone const* own_ = nullptr;
    std::deque<contact::time_zone> fixed_;
    std::unordered_map<std::string, person_clock> clocks_;
};

[[nodiscard]] constexpr contact::unit unit_of(contact_unit one) {
    switch (one) {
        case contact_unit::attempt:
            return contact::unit::attempt;
        case contact_unit::conversation:
            return contact::unit::conversation;
        case contact_unit::message:
            return contact::unit::message;
        default:
            return contact::unit::any;
    }
}

class contact_places {
public:
    explicit contact_places(decisions::model const& of)
        : model_(of), contact_(*of.treatment().contact), clocks_(of) {
        note_own_limits();
        if (contact_.calendar != no_index)
            own_calendar_ = calendar_of(of.treatment().calendars[contact_.calendar], of.around());
    }

    [[nodiscard]] person_clocks const& clocks() const { return clocks_; }

    [[nodiscard]] contact_place& find(std::string_view jurisdiction, std::string_view zone) {
        sought_.assign(jurisdiction);
        sought_ += '\x1F';
        sought_ += zone;
        auto const [at, is_new] = places_.try_emplace(sought_);
        if (is_new) make(at->second, std::string(jurisdiction), std::string(zone));
        return at->second;
    }

private:
    [[nodiscard]] static contact::window window_of(own_limit const& one) {
        using form = contact::window::kind;
        if (one.within_days > 0) return {form::rolling, static_cast<int>(one.within_days)};
        return {one.calendar == keyword::weeks    ? form::week
                : one.calendar == keyword::months ? form::month
                                                  : form::day,
                7};
    }

    void note_own_limits() {
        for (auto const& one : contact_.limits) {
            contact::limit made;
            made.what = contact::limit::kind::count;
            made.id = one.name;
            made.label = caption_of(one.name, one.label);
            made.channels = one.channels;
            made.counted = unit_of(one.unit);
            made.most = one.most;
            made.within = window_of(one);
            own_limits_.push_back(std::move(made));
        }
        for (auto const& one : contact_.consents) {
            auto const& field = model_.program().fields.fields[one.field];
            contact::limit made;
            made.what = contact::limit::kind::consent;
            made.id = field.name;
            made.label = field.label.empty() ? say(phrase::only_with_consent, model_.with.policy().language())
                                             : field.label;
            made.channels = one.channels;
            own_limits_.push_back(std::move(made));
        }
    }

    /// A pack that the policy names: by its id, else by its jurisdiction.
    [[nodiscard]] contact::pack const* named_pack(std::string const& name) const {
        for (auto const& one : model_.around().packs)
            if (one.id == name && one.holds_on(model_.as_of())) return &one;
        return contact::pack_for(model_.around().packs, name, model_.as_of());
    }

    void make(contact_place& made, std::string const& jurisdiction, std::string const& zone) {
        std::vector<contact::pack const*> packs;
        auto const note = [&](contact::pack const* one) {
            if (one != nullptr && std::find(packs.begin(), packs.end(), one) == packs.end())
                packs.push_back(one);
        };
        if (!contact_.jurisdiction_fields.empty()) note(local_pack(made, jurisdiction));
        for (auto const& name : contact_.packs) {
            auto const* const found = named_pack(name);
            if (found == nullptr)
                made.unanswered = say(phrase::no_pack, model_.with.policy().language(), {name});
            note(found);
        }
        std::string shown = zone;
        for (auto const* const one : packs) {
            made.packs.push_back(one->id);
            made.limits.insert(made.limits.end(), one->limits.begin(), one->limits.end());
            if (shown.empty()) shown = one->zone;
        }
        made.limits.insert(made.limits.end(), own_limits_.begin(), own_limits_.end());
        for (auto& one : made.limits) {
            spell_as_declared(one.channels);
            spell_as_declared(one.counted_channels);
        }
        made.clock = clocks_.find(shown);
        made.calendar = calendar_for(packs);
        made.of_nobody.resize(contact_.channels.size() * 2);
    }

    /// Channels are the same however they are spelled.
    void spell_as_declared(std::vector<std::string>& channels) const {
        for (auto& one : channels)
            for (auto const& declared : contact_.channels)
                if (one != declared && fold(one) == fold(declared)) one = declared;
    }

    [[nodiscard]] contact::pack const* local_pack(contact_place& of, std::string const& jurisdiction) const {
        auto const in = model_.with.policy().language();
        if (jurisdiction.empty()) {
            of.unanswered = say(phrase::no_jurisdiction, in);
            return nullptr;
        }
        auto const* const found = contact::pack_for(model_.around().packs, jurisdiction, model_.as_of());
        if (found == nullptr) of.unanswered = say(phrase::no_pack, in, {jurisdiction});
        return found;
    }

    /// The policy's own calendar, else that of the first pack that names one.
    [[nodiscard]] business_calendar const* calendar_for(
        std::vector<contact::pack const*> const& packs) const {
        if (contact_.calendar != no_index) return own_calendar_ ? &*own_calendar_ : nullptr;
        for (auto const* const pack : packs)
            for (auto const& one : model_.around().holidays)
                if (!pack->holidays.empty() && one.name == pack->holidays) return &one;
        return nullptr;
    }

    decisions::model const& model_;
    contact_definition const& contact_;
    person_clocks clocks_;
    std::vector<contact::limit> own_limits_;
    std::optional<business_calendar> own_calendar_;
    std::unordered_map<std::string, contact_place> places_;
    std::string sought_;
};

}  // namespace tramo::deciding
