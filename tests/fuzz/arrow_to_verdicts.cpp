// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Whatever lies in Arrow's buffers, no byte beyond them is read, and threads, blocks and cuts change no
// verdict.
#include <cstdint>
#include <span>

#include <tramo/run/import_arrow.hpp>

#include "arrow_from_bytes.hpp"
#include "fixed_policy.hpp"
#include "laws.hpp"

namespace {

using fuzz::hold;

bool bit(std::span<std::uint64_t const> bits, std::size_t row) {
    return !bits.empty() && (bits[row / 64] >> (row % 64) & 1) != 0;
}

/// All that an evaluation says, row by row and in sum; nothing of how the rows were cut.
std::string told(tramo::verdicts const& all) {
    std::string text;
    for (auto const& part : all.batches)
        for (std::size_t row = 0; row < static_cast<std::size_t>(part.rows); ++row) {
            text += bit(part.set_apart, row) ? '!' : ' ';
            for (auto const& one : part.segments)
                text += bit(one.is_true, row) ? '+' : bit(one.is_unknown, row) ? '~' : '-';
            for (auto const& queues : part.queues) text += ' ' + std::to_string(queues[row]);
            text += '\n';
        }
    for (auto const& one : all.segments)
        text += std::to_string(one.is_true.rows) + ' ' + to_string(one.is_true.amount) + ' ' +
                std::to_string(one.is_unknown.rows) + '\n';
    for (auto const& field : all.new_values)
        for (auto const& one : field.values)
            text += field.field + ' ' + one.text + ' ' + std::to_string(one.count) + '\n';
    for (auto const& one : all.errors)
        text += std::to_string(one.row) + ' ' + one.key + ' ' + one.field + ' ' + one.value + ' ' +
                std::string(name_of(one.reason)) + '\n';
    return text + std::to_string(all.rows) + ' ' + std::to_string(all.rows_set_apart);
}

std::string evaluated(std::vector<tramo::batch> batches, tramo::evaluation_options options) {
    auto const found = fuzz::prepared().evaluate({std::move(batches)}, options, "balance");
    fuzz::hold_of_diagnostics(found.diagnostics);
    if (!found.ok()) return fuzz::drawn(found.diagnostics);
    if (found.value.errors.size() < 20) {
        auto const json = tramo::errors_to_json(found.value);
        hold(tramo::find_invalid_utf8(json) == std::string_view::npos, "errors are told in UTF-8", json);
    }
    return told(found.value);
}

void hold_same(std::string const& due, std::string const& found, char const* law) {
    hold(due == found, law, due + "\n=== and ===\n" + found);
}

void evaluate_each_way(tramo::batch const& data, std::int64_t cut) {
    auto const due = evaluated({data}, {1, 0});
    hold_same(due, evaluated({data}, {3, 64}),
              "small blocks on three threads find what one finds in one block");
    auto const parts = {rows_of(data, 0, cut), rows_of(data, cut, data.rows - cut)};
    hold_same(due, evaluated(parts, {1, 128}), "two batches have the verdicts of one");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    FuzzedDataProvider bytes(data, size);
    auto const rows = bytes.ConsumeIntegralInRange<std::int64_t>(0, 150);
    auto const cut = bytes.ConsumeIntegralInRange<std::int64_t>(0, rows);
    auto const made = fuzz::arrow_maker(bytes).table(fuzz::prepared().policy().fields(), rows);
    made->itself = made;
    auto const imported = tramo::import_batch(&made->array, &made->schema);
    fuzz::hold_of_diagnostics(imported.diagnostics);
    if (!imported.ok()) {
        made->itself.reset();
        return 0;
    }
    for (auto const& column : imported.value.columns) fuzz::hold_of_cells(column);
    evaluate_each_way(imported.value, cut);
    return 0;
}
