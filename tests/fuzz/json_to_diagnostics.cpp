// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Any text is given to everything that reads JSON: it draws diagnostics or is read, and what was read runs.
#include <cstdint>

#include <tramo/json/contact_packs.hpp>
#include <tramo/json/policy_json.hpp>
#include <tramo/json/query_builder.hpp>
#include <tramo/json/records.hpp>
#include <tramo/json/single_record.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/policy/record_matcher.hpp>
#include <tramo/syntax/parse.hpp>
#include <tramo/syntax/print.hpp>

#include "fixed_policy.hpp"
#include "laws.hpp"

namespace {

using fuzz::hold;

bool is_same(tramo::record_verdict const& one, tramo::record_verdict const& other) {
    return one.segments == other.segments && one.queues == other.queues &&
           one.errors.size() == other.errors.size();
}

/// Accounts have the verdicts all together that each has alone.
void evaluate(tramo::batch const& accounts) {
    auto const& with = fuzz::prepared();
    auto const all = with.evaluate({{accounts}}, {}, "balance");
    fuzz::hold_of_diagnostics(all.diagnostics);
    hold(all.ok(), "accounts from JSON have every column", fuzz::drawn(all.diagnostics));
    hold(all.value.rows == accounts.rows, "every account has a verdict");
    auto const told = tramo::counts_to_json(with, all.value) + tramo::errors_to_json(all.value);
    hold(tramo::find_invalid_utf8(told) == std::string_view::npos, "results are UTF-8", told);
    for (std::int64_t row = 0; row < std::min<std::int64_t>(accounts.rows, 8); ++row) {
        auto const one = with.evaluate({{rows_of(accounts, row, 1)}}, {}, "balance");
        hold(one.ok() && is_same(tramo::verdict_of(one.value, 0, 0), tramo::verdict_of(all.value, 0, row)),
             "an account alone has the verdict it has among others");
    }
}

void read_records(std::string_view json) {
    auto const read = tramo::read_json_records(json, fuzz::prepared().policy().fields());
    fuzz::hold_of_diagnostics(read.diagnostics);
    hold(read.ok() || read.value.columns.empty(), "nothing is read of a text with a mistake");
    if (!read.ok()) return;
    for (auto const& column : read.value.columns) fuzz::hold_of_cells(column);
    evaluate(read.value);
}

/// The text as the cell of a column of children: `debts`, in one row of three.
void read_children(std::string_view json) {
    std::string const bytes(json);
    auto const size = static_cast<std::int64_t>(bytes.size());
    std::vector<std::int64_t> const offsets = {0, 0, size, size};
    tramo::column cells;
    cells.name = "debts";
    cells.physical = tramo::layout::large_utf8;
    cells.length = 3;
    cells.offsets = offsets.data();
    cells.bytes = bytes.data();
    auto const& fields = fuzz::prepared().policy().fields();
    auto const expanded = tramo::expand_json_children({{cells}, 3, nullptr}, fields);
    hold(expanded.rows == 3 && expanded.columns.size() == 1, "children leave the rows as they are");
    fuzz::hold_of_cells(expanded.columns.front());
}

void read_pack(std::string_view json) {
    auto const read = tramo::read_contact_pack(json, "pack.json");
    fuzz::hold_of_diagnostics(read.diagnostics);
    if (read.ok()) hold(problems_of(read.value).empty(), "a pack that is read has no problems");
}

/// Messages on JSON name pointers into it; their places, where they have any, are in a text made of it.
void hold_of_words(std::vector<tramo::diagnostic> const& all) {
    for (auto const& one : all)
        hold(!one.message.empty() && tramo::find_invalid_utf8(one.message) == std::string_view::npos,
             "a message is text", one.message);
}

/// A tree that is read goes to JSON and comes back as it is.
void read_policy(std::string_view json) {
    auto const read = tramo::document_from_json(json);
    hold_of_words(read.diagnostics);
    if (!read.ok()) return;
    auto const again = tramo::document_from_json(tramo::to_json(read.value));
    hold(again.ok() && same(again.value, read.value), "a policy comes back from its JSON",
         tramo::print(read.value, read.value.language));
}

/// What is made of a query is a policy that can be read, whatever its names and types lead to.
void read_query(std::string_view json) {
    for (bool const with_fields : {true, false}) {
        auto const read = with_fields ? tramo::from_query_builder(json, fuzz::prepared().policy())
                                      : tramo::from_query_builder(json, std::string_view());
        hold_of_words(read.diagnostics);
        if (!read.ok()) continue;
        auto const parsed = tramo::parse(tramo::source(read.value));
        hold(parsed.ok(), "a query becomes text of the language", read.value);
    }
}

/// One account at a time has the queue that it has in a table.
void read_one(std::string_view json) {
    tramo::record account(fuzz::prepared().policy());
    auto const found = tramo::read_json_record(json, account);
    hold_of_words(found);
    if (!found.empty()) return;
    static tramo::record_matcher const matcher(fuzz::prepared());
    hold(matcher.queue_of(account) == tramo::evaluate(fuzz::prepared(), account).queues[0],
         "a record's queue is that of its evaluation");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const json(reinterpret_cast<char const*>(data), size);
    for (auto const read : {read_records, read_children, read_pack, read_policy, read_query, read_one})
        read(json);
    return 0;
}
