// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// An explanation as text for a terminal.
#pragma once

#include <tramo/explain/explain.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo {

namespace explaining {

[[nodiscard]] TRAMO_INLINE std::string word_of(truth_value holds) {
    return holds == truth_value::yes ? "true" : holds == truth_value::no ? "false" : "unknown";
}

class text_writer {
public:
    explicit text_writer(std::string name) : name_(std::move(name)) {}

    [[nodiscard]] std::string write(explanation const& what) {
        text_ = heading(what) + ", says " + name_ + "\n";
        for (auto const& error : what.errors)
            text_ += "  set apart: " + (error.field.empty() ? std::string("an expression") : error.field) +
                     (error.value.empty() ? "" : " = " + error.value) + " " +
                     std::string(describe(error.reason)) + "\n";
        if (!what.errors.empty()) return text_;
        if (!what.rule.is_active) text_ += "  inactive, or no version of it holds on this day\n";
        if (!what.why.kind.empty()) tree(what.why, 1);
        for (auto const& step : what.steps) queue(step);
        if (!what.unknown_because.empty()) {
            text_ += "  unknown because of:";
            for (std::size_t i = 0; i < what.unknown_because.size(); ++i)
                text_ += (i == 0 ? " " : ", ") + what.unknown_because[i];
            text_ += "\n";
        }
        return text_;
    }

private:
    [[nodiscard]] static std::string heading(explanation const& what) {
        auto const who = what.key.empty() ? "row " + std::to_string(what.row) : what.key;
        if (!what.errors.empty()) return who + " is in no segment and no queue";
        if (!what.segment.empty()) {
            auto const rule = "segment " + what.segment;
            if (what.holds == truth_value::unknown) return who + ": whether it is in " + rule + " is unknown";
            return who + (what.holds == truth_value::yes ? " is in " : " is not in ") + rule;
        }
        auto const rule = "queue " + what.queue + " of " + what.strategy;
        if (what.holds == truth_value::yes)
            return who + " is in " + rule + " (rule " + what.rule.rule_id + ")";
        return who + " is not in " + rule + ": " + what.taken_by + " took it";
    }

    void queue(explained_step const& step) {
        if (step.is_rest) {
            text_ += "  " + step.queue.name + ": takes whom no queue before it took\n";
            return;
        }
        text_ += "  " + step.queue.name + ": " +
                 (step.queue.is_active ? word_of(step.holds) : std::string("inactive")) + "\n";
        if (!step.why.kind.empty()) tree(step.why, 2);
    }

    void tree(explained_condition const& what, std::size_t depth) {
        std::string line = std::string(depth * 2, ' ') + mark(what.holds) + " " + what.text;
        std::string values;
        for (auto const& used : what.values) {
            if (used.name == what.text) {
                values = used.value;
                continue;
            }
            values += (values.empty() ? "" : ", ") + used.name + " = " + used.value;
        }
        auto const width = display_width(line);
        line += std::string(width < 52 ? 52 - width : 1, ' ') + " " + word_of(what.holds);
        if (!values.empty()) line += "   " + values;
        if (what.parts.empty()) line += "   [line " + std::to_string(what.line) + "]";
        text_ += line + "\n";
        for (auto const& part : what.parts) tree(part, depth + 1);
    }

    [[nodiscard]] static std::string mark(truth_value holds) {
        return holds == truth_value::yes ? "+" : holds == truth_value::no ? "-" : "?";
    }

    std::string name_;
    std::string text_;
};

}  // namespace explaining

TRAMO_INLINE std::string to_text(explanation const& what, prepared_policy const& with) {
    return explaining::text_writer(with.policy().source().name()).write(what);
}

}  // namespace tramo
