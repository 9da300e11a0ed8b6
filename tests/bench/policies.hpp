// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Policies to measure with. Narrow segments are chosen by what they match, so this stands above the engine.
#pragma once

#include <cstdlib>
#include <iostream>
#include <map>

#include <tramo/policy/policy.hpp>
#include <tramo/text/render.hpp>

#include "accounts.hpp"

namespace tramo_bench {

/// One policy whose segments are these conditions, and a strategy of as many queues; it declares the columns
/// it reads.
inline std::string policy_text(std::string const& title, std::vector<std::string> const& conditions) {
    std::string text = "tramo 1 en\npolicy \"" + title + "\" { currency PYG }\n";
    for (auto const& column : rule_columns()) {
        bool const is_read = std::any_of(conditions.begin(), conditions.end(), [&](auto const& one) {
            return one.find(column.name) != std::string::npos;
        });
        if (!is_read) continue;
        text += "field " + column.name + " :";
        if (column.values > 0) text.append(" ").append(enumeration(column.prefix, column.values));
        text.append(column.type.empty() ? "" : " ").append(column.type).append("\n");
    }
    for (std::size_t i = 0; i < conditions.size(); ++i)
        text += "segment s" + std::to_string(i) + " = " + conditions[i] + "\n";
    text += "strategy first {\n";
    for (std::size_t i = 0; i < conditions.size(); ++i)
        text += "  queue q" + std::to_string(i) + " if s" + std::to_string(i) + "\n";
    return text + "  rest others\n}\n";
}

inline tramo::prepared_policy prepared(std::string const& text) {
    auto loaded = tramo::load(text);
    if (!loaded.ok()) {
        std::cerr << tramo::render(loaded.diagnostics, tramo::source(text));
        std::exit(1);
    }
    return loaded.value.prepare({as_of, {}}).value;
}

inline std::vector<std::string> columns_of(tramo::policy const& read) {
    std::vector<std::string> names;
    for (auto const& field : read.fields().fields) names.push_back(field.name);
    return names;
}

/// A table of the columns that a policy reads.
inline tramo::table table_for(tramo::policy const& reader, tramo::batch const& from) {
    tramo::table made;
    made.batches.push_back(only(from, columns_of(reader)));
    return made;
}

/// The share of all rows that each segment matches.
inline std::vector<double> rates_of(tramo::verdicts const& all) {
    std::vector<double> rates;
    for (auto const& segment : all.segments)
        rates.push_back(static_cast<double>(segment.is_true.rows) / static_cast<double>(all.rows));
    return rates;
}

/// Candidates of one set that match as many rows as segments of that set do: narrow ones 0.01 % to 1.5 %, the
/// others neither nobody nor everybody. They are tried on the first rows of the accounts, which tell rates
/// only roughly: hence the margins.
class chosen_conditions {
public:
    explicit chosen_conditions(rule_set set) : set_(set), candidates_(set) {}

    std::vector<std::string> first(std::size_t count) {
        while (chosen_.size() < count) try_more(set_ == rule_set::narrow ? 400 : count + 20);
        return {chosen_.begin(), chosen_.begin() + static_cast<std::ptrdiff_t>(count)};
    }

private:
    void try_more(std::size_t count) {
        static accounts const sample(1 << 18);
        auto const least = 0.0002, most = set_ == rule_set::narrow ? 0.013 : 0.98;
        auto const tried = candidates_.make(count);
        auto const with = prepared(policy_text("candidates", tried));
        auto const rates = rates_of(with.evaluate(table_for(with.policy(), sample.all())).value);
        for (std::size_t i = 0; i < tried.size(); ++i)
            if (rates[i] >= least && rates[i] <= most) chosen_.push_back(tried[i]);
    }

    rule_set set_;
    rule_generator candidates_;
    std::vector<std::string> chosen_;
};

/// The first `count` conditions of a set.
inline std::vector<std::string> conditions_of(rule_set set, std::size_t count) {
    static std::map<rule_set, chosen_conditions> sets;
    return sets.try_emplace(set, set).first->second.first(count);
}

inline std::string policy_text(rule_set set, std::size_t count) {
    return policy_text(name_of(set), conditions_of(set, count));
}

}  // namespace tramo_bench
