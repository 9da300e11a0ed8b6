// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Builds the program: names first, then types, then expressions in the order of their use.
#pragma once

#include <tramo/check/check.hpp>
#include <tramo/check/lint.hpp>
#include <tramo/impl/check/alerts.ipp>
#include <tramo/impl/check/effects.ipp>
#include <tramo/impl/check/indicators.ipp>
#include <tramo/impl/check/offers.ipp>
#include <tramo/impl/check/palettes.ipp>
#include <tramo/impl/check/parameters.ipp>
#include <tramo/impl/check/treatment_blocks.ipp>
#include <tramo/impl/check/worklists.ipp>

namespace tramo {

namespace checking {

class program_builder {
public:
    explicit program_builder(ast::document document) {
        for (auto const& name : document.broken_names) work_.broken.insert(name);
        work_.program.document = std::move(document);
    }

    [[nodiscard]] checked<program> build() {
        for_each<ast::policy_declaration>([this](auto const& one) { add(one); });
        for_each<ast::field_declaration>([this](auto const& one) { add(one); });
        work_.program.declared_fields = work_.program.fields.fields.size();
        for_each<ast::collection_declaration>([this](auto const& one) { add(one); });
        declare_events_and_alerts();
        declare_parameters_and_definitions();
        palettes_.declare();
        treatment_.declare();
        counters_.check();
        palettes_.add_fields();
        treatment_.add_fields();
        check_definitions();
        tables_.check();
        set_initial_values();
        alerts_.check_transitions();
        offers_.check();
        palettes_.check_conditions();
        worklists_.check();
        effects_.check();
        treatment_.check();
        for_each<ast::strategy_declaration>([this](auto const& one) { add(one); });
        refuse_column_clashes();
        for (auto const& one : work_.program.strategies) refuse_overlaps(one.name, one.versions, work_);
        bool const sound = std::none_of(work_.found.begin(), work_.found.end(),
                                        [](auto const& one) { return one.severity == severity::error; });
        if (!sound) return {std::move(work_.program), std::move(work_.found)};
        for (auto& warning : lint(work_.program)) work_.report(std::move(warning));
        treatment_.lint();
        bool const empty = work_.program.definitions.empty() && work_.program.strategies.empty() &&
                           work_.program.alerts.empty() && work_.program.counters.empty() &&
                           work_.program.conditions.empty() && work_.program.matrices.empty() &&
                           work_.program.palettes.empty() && work_.program.worklists.empty() &&
                           is_empty(work_.program.treatment);
        if (empty && work_.broken.empty())
            work_.report(
                problem("T1018", "the policy declares no segment and no strategy", {0, 0}, "",
                        {"declare one: " + work_.word(keyword::segment) + " late = days_past_due > 30"}));
        return {std::move(work_.program), std::move(work_.found)};
    }

private:
    template <class Declaration, class Visit>
    void for_each(Visit visit) {
        for (auto const& one : work_.program.document.declarations)
            if (auto const* declaration = std::get_if<Declaration>(&one)) visit(*declaration);
    }

    void add(ast::policy_declaration const& one) {
        auto& program = work_.program;
        if (policy_at_) {
            auto twice = problem("T1019", "the policy is described twice", one.at, "again here",
                                 {"put all of it into one block"});
            twice.labels.push_back({*policy_at_, "first described here"});
            work_.report(std::move(twice));
            return;
        }
        policy_at_ = one.at;
        if (one.title) program.title = one.title->text;
        if (one.version) program.version = one.version->text;
        if (one.currency) program.currency = one.currency->text;
        if (one.zone) program.zone = one.zone->text;
    }

    void add(ast::field_declaration const& one) {
        auto& fields = work_.program.fields.fields;
        symbol const named{symbol_kind::field, fields.size(), one.name.at, !one.type.word};
        if (!work_.symbols.declare(one.name, named, work_.found)) return;
        fields.push_back(type_checker(work_).declared_field(one));
        if (!one.is_key) return;
        if (work_.program.key) {
            refuse_second_key("the policy has", one, key_at_);
            return;
        }
        work_.program.key = fields.size() - 1;
        key_at_ = one.name.at;
    }

    void refuse_second_key(std::string const& whose, ast::field_declaration const& second, span first) {
        bool const of_account = whose == "the policy has";
        auto clash = problem("T4008", whose + " more than one key", second.name.at, "a second one",
                             {std::string("one field names the ") + (of_account ? "account" : "record") +
                              ": take " + backquoted(work_.word(keyword::key)) + " off the others"});
        clash.labels.push_back({first, "the first one"});
        work_.report(std::move(clash));
    }

    void add(ast::collection_declaration const& one) {
        auto& collections = work_.program.fields.collections;
        symbol const named{symbol_kind::collection, collections.size(), one.name.at};
        if (!work_.symbols.declare(one.name, named, work_.found)) return;
        collection children{one.name.text, one.label ? one.label->text : "", {}};
        symbol_table names;
        std::optional<span> key_at;
        for (auto const& field : one.fields) {
            symbol const child{symbol_kind::field, children.fields.size(), field.name.at, !field.type.word};
            if (!names.declare(field.name, child, work_.found)) continue;
            children.fields.push_back(type_checker(work_).declared_field(field));
            if (!field.is_key) continue;
            if (key_at)
                refuse_second_key("the records of " + backquoted(one.name.text) + " have", field, *key_at);
            if (key_at) children.fields.back().is_key = false;
            if (!key_at) key_at = field.name.at;
        }
        collections.push_back(std::move(children));
        work_.members.push_back(std::move(names));
    }

    /// Results are tables: each segment, strategy and strategy's rule is a column, beside the key and the
    /// errors.
    void refuse_column_clashes() {
        std::unordered_map<std::string, span> columns{{"data_error", span{}}};
        auto const take = [&](std::string const& name, span at, std::string const& what) {
            auto const [first, is_new] = columns.try_emplace(name, at);
            if (is_new) return;
            auto clash = problem("T3002", "two columns of the results would be called " + backquoted(name),
                                 at, what, {"give one of them another name"});
            if (first->second.end != 0) clash.labels.push_back({first->second, "the other one"});
            work_.report(std::move(clash));
        };
        auto const& program = work_.program;
        if (program.key) columns.try_emplace(program.fields.fields[*program.key].name, span{});
        for (auto const& one : program.definitions)
            if (one.is_segment && !one.versions.empty()) take(one.name, one.versions.front().at, "a segment");
        for (auto const& one : program.alerts) columns.try_emplace("alert." + one.name, one.at);
        if (!program.palettes.empty())
            for (auto const* const one : action_field_names)
                columns.try_emplace(one, program.palettes.front().at);
        for (auto const& [name, at] : treated_columns(program.treatment)) columns.try_emplace(name, at);
        for (auto const& one : program.strategies) {
            take(one.name, one.versions.front().at, "a strategy");
            take(one.name + "_rule", one.versions.front().at, "the column of this strategy's rules");
        }
    }

    void declare_parameters_and_definitions() {
        for (auto const& one : work_.program.document.declarations) {
            if (auto const* parameter = std::get_if<ast::parameter_declaration>(&one)) add(*parameter);
            if (auto const* value = std::get_if<ast::value_declaration>(&one)) declare(*value);
            if (auto const* segment = std::get_if<ast::segment_declaration>(&one)) declare(*segment);
            if (auto const* counter = std::get_if<ast::counter_declaration>(&one))
                counters_.declare(*counter);
            if (auto const* matrix = std::get_if<ast::matrix_declaration>(&one)) offers_.declare(*matrix);
            if (auto const* terms = std::get_if<ast::condition_declaration>(&one)) offers_.declare(*terms);
            if (auto const* list = std::get_if<ast::worklist_declaration>(&one)) worklists_.declare(*list);
            if (auto const* table = std::get_if<ast::table_declaration>(&one)) tables_.declare(*table);
            if (auto const* days = std::get_if<ast::calendar_declaration>(&one)) calendars_.declare(*days);
            if (auto const* effect = std::get_if<ast::effect_declaration>(&one)) effects_.declare(*effect);
            auto const* const strategy = std::get_if<ast::strategy_declaration>(&one);
            if (strategy != nullptr && strategy->is_indicator) declare(*strategy);
        }
    }

    void declare_events_and_alerts() {
        event_checker events(work_);
        for_each<ast::log_declaration>([&](auto const& one) { events.add(one); });
        events.finish_log();
        for_each<ast::event_declaration>([&](auto const& one) { events.declare(one); });
        events.finish();
        for_each<ast::alert_declaration>([&](auto const& one) { alerts_.declare(one); });
    }

    void add(ast::parameter_declaration const& one) {
        auto& parameters = work_.program.parameters;
        symbol const named{symbol_kind::parameter, parameters.size(), one.name.at, !one.type.word};
        if (!work_.symbols.declare(one.name, named, work_.found)) return;
        if (one.initial && one.type.word) initials_.push_back({parameters.size(), &*one.initial});
        parameters.push_back({one.name.text,
                              one.label ? one.label->text : "",
                              type_checker(work_).type(one.type),
                              {},
                              one.name.at});
    }

    /// After the definitions, whose names a value may bear by mistake.
    void set_initial_values() {
        for (auto const& [index, written] : initials_)
            work_.program.parameters[index].initial = parameter_reader(work_).initial(index, *written);
    }

    void declare(ast::value_declaration const& one) {
        auto const index = work_.program.definitions.size();
        if (!work_.symbols.declare(one.name, {symbol_kind::definition, index, one.name.at}, work_.found))
            return;
        work_.program.definitions.push_back(
            {one.name.text, one.label ? one.label->text : "", false, {}, false, {}});
        sources_.push_back({{&one.meaning, nullptr, one.name.at}});
        note_source(&one.meaning, nullptr);
    }

    void declare(ast::segment_declaration const& one) {
        auto const* const found = work_.symbols.find(one.name.text);
        bool const again = found != nullptr && found->kind == symbol_kind::definition &&
                           work_.program.definitions[found->index].is_segment &&
                           (has_dates(one.period) || has_dates(*sources_[found->index].front().period));
        if (again) {
            sources_[found->index].push_back({&one.condition, &one.period, one.name.at});
            return;
        }
        auto const index = work_.program.definitions.size();
        if (!work_.symbols.declare(one.name, {symbol_kind::definition, index, one.name.at}, work_.found))
            return;
        work_.program.definitions.push_back(
            {one.name.text, one.label ? one.label->text : "", true, {}, false, {}});
        sources_.push_back({{&one.condition, &one.period, one.name.at}});
        note_source(nullptr, nullptr);
    }

    void declare(ast::strategy_declaration const& one) {
        auto const index = work_.program.definitions.size();
        if (!work_.symbols.declare(one.name, {symbol_kind::definition, index, one.name.at}, work_.found))
            return;
        work_.program.definitions.push_back(
            {one.name.text, one.label ? one.label->text : "", false, {}, false, {}});
        work_.program.definitions.back().is_indicator = true;
        sources_.emplace_back();
        for (auto const& written : one.queues)
            sources_.back().push_back({&written.condition, nullptr, written.name.at});
        note_source(nullptr, &one);
        definition_of_.emplace(&one, index);
    }

    void note_source(ast::expression const* value, ast::strategy_declaration const* indicator) {
        work_.meanings.push_back(value);
        work_.indicators.push_back(indicator);
    }

    void check_definitions() {
        std::vector<std::vector<use>> uses(sources_.size());
        for (std::size_t i = 0; i < sources_.size(); ++i)
            for (auto const& one : sources_[i]) use_collector(work_, uses[i]).collect(*one.written);
        definition_sorter sorter(uses, work_);
        work_.program.order = sorter.sort();
        for (auto const index : work_.program.order) check_definition(index);
        for (std::size_t i = 0; i < sources_.size(); ++i)
            if (sorter.in_cycle(i)) check_definition(i);
    }

    void check_indicator(std::size_t index, ast::strategy_declaration const& one) {
        definition_version version;
        version.at = one.head_at;
        version.rule_id = one.name.text;
        version.meaning = strategies_.choice(one);
        auto& definition = work_.program.definitions[index];
        definition.type = version.meaning.type;
        definition.versions.push_back(std::move(version));
    }

    /// The conditions of an indicator were checked among the definitions.
    void add(ast::strategy_declaration const& one) {
        auto const indicator = definition_of_.find(&one);
        if (indicator != definition_of_.end())
            strategies_.add_indicator(one,
                                      work_.program.definitions[indicator->second].versions.front().meaning);
        else if (!one.is_indicator)
            strategies_.add(one);
    }

    void check_definition(std::size_t index) {
        if (auto const* const one = work_.indicators[index]) return check_indicator(index, *one);
        std::vector<definition_version> versions;
        bool may_be_unknown = false;
        for (auto const& one : sources_[index]) {
            definition_version version;
            version.at = one.at;
            bool const is_segment = work_.program.definitions[index].is_segment;
            expression_checker checker(work_);
            version.meaning = is_segment ? checker.condition(*one.written) : checker.value_of(*one.written);
            if (one.period != nullptr) {
                version.period = read_period(*one.period, work_);
                if (one.period->version) version.version = one.period->version->text;
                version.rule_id =
                    one.period->id ? one.period->id->text : work_.program.definitions[index].name;
            }
            may_be_unknown = may_be_unknown || version.meaning.may_be_unknown;
            versions.push_back(std::move(version));
        }
        auto& definition = work_.program.definitions[index];
        definition.type = versions.front().meaning.type;
        definition.may_be_unknown = may_be_unknown;
        definition.versions = std::move(versions);
        if (definition.is_segment) refuse_overlaps(definition.name, definition.versions, work_);
        if (!definition.is_segment && definition.versions.front().meaning.is_calendar_duration)
            work_.report(problem("T2039", "months and years are no value by themselves",
                                 definition.versions.front().at, "months differ in length",
                                 {"add them to a date: " + work_.word(keyword::as_of) + " + 2 " +
                                  work_.word(keyword::months)}));
    }

    struct written_version {
        ast::expression const* written;
        ast::validity_period const* period;
        span at;
    };

    struct written_initial {
        std::size_t parameter = 0;
        ast::expression const* written = nullptr;
    };

    workspace work_;
    std::vector<std::vector<written_version>> sources_;
    std::vector<written_initial> initials_;
    std::unordered_map<ast::strategy_declaration const*, std::size_t> definition_of_;
    counter_checker counters_{work_};
    alert_checker alerts_{work_};
    strategy_checker strategies_{work_};
    offer_checker offers_{work_};
    palette_checker palettes_{work_};
    worklist_checker worklists_{work_};
    table_checker tables_{work_};
    calendar_checker calendars_{work_};
    effect_checker effects_{work_};
    treatment_blocks treatment_{work_};
    std::optional<span> policy_at_;
    span key_at_;
};

}  // namespace checking

TRAMO_INLINE checked<program> check(ast::document document) {
    return checking::program_builder(std::move(document)).build();
}

}  // namespace tramo
