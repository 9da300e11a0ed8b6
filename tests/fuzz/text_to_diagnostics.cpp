// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Any text is read as a policy: it draws diagnostics or means something that prints, reads back and runs.
#include <cstdint>

#include <tramo/explain/explain.hpp>
#include <tramo/json/records.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/syntax/parse.hpp>
#include <tramo/syntax/print.hpp>

#include "laws.hpp"

namespace {

using fuzz::hold;

void print_and_read_again(tramo::ast::document const& read, tramo::language in) {
    auto const text = tramo::print(read, in);
    tramo::source const from(text);
    auto const again = tramo::parse(from);
    hold(again.diagnostics.empty(), "what was printed is read", text + fuzz::drawn(again.diagnostics, from));
    hold(same(read, again.value), "parse(print(x)) is x", text);
    hold(tramo::print(again.value, in) == text, "printing what was printed changes nothing", text);
    hold(tramo::content_hash(again.value) == tramo::content_hash(read), "printing keeps the hash", text);
}

/// A value for each parameter that has none of its own.
tramo::question asked_of(tramo::policy const& what) {
    tramo::question asked{tramo::parse_date("2026-03-31"), {}};
    for (auto const& one : what.parameters()) {
        if (one.has_initial) continue;
        bool const is_day = one.type.kind == tramo::kind::date || one.type.kind == tramo::kind::timestamp;
        asked.parameters.emplace_back(one.name, is_day ? "2026-01-31" : "1");
    }
    return asked;
}

/// No account, one that has nothing, and one that has the same in every field.
std::string accounts_of(tramo::schema const& fields) {
    std::string members;
    for (auto const& one : fields.fields)
        members += (members.empty() ? "" : ",") + ('"' + one.name + "\":\"1\"");
    return "[{},{" + members + "}]";
}

void run(tramo::policy const& what, tramo::prepared_policy const& with, std::string const& accounts) {
    auto const data = tramo::read_json_records(accounts, what.fields());
    // A name that would have to be escaped in JSON, or that two fields share, makes no account.
    if (!data.ok()) return;
    auto const found = with.evaluate({{data.value}}, {});
    fuzz::hold_of_diagnostics(found.diagnostics);
    if (!found.ok()) return;
    hold(found.value.rows == data.value.rows, "every account has a verdict");
    for (std::int64_t row = 0; row < data.value.rows; ++row)
        for (auto const& segment : with.segments()) {
            auto const why = tramo::explain_segment(with, data.value, row, segment.name);
            fuzz::hold_of_diagnostics(why.diagnostics);
            if (why.ok()) hold(!to_text(why.value, with).empty(), "an explanation has words");
        }
}

void load_and_run(std::string const& text, tramo::language in) {
    auto const loaded = tramo::load(text);
    fuzz::hold_of_diagnostics(loaded.diagnostics, tramo::source(text));
    if (!loaded.ok()) return;
    hold(tramo::load(loaded.value.format(in)).ok(), "a sound policy is sound in every language", text);
    auto const prepared = loaded.value.prepare(asked_of(loaded.value));
    fuzz::hold_of_diagnostics(prepared.diagnostics, loaded.value.source());
    if (!prepared.ok()) return;
    run(loaded.value, prepared.value, "[]");
    run(loaded.value, prepared.value, accounts_of(loaded.value.fields()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    constexpr tramo::language languages[] = {tramo::language::en, tramo::language::es, tramo::language::pt};
    std::string const text(reinterpret_cast<char const*>(data), size);
    tramo::source const from(text);
    auto const read = tramo::parse(from);
    fuzz::hold_of_diagnostics(read.diagnostics, from);
    if (!read.ok()) return 0;
    // One language for each input: reading is what takes the time.
    auto const in = languages[size % 3];
    print_and_read_again(read.value, in);
    load_and_run(text, in);
    return 0;
}
