// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The report of best actions: table F-T1 to the digit, and sums that add up whatever the tree.
#include <tramo/actions/report.hpp>

#include <catch2/catch.hpp>

#include "unit/actions/report_sums.hpp"
#include "unit/actions/told_cases.hpp"

namespace {

using namespace tramo;
using namespace tramo::actions;
using told::add_case;
using told::add_kind;
using told::check_that_rows_add_up;
using told::path_of;

report_row const& row_of(action_report const& made, std::string const& path) {
    for (auto const& row : made.rows)
        if (path_of(row) == path) return row;
    FAIL("there is no row " << path);
    return made.rows.front();
}

struct line {
    char const* label;
    std::int64_t actions, cases;
    char const *ratio, *percent;
};
// Table F-T1, lines 188 to 202.
line const types[] = {{"ENVIO EMAIL", 184, 60, "3.07", "23.08"},
                      {"LLAMADA TELEFONICA", 294, 93, "3.16", "35.77"},
                      {"TELEFONO NO CORRESPONDE", 23, 8, "2.88", "3.08"},
                      {"CLIENTE NO PUEDE PAGAR", 6, 2, "3.00", "0.77"},
                      {"CLIENTE INDICA QUE YA PAGO", 3, 3, "1.00", "1.15"},
                      {"COMPROMISO DE PAGO", 40, 37, "1.08", "14.23"},
                      {"CLIENTE NO QUIERE PAGAR", 0, 0, "0.00", "0.00"},
                      {"NO CONOCEN LA EMPRESA", 0, 0, "0.00", "0.00"},
                      {"ENVIO DEUDA", 8, 3, "2.67", "1.15"},
                      {"ENVIO AVISO BLOQUEO", 0, 0, "0.00", "0.00"},
                      {"ENVIO AVISO DICOM", 0, 0, "0.00", "0.00"},
                      {"CLIENTE YA PAGO", 21, 11, "1.91", "4.23"},
                      {"CLIENTE PAGA SI SE SOLUCIONA PROBLEMA", 0, 0, "0.00", "0.00"},
                      {"POSTVENTA REALIZA ACOTACION", 0, 0, "0.00", "0.00"},
                      {"RECADO CON TERCERO VALIDO", 7, 0, "0.00", "0.00"}};
// Lines 212 to 218.
line const responses[] = {{"RETIRO DE CHEQUE PENDIENTE DE CLARO", 0, 0, "0.00", "0.00"},
                          {"ALGUNAS FACTURAS DEL TOTAL DE LAS ADEUDADAS", 0, 0, "0.00", "0.00"},
                          {"CLIENTE ACEPTA CAMPAÑA COBRANZA DESCUENTO", 0, 0, "0.00", "0.00"},
                          {"SIN CAMPAÑA ESPECIAL DE COBRANZA", 39, 36, "1.08", "13.85"},
                          {"CLIENTE SOLICITA RECARGO PAC/PAT", 0, 0, "0.00", "0.00"},
                          {"CLIENTE SOLICITA PAGAR CON CHEQUES", 0, 0, "0.00", "0.00"},
                          {"RETIRO DE CHEQUE", 1, 1, "1.00", "0.38"}};

void add_line(palette_set& all, std::vector<line const*>& leaves, line const& what, std::uint16_t parent) {
    leaves.resize(add_kind(all, what.label, parent) + 1U);
    leaves.back() = &what;
}

struct table {
    palette_set all;
    case_standings found;
};

/// 260 cases, 43 of them without an action, and the 586 actions of the rows that the manual shows; what was
/// done beyond one action on each case was done on the first.
table foco() {
    table made;
    std::vector<line const*> leaves;
    for (auto const& type : types) {
        add_line(made.all, leaves, type, no_kind);
        if (std::string(type.label) != "COMPROMISO DE PAGO") continue;
        auto const parent = static_cast<std::uint16_t>(leaves.size() - 1);
        leaves.back() = nullptr;
        for (auto const& response : responses) add_line(made.all, leaves, response, parent);
    }
    made.found = told::no_cases(made.all);
    std::int64_t beyond = 0;
    for (std::uint16_t kind = 0; kind < leaves.size(); ++kind) {
        if (!leaves[kind]) continue;
        made.found.of_kind[0][kind] = leaves[kind]->actions;
        beyond += leaves[kind]->actions - leaves[kind]->cases;
        for (int number = 0; number < leaves[kind]->cases; ++number) add_case(made.found, kind);
    }
    made.found.attempts.front() += static_cast<std::uint32_t>(beyond);
    for (int number = 0; number < 43; ++number) add_case(made.found, no_kind);
    return made;
}

void check_line(action_report const& made, std::string const& path, line const& due) {
    INFO(path);
    auto const& row = row_of(made, path);
    CHECK(row.actions == due.actions);
    CHECK(row.cases == due.cases);
    CHECK(to_string(row.ratio) == due.ratio);
    CHECK(to_string(row.percent) == due.percent);
}

}  // namespace

TEST_CASE("table F-T1 comes out to the digit, all rows on all levels") {
    auto const from = foco();
    auto const made = report(from.all, from.found);
    CHECK(made.base == 260);
    CHECK(made.actions == 586);
    for (auto const& due : types) check_line(made, due.label, due);
    for (auto const& due : responses) check_line(made, "COMPROMISO DE PAGO / " + std::string(due.label), due);
    check_line(made, "(other)", {"", 0, 0, "0.00", "0.00"});
    check_line(made, "(no action)", {"", 0, 43, "0.00", "16.54"});
    CHECK(made.rows.size() == std::size(types) + std::size(responses) + 2);
    check_that_rows_add_up(made);
}

TEST_CASE("the ratio of the manual mixes two populations, the pure one does not (Q-05)") {
    auto const from = foco();
    auto const made = report(from.all, from.found);
    auto const& email = row_of(made, "ENVIO EMAIL");
    CHECK(email.actions_on_cases == 60 + 586 - 217);
    CHECK(to_string(email.ratio_on_cases) == "7.15");
    CHECK(to_string(row_of(made, "LLAMADA TELEFONICA").ratio_on_cases) == "1.00");
}

TEST_CASE("23 actions and 8 cases are 2.88, 37 of 260 are 14.23, 7 and 0 are 0.00 (V-02, V-03, V-04)") {
    CHECK(to_string(ratio_of(23, 8)) == "2.88");
    CHECK(to_string(percent_of(37, 260)) == "14.23");
    CHECK(to_string(ratio_of(7, 0)) == "0.00");
    CHECK(to_string(percent_of(0, 260)) == "0.00");
    CHECK(to_string(percent_of(7, 0)) == "0.00");
}

TEST_CASE("children of 36 and 1 make a parent of 37, and 13.85 and 0.38 make 14.23 (V-05)") {
    auto const from = foco();
    auto const made = report(from.all, from.found);
    CHECK(row_of(made, "COMPROMISO DE PAGO").cases == 37);
    auto const& most = row_of(made, "COMPROMISO DE PAGO / SIN CAMPAÑA ESPECIAL DE COBRANZA");
    auto const& one = row_of(made, "COMPROMISO DE PAGO / RETIRO DE CHEQUE");
    CHECK(add(most.percent, one.percent) == row_of(made, "COMPROMISO DE PAGO").percent);
}

TEST_CASE("ties go away from zero, and amounts below zero have their share too") {
    CHECK(to_string(percent_of(1, 16)) == "6.25");
    CHECK(to_string(percent_of(1, 32)) == "3.13");
    CHECK(to_string(percent_of(-1, 32)) == "-3.13");
    CHECK(to_string(percent_of(1, -32)) == "-3.13");
    CHECK(to_string(percent_of(-1, -32)) == "3.13");
    CHECK(to_string(ratio_of(1, 200)) == "0.01");
    CHECK(to_string(ratio_of(1, 201)) == "0.00");
    CHECK(to_string(ratio_of(999, 1000)) == "1.00");
}

TEST_CASE("percentages and ratios are exact at the ends of 128 bits") {
    int128 const large = power_of_ten(30), most = static_cast<int128>(~uint128{0} >> 1), least = -most - 1;
    CHECK(to_string(percent_of(large, 3 * large)) == "33.33");
    CHECK(to_string(percent_of(2 * large + 1, 3 * large)) == "66.67");
    CHECK(to_string(percent_of(large * 1000005 - 1, large * 1000000 * 10)) == "10.00");
    CHECK(to_string(percent_of(most, most)) == "100.00");
    CHECK(to_string(percent_of(least, least)) == "100.00");
    CHECK(to_string(percent_of(most - 1, most)) == "100.00");
    CHECK(to_string(percent_of(most / 2, most)) == "50.00");
    CHECK(to_string(percent_of(1, most)) == "0.00");
    CHECK(to_string(percent_of(least, most)) == "-100.00");
    CHECK(to_string(ratio_of(most, 200)) == "850705917302346158658436518579420528.64");
    CHECK(to_string(ratio_of(most, 3)) == "56713727820156410577229101238628035242");
    CHECK((ratio_of(most, 1).coefficient == most));
    CHECK((percent_of(most, 1).coefficient == most));
    CHECK((percent_of(most, -1).coefficient == -most));
}

TEST_CASE("a percentage is the one that long division of small numbers finds") {
    for (std::int64_t whole = 1; whole < 260; ++whole)
        for (std::int64_t part = 0; part <= whole; part += 7) {
            auto const hundredths = (2 * 100 * 100 * part + whole) / (2 * whole);
            REQUIRE((percent_of(part, whole) == decimal(hundredths, 2)));
        }
}

TEST_CASE("what is coded with a node that has others within it stands in a last row of its own") {
    palette_set all;
    auto const call = add_kind(all, "call");
    auto const talked = add_kind(all, "talked", call);
    add_kind(all, "busy", call);
    add_kind(all, "mail");
    auto found = told::no_cases(all);
    add_case(found, call, 2);
    add_case(found, talked, 3);
    found.of_kind[0] = {4, 1, 0, 0, 0};
    auto const made = report(all, found);
    REQUIRE(made.rows.size() == 7);
    CHECK(path_of(made.rows[3]) == "call / (unspecified)");
    auto const& rest = made.rows[3];
    CHECK(rest.what == row_kind::unspecified);
    CHECK(rest.kinds.empty());
    CHECK(rest.parent == 0);
    CHECK(rest.actions == 4);
    CHECK(rest.cases == 1);
    CHECK(rest.actions_on_cases == 2);
    CHECK(made.rows[0].cases == 2);
    CHECK(made.row_of_kind == std::vector<std::uint32_t>{0, 1, 2, 4, 5});
    CHECK(made.no_action_row == 6);
    check_that_rows_add_up(made);
}

TEST_CASE("a node with nothing of its own has no row for it, even where an amount of 0 is all there is") {
    palette_set all;
    auto const call = add_kind(all, "call");
    auto const talked = add_kind(all, "talked", call);
    auto found = told::no_cases(all);
    add_case(found, talked);
    found.of_kind[0][talked] = 1;
    CHECK(report(all, found).rows.size() == 4);
    found.of_kind[0][call] = 1;
    CHECK(report(all, found).rows.size() == 5);
}

TEST_CASE("equal paths of names in several palettes are one row, and the first label is shown") {
    palette_set all;
    auto const promise = add_kind(all, "promise", no_kind, 0, 20);
    all.kinds[promise].label = "COMPROMISO";
    auto const whole = add_kind(all, "whole", promise, 0, 21);
    add_kind(all, "paid", no_kind, 0, 5);
    auto const letter = add_kind(all, "whole", no_kind, 1, 70);
    auto const other_promise = add_kind(all, "promise", no_kind, 1, 10);
    all.kinds[other_promise].label = "ACUERDO";
    all.kinds[other_promise].is_contact = true;
    auto const part = add_kind(all, "part", other_promise, 1, 11);
    auto found = told::no_cases(all);
    for (auto const best : {promise, whole, letter, other_promise, part}) {
        add_case(found, best);
        ++found.of_kind[0][best];
    }
    auto const made = report(all, found);
    std::vector<std::string> paths;
    for (auto const& row : made.rows) paths.push_back(path_of(row));
    CHECK(paths == std::vector<std::string>{"COMPROMISO", "COMPROMISO / whole", "COMPROMISO / part",
                                            "COMPROMISO / (unspecified)", "paid", "whole", "(other)",
                                            "(no action)"});
    CHECK(made.rows[0].cases == 4);
    CHECK(made.rows[0].rank == 0);  // the palettes rank it differently
    CHECK(made.rows[0].is_contact);
    CHECK_FALSE(made.rows[1].is_contact);
    CHECK(made.rows[0].kinds == std::vector<std::uint16_t>{promise, other_promise});
    CHECK(made.rows[3].cases == 2);
    CHECK(made.rows[6].rank == 0);
    check_that_rows_add_up(made);
}

TEST_CASE("unknown codes and untouched cases have rows even where there are no palettes and no cases") {
    palette_set const none;
    auto const made = report(none, told::no_cases(none));
    REQUIRE(made.rows.size() == 2);
    CHECK(made.base == 0);
    CHECK(made.rows[0].what == row_kind::other);
    CHECK(made.rows[1].what == row_kind::no_action);
    CHECK(to_string(made.rows[1].percent) == "0.00");
    CHECK(to_string(made.rows[1].ratio) == "0.00");
    CHECK(made.row_of_kind == std::vector<std::uint32_t>{0});
}

TEST_CASE("a report is of one group, and amounts stand beside its cases") {
    palette_set all;
    auto const call = add_kind(all, "call");
    auto found = told::no_cases(all, 2);
    for (int number = 0; number < 3; ++number) add_case(found, call);
    add_case(found, no_kind);
    found.groups = {0, 1, no_group, 1};
    found.of_kind = {{1, 0}, {1, 0}};
    std::vector<std::int64_t> const amounts{100, 250, 999, 750};
    auto const made = report(all, found, 1, amounts);
    CHECK(made.base == 2);
    CHECK(made.actions == 1);
    CHECK((made.amount == 1000));
    CHECK(to_string(made.rows[0].amount_percent) == "25.00");
    CHECK(to_string(made.rows[2].amount_percent) == "75.00");
    CHECK(cases_of(made, found, 1, 0) == std::vector<std::uint32_t>{1});
    CHECK(cases_of(made, found, 1, 2) == std::vector<std::uint32_t>{3});
    CHECK(report(all, found, 7).base == 0);
}

TEST_CASE("a tree of a thousand levels adds up at its root") {
    palette_set all;
    auto last = add_kind(all, "a");
    for (int level = 1; level < 1000; ++level) last = add_kind(all, "a", last);
    auto found = told::no_cases(all);
    add_case(found, last);
    found.of_kind[0][last] = 1;
    auto const made = report(all, found);
    CHECK(made.rows.size() == 1002);
    CHECK(made.rows[0].cases == 1);
    CHECK(made.rows[999].depth == 999);
}

TEST_CASE("cases contacted are those whose best action is itself a contact, and add up to the row around") {
    palette_set all;
    auto const call = add_kind(all, "call");
    auto const talked = add_kind(all, "talked", call);
    add_kind(all, "silent", call);
    all.kinds[talked].is_right_party = true;
    auto found = told::no_cases(all);
    for (auto const best : {call, talked, talked, std::uint16_t{2}, all.other(), no_kind})
        add_case(found, best);
    auto const made = report(all, found);
    CHECK(row_of(made, "call").contacted == 2);
    CHECK(row_of(made, "call / talked").contacted == 2);
    CHECK(row_of(made, "call / silent").contacted == 0);
    CHECK(row_of(made, "call / (unspecified)").contacted == 0);
    CHECK(row_of(made, "(other)").contacted == 0);
    CHECK(row_of(made, "(no action)").contacted == 0);
}

TEST_CASE("a group that is not there has a report of zeros, and a row that is not there no cases") {
    palette_set all;
    add_kind(all, "call");
    auto found = told::no_cases(all);
    add_case(found, 0);
    add_case(found, 0);
    found.groups = {no_group, apart_group};
    for (auto const group : {std::uint16_t{7}, no_group, apart_group}) {
        CHECK(report(all, found, group).base == 0);
        CHECK(cases_of(report(all, found, group), found, group, 0).empty());
    }
    CHECK(cases_of(report(all, found), found, 0, 99).empty());
}
