// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Builds the program: names first, then types, then expressions in the order of their use.
#pragma once

#include <tramo/check/check.hpp>
#include <tramo/check/lint.hpp>
#include <tramo/impl/check/order.ipp>
#include <tramo/impl/check/parameters.ipp>
#include <tramo/impl/check/periods.ipp>
#include <tramo/impl/check/types.ipp>

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
        for_each<ast::collection_declaration>([this](auto const& one) { add(one); });
        declare_parameters_and_definitions();
        check_definitions();
        set_initial_values();
        for_each<ast::strategy_declaration>([this](auto const& one) { add(one); });
        refuse_column_clashes();
        for (auto const& one : work_.program.strategies) refuse_overlaps(one.name, one.versions, work_);
        bool const sound = std::none_of(work_.found.begin(), work_.found.end(),
                                        [](auto const& one) { return one.severity == severity::error; });
        if (!sound) return {std::move(work_.program), std::move(work_.found)};
        for (auto& warning : lint(work_.program)) work_.report(std::move(warning));
        bool const empty = work_.program.definitions.empty() && work_.program.strategies.empty();
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
            auto clash = problem("T4008", "the policy has more than one key", one.name.at, "a second one",
                                 {"one field names the account: take " +
                                  backquoted(work_.word(keyword::key)) + " off the others"});
            clash.labels.push_back({key_at_, "the first one"});
            work_.report(std::move(clash));
            return;
        }
        work_.program.key = fields.size() - 1;
        key_at_ = one.name.at;
    }

    void add(ast::collection_declaration const& one) {
        auto& collections = work_.program.fields.collections;
        symbol const named{symbol_kind::collection, collections.size(), one.name.at};
        if (!work_.symbols.declare(one.name, named, work_.found)) return;
        collection children{one.name.text, one.label ? one.label->text : "", {}};
        symbol_table names;
        for (auto const& field : one.fields) {
            symbol const child{symbol_kind::field, children.fields.size(), field.name.at, !field.type.word};
            if (!names.declare(field.name, child, work_.found)) continue;
            children.fields.push_back(type_checker(work_).declared_field(field));
            if (field.is_key)
                work_.report(problem("T4008",
                                     "a key names an account, not one of its " + backquoted(one.name.text),
                                     field.name.at, "a field of a child record",
                                     {"take " + backquoted(work_.word(keyword::key)) + " off this field"}));
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
        }
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
    }

    void check_definitions() {
        std::vector<std::vector<use>> uses(sources_.size());
        for (std::size_t i = 0; i < sources_.size(); ++i)
            for (auto const& one : sources_[i]) collect_uses(*one.written, work_.symbols, uses[i]);
        definition_sorter sorter(uses, work_);
        work_.program.order = sorter.sort();
        for (auto const index : work_.program.order) check_definition(index);
        for (std::size_t i = 0; i < sources_.size(); ++i)
            if (sorter.in_cycle(i)) check_definition(i);
    }

    void check_definition(std::size_t index) {
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

    void add(ast::strategy_declaration const& one) {
        strategy_version version;
        version.at = one.head_at;
        version.period = read_period(one.period, work_);
        if (one.period.version) version.version = one.period.version->text;
        symbol_table names;
        for (auto const& written : one.queues) {
            (void)names.declare(written.name, {symbol_kind::definition, 0, written.name.at}, work_.found);
            auto const id =
                written.period.id ? written.period.id->text : one.name.text + "." + written.name.text;
            version.queues.push_back({written.name.text, written.label ? written.label->text : "", id,
                                      read_period(written.period, work_),
                                      expression_checker(work_).condition(written.condition),
                                      written.name.at});
        }
        if (one.rest) {
            (void)names.declare(one.rest->name, {symbol_kind::definition, 0, one.rest->name.at}, work_.found);
            auto const id = one.rest->id ? one.rest->id->text : one.name.text + "." + one.rest->name.text;
            version.queues.push_back({one.rest->name.text,
                                      one.rest->label ? one.rest->label->text : "",
                                      id,
                                      {},
                                      invalid_at(one.rest->at),
                                      one.rest->name.at});
        }
        if (version.queues.size() > max_queues)
            work_.report(problem("T1013", "a strategy of more than 65,000 queues", one.head_at, "too long",
                                 {"make several strategies of it"}));
        place(one, std::move(version));
    }

    void place(ast::strategy_declaration const& one, strategy_version version) {
        auto& strategies = work_.program.strategies;
        auto const [at, is_new] = strategy_at_.try_emplace(one.name.text, strategies.size());
        if (is_new) {
            strategies.push_back({one.name.text, one.label ? one.label->text : "", {}});
            strategies.back().versions.push_back(std::move(version));
            return;
        }
        auto& same = strategies[at->second];
        bool const dated = version.period.reads_as_of() || same.versions.front().period.reads_as_of();
        if (!dated) {
            auto clash =
                problem("T3002", "the strategy " + backquoted(one.name.text) + " is declared twice",
                        one.head_at, "again here", {"give one of them another name, or give both a period"});
            clash.labels.push_back({same.versions.front().at, "first declared here"});
            work_.report(std::move(clash));
            return;
        }
        same.versions.push_back(std::move(version));
    }

    /// Queues are numbered in 16 bits.
    static constexpr std::size_t max_queues = 65'000;

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
    std::unordered_map<std::string, std::size_t> strategy_at_;
    std::optional<span> policy_at_;
    span key_at_;
};

}  // namespace checking

TRAMO_INLINE checked<program> check(ast::document document) {
    return checking::program_builder(std::move(document)).build();
}

}  // namespace tramo
