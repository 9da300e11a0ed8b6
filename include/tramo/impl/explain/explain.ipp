// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Answers "why" for one row and one segment or queue.
#pragma once

#include <tramo/explain/explain.hpp>
#include <tramo/impl/explain/condition_tree.ipp>
#include <tramo/impl/explain/explanation_text.ipp>
#include <tramo/run/evaluate.hpp>
#include <tramo/text/suggest.hpp>

namespace tramo {

namespace explaining {

/// A batch of one row: views into the same buffers.
[[nodiscard]] TRAMO_INLINE batch one_row(batch const& data, std::int64_t row) {
    batch single;
    single.rows = 1;
    single.owner = data.owner;
    for (auto column : data.columns) {
        column.offset += row;
        column.length = 1;
        single.columns.push_back(std::move(column));
    }
    return single;
}

/// The verdict on the row, its errors, and what the row is called; false when the data cannot be read.
[[nodiscard]] TRAMO_INLINE bool judge(prepared_policy const& with, batch const& data, std::int64_t row,
                                      record_verdict& verdict, checked<explanation>& result) {
    evaluator runner(with.policy().program(), with.plan());
    result.diagnostics = runner.check(data);
    if (!result.ok()) return false;
    auto out = runner.add(data);
    auto totals = runner.totals();
    totals.batches.push_back(std::move(out));
    verdict = verdict_of(totals, 0, 0);
    name_expressions(verdict.errors, with.policy());
    for (auto& error : verdict.errors) error.row = row;
    result.value.row = row;
    result.value.errors = verdict.errors;
    if (auto const key = with.policy().key())
        if (auto const* const column = find_column(data, with.policy().fields().fields[*key].name))
            result.value.key = running::key_text(*column, 0);
    return true;
}

struct queue_place {
    std::size_t strategy = 0, queue = 0;
};

[[nodiscard]] TRAMO_INLINE std::optional<queue_place> find_queue(prepared_policy const& with,
                                                                 std::string_view name,
                                                                 std::vector<diagnostic>& found) {
    std::vector<queue_place> places;
    std::vector<std::string> names;
    auto const& strategies = with.strategies();
    for (std::size_t i = 0; i < strategies.size(); ++i)
        for (std::size_t j = 0; j < strategies[i].queues.size(); ++j) {
            auto const full = strategies[i].name + "." + strategies[i].queues[j].name;
            names.push_back(strategies[i].queues[j].name);
            if (full == name) return queue_place{i, j};
            if (strategies[i].queues[j].name == name) places.push_back({i, j});
        }
    if (places.size() == 1) return places.front();
    std::vector<std::string> help;
    if (places.empty()) {
        if (auto const near = nearest(name, names); !near.empty())
            help.push_back("did you mean `" + std::string(near) + "`?");
    } else {
        for (auto const& place : places)
            help.push_back("name it as " + strategies[place.strategy].name + "." + std::string(name));
    }
    found.push_back({"T5007",
                     severity::error,
                     (places.empty() ? "no queue is named `" : "more than one queue is named `") +
                         std::string(name) + "`",
                     {},
                     std::move(help)});
    return {};
}

}  // namespace explaining

TRAMO_INLINE checked<explanation> explain_segment(prepared_policy const& with, batch const& data,
                                                  std::int64_t row, std::string_view segment) {
    checked<explanation> result;
    auto const& segments = with.segments();
    auto const at =
        std::find_if(segments.begin(), segments.end(), [&](auto const& one) { return one.name == segment; });
    if (at == segments.end()) {
        std::vector<std::string> names, help;
        for (auto const& one : segments) names.push_back(one.name);
        if (auto const near = nearest(segment, names); !near.empty())
            help.push_back("did you mean `" + std::string(near) + "`?");
        result.diagnostics.push_back({"T5007",
                                      severity::error,
                                      "no segment is named `" + std::string(segment) + "`",
                                      {},
                                      std::move(help)});
        return result;
    }
    auto const index = static_cast<std::size_t>(at - segments.begin());
    auto const single = explaining::one_row(data, row);
    record_verdict verdict;
    if (!explaining::judge(with, single, row, verdict, result)) return result;
    auto& what = result.value;
    what.segment = at->name;
    what.rule = *at;
    what.holds = verdict.segments[index];
    explaining::computed_row const computed(with, single, 0);
    explaining::tree_builder tree(computed);
    auto const* const meaning = tree.active_meaning(with.plan().segments[index].definition);
    if (meaning == nullptr || !what.errors.empty()) return result;
    what.why = tree.tree_of(*meaning);
    tree.missing(what.why, what.unknown_because);
    return result;
}

TRAMO_INLINE checked<explanation> explain_queue(prepared_policy const& with, batch const& data,
                                                std::int64_t row, std::string_view queue) {
    checked<explanation> result;
    auto const place = explaining::find_queue(with, queue, result.diagnostics);
    if (!place) return result;
    auto const single = explaining::one_row(data, row);
    record_verdict verdict;
    if (!explaining::judge(with, single, row, verdict, result)) return result;
    auto const& strategy = with.strategies()[place->strategy];
    auto const& planned = with.plan().strategies[place->strategy];
    auto& what = result.value;
    what.strategy = strategy.name;
    what.queue = strategy.queues[place->queue].name;
    what.rule = strategy.queues[place->queue];
    if (!what.errors.empty()) return result;
    auto const taken = verdict.queues[place->strategy];
    what.taken_by = strategy.queues[taken].name;
    what.holds = taken == place->queue ? truth_value::yes : truth_value::no;
    explaining::computed_row const computed(with, single, 0);
    explaining::tree_builder tree(computed);
    auto const& written =
        with.policy().program().strategies[planned.strategy].versions[planned.version_index].queues;
    for (std::size_t i = 0; i <= place->queue; ++i) {
        explained_step step{strategy.queues[i], truth_value::yes, i + 1 == written.size(), {}};
        if (!step.is_rest) {
            step.holds = computed.truth(planned.queues[i].condition);
            if (planned.queues[i].is_active) step.why = tree.tree_of(written[i].condition);
            tree.missing(step.why, what.unknown_because);
        }
        what.steps.push_back(std::move(step));
    }
    return result;
}

}  // namespace tramo
