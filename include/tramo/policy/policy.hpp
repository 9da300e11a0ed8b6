// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A loaded policy: opaque, shared, immutable, safe to use from many threads at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tramo/alerts/machine.hpp>
#include <tramo/run/verdicts.hpp>
#include <tramo/syntax/keywords.hpp>
#include <tramo/text/diagnostic.hpp>
#include <tramo/values/schema.hpp>

namespace tramo {

struct program;
struct plan;
struct hold_plan;
struct treatment_plan;
class prepared_policy;

namespace detail {
class record_gate;
}

/// A segment, a queue or a worklist, as results name it.
struct rule_info {
    std::string name;
    std::string label;
    std::string rule_id;  ///< given with `id`, else the segment's name, or `strategy.queue`
    std::string version;
    bool is_active = true;  ///< false: inactive, or no version holds on the day: it takes nobody
};

struct strategy_info {
    std::string name;
    std::string label;
    std::string version;
    std::vector<rule_info> queues;  ///< in order; the rest is the last
};

/// A payment condition, in one of its versions, and its ways to pay.
struct condition_info {
    rule_info about;
    bool is_default = false;
    std::vector<rule_info> alternatives;
};

struct palette_info {
    std::string name;
    std::string label;
    std::size_t actions = 0;  ///< on all levels
};

struct parameter_info {
    std::string name;
    std::string label;
    data_type type;
    bool has_initial = false;
};

/// What a question is asked with. Parameters are given as text and read like a cell of data: `12.5` for a
/// percent parameter is 12.5 %, dates are `2026-11-21`.
struct question {
    std::optional<date> as_of;
    std::vector<std::pair<std::string, std::string>> parameters;
};

class policy {
public:
    policy() = default;  ///< empty: only to be assigned to, or asked `operator bool`
    explicit operator bool() const { return model_ != nullptr; }

    [[nodiscard]] std::string const& title() const;
    [[nodiscard]] std::string const& version() const;
    [[nodiscard]] std::string const& currency() const;
    [[nodiscard]] std::string const& zone() const;
    [[nodiscard]] tramo::language language() const;
    /// SHA-256 of its content: the same for its translations.
    [[nodiscard]] std::string const& hash() const;
    [[nodiscard]] tramo::source const& source() const;
    [[nodiscard]] tramo::schema const& fields() const;
    [[nodiscard]] std::optional<std::size_t> key() const;
    [[nodiscard]] std::vector<parameter_info> parameters() const;
    /// All declared, whatever the day.
    [[nodiscard]] std::vector<rule_info> segments() const;
    [[nodiscard]] std::vector<strategy_info> strategies() const;
    [[nodiscard]] std::vector<condition_info> conditions() const;
    [[nodiscard]] std::vector<palette_info> palettes() const;
    /// In all their versions.
    [[nodiscard]] std::vector<rule_info> worklists() const;
    /// Whether `as_of` is needed.
    [[nodiscard]] bool reads_as_of() const;
    /// The document in canonical form.
    [[nodiscard]] std::string format(tramo::language in) const;

    /// Makes it ready for a day and parameters. T4010 when a day is needed and missing, T3010 to T3012 for
    /// parameters.
    [[nodiscard]] checked<prepared_policy> prepare(question const& asked = {}) const;

    [[nodiscard]] tramo::program const& program() const;  ///< for the engine's own modules
    /// The machines of its alerts, in their order.
    [[nodiscard]] std::vector<alerts::machine> const& machines() const;

    [[nodiscard]] detail::record_gate const& gate_of_records() const;  ///< for the engine's own modules

private:
    struct model;
    friend checked<policy> load(std::string text, std::string name);
    std::shared_ptr<model const> model_;
};

/// Gives errors of arithmetic the expression that they speak of: field `line 12`, value the expression as
/// written.
void name_expressions(std::vector<data_error>& errors, policy const& of);

/// Reads and checks a policy. Where a diagnostic is an error, the policy is empty.
[[nodiscard]] checked<policy> load(std::string text, std::string name = "policy");

/// A policy for one day and one set of parameters; immutable, to be shared by threads.
class prepared_policy {
public:
    prepared_policy() = default;
    explicit operator bool() const { return model_ != nullptr; }

    [[nodiscard]] tramo::policy const& policy() const;
    [[nodiscard]] question const& asked() const;
    /// In the order of the verdicts' bitmaps.
    [[nodiscard]] std::vector<rule_info> const& segments() const;
    /// Those that hold on the day, in the order of the verdicts' queues.
    [[nodiscard]] std::vector<strategy_info> const& strategies() const;

    /// Evaluates a whole table. T5 errors when it cannot be read at all. `amount_field` names a money field
    /// whose sums are taken (T5007 when there is none).
    [[nodiscard]] checked<verdicts> evaluate(table const& data, evaluation_options options = {},
                                             std::string_view amount_field = {}) const;

    [[nodiscard]] tramo::plan const& plan() const;  ///< for the engine's own modules
    [[nodiscard]] hold_plan const& holds() const;
    [[nodiscard]] treatment_plan const& treatment() const;

private:
    struct model;
    friend class policy;
    std::shared_ptr<model const> model_;
};

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/policy/policy.ipp>
#endif
