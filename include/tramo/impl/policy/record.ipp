// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A record is a batch of one row whose columns point into the record.
#pragma once

#include <algorithm>
#include <span>

#include <tramo/policy/record.hpp>
#include <tramo/run/evaluate.hpp>

namespace tramo {

struct record::state {
    struct cell {
        std::int64_t whole = 0;
        std::int32_t day = 0;
        int128 wide = 0;
        std::string text;
        std::int64_t offsets[2] = {0, 0};
        std::uint8_t is_set = 0;
        std::uint8_t is_misfit = 1;
    };

    tramo::policy of;
    std::vector<cell> cells;
    batch row;
    std::vector<running::indexed_value> values;  ///< by field, where they are ordinary
    std::vector<std::uint8_t> is_odd;            ///< by field: to be read the long way
    std::size_t odd_count = 0;

    void point(std::size_t index, layout physical, void const* where) {
        auto& column = row.columns[index];
        column.physical = physical;
        column.misfits = nullptr;
        column.values = where;
        cells[index].is_set = 1;
        note(index);
    }

    /// Looks at a value once, when it is set, and not whenever it is asked for.
    void note(std::size_t index) {
        auto const read = of.gate_of_records().read(index, row.columns[index]);
        values[index] = read.value_or(running::indexed_value{});
        odd_count -= is_odd[index];
        is_odd[index] = read ? 0 : 1;
        odd_count += is_odd[index];
    }
};

TRAMO_INLINE record::record(tramo::policy const& of) : state_(std::make_unique<state>()) {
    state_->of = of;
    auto const& fields = of.fields().fields;
    state_->cells.resize(fields.size());
    state_->values.resize(fields.size());
    state_->is_odd.resize(fields.size());
    state_->row.rows = 1;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto& column = state_->row.columns.emplace_back();
        column.name = fields[i].name;
        column.length = 1;
        column.validity = &state_->cells[i].is_set;
    }
    for (std::size_t i = 0; i < fields.size(); ++i) state_->note(i);
}

TRAMO_INLINE record::~record() = default;
TRAMO_INLINE record::record(record&&) noexcept = default;
TRAMO_INLINE record& record::operator=(record&&) noexcept = default;

TRAMO_INLINE std::optional<field_slot> record::slot(std::string_view name) const {
    auto const& columns = state_->row.columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == name) return field_slot{i};
    return {};
}

TRAMO_INLINE void record::set(field_slot where, bool truth) {
    auto& cell = state_->cells[where.index];
    cell.whole = truth ? 1 : 0;
    state_->point(where.index, layout::boolean, &cell.whole);
}

TRAMO_INLINE void record::set(field_slot where, std::int64_t number) {
    auto& cell = state_->cells[where.index];
    cell.whole = number;
    state_->point(where.index, layout::int64, &cell.whole);
}

TRAMO_INLINE void record::set(field_slot where, decimal const& number) {
    auto& cell = state_->cells[where.index];
    cell.wide = number.coefficient;
    state_->row.columns[where.index].scale = number.scale;
    state_->row.columns[where.index].precision = max_scale;
    state_->point(where.index, layout::decimal128, &cell.wide);
}

TRAMO_INLINE void record::set(field_slot where, date day) {
    auto& cell = state_->cells[where.index];
    cell.day = day.days;
    state_->point(where.index, layout::date32, &cell.day);
}

TRAMO_INLINE void record::set(field_slot where, timestamp moment) {
    auto& cell = state_->cells[where.index];
    cell.whole = moment.micros;
    state_->row.columns[where.index].unit = time_unit::micro;
    state_->point(where.index, layout::timestamp, &cell.whole);
}

TRAMO_INLINE void record::set(field_slot where, std::string_view text) {
    auto& cell = state_->cells[where.index];
    cell.text = text;
    cell.offsets[1] = static_cast<std::int64_t>(text.size());
    state_->row.columns[where.index].offsets = cell.offsets;
    state_->row.columns[where.index].bytes = cell.text.data();
    state_->point(where.index, layout::large_utf8, nullptr);
}

TRAMO_INLINE void record::clear(field_slot where) {
    state_->cells[where.index].is_set = 0;
    state_->row.columns[where.index].physical = layout::null;
    state_->row.columns[where.index].misfits = nullptr;
    state_->note(where.index);
}

TRAMO_INLINE void record::clear() {
    for (std::size_t i = 0; i < state_->cells.size(); ++i)
        if (state_->cells[i].is_set != 0) clear({i});
}

TRAMO_INLINE void record::set_misfit(field_slot where, std::string_view what) {
    set(where, what);
    state_->row.columns[where.index].misfits = &state_->cells[where.index].is_misfit;
    state_->note(where.index);
}

TRAMO_INLINE policy const& record::policy() const {
    return state_->of;
}

TRAMO_INLINE batch const& record::as_batch() const {
    return state_->row;
}

namespace detail {

/// A column whose type does not suit is, in a record, a fault of that record.
TRAMO_INLINE void refuse_columns(evaluator const& runner, batch const& data,
                                 std::vector<data_error>& errors) {
    for (auto const& found : runner.check(data)) {
        if (found.severity != severity::error) continue;
        data_error error;
        auto const open = found.message.find('`');
        auto const close = found.message.find('`', open + 1);
        if (open != std::string::npos && close != std::string::npos)
            error.field = found.message.substr(open + 1, close - open - 1);
        error.reason = found.code == "T5004" ? fault_reason::missing : fault_reason::wrong_type;
        if (auto const* const column = find_column(data, error.field)) error.value = cell_text(*column, 0);
        errors.push_back(std::move(error));
    }
}

}  // namespace detail

TRAMO_INLINE record_verdict evaluate(prepared_policy const& with, record const& account) {
    evaluator runner(with.policy().program(), with.plan());
    auto const& data = account.as_batch();
    std::vector<data_error> refused;
    detail::refuse_columns(runner, data, refused);
    if (!refused.empty())
        return {std::vector<truth_value>(with.segments().size(), truth_value::no),
                std::vector<std::uint16_t>(with.strategies().size(), no_queue), std::move(refused)};
    auto out = runner.add(data);
    auto totals = runner.totals();
    totals.batches.push_back(std::move(out));
    name_expressions(totals.errors, with.policy());
    return verdict_of(totals, 0, 0);
}

TRAMO_INLINE record_verdict verdict_of(verdicts const& all, std::size_t batch, std::int64_t row) {
    auto const& part = all.batches[batch];
    auto const at = static_cast<std::size_t>(row);
    auto const bit = [&](std::span<std::uint64_t const> bits) {
        return !bits.empty() && ((bits[at / 64] >> (at % 64)) & 1) != 0;
    };
    record_verdict result;
    for (auto const& segment : part.segments)
        result.segments.push_back(bit(segment.is_true)      ? truth_value::yes
                                  : bit(segment.is_unknown) ? truth_value::unknown
                                                            : truth_value::no);
    for (auto const& queues : part.queues) result.queues.push_back(queues[at]);
    auto const first =
        std::lower_bound(all.errors.begin(), all.errors.end(), part.first_row + row,
                         [](data_error const& error, std::int64_t wanted) { return error.row < wanted; });
    for (auto error = first; error != all.errors.end() && error->row == part.first_row + row; ++error)
        result.errors.push_back(*error);
    return result;
}

}  // namespace tramo
