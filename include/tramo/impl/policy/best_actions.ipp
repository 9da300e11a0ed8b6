// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// From a feed of actions to the best one of each case, and to the reports.
#pragma once

#include <algorithm>

#include <tramo/impl/policy/best_action_tables.ipp>
#include <tramo/impl/policy/case_order.ipp>
#include <tramo/policy/best_actions.hpp>

namespace tramo {

namespace acting {

/// What one reading of the feed tells.
struct feed_answer {
    actions::case_standings found;
    action_errors errors;
    std::vector<other_code> others;
};

/// Reads the feed for some groups of cases; `growing` gets those that it tells of, where none were given.
[[nodiscard]] inline feed_answer ask_feed(best_actions::model const& of, actions::best_options options,
                                          account_index* growing) {
    auto const& feed = *of.reading;
    action_reading how;
    how.known = &of.facts.index;
    how.growing = growing;
    if (!of.facts.palette.empty()) how.palette_of_case = &of.facts.palette;
    how.agent = fold(of.options.agent);
    actions::best_finder best(of.palettes, of.facts.index.size(), std::move(options), feed);
    action_reader reader(feed, of.palettes, *of.finder, how);
    reader.read([&](action_block const& block) {
        if (growing != nullptr) best.grow(growing->size());
        best.add(block.first_row, block.cases, block.kinds, block.moments);
    });
    return {best.finish(), std::move(reader.errors), reader.others()};
}

/// The options of a search for the groups that the cases are in.
[[nodiscard]] inline actions::best_options options_of(best_actions::model const& of) {
    auto options = action_period(of.with, of.options).options();
    options.has_details = of.options.has_details;
    options.since = of.facts.since;
    options.groups = of.facts.groups;
    options.group_count = of.facts.group_names.size();
    return options;
}

/// Works out the answer step by step; each step may find what makes the next one impossible.
class best_action_search {
public:
    best_action_search(best_actions::model& into, std::vector<diagnostic>& found)
        : model_(into), found_(found), period_(into.with, into.options) {}

    void run() {
        if (!judge_question() || !read_cases() || !choose_cases()) return;
        auto answer = ask_feed(model_, options_of(model_), growing());
        model_.found = std::move(answer.found);
        model_.errors = std::move(answer.errors);
        model_.others = std::move(answer.others);
    }

private:
    [[nodiscard]] account_index* growing() { return model_.facts.are_given ? nullptr : &model_.facts.index; }

    [[nodiscard]] bool judge_question() {
        auto const& policy = model_.policy();
        if (policy.palettes.empty()) {
            found_.push_back({"T5014",
                              severity::error,
                              "the policy declares no palette of actions",
                              {},
                              {"declare one: see the language page"}});
            return false;
        }
        if (period_.needs_day() && !model_.with.asked().as_of)
            found_.push_back({"T4010",
                              severity::error,
                              "the window ends on a day, and none was given",
                              {},
                              {"give as_of: the day the question is asked for, such as 2026-11-21"}});
        if (!model_.options.agent.empty() && !model_.reading->has_agents())
            found_.push_back({"T5004",
                              severity::error,
                              "the actions have no column `" + policy.actions.agent +
                                  "`, and those of one agent are asked for",
                              {},
                              {"say in the policy which column it is"}});
        for (auto& one : action_feed_checker(policy, *model_.feed).check()) found_.push_back(std::move(one));
        if (model_.reading->rows() >= std::int64_t{actions::excluded_case})
            found_.push_back({"T5009",
                              severity::error,
                              "more than four thousand million actions at once",
                              {},
                              {"leave out actions before the window"}});
        judge_cases();
        return is_sound();
    }

    /// What only a table of cases can tell.
    void judge_cases() {
        auto const& policy = model_.policy();
        if (model_.cases_given && !policy.key)
            found_.push_back({"T5007",
                              severity::error,
                              "the policy has no key, by which cases and actions belong together",
                              {},
                              {"declare the field that names an account " +
                               std::string(spelling(keyword::key, policy.document.language))}});
        if (model_.cases_given) return;
        if (period_.is_of_cases())
            found_.push_back({"T5017",
                              severity::error,
                              "the window begins on a day of the case, and no cases were given",
                              {},
                              {"give the table of cases, or ask for another window"}});
        bool const has_condition = std::any_of(policy.palettes.begin(), policy.palettes.end(),
                                               [](auto const& one) { return one.condition.has_value(); });
        if (has_condition)
            found_.push_back({"T5018",
                              severity::warning,
                              "which palette is whose depends on the cases, and none were given: the first "
                              "palette is taken for all",
                              {},
                              {"give the table of cases"}});
    }

    [[nodiscard]] bool read_cases() {
        if (!model_.cases_given) return true;
        auto read = case_reader(model_.with, *model_.cases_given, period_.is_of_cases()).read();
        for (auto& one : read.diagnostics) found_.push_back(std::move(one));
        model_.facts = std::move(read.value);
        return is_sound();
    }

    [[nodiscard]] bool choose_cases() {
        case_scope scope(model_.with, model_.cases_given.get(), model_.options, found_);
        bool const has_rule = !model_.options.segment.empty() || !model_.options.queue.empty();
        if (has_rule && is_sound()) keep_ruled();
        scope.apply(model_.facts);
        model_.amount_type = scope.amount_type;
        return is_sound();
    }

    /// Segments and queues may ask for the best action themselves: they are asked with what all actions say.
    void keep_ruled() {
        if (!model_.cases_given) {
            found_.push_back({"T5007",
                              severity::error,
                              "without a table of cases nobody is in a segment or queue",
                              {},
                              {"give the cases"}});
            return;
        }
        auto const asked = model_.options;
        model_.options = {};
        model_.options.window = asked.window;
        model_.found = ask_feed(model_, options_of(model_), nullptr).found;
        model_.options = asked;
        auto const attached = best_table_maker(model_).attach(*model_.cases_given);
        auto ruled = model_.with.evaluate(attached);
        for (auto& one : ruled.diagnostics)
            if (one.severity == severity::error) found_.push_back(std::move(one));
        auto const segment = place_of_segment();
        auto const queue = place_of_queue();
        if (!is_sound()) return;
        model_.facts.begin_groups();
        for (auto const& part : ruled.value.batches) keep(part, segment, queue);
    }

    void keep(batch_verdicts const& part, std::optional<std::size_t> segment,
              std::optional<std::pair<std::size_t, std::size_t>> queue) {
        auto& facts = model_.facts;
        if (units_.empty()) {
            units_.assign(static_cast<std::size_t>(model_.cases_given->rows()), no_unit);
            for (std::uint32_t unit = 0; unit < facts.index.size(); ++unit)
                units_[static_cast<std::size_t>(facts.row(unit))] = unit;
        }
        for (std::int64_t i = 0; i < part.rows; ++i) {
            auto const unit = units_[static_cast<std::size_t>(part.first_row + i)];
            if (unit == no_unit) continue;
            auto const row = static_cast<std::size_t>(i);
            bool const is_in = (!segment || detail::row_answers(part, row).is_true(*segment)) &&
                               (!queue || part.queues[queue->first][row] == queue->second);
            if (!is_in) facts.groups[unit] = actions::no_group;
        }
    }

    [[nodiscard]] std::optional<std::size_t> place_of_segment() {
        auto const& name = model_.options.segment;
        if (name.empty()) return {};
        std::vector<std::string> names;
        for (auto const& one : model_.with.segments()) {
            if (one.name == name) return names.size();
            names.push_back(one.name);
        }
        report_unknown("segment", name, names);
        return {};
    }

    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> place_of_queue() {
        auto const& name = model_.options.queue;
        if (name.empty()) return {};
        std::vector<std::string> names;
        auto const& strategies = model_.with.strategies();
        for (std::size_t i = 0; i < strategies.size(); ++i)
            for (std::size_t j = 0; j < strategies[i].queues.size(); ++j) {
                auto const whole = strategies[i].name + "." + strategies[i].queues[j].name;
                if (whole == name) return std::pair{i, j};
                names.push_back(whole);
            }
        report_unknown("queue", name, names);
        return {};
    }

    void report_unknown(std::string const& what, std::string const& name,
                        std::vector<std::string> const& known) {
        std::vector<std::string> help;
        if (auto const near = nearest(name, known); !near.empty())
            help.push_back("did you mean `" + std::string(near) + "`?");
        found_.push_back(
            {"T5007", severity::error, "the policy has no " + what + " `" + name + "`", {}, std::move(help)});
    }

    [[nodiscard]] bool is_sound() const {
        return std::none_of(found_.begin(), found_.end(),
                            [](auto const& one) { return one.severity == severity::error; });
    }

    best_actions::model& model_;
    std::vector<diagnostic>& found_;
    action_period period_;
    std::vector<std::uint32_t> units_;
};

}  // namespace acting

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
    for (auto const& one : model->palettes.kinds) {
        auto const at = std::find(policy.action_codes.begin(), policy.action_codes.end(), one.name);
        model->code_of_kind.push_back(static_cast<std::uint16_t>(at - policy.action_codes.begin()));
    }
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
TRAMO_INLINE std::vector<other_code> const& best_actions::others() const {
    return model_->others;
}

TRAMO_INLINE actions::action_report best_actions::report(std::size_t group) const {
    return actions::report(model_->palettes, model_->found, static_cast<std::uint16_t>(group),
                           model_->facts.amounts);
}

TRAMO_INLINE actions::action_report best_actions::narrowed(std::size_t group, std::size_t row) const {
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
        auto const asked = fold(text);
        if (fold(row.path.back()) == asked) return true;
        return std::any_of(row.kinds.begin(), row.kinds.end(), [&](std::uint16_t kind) {
            auto const& one = model_->palettes.kinds[kind];
            auto const& names = one.aliases;
            return fold(one.name) == asked || fold(one.label) == asked ||
                   std::any_of(names.begin(), names.end(),
                               [&](auto const& alias) { return fold(alias) == asked; });
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
    result.value = actions::cases_of(report(group), model_->found, static_cast<std::uint16_t>(group), row);
    acting::case_sorter(*model_).sort(result.value, sort, is_descending, result.diagnostics);
    return result;
}

TRAMO_INLINE table best_actions::attach(table const& accounts) const {
    return acting::best_table_maker(*model_).attach(accounts);
}

}  // namespace tramo
