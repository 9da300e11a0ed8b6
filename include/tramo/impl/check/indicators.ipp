// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Strategies, and indicators: what strategies are made like, and conditions may ask for.
#pragma once

#include <tramo/impl/check/alert_names.ipp>
#include <tramo/impl/check/periods.ipp>

namespace tramo::checking {

/// The values of an indicator: its cases and its rest, and their labels as other spellings.
[[nodiscard]] TRAMO_INLINE data_type values_of(ast::strategy_declaration const& written, workspace& work) {
    std::vector<enumerant> values;
    std::unordered_map<std::string, span> taken;
    auto const add = [&](ast::name const& name) {
        auto const [first, is_new] = taken.try_emplace(fold(name.text), name.at);
        bool const same = std::any_of(values.begin(), values.end(),
                                      [&](enumerant const& one) { return one.value == name.text; });
        if (!is_new && !same) {
            auto clash = problem("T3009", backquoted(name.text) + " reads like a value before it", name.at,
                                 "the same but for case and accents", {"give one of them another name"});
            clash.labels.push_back({first->second, "this one"});
            work.report(std::move(clash));
        }
        values.push_back({name.text, {}});
    };
    for (auto const& one : written.queues) add(one.name);
    if (written.rest) add(written.rest->name);
    auto const call = [&](std::size_t index, std::optional<ast::text_literal> const& label) {
        if (label && taken.try_emplace(fold(label->text), label->at).second)
            values[index].aliases.push_back(label->text);
    };
    for (std::size_t i = 0; i < written.queues.size(); ++i) call(i, written.queues[i].label);
    if (written.rest) call(written.queues.size(), written.rest->label);
    data_type type = type_of(kind::enumeration);
    type.values = enumerant_list(std::move(values));
    return type;
}

class strategy_checker {
public:
    explicit strategy_checker(workspace& work) : work_(work) {}

    /// Adds a strategy, or one version of it.
    void add(ast::strategy_declaration const& one) {
        std::vector<typed_expression> conditions;
        for (auto const& written : one.queues)
            conditions.push_back(expression_checker(work_).condition(written.condition));
        add(one, std::move(conditions));
    }

    /// The meaning of an indicator: which of its cases holds first.
    [[nodiscard]] typed_expression choice(ast::strategy_declaration const& one) {
        refuse_period(one.period, one.head_at);
        for (auto const& written : one.queues) refuse_period(written.period, written.name.at);
        typed_expression result;
        result.what = operation::choice;
        result.type = values_of(one, work_);
        result.has_names = true;
        result.at = one.head_at;
        bool sound = true;
        for (auto const& written : one.queues) {
            result.operands.push_back(expression_checker(work_).condition(written.condition));
            sound = sound && !is_invalid(result.operands.back());
        }
        result.id = work_.program.expression_count++;
        return sound ? result : invalid_at(one.head_at);
    }

    /// The column of results of an indicator.
    void add_indicator(ast::strategy_declaration const& one, typed_expression const& choice) {
        auto conditions = choice.operands;
        conditions.resize(one.queues.size());
        add(one, std::move(conditions));
        work_.program.strategies.back().is_indicator = true;
    }

private:
    void add(ast::strategy_declaration const& one, std::vector<typed_expression> conditions) {
        strategy_version version;
        version.at = one.head_at;
        version.period = one.is_indicator ? period{} : read_period(one.period, work_);
        if (one.period.version) version.version = one.period.version->text;
        symbol_table names;
        for (std::size_t i = 0; i < one.queues.size(); ++i) {
            auto const& written = one.queues[i];
            (void)names.declare(written.name, {symbol_kind::definition, 0, written.name.at}, work_.found);
            auto const id =
                written.period.id ? written.period.id->text : one.name.text + "." + written.name.text;
            version.queues.push_back({written.name.text, written.label ? written.label->text : "", id,
                                      one.is_indicator ? period{} : read_period(written.period, work_),
                                      std::move(conditions[i]), written.name.at});
        }
        if (one.rest) add_rest(one, names, version);
        if (version.queues.size() > max_queues)
            work_.report(problem("T1013", "a strategy of more than 65,000 queues", one.head_at, "too long",
                                 {"make several strategies of it"}));
        place(one, std::move(version));
    }

    void add_rest(ast::strategy_declaration const& one, symbol_table& names, strategy_version& version) {
        (void)names.declare(one.rest->name, {symbol_kind::definition, 0, one.rest->name.at}, work_.found);
        auto const id = one.rest->id ? one.rest->id->text : one.name.text + "." + one.rest->name.text;
        version.queues.push_back({one.rest->name.text,
                                  one.rest->label ? one.rest->label->text : "",
                                  id,
                                  {},
                                  invalid_at(one.rest->at),
                                  one.rest->name.at});
    }

    void place(ast::strategy_declaration const& one, strategy_version version) {
        auto& strategies = work_.program.strategies;
        auto const [at, is_new] = strategy_at_.try_emplace(one.name.text, strategies.size());
        bool const dated = !is_new && (version.period.reads_as_of() ||
                                       strategies[at->second].versions.front().period.reads_as_of());
        bool const mixed = !is_new && (one.is_indicator || strategies[at->second].is_indicator);
        if (is_new || mixed) {
            strategies.push_back({one.name.text, one.label ? one.label->text : "", {}});
            strategies.back().versions.push_back(std::move(version));
            return;
        }
        auto& same = strategies[at->second];
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

    /// A condition that names an indicator could not say which of several versions it means.
    void refuse_period(ast::validity_period const& written, span at) {
        if (!has_dates(written) && !written.is_inactive) return;
        work_.report(problem("T4020", "an indicator holds always", at, "with a period",
                             {"take the period off, or ask for the day in its conditions: " +
                              work_.word(keyword::as_of) + " >= 2026-01-01"}));
    }

    /// Queues are numbered in 16 bits.
    static constexpr std::size_t max_queues = 65'000;

    workspace& work_;
    std::unordered_map<std::string, std::size_t> strategy_at_;
};

}  // namespace tramo::checking
