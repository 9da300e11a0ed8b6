// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// From a feed of actions and a question to the best action of each case: step by step, as far as it goes.
#pragma once

#include <algorithm>

#include <tramo/impl/policy/best_action_tables.ipp>
#include <tramo/policy/best_actions.hpp>

namespace tramo {

namespace acting {

/// What one reading of the feed tells.
struct feed_answer {
    actions::case_standings found;
    action_errors errors;
    other_list others;
};

/// Reads the feed for some groups of cases; `growing` gets those that it tells of, where none were given.
/// `has_others`: tells what no palette knows, of the groups that the cases are in.
[[nodiscard]] inline feed_answer ask_feed(best_actions::model const& of, actions::best_options options,
                                          account_index* growing, bool has_others = false) {
    auto const& feed = *of.reading;
    action_reading how;
    how.known = &of.facts.index;
    how.growing = growing;
    if (!of.facts.palette.empty()) how.palette_of_case = &of.facts.palette;
    if (!of.options.agent.empty()) how.agent = fold_name(of.options.agent);
    if (has_others) how.counted.emplace(counted_rows{options.window_begin, options.before, of.facts});
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
        auto answer = ask_feed(model_, options_of(model_), growing(), true);
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
        if (!period_.has_fitting_days())
            found_.push_back({"T5007",
                              severity::error,
                              "a window of " + std::to_string(model_.options.window.days) +
                                  " days was asked for, and there is no such",
                              {},
                              {"ask for 1 to " + std::to_string(action_period::most_days) + " days"}});
        bool const is_agent_asked = !model_.options.agent.empty();
        for (auto& one : action_feed_checker(policy, *model_.feed, is_agent_asked).check())
            found_.push_back(std::move(one));
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
        for (auto& one : ruled.diagnostics) add_once(std::move(one));
        auto const segment = place_of_segment();
        auto const queue = place_of_queue();
        if (!is_sound()) return;
        model_.facts.begin_groups();
        for (auto const& part : ruled.value.batches) keep(part, segment, queue);
    }

    /// The cases were read before, and much of what is wrong with them was told.
    void add_once(diagnostic one) {
        bool const is_told = std::any_of(found_.begin(), found_.end(), [&](auto const& other) {
            return other.code == one.code && other.message == one.message;
        });
        if (!is_told) found_.push_back(std::move(one));
    }

    void keep(batch_verdicts const& part, std::optional<std::size_t> segment,
              std::optional<std::pair<std::size_t, std::size_t>> queue) {
        auto& facts = model_.facts;
        if (units_.empty()) units_ = facts.units_of_rows(model_.cases_given->rows());
        for (std::int64_t i = 0; i < part.rows; ++i) {
            auto const unit = units_[static_cast<std::size_t>(part.first_row + i)];
            if (unit == no_unit) continue;
            auto const row = static_cast<std::size_t>(i);
            bool const is_in = (!segment || detail::row_answers(part, row).is_true(*segment)) &&
                               (!queue || part.queues[queue->first][row] == queue->second);
            if (!is_in && facts.groups[unit] < actions::apart_group) facts.groups[unit] = actions::no_group;
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

}  // namespace tramo
