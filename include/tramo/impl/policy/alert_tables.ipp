// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// States, changes and counters as columns: under the names by which a policy's conditions read them.
#pragma once

#include <tramo/impl/policy/alert_changes.ipp>
#include <tramo/impl/run/canonical_integer.ipp>
#include <tramo/impl/run/made_columns.ipp>

namespace tramo::alerting {

[[nodiscard]] inline std::int64_t day_of_micros(std::int64_t micros) {
    return micros / alerts::micros_of_day - (micros % alerts::micros_of_day < 0 ? 1 : 0);
}

class table_maker {
public:
    explicit table_maker(alert_verdicts::model const& from) : model_(from), policy_(from.policy()) {}

    [[nodiscard]] batch states() const {
        std::vector<std::uint32_t> units(model_.accounts.size());
        std::iota(units.begin(), units.end(), 0U);
        running::batch_maker made(static_cast<std::int64_t>(units.size()));
        add_keys(made, units);
        add_account_fields(made, units);
        return made.finish();
    }

    [[nodiscard]] batch child_states(std::size_t collection) const {
        std::vector<std::uint32_t> units(model_.children[collection].size());
        std::iota(units.begin(), units.end(), 0U);
        running::batch_maker made(static_cast<std::int64_t>(units.size()));
        add_keys(made, model_.account_of_child[collection]);
        std::vector<std::string> names;
        for (auto const unit : units) names.push_back(child_key(collection, unit));
        made.add_texts(child_key_field(policy_.fields.collections[collection]), names);
        add_child_fields(made, collection, units);
        return made.finish();
    }

    [[nodiscard]] batch transitions() const {
        auto const changes = changes_of(model_);
        return transition_table(model_, changes, [&](running::batch_maker& made) {
            std::vector<std::uint32_t> units;
            for (auto const& one : changes) units.push_back(one.account);
            add_keys(made, units);
        });
    }

    [[nodiscard]] table attach(table const& accounts) const {
        table out;
        for (auto const& part : accounts.batches) out.batches.push_back(attach(part));
        return out;
    }

private:
    /// Whether accounts are called by whole numbers where they come from.
    [[nodiscard]] bool has_number_keys() const {
        if (!model_.accounts.has_only_integers()) return false;
        auto const& from = model_.accounts_given ? *model_.accounts_given : *model_.feed;
        auto const name = model_.accounts_given ? running::account_key(policy_) : policy_.log.account;
        for (auto const& part : from.batches)
            if (auto const* const keys = find_column(part, name)) {
                auto const& values =
                    keys->physical == layout::dictionary && keys->dictionary ? *keys->dictionary : *keys;
                return reading::is_integer_layout(values.physical);
            }
        return false;
    }

    void add_keys(running::batch_maker& made, std::vector<std::uint32_t> const& units) const {
        if (has_number_keys()) {
            std::vector<std::int64_t> keys;
            keys.reserve(units.size());
            for (auto const unit : units)
                keys.push_back(running::canonical_integer(model_.accounts.key(unit)).value_or(0));
            made.add(running::account_key(policy_), layout::int64, std::move(keys));
            return;
        }
        std::vector<std::string> keys;
        keys.reserve(units.size());
        for (auto const unit : units) keys.push_back(model_.accounts.key(unit));
        made.add_texts(running::account_key(policy_), keys);
    }

    [[nodiscard]] std::string child_key(std::size_t collection, std::uint32_t unit) const {
        auto const key = model_.children[collection].key(unit);
        return key.substr(key.find('\x1F') + 1);
    }

    void add_account_fields(running::batch_maker& made, std::vector<std::uint32_t> const& units) const {
        for (std::size_t i = 0; i < policy_.alerts.size(); ++i)
            add_alert(made, policy_.alerts[i], model_.of_accounts[i], units);
        for (std::size_t i = 0; i < policy_.counters.size(); ++i) add_counter(made, i, units);
    }

    void add_child_fields(running::batch_maker& made, std::size_t collection,
                          std::vector<std::uint32_t> const& units) const {
        for (std::size_t i = 0; i < policy_.alerts.size(); ++i)
            if (policy_.alerts[i].collection == collection)
                add_alert(made, policy_.alerts[i], model_.of_children[i], units);
    }

    /// A unit that the feed does not know carries no alert.
    void add_alert(running::batch_maker& made, alert_definition const& alert, alert_column const& from,
                   std::vector<std::uint32_t> const& units) const {
        auto const& day = model_.with.asked().as_of;
        std::vector<std::uint8_t> states(units.size(), 0);
        std::vector<std::int32_t> since(units.size(), 0), days(units.size(), 0);
        std::vector<std::int64_t> times(units.size(), 0);
        std::vector<bool> carries(units.size(), false);
        for (std::size_t i = 0; i < units.size(); ++i) {
            if (units[i] >= from.states.size()) continue;
            states[i] = from.states[units[i]];
            times[i] = from.times[units[i]];
            if (states[i] == 0) continue;
            carries[i] = true;
            since[i] = static_cast<std::int32_t>(day_of_micros(from.since[units[i]]));
            if (day) days[i] = day->days - since[i];
        }
        std::vector<std::string> names{"none"};
        for (auto const& one : alert.states) names.push_back(one.name);
        auto const name = "alert." + alert.name;
        made.add_coded(name, std::move(states), names);
        made.add(name + ".since", layout::date32, std::move(since), carries);
        made.add(name + ".days", layout::int32, std::move(days),
                 day ? carries : std::vector<bool>(units.size(), false));
        made.add(name + ".times", layout::int64, std::move(times));
    }

    void add_counter(running::batch_maker& made, std::size_t index,
                     std::vector<std::uint32_t> const& units) const {
        auto const& counter = policy_.counters[index];
        auto const& values = model_.counters[index];
        std::vector<int128> numbers(units.size(), 0);
        std::vector<bool> known(units.size(), false);
        for (std::size_t i = 0; i < units.size(); ++i) {
            auto const& value = units[i] < values.size() ? values[units[i]] : model_.counters_of_none[index];
            if (!value) continue;
            auto const rounded = rescale(*value, counter.type.scale, rounding::half_even);
            if (!rounded) continue;
            numbers[i] = rounded->coefficient;
            known[i] = true;
        }
        auto const whole = [&](auto zero) {
            std::vector<decltype(zero)> narrow;
            for (auto const one : numbers) narrow.push_back(static_cast<decltype(zero)>(one));
            return narrow;
        };
        if (counter.type.kind == kind::date) {
            made.add(counter.name, layout::date32, whole(std::int32_t{}), known);
        } else if (counter.type.kind == kind::integer || counter.type.kind == kind::duration) {
            made.add(counter.name, layout::int64, whole(std::int64_t{}), known);
        } else {
            bool const is_percent = counter.type.kind == kind::percent;  // a column says 12.5 for 12.5 %
            made.add(counter.name, layout::decimal128, std::move(numbers), known).scale =
                counter.type.scale - (is_percent ? 2 : 0);
        }
    }

    [[nodiscard]] batch attach(batch const& accounts) const {
        std::vector<std::uint32_t> units(static_cast<std::size_t>(accounts.rows), no_unit);
        if (auto const* const keys = find_column(accounts, running::account_key(policy_)))
            model_.accounts.find(*keys, accounts.rows, units.data());
        running::batch_maker made(accounts.rows);
        add_account_fields(made, units);
        auto out = running::with_columns(accounts, made.finish());
        std::vector<std::shared_ptr<void const>> owners{out.owner};
        for (std::size_t i = 0; i < policy_.fields.collections.size(); ++i)
            attach_children(out, i, units, owners);
        out.owner = std::make_shared<std::vector<std::shared_ptr<void const>>>(std::move(owners));
        return out;
    }

    /// Lists of children get the computed fields of their own.
    void attach_children(batch& into, std::size_t collection, std::vector<std::uint32_t> const& units,
                         std::vector<std::shared_ptr<void const>>& owners) const {
        auto const& of = policy_.fields.collections[collection];
        auto const key = child_key_field(of);
        auto const has_alert = std::any_of(policy_.alerts.begin(), policy_.alerts.end(),
                                           [&](auto const& one) { return one.collection == collection; });
        if (!has_alert || key.empty()) return;
        for (auto& list : into.columns) {
            bool const is_list = list.name == of.name && !list.children.empty() &&
                                 list.children[0].physical == layout::structure;
            if (!is_list) continue;
            auto& records = list.children[0];
            auto computed = child_columns(list, collection, key, units);
            owners.push_back(computed.owner);
            for (auto& one : computed.columns) {
                std::erase_if(records.children, [&](auto const& old) { return old.name == one.name; });
                records.children.push_back(std::move(one));
            }
        }
    }

    [[nodiscard]] batch child_columns(column const& list, std::size_t collection, std::string const& key,
                                      std::vector<std::uint32_t> const& units) const {
        auto const& records = list.children[0];
        std::vector<std::uint32_t> child_units(static_cast<std::size_t>(records.length), no_unit);
        auto const* const keys = [&]() -> column const* {
            for (auto const& one : records.children)
                if (one.name == key) return &one;
            return nullptr;
        }();
        for (std::size_t row = 0; row < units.size() && keys != nullptr; ++row) {
            if (units[row] == no_unit || !is_valid(list, static_cast<std::int64_t>(row))) continue;
            auto const range = items_at(list, static_cast<std::int64_t>(row));
            for (auto item = range.begin; item < range.end; ++item)
                child_units[static_cast<std::size_t>(item)] = model_.children[collection].find(
                    std::to_string(units[row]) + '\x1F' + running::text_of_cell(*keys, item));
        }
        running::batch_maker made(records.length);
        add_child_fields(made, collection, child_units);
        return made.finish();
    }

    alert_verdicts::model const& model_;
    program const& policy_;
};

}  // namespace tramo::alerting
