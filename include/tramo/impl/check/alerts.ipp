// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts: their states, and the fields that hold them.
#pragma once

#include <tramo/impl/check/restoring.ipp>
#include <tramo/impl/check/transitions.ipp>

namespace tramo::checking {

class alert_checker {
public:
    explicit alert_checker(workspace& work) : work_(work) {}

    /// Names and states, which conditions on accounts speak of.
    void declare(ast::alert_declaration const& written) {
        auto& alerts = work_.program.alerts;
        if (!work_.alerts.declare(written.name, {symbol_kind::definition, alerts.size(), written.name.at},
                                  work_.found))
            return;
        alert_definition added;
        added.name = written.name.text;
        if (written.label) added.label = written.label->text;
        if (written.version) added.version = written.version->text;
        added.without_skipping = written.without_skipping;
        added.aggregation = written.aggregation.value_or(keyword::any);
        added.at = written.head_at;
        if (written.collection) {
            auto const found = collection_with_key(*written.collection, work_);
            if (found) added.collection = found->collection;
        }
        std::map<std::string, span> seen;
        for (auto const& member : written.members)
            if (auto const* state = std::get_if<ast::state_declaration>(&member)) add(*state, added, seen);
        require_states(added);
        add_fields(added);
        alerts.push_back(std::move(added));
        sources_.push_back(&written);
    }

    /// What leads from state to state, once all that conditions may name is known.
    void check_transitions() {
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            transition_checker(work_, i).read(*sources_[i]);
            restoring_checker(work_, i).read(*sources_[i]);
        }
    }

private:
    void add(ast::state_declaration const& written, alert_definition& of, std::map<std::string, span>& seen) {
        auto const name = backquoted(written.name.text);
        if (is_none(written.name.text, work_)) {
            work_.report(problem("T3009", name + " is the state of no alert", written.name.at,
                                 "every alert has it", {"give this state another name"}));
            return;
        }
        auto const [first, is_new] = seen.try_emplace(fold(written.name.text), written.name.at);
        if (!is_new) {
            bool const same = std::any_of(of.states.begin(), of.states.end(),
                                          [&](auto const& one) { return one.name == written.name.text; });
            auto clash = problem(
                same ? "T3002" : "T3009",
                same ? "the state " + name + " is declared twice" : name + " reads like a state before it",
                written.name.at, same ? "again here" : "the same but for case and accents",
                {"give one of them another name"});
            clash.labels.push_back({first->second, same ? "first declared here" : "this one"});
            work_.report(std::move(clash));
            return;
        }
        alert_state added;
        added.name = written.name.text;
        if (written.label) added.label = written.label->text;
        if (written.colour) added.colour = std::string(spelling(*written.colour, language::en));
        added.severity = written.severity.value_or(severity_of(written.colour));
        added.stops_treatment = written.stops_treatment;
        added.is_manual_only = written.is_manual_only;
        added.at = written.name.at;
        of.states.push_back(std::move(added));
    }

    [[nodiscard]] static int severity_of(std::optional<keyword> colour) {
        if (!colour) return 0;
        switch (*colour) {
            case keyword::red:
                return 4;
            case keyword::orange:
                return 3;
            case keyword::yellow:
                return 2;
            default:
                return 1;
        }
    }

    void require_states(alert_definition const& of) {
        if (of.states.empty())
            work_.report(problem("T4016", "alert " + backquoted(of.name) + " has no state", of.at,
                                 "nothing to be in",
                                 {"declare one: " + work_.word(keyword::state) + " raised"}));
        if (of.states.size() > most_states)
            work_.report(problem("T4017", "an alert has at most 100 states", of.states[most_states].at,
                                 "the 101st", {"make several alerts of it"}));
    }

    void add_fields(alert_definition& of) {
        auto& schema = work_.program.fields;
        of.field = append(of, schema.fields);
        if (of.collection != no_index) of.child_field = append(of, schema.collections[of.collection].fields);
    }

    /// The four fields of an alert; the number of the first.
    std::size_t append(alert_definition const& of, std::vector<field>& to) {
        auto const first = to.size();
        auto const name = "alert." + of.name;
        for (auto const& one : to)
            if (one.name.starts_with(name))
                for (auto const* end : {"", ".since", ".days", ".times"})
                    if (one.name == name + end) refuse_name(of, one.name);
        to.push_back(computed(of, name, states_of(of)));
        to.push_back(computed(of, name + ".since", type_of(kind::date)));
        to.push_back(computed(of, name + ".days", type_of(kind::integer)));
        to.push_back(computed(of, name + ".times", type_of(kind::integer)));
        return first;
    }

    void refuse_name(alert_definition const& of, std::string const& name) {
        work_.report(problem("T3002",
                             "a field is called " + backquoted(name) + " like what is known of an alert",
                             of.at, "this alert", {"give one of them another name"}));
    }

    [[nodiscard]] static field computed(alert_definition const& of, std::string name, data_type type) {
        field added;
        added.name = std::move(name);
        added.label = of.label;
        added.type = std::move(type);
        added.is_optional = true;
        added.is_computed = true;
        return added;
    }

    /// Labels are other spellings, as long as they read like no state.
    [[nodiscard]] data_type states_of(alert_definition const& of) const {
        std::vector<enumerant> values{{no_state_name, {}}};
        std::unordered_set<std::string> taken;
        for (auto const one : spellings(keyword::none_, work_.lang())) {
            if (!taken.insert(fold(std::string(one))).second || one == no_state_name) continue;
            values[0].aliases.emplace_back(one);
        }
        taken.insert(no_state_name);
        for (auto const& one : of.states) taken.insert(fold(one.name));
        for (auto const& one : of.states) {
            enumerant added{one.name, {}};
            if (!one.label.empty() && taken.insert(fold(one.label)).second)
                added.aliases.push_back(one.label);
            values.push_back(std::move(added));
        }
        auto type = type_of(kind::enumeration);
        type.values = enumerant_list(std::move(values));
        return type;
    }

    static constexpr std::size_t most_states = 100;

    workspace& work_;
    std::vector<ast::alert_declaration const*> sources_;
};

}  // namespace tramo::checking
