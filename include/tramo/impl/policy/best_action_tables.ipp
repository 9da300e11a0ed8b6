// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is known of cases as columns: under the names by which a policy's conditions read them.
#pragma once

#include <numeric>

#include <tramo/impl/policy/best_action_model.ipp>
#include <tramo/impl/run/canonical_integer.ipp>
#include <tramo/impl/run/made_columns.ipp>

namespace tramo::acting {

/// Adds columns for some cases, in their order; `no_unit` is a case that no action is known of. What nobody
/// counted is unknown: of cases out of scope or set apart, and, without details, beyond the window.
class standing_columns {
public:
    standing_columns(best_actions::model const& from, std::vector<std::uint32_t> const& units,
                     running::batch_maker& into)
        : model_(from), units_(units), into_(into) {
        for (auto const unit : units) is_counted_.push_back(is_counted(unit));
        bool const has_details = from.options.has_details;
        is_detailed_ = has_details ? is_counted_ : std::vector<bool>(units.size(), false);
    }

    /// `best.code` … `contacts.last`.
    void add_fields() {
        add_action("best.", [this](std::uint32_t unit) { return best(unit); });
        add_action("last.", [this](std::uint32_t unit) { return details(unit).last; });
        add_count(
            "attempts.total", [this](std::uint32_t unit) { return details(unit).total; }, is_detailed_);
        add_count(
            "attempts.window", [this](std::uint32_t unit) { return attempts(unit); }, is_counted_);
        add_of_day("attempts.day", [this](std::uint32_t unit) { return details(unit).day; });
        add_count(
            "contacts.total", [this](std::uint32_t unit) { return details(unit).contacts; }, is_detailed_);
        add_count(
            "contacts.window", [this](std::uint32_t unit) { return details(unit).contacts_window; },
            is_detailed_);
        add_of_day("contacts.day", [this](std::uint32_t unit) { return details(unit).contacts_day; });
        add_contact_day("contacts.first", [](auto const& of) { return of.first_contact; });
        add_contact_day("contacts.last", [](auto const& of) { return of.last_contact; });
    }

    /// What people look at beside the fields: best.label, best.at, best.id …
    void add_descriptions() {
        describe("best.", [this](std::uint32_t unit) { return best(unit); });
        describe_effect();
        describe("last.", [this](std::uint32_t unit) { return details(unit).last; });
    }

private:
    /// Of those that no table of cases names the feed knows all there is: nothing.
    [[nodiscard]] bool is_counted(std::uint32_t unit) const {
        return unit == no_unit ? !model_.facts.are_given : model_.is_in_scope(unit);
    }
    [[nodiscard]] actions::case_action best(std::uint32_t unit) const {
        return unit < model_.found.best.size() ? model_.found.best[unit] : actions::case_action{};
    }
    [[nodiscard]] std::uint32_t attempts(std::uint32_t unit) const {
        return unit < model_.found.attempts.size() ? model_.found.attempts[unit] : 0;
    }
    [[nodiscard]] actions::case_details details(std::uint32_t unit) const {
        return unit < model_.found.details.size() ? model_.found.details[unit] : actions::case_details{};
    }

    template <class ActionOf>
    void add_action(std::string const& prefix, ActionOf action_of) {
        auto const count = units_.size();
        std::vector<std::uint16_t> codes(count), outermost(count);
        std::vector<std::int32_t> ranks(count), days(count);
        std::vector<std::uint8_t> contacts((count + 7) / 8);
        std::vector<bool> is_there(count), has_rank(count);
        for (std::size_t i = 0; i < count; ++i) {
            auto const one = action_of(units_[i]);
            if (!one.is_there()) continue;
            is_there[i] = true;
            codes[i] = model_.code_of_kind[one.kind];
            outermost[i] = model_.code_of_kind[model_.outermost(one.kind)];
            days[i] = day_of(one.moment);
            auto const* const kind = model_.kind(one.kind);
            if (kind == nullptr) continue;
            has_rank[i] = true;
            ranks[i] = kind->rank;
            if (kind->is_contact || kind->is_right_party)
                contacts[i / 8] = static_cast<std::uint8_t>(contacts[i / 8] | 1U << (i % 8));
        }
        auto const& names = model_.policy().action_codes;
        into_.add_coded(prefix + "code", std::move(codes), names, is_there);
        into_.add_coded(prefix + "action", std::move(outermost), names, is_there);
        into_.add(prefix + "rank", layout::int32, std::move(ranks), has_rank);
        into_.add(prefix + "contact", layout::boolean, std::move(contacts), is_there);
        into_.add(prefix + "day", layout::date32, std::move(days), is_there);
        add_agents(prefix + "agent", action_of);
    }

    template <class ActionOf>
    void add_agents(std::string const& name, ActionOf action_of) {
        std::vector<std::string> agents(units_.size());
        std::vector<bool> is_known(units_.size());
        for (std::size_t i = 0; i < units_.size() && model_.reading->has_agents(); ++i) {
            auto const one = action_of(units_[i]);
            if (one.is_there()) agents[i] = model_.reading->agent(one.row);
            is_known[i] = !agents[i].empty();
        }
        into_.add_texts(name, agents, is_known);
    }

    template <class CountOf>
    void add_count(std::string const& name, CountOf count_of, std::vector<bool> const& known) {
        std::vector<std::int64_t> counts;
        counts.reserve(units_.size());
        for (auto const unit : units_) counts.push_back(count_of(unit));
        into_.add(name, layout::int64, std::move(counts), known);
    }

    /// Unknown where no day was asked for.
    template <class CountOf>
    void add_of_day(std::string const& name, CountOf count_of) {
        bool const has_day = model_.with.asked().as_of.has_value();
        add_count(name, count_of, has_day ? is_detailed_ : std::vector<bool>(units_.size(), false));
    }

    template <class MomentOf>
    void add_contact_day(std::string const& name, MomentOf moment_of) {
        std::vector<std::int32_t> days(units_.size());
        std::vector<bool> has_contact(units_.size());
        for (std::size_t i = 0; i < units_.size(); ++i) {
            auto const of = details(units_[i]);
            has_contact[i] = of.contacts > 0;
            if (has_contact[i]) days[i] = day_of(moment_of(of));
        }
        into_.add(name, layout::date32, std::move(days), has_contact);
    }

    template <class ActionOf>
    void describe(std::string const& prefix, ActionOf action_of) {
        std::vector<std::string> labels(units_.size()), ids(units_.size());
        std::vector<std::int64_t> moments(units_.size());
        std::vector<bool> is_there(units_.size()), is_known(units_.size());
        for (std::size_t i = 0; i < units_.size(); ++i) {
            auto const one = action_of(units_[i]);
            if (!one.is_there()) continue;
            is_there[i] = true;
            moments[i] = one.moment;
            ids[i] = model_.reading->id(one.row);
            auto const* const kind = model_.kind(one.kind);
            is_known[i] = kind != nullptr;
            if (kind != nullptr) labels[i] = kind->label;
        }
        into_.add_texts(prefix + "label", labels, is_known);
        into_.add(prefix + "at", layout::timestamp, std::move(moments), is_there);
        into_.add_texts(prefix + "id", ids, is_there);
    }

    /// What the best action means to the systems around.
    void describe_effect() {
        std::vector<std::string> channels(units_.size()), states(units_.size()), substates(units_.size());
        std::vector<std::uint8_t> closes((units_.size() + 7) / 8);
        std::vector<bool> is_there(units_.size());
        for (std::size_t i = 0; i < units_.size(); ++i) {
            auto const one = best(units_[i]);
            auto const* const kind = one.is_there() ? model_.kind(one.kind) : nullptr;
            if (kind == nullptr) continue;
            is_there[i] = true;
            channels[i] = kind->channel;
            states[i] = kind->state;
            substates[i] = kind->substate;
            if (kind->closes) closes[i / 8] = static_cast<std::uint8_t>(closes[i / 8] | 1U << (i % 8));
        }
        auto const written = [](std::vector<std::string> const& texts) {
            std::vector<bool> known;
            for (auto const& one : texts) known.push_back(!one.empty());
            return known;
        };
        into_.add_texts("best.channel", channels, written(channels));
        into_.add("best.closes", layout::boolean, std::move(closes), is_there);
        into_.add_texts("best.state", states, written(states));
        into_.add_texts("best.substate", substates, written(substates));
    }

    [[nodiscard]] static std::int32_t day_of(std::int64_t micros) {
        constexpr std::int64_t day = 86'400'000'000;
        return static_cast<std::int32_t>(micros / day - (micros % day < 0 ? 1 : 0));
    }

    best_actions::model const& model_;
    std::vector<std::uint32_t> const& units_;
    running::batch_maker& into_;
    std::vector<bool> is_counted_, is_detailed_;
};

class best_table_maker {
public:
    explicit best_table_maker(best_actions::model const& from) : model_(from) {}

    [[nodiscard]] batch cases(std::vector<std::uint32_t> const& units) const {
        running::batch_maker made(static_cast<std::int64_t>(units.size()));
        add_keys(made, units);
        standing_columns columns(model_, units, made);
        columns.add_fields();
        columns.add_descriptions();
        return made.finish();
    }

    [[nodiscard]] table attach(table const& accounts) const {
        table out;
        for (auto const& part : accounts.batches) out.batches.push_back(attach(part));
        return out;
    }

private:
    [[nodiscard]] std::string key_name() const {
        auto const& policy = model_.policy();
        return policy.key ? policy.fields.fields[*policy.key].name : policy.actions.account;
    }

    void add_keys(running::batch_maker& made, std::vector<std::uint32_t> const& units) const {
        if (has_number_keys()) {
            std::vector<std::int64_t> keys;
            keys.reserve(units.size());
            for (auto const unit : units)
                keys.push_back(running::canonical_integer(model_.facts.index.key(unit)).value_or(0));
            made.add(key_name(), layout::int64, std::move(keys));
            return;
        }
        std::vector<std::string> keys;
        keys.reserve(units.size());
        for (auto const unit : units) keys.push_back(model_.facts.index.key(unit));
        made.add_texts(key_name(), keys);
    }

    /// Whether cases are called by whole numbers where they come from.
    [[nodiscard]] bool has_number_keys() const {
        if (!model_.facts.index.has_only_integers()) return false;
        auto const& from = model_.cases_given ? *model_.cases_given : *model_.feed;
        auto const name = model_.cases_given ? key_name() : model_.policy().actions.account;
        for (auto const& part : from.batches)
            if (auto const* const keys = find_column(part, name)) {
                auto const& values =
                    keys->physical == layout::dictionary && keys->dictionary ? *keys->dictionary : *keys;
                return reading::is_integer_layout(values.physical);
            }
        return false;
    }

    [[nodiscard]] batch attach(batch const& accounts) const {
        std::vector<std::uint32_t> units(static_cast<std::size_t>(accounts.rows), no_unit);
        if (auto const* const keys = find_column(accounts, key_name()))
            model_.facts.index.find(*keys, accounts.rows, units.data());
        running::batch_maker made(accounts.rows);
        standing_columns(model_, units, made).add_fields();
        return running::with_columns(accounts, made.finish());
    }

    best_actions::model const& model_;
};

}  // namespace tramo::acting
