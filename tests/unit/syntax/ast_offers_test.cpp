// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Equality of debts, conditions and matrices: every word of theirs counts, comments and white space do not.
#include <set>

#include <catch2/catch.hpp>

#include <tramo/syntax/print.hpp>

#include "reading.hpp"

using namespace tramo_test;

namespace {

std::string const offers =
    "debt {\n  principal balance\n  interest accrued\n}\n"
    "matrix haircut \"Cut\" by role, late rising, vip {\n  row \"agent\", 0..90, * => 10%\n"
    "  row (\"boss\", \"chief\"), from 91, true => 30%\n  row *, until 5, false => 20%\n}\n"
    "condition november \"Nov\" version \"1\" id \"C\" from 2026-11-01 until 2026-11-30 default {\n"
    "  amounts from 100 until 5000 enforced\n  billing filter \"Slip\"\n  first after 10 days\n"
    "  fine 2%\n  base total\n  requires free \"Free\" = not in_force\n  approval \"Team\" if balance > "
    "1000\n"
    "  discount fees 99% for \"boss\"\n  discount total by haircut\n  rounding down 4 last\n"
    "  broken after 7 days\n  broken after 3 installments\n  lump sum cash \"Cash\"\n"
    "  installments plan \"Plan\" 2..12 every 1 month entry 40% rate 1.5% minimum 50\n}\n";

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("every change of a debt, a matrix or a condition changes equality and hash") {
    std::vector<std::pair<std::string, std::string>> const changes = {
        {"principal balance", "fees balance"},
        {"principal balance", "principal total"},
        {"  interest accrued\n", ""},
        {"matrix haircut", "matrix other"},
        {"\"Cut\"", "\"Cot\""},
        {"by role, late", "by `role`, late"},
        {"late rising", "late"},
        {", vip {", ", tier {"},
        {"\"agent\", 0", "\"clerk\", 0"},
        {"\"agent\", 0", "*, 0"},
        {"0..90", "0..<90"},
        {"0..90", "0..91"},
        {"0..90", "1..90"},
        {"=> 10%", "=> 11%"},
        {"(\"boss\", \"chief\")", "\"boss\""},
        {"from 91", "until 91"},
        {"from 91", "91"},
        {", true", ", false"},
        {", true", ", *"},
        {"condition november", "condition december"},
        {"\"Nov\"", "\"Dec\""},
        {"version \"1\"", "version \"2\""},
        {" id \"C\"", ""},
        {"2026-11-01", "2026-11-02"},
        {" default", ""},
        {" default", " default inactive"},
        {"amounts from 100 until 5000 enforced", "overdue from 100 until 5000"},
        {" enforced", ""},
        {"from 100 until", "until"},
        {" until 5000", ""},
        {"billing filter", "billing"},
        {"\"Slip\"", "\"Slop\""},
        {"10 days", "11 days"},
        {"fine 2%", "interest 2%"},
        {"fine 2%", "fine 3%"},
        {"base total", "base in turn"},
        {"base total", "base principal"},
        {"requires free", "requires frei"},
        {"\"Free\"", "\"Frei\""},
        {"= not in_force", "= in_force"},
        {"\"Team\"", "\"Boss\""},
        {" if balance > 1000", ""},
        {"discount fees", "discount fine"},
        {"99%", "98%"},
        {" for \"boss\"", ""},
        {"by haircut", "by other"},
        {"by haircut", "5%"},
        {"rounding down", "rounding up"},
        {"down 4", "down"},
        {" last", " first"},
        {" last", ""},
        {"7 days", "7 weeks"},
        {"3 installments", "4 installments"},
        {"lump sum cash", "lump sum money"},
        {"\"Cash\"", "\"Dash\""},
        {"lump sum cash \"Cash\"", "installments cash \"Cash\" 1 every 1 day"},
        {"2..12", "3..12"},
        {"2..12", "2..11"},
        {"every 1 month", "every 2 months"},
        {" entry 40%", ""},
        {"rate 1.5%", "rate 1.6%"},
        {" minimum 50", ""},
        {"  fine 2%\n  base total\n", "  base total\n  fine 2%\n"}};
    auto const original = read(offers);
    std::set<std::string> hashes{tramo::content_hash(original)};
    for (auto const& [from, to] : changes) {
        INFO(from << " -> " << to);
        auto const changed = read(replaced(offers, from, to));
        CHECK_FALSE(same(original, changed));
        CHECK(hashes.insert(tramo::content_hash(changed)).second);
    }
}

TEST_CASE("comments, white space and line ends change neither equality nor hash of offers") {
    std::string spread;
    for (char const c : offers) spread += c == '\n' ? std::string("   # why\r\n\r\n") : std::string(1, c);
    CHECK(same(read(offers), read(spread)));
    CHECK(tramo::content_hash(read(offers)) == tramo::content_hash(read(spread)));
}
