// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is asked of the best actions once they are found: reports, rows of them, tables of cases.
#pragma once

#include <algorithm>

#include <tramo/impl/policy/best_action_search.ipp>
#include <tramo/impl/policy/case_order.ipp>

namespace tramo {

TRAMO_INLINE checked<best_actions> find_best_actions(prepared_policy const& with,
                                                     std::shared_ptr<table const> feed,
                                                     std::shared_ptr<table const> cases,
                                                     best_action_options const& options) {
    checked<best_actions> result;
    auto model = std::make_shared<best_actions::model>();
    model->with = with;
    model->feed = std::move(feed);
    model->cases_given = std::move(cases);
    model->options = options;
    auto const& policy = model->policy();
    model->palettes = acting::make_palettes(policy);
    model->finder.emplace(model->palettes);
    model->reading.emplace(policy, *model->feed);
    for (auto const& palette : policy.palettes)
        for (auto const& one : palette.actions)
            model->code_of_kind.push_back(static_cast<std::uint16_t>(one.code));
    model->code_of_kind.push_back(
        static_cast<std::uint16_t>(policy.action_codes.empty() ? 0 : policy.action_codes.size() - 1));
    acting::best_action_search(*model, result.diagnostics).run();
    if (result.ok()) result.value.model_ = std::move(model);
    return result;
}

TRAMO_INLINE prepared_policy const& best_actions::with() const {
    return model_->with;
}
TRAMO_INLINE actions::palette_set const& best_actions::palettes() const {
    return model_->palettes;
}
TRAMO_INLINE account_index const& best_actions::cases() const {
    return model_->facts.index;
}
TRAMO_INLINE actions::case_standings const& best_actions::standings() const {
    return model_->found;
}
TRAMO_INLINE std::vector<std::string> const& best_actions::groups() const {
    return model_->facts.group_names;
}
TRAMO_INLINE std::optional<data_type> best_actions::amount_type() const {
    return model_->amount_type;
}
TRAMO_INLINE std::int64_t best_actions::rows() const {
    return model_->found.rows;
}
TRAMO_INLINE std::vector<data_error> const& best_actions::errors() const {
    return model_->errors.all;
}
TRAMO_INLINE std::int64_t best_actions::errors_not_listed() const {
    return model_->errors.not_listed;
}
TRAMO_INLINE std::vector<data_error> const& best_actions::case_errors() const {
    return model_->facts.errors;
}
TRAMO_INLINE std::int64_t best_actions::case_errors_not_listed() const {
    return model_->facts.errors_not_listed;
}
TRAMO_INLINE std::int64_t best_actions::cases_set_apart() const {
    return model_->facts.rows_set_apart;
}
TRAMO_INLINE std::vector<other_code> const& best_actions::others() const {
    return model_->others.listed;
}
TRAMO_INLINE std::int64_t best_actions::others_not_listed() const {
    return model_->others.not_listed;
}
TRAMO_INLINE bool best_actions::is_scoped() const {
    auto const& asked = model_->options;
    return !asked.agent.empty() || !asked.segment.empty() || !asked.queue.empty() || !asked.where.empty() ||
           acting::action_period(model_->with, asked).is_other();
}

TRAMO_INLINE actions::action_report best_actions::report(std::size_t group) const {
    if (group >= groups().size()) return actions::report(model_->palettes, {});
    return actions::report(model_->palettes, model_->found, static_cast<std::uint16_t>(group),
                           model_->facts.amounts);
}

TRAMO_INLINE actions::action_report best_actions::narrowed(std::size_t group, std::size_t row) const {
    if (group >= groups().size()) return report(group);
    auto options = acting::options_of(*model_);
    options.has_details = false;
    options.group_count = 1;
    options.groups.assign(model_->facts.index.size(), actions::no_group);
    for (auto const unit :
         actions::cases_of(report(group), model_->found, static_cast<std::uint16_t>(group), row))
        options.groups[unit] = 0;
    auto const found = acting::ask_feed(*model_, std::move(options), nullptr).found;
    return actions::report(model_->palettes, found, 0, model_->facts.amounts);
}

/// Row by row down the tree, by label, name or alias.
TRAMO_INLINE std::optional<std::size_t> best_actions::row_of(actions::action_report const& in,
                                                             std::vector<std::string> const& path) const {
    auto const is_called = [&](actions::report_row const& row, std::string const& text) {
        auto const asked = fold_name(text);
        if (asked.empty()) return false;
        if (fold_name(row.path.back()) == asked) return true;
        return std::any_of(row.kinds.begin(), row.kinds.end(), [&](std::uint16_t kind) {
            auto const& one = model_->palettes.kinds[kind];
            auto const& names = one.aliases;
            return fold_name(one.name) == asked || fold_name(one.label) == asked ||
                   std::any_of(names.begin(), names.end(),
                               [&](auto const& alias) { return fold_name(alias) == asked; });
        });
    };
    std::optional<std::size_t> at;
    for (std::size_t depth = 0; depth < path.size(); ++depth) {
        std::optional<std::size_t> next;
        for (std::size_t i = 0; i < in.rows.size() && !next; ++i) {
            bool const is_within =
                in.rows[i].depth == static_cast<int>(depth) && (depth == 0 || in.rows[i].parent == *at);
            if (is_within && is_called(in.rows[i], path[depth])) next = i;
        }
        if (!next) return {};
        at = next;
    }
    return at;
}

TRAMO_INLINE batch best_actions::case_table() const {
    std::vector<std::uint32_t> units;
    for (std::uint32_t unit = 0; unit < model_->facts.index.size(); ++unit)
        if (model_->is_in_scope(unit)) units.push_back(unit);
    return case_table(units);
}

TRAMO_INLINE batch best_actions::case_table(std::vector<std::uint32_t> const& units) const {
    return acting::best_table_maker(*model_).cases(units);
}

TRAMO_INLINE checked<std::vector<std::uint32_t>> best_actions::cases_of(std::size_t group, std::size_t row,
                                                                        std::string const& sort,
                                                                        bool is_descending) const {
    checked<std::vector<std::uint32_t>> result;
    if (group < groups().size())
        result.value =
            actions::cases_of(report(group), model_->found, static_cast<std::uint16_t>(group), row);
    acting::case_sorter(*model_).sort(result.value, sort, is_descending, result.diagnostics);
    return result;
}

TRAMO_INLINE table best_actions::attach(table const& accounts) const {
    return acting::best_table_maker(*model_).attach(accounts);
}

}  // namespace tramo
