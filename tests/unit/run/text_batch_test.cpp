// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds batches made from records to the records, and to the gate that reads them.
#include <catch2/catch.hpp>

#include <tramo/run/text_batch.hpp>

#include "made_columns.hpp"

using namespace made;
using tramo::kind;

namespace {

tramo::schema accounts() {
    auto const named = [](std::string name, tramo::field field) {
        field.name = std::move(name);
        return field;
    };
    tramo::schema schema;
    schema.fields = {named("cliente", a_field(kind::text)),
                     named("saldo", optional(a_field(kind::money, 2)))};
    schema.collections = {
        {"deudas", "", {named("monto", a_field(kind::money, 2)), named("vence", a_field(kind::date))}},
        {"pagos", "", {named("monto", a_field(kind::money, 2))}}};
    return schema;
}

words shown(tramo::column const& data) {
    words cells;
    for (std::int64_t row = 0; row < data.length; ++row) cells.push_back(cell_text(data, row));
    return cells;
}

tramo::column const& named(tramo::batch const& data, std::string_view name) {
    auto const* const found = find_column(data, name);
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("records become rows, and what is not set is null") {
    tramo::text_batch records(accounts());
    CHECK(records.set("cliente", "Ana"));
    CHECK(records.set("saldo", "1.10"));
    records.end_record();
    CHECK(records.set("cliente", ""));
    CHECK_FALSE(records.set("otro", "x"));
    CHECK_FALSE(records.set_null("otro"));
    records.end_record();
    CHECK(records.rows() == 2);
    auto const made = records.finish();
    CHECK(made.rows == 2);
    CHECK(shown(named(made, "cliente")) == words{"\"Ana\"", "\"\""});
    CHECK(shown(named(made, "saldo")) == words{"\"1.10\"", "null"});
    CHECK(shown(named(made, "deudas")) == words{"null", "null"});
}

TEST_CASE("of a name set twice the last one stays") {
    tramo::text_batch records(accounts());
    records.set("cliente", "first, and longer");
    records.set("cliente", "second");
    records.set("saldo", "5");
    records.set_null("saldo");
    records.end_record();
    auto const made = records.finish();
    CHECK(shown(named(made, "cliente")) == words{"\"second\""});
    CHECK(shown(named(made, "saldo")) == words{"null"});
}

TEST_CASE("children stand in the lists of their own records") {
    tramo::text_batch records(accounts());
    CHECK(records.begin_child("deudas"));
    CHECK(records.set("monto", "10"));
    records.end_child();
    CHECK(records.begin_child("deudas"));
    CHECK(records.set("vence", "2026-11-21"));
    CHECK_FALSE(records.set("cliente", "not of a debt"));
    records.end_child();
    CHECK_FALSE(records.begin_child("nada"));
    records.set("cliente", "Ana");
    CHECK(records.set_empty("pagos"));
    CHECK_FALSE(records.set_empty("nada"));
    records.end_record();
    CHECK(records.begin_child("deudas"));
    CHECK(records.set("monto", "30"));
    records.end_record();
    auto const made = records.finish();
    tramo::column const& debts = named(made, "deudas");
    CHECK(shown(debts) == words{"a list of 2", "a list of 1"});
    CHECK(shown(named(made, "pagos")) == words{"a list of 0", "null"});
    CHECK(shown(named(made, "cliente")) == words{"\"Ana\"", "null"});
    auto const& fields = debts.children.at(0).children;
    REQUIRE(fields.size() == 2);
    CHECK(fields[0].name == "monto");
    CHECK(shown(fields[0]) == words{"\"10\"", "null", "\"30\""});
    CHECK(shown(fields[1]) == words{"null", "\"2026-11-21\"", "null"});
}

TEST_CASE("the gate reads what records said, exactly") {
    tramo::text_batch records(accounts());
    for (std::string const amount : {"0.1", "99999999999999999999.99", "1,5", ""}) {
        records.set("saldo", amount);
        records.end_record();
    }
    auto const made = records.finish();
    auto const schema = accounts();
    CHECK(tramo::column_reader::check(schema.fields[1], named(made, "saldo"), "").empty());
    tramo::column_reader reader(schema.fields[1], named(made, "saldo"), "");
    tramo::block read;
    reader.read(0, 4, read);
    CHECK(rows_of(read) == words{"10", "9999999999999999999999", "!wrong_type", "?"});
}

TEST_CASE("a finished builder is empty, and its batch lives on") {
    tramo::batch first;
    {
        tramo::text_batch records(accounts());
        records.set("cliente", "a name too long to stand in a short string");
        records.end_record();
        records.set("cliente", "of a record never ended");
        first = records.finish();
        CHECK(records.rows() == 0);
        tramo::text_batch moved = std::move(records);
        moved.end_record();
        auto const second = moved.finish();
        CHECK(second.rows == 1);
        CHECK(shown(named(second, "cliente")) == words{"null"});
    }
    CHECK(first.rows == 1);
    CHECK(text_at(named(first, "cliente"), 0) == "a name too long to stand in a short string");
}

TEST_CASE("many rows keep each its own bit and text") {
    tramo::text_batch records(accounts());
    for (int i = 0; i < 1000; ++i) {
        if (i % 3 != 0) records.set("cliente", std::to_string(i));
        records.end_record();
    }
    auto const made = records.finish();
    tramo::column const& names = named(made, "cliente");
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(is_valid(names, i) == (i % 3 != 0));
        if (i % 3 != 0) REQUIRE(text_at(names, i) == std::to_string(i));
    }
}

TEST_CASE("what no text could stand for is a fault of its row, whatever the field") {
    tramo::text_batch records(accounts());
    for (int row = 0; row < 70; ++row) {
        CHECK(records.set("cliente", "c"));
        CHECK(records.set("saldo", "1"));
        if (row == 3) CHECK(records.set_misfit("cliente", "an object"));
        if (row == 66) CHECK(records.set_misfit("saldo", "a list"));
        if (row == 67) records.set_misfit("saldo", "a list");
        if (row == 67) records.set("saldo", "2");
        if (row == 68) records.set_misfit("saldo", "a list");
        if (row == 68) records.set_null("saldo");
        CHECK_FALSE(records.set_misfit("otro", "a list"));
        records.end_record();
    }
    auto const made = records.finish();
    auto const schema = accounts();
    auto const gated = [&](std::size_t field) {
        tramo::column_reader reader(schema.fields[field], made.columns[field], "");
        tramo::block read;
        reader.read(0, 70, read);
        return rows_of(read);
    };
    words names(70, "c"), amounts(70, "100");
    names[3] = amounts[66] = "!wrong_type";
    amounts[67] = "200";
    amounts[68] = "?";
    CHECK(gated(0) == names);
    CHECK(gated(1) == amounts);
    CHECK(cell_text(named(made, "cliente"), 3) == "an object");
    CHECK(cell_text(named(made, "cliente"), 4) == "\"c\"");
    CHECK(is_misfit(named(made, "saldo"), 66));
    CHECK_FALSE(is_misfit(named(made, "saldo"), 67));
}

TEST_CASE("a misfit in a slice of a column is found where it is") {
    tramo::text_batch records(accounts());
    for (int row = 0; row < 20; ++row) {
        if (row == 13) records.set_misfit("saldo", "an object");
        records.end_record();
    }
    auto const made = records.finish();
    auto slice = named(made, "saldo");
    slice.offset = 11;
    slice.length = 4;
    auto const schema = accounts();
    tramo::column_reader reader(schema.fields[1], slice, "");
    tramo::block read;
    reader.read(0, 4, read);
    CHECK(rows_of(read) == words{"?", "?", "!wrong_type", "?"});
    CHECK(is_misfit(slice, 2));
    CHECK_FALSE(is_misfit(slice, 3));
}

TEST_CASE("a list can be taken back, and can be a misfit, without touching its neighbours") {
    tramo::text_batch records(accounts());
    auto const add = [&](std::string const& amount) {
        CHECK(records.begin_child("deudas"));
        CHECK(records.set("monto", amount));
    };
    add("1");
    add("2");
    records.end_record();
    add("3");
    records.end_child();
    add("4");
    records.end_child();
    CHECK(records.set_null("deudas"));
    add("5");
    records.end_record();
    add("6");
    records.set_misfit("vence", "a list");
    records.end_child();
    CHECK(records.set_misfit("deudas", "a text"));
    records.end_record();
    add("7");
    records.end_record();
    add("8");
    records.end_child();
    records.set_null("deudas");
    records.end_record();
    auto const made = records.finish();
    auto const& debts = named(made, "deudas");
    CHECK(shown(debts) == words{"a list of 2", "a list of 1", "a broken list", "a list of 1", "null"});
    CHECK(shown(debts.children.at(0).children.at(0)) == words{"\"1\"", "\"2\"", "\"5\"", "\"7\""});
    CHECK(shown(debts.children.at(0).children.at(1)) == words{"null", "null", "null", "null"});
    CHECK(items_at(debts, 2).end == -1);
    CHECK(items_at(debts, 3).begin == 3);
}
