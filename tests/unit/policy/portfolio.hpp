// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy made ready, rows written as text, and verdicts a test can read at a glance.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include <tramo/policy/policy.hpp>
#include <tramo/policy/record.hpp>
#include <tramo/run/text_batch.hpp>
#include <tramo/text/render.hpp>

namespace tramo::testing {

using cells = std::vector<std::pair<std::string, std::string>>;

inline std::vector<std::string> codes_of(std::vector<diagnostic> const& found) {
    std::vector<std::string> codes;
    for (auto const& one : found) codes.push_back(one.code);
    return codes;
}

/// A policy that must load; the first line is added.
inline policy loaded(std::string const& text) {
    auto result = load("tramo 1 en\n" + text);
    INFO(render(result.diagnostics, source("tramo 1 en\n" + text)));
    REQUIRE(result.ok());
    return result.value;
}

inline question on(std::string const& day, std::vector<std::pair<std::string, std::string>> parameters = {}) {
    return {parse_date(day), std::move(parameters)};
}

/// A policy that must load and prepare.
inline prepared_policy prepared(std::string const& text, question const& asked = {}) {
    auto result = loaded(text).prepare(asked);
    INFO(render(result.diagnostics, source("")));
    REQUIRE(result.ok());
    return result.value;
}

/// A batch of rows; what a row does not name is null. A list of children is not null, but empty.
inline batch rows_of(policy const& of, std::vector<cells> const& rows) {
    text_batch made(of.fields());
    for (auto const& row : rows) {
        for (auto const& [name, text] : row) REQUIRE(made.set(name, text));
        for (auto const& one : of.fields().collections) (void)made.set_empty(one.name);
        made.end_record();
    }
    return made.finish();
}

/// A column of one field: a text is a row.
inline batch column_of(policy const& of, std::string const& field, std::vector<std::string> const& texts) {
    std::vector<cells> rows;
    for (auto const& text : texts) rows.push_back(text == "null" ? cells{} : cells{{field, text}});
    return rows_of(of, rows);
}

/// Rows of a batch as a view into the same buffers.
inline batch sliced(batch const& from, std::int64_t begin, std::int64_t rows) {
    batch part;
    part.rows = rows;
    part.owner = from.owner;
    for (auto column : from.columns) {
        column.offset += begin;
        column.length = rows;
        part.columns.push_back(std::move(column));
    }
    return part;
}

inline verdicts evaluated(prepared_policy const& with, batch data, evaluation_options options = {},
                          std::string_view amount = {}) {
    table all;
    all.batches.push_back(std::move(data));
    auto result = with.evaluate(all, options, amount);
    INFO(render(result.diagnostics, source("")));
    REQUIRE(result.ok());
    return result.value;
}

inline bool bit(std::span<std::uint64_t const> bits, std::size_t at) {
    return !bits.empty() && ((bits[at / 64] >> (at % 64)) & 1) != 0;
}

/// A character for each row: `+` in the segment, `-` not, `~` unknown, `!` set apart.
inline std::string marks(verdicts const& all, std::size_t segment) {
    std::string text;
    for (auto const& part : all.batches)
        for (std::size_t row = 0; row < static_cast<std::size_t>(part.rows); ++row) {
            bool const apart = bit(part.set_apart, row);
            bool const sure = bit(part.segments[segment].is_true, row);
            bool const open = bit(part.segments[segment].is_unknown, row);
            CHECK(apart + sure + open <= 1);
            text += apart ? '!' : sure ? '+' : open ? '~' : '-';
        }
    return text;
}

/// `marks` of the only segment of a policy over one column.
inline std::string marks_of(std::string const& declarations, std::string const& condition,
                            std::string const& field, std::vector<std::string> const& texts,
                            question const& asked = {}) {
    auto const with = prepared(declarations + "\nsegment it = " + condition + "\n", asked);
    return marks(evaluated(with, column_of(with.policy(), field, texts)), 0);
}

/// `marks` of the only segment of a policy over rows.
inline std::string marks_of(std::string const& declarations, std::string const& condition,
                            std::vector<cells> const& rows, question const& asked = {}) {
    auto const with = prepared(declarations + "\nsegment it = " + condition + "\n", asked);
    return marks(evaluated(with, rows_of(with.policy(), rows)), 0);
}

/// `row key field = value reason` of each error.
inline std::vector<std::string> errors_of(std::vector<data_error> const& errors) {
    std::vector<std::string> lines;
    for (auto const& one : errors)
        lines.push_back(std::to_string(one.row) + " " + one.key + " " + one.field + " = " + one.value + " " +
                        std::string(name_of(one.reason)));
    return lines;
}

}  // namespace tramo::testing
