// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Loading, preparing, evaluating: the towers meet.
#pragma once

#include <memory>
#include <mutex>

#include <tramo/check/check.hpp>
#include <tramo/impl/policy/alert_findings.ipp>
#include <tramo/impl/policy/offer_findings.ipp>
#include <tramo/impl/policy/parameters.ipp>
#include <tramo/impl/policy/record_values.ipp>
#include <tramo/plan/compile.hpp>
#include <tramo/plan/plan.hpp>
#include <tramo/plan/treatment_plan.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/run/evaluate.hpp>
#include <tramo/syntax/parse.hpp>
#include <tramo/syntax/print.hpp>

namespace tramo {

struct policy::model {
    tramo::source text;
    tramo::program program;
    std::string hash;
    std::vector<alerts::machine> machines;
    mutable std::once_flag is_gate_made;
    mutable std::unique_ptr<detail::record_gate const> gate;  ///< made when the first record is
};

struct prepared_policy::model {
    tramo::policy policy;
    question asked;
    tramo::plan plan;
    hold_plan holds;
    treatment_plan treatment;
    std::vector<rule_info> segments;
    std::vector<strategy_info> strategies;
};

TRAMO_INLINE std::string const& policy::title() const {
    return model_->program.title;
}
TRAMO_INLINE std::string const& policy::version() const {
    return model_->program.version;
}
TRAMO_INLINE std::string const& policy::currency() const {
    return model_->program.currency;
}
TRAMO_INLINE std::string const& policy::zone() const {
    return model_->program.zone;
}
TRAMO_INLINE language policy::language() const {
    return model_->program.document.language;
}
TRAMO_INLINE std::string const& policy::hash() const {
    return model_->hash;
}
TRAMO_INLINE source const& policy::source() const {
    return model_->text;
}
TRAMO_INLINE schema const& policy::fields() const {
    return model_->program.fields;
}
TRAMO_INLINE detail::record_gate const& policy::gate_of_records() const {
    std::call_once(model_->is_gate_made, [this] {
        model_->gate = std::make_unique<detail::record_gate const>(model_->program.fields.fields);
    });
    return *model_->gate;
}
TRAMO_INLINE std::optional<std::size_t> policy::key() const {
    return model_->program.key;
}
TRAMO_INLINE bool policy::reads_as_of() const {
    return model_->program.reads_as_of;
}
TRAMO_INLINE program const& policy::program() const {
    return model_->program;
}

TRAMO_INLINE std::vector<alerts::machine> const& policy::machines() const {
    return model_->machines;
}

TRAMO_INLINE std::vector<parameter_info> policy::parameters() const {
    std::vector<parameter_info> all;
    for (auto const& one : model_->program.parameters)
        all.push_back({one.name, one.label, one.type, one.initial.has_value()});
    return all;
}

TRAMO_INLINE std::vector<rule_info> policy::segments() const {
    std::vector<rule_info> all;
    for (auto const& one : model_->program.definitions) {
        if (!one.is_segment) continue;
        auto const& first = one.versions.front();
        all.push_back({one.name, one.label, first.rule_id, first.version, !first.period.is_inactive});
    }
    return all;
}

TRAMO_INLINE std::vector<strategy_info> policy::strategies() const {
    std::vector<strategy_info> all;
    for (auto const& one : model_->program.strategies) {
        auto const& first = one.versions.front();
        strategy_info added{one.name, one.label, first.version, {}};
        for (auto const& queue : first.queues)
            added.queues.push_back(
                {queue.name, queue.label, queue.rule_id, first.version, !queue.period.is_inactive});
        all.push_back(std::move(added));
    }
    return all;
}

TRAMO_INLINE std::vector<condition_info> policy::conditions() const {
    std::vector<condition_info> all;
    for (auto const& one : model_->program.conditions) {
        bool const is_active = !one.period.is_inactive;
        condition_info added{{one.name, one.label, one.rule_id, one.version, is_active}, one.is_default, {}};
        for (auto const& way : one.alternatives)
            added.alternatives.push_back({way.name, way.label, way.rule_id, one.version, is_active});
        all.push_back(std::move(added));
    }
    return all;
}

TRAMO_INLINE std::vector<palette_info> policy::palettes() const {
    std::vector<palette_info> all;
    for (auto const& one : model_->program.palettes) all.push_back({one.name, one.label, one.actions.size()});
    return all;
}

TRAMO_INLINE std::vector<rule_info> policy::worklists() const {
    std::vector<rule_info> all;
    for (auto const& one : model_->program.worklists)
        all.push_back({one.name, one.label, one.rule_id, one.version, !one.period.is_inactive});
    return all;
}

TRAMO_INLINE std::string policy::format(tramo::language in) const {
    return print(model_->program.document, in);
}

TRAMO_INLINE checked<policy> load(std::string text, std::string name) {
    checked<policy> result;
    auto model = std::make_shared<policy::model>();
    model->text = source(std::move(text), std::move(name));
    auto parsed = parse(model->text);
    result.diagnostics = std::move(parsed.diagnostics);
    bool const unreadable = parsed.value.declarations.empty() && !result.ok();
    if (unreadable) return result;
    bool const was_read = result.ok();
    auto checked_program = check(std::move(parsed.value));
    for (auto& found : checked_program.diagnostics) {
        bool const follows =
            !was_read && found.code == "T1018";  // what would have been declared could not be read
        if (!follows) result.diagnostics.push_back(std::move(found));
    }
    if (!result.ok()) {  // queues are judged by their conditions, and some of these could not be read
        std::erase_if(result.diagnostics, [](diagnostic const& found) { return found.code == "T4002"; });
        return result;
    }
    model->program = std::move(checked_program.value);
    model->machines = alerting::make_machines(model->program);
    for (auto& found : alerting::find_in_machines(model->program, model->machines))
        result.diagnostics.push_back(std::move(found));
    for (auto& found : offering::find_in_matrices(model->program))
        result.diagnostics.push_back(std::move(found));
    if (!result.ok()) return result;
    model->hash = content_hash(model->program.document);
    result.value.model_ = std::move(model);
    return result;
}

TRAMO_INLINE checked<prepared_policy> policy::prepare(question const& asked) const {
    checked<prepared_policy> result;
    auto const& program = model_->program;
    auto known = read_parameters(program, asked.parameters, result.diagnostics);
    known.as_of = asked.as_of;
    if (program.reads_as_of && !asked.as_of)
        result.diagnostics.push_back({"T4010",
                                      severity::error,
                                      "the policy asks for the day, and none was given",
                                      {},
                                      {"give as_of: the day the question is asked for, such as 2026-11-21"}});
    if (!result.ok()) return result;
    auto made = std::make_shared<prepared_policy::model>();
    made->policy = *this;
    made->asked = asked;
    made->plan = compile(program, known);
    made->holds = compile_holds(program, known);
    made->treatment = compile_treatment(program, known);
    for (auto const& one : made->plan.segments)
        made->segments.push_back({one.name, one.label, one.rule_id, one.version, one.is_active});
    for (auto const& one : made->plan.strategies) {
        strategy_info added{one.name, one.label, one.version, {}};
        for (auto const& queue : one.queues)
            added.queues.push_back({queue.name, queue.label, queue.rule_id, one.version, queue.is_active});
        made->strategies.push_back(std::move(added));
    }
    result.value.model_ = std::move(made);
    return result;
}

TRAMO_INLINE policy const& prepared_policy::policy() const {
    return model_->policy;
}
TRAMO_INLINE question const& prepared_policy::asked() const {
    return model_->asked;
}
TRAMO_INLINE std::vector<rule_info> const& prepared_policy::segments() const {
    return model_->segments;
}
TRAMO_INLINE std::vector<strategy_info> const& prepared_policy::strategies() const {
    return model_->strategies;
}
TRAMO_INLINE plan const& prepared_policy::plan() const {
    return model_->plan;
}
TRAMO_INLINE hold_plan const& prepared_policy::holds() const {
    return model_->holds;
}
TRAMO_INLINE treatment_plan const& prepared_policy::treatment() const {
    return model_->treatment;
}

TRAMO_INLINE void name_expressions(std::vector<data_error>& errors, policy const& of) {
    constexpr std::size_t longest = 60;
    for (auto& error : errors) {
        if (error.reason != fault_reason::arithmetic || !error.field.empty()) continue;
        error.field = "line " + std::to_string(of.source().at(error.at.begin).line);
        auto const written = of.source().slice(error.at);
        error.value = written.size() <= longest ? std::string(written) : "an expression";
    }
}

namespace detail {

/// The money field of that name, or a T5007.
[[nodiscard]] TRAMO_INLINE std::optional<std::size_t> find_amount(schema const& fields, std::string_view name,
                                                                  std::vector<diagnostic>& found) {
    std::vector<std::string> amounts;
    for (std::size_t i = 0; i < fields.fields.size(); ++i) {
        if (fields.fields[i].type.kind != kind::money) continue;
        amounts.push_back(fields.fields[i].name);
        if (fields.fields[i].name == name) return i;
    }
    std::vector<std::string> help;
    if (auto const near = nearest(name, amounts); !near.empty())
        help.push_back("did you mean `" + std::string(near) + "`?");
    found.push_back({"T5007",
                     severity::error,
                     "the policy has no money field `" + std::string(name) + "` to sum",
                     {},
                     std::move(help)});
    return {};
}

}  // namespace detail

TRAMO_INLINE checked<verdicts> prepared_policy::evaluate(table const& data, evaluation_options options,
                                                         std::string_view amount_field) const {
    checked<verdicts> result;
    std::optional<std::size_t> amount;
    if (!amount_field.empty())
        amount = detail::find_amount(model_->policy.fields(), amount_field, result.diagnostics);
    if (!result.ok()) return result;
    result = tramo::evaluate(model_->policy.program(), model_->plan, data, options, amount);
    name_expressions(result.value.errors, model_->policy);
    return result;
}

}  // namespace tramo
