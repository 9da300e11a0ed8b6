// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds names, types and literals to what the language page says of them.
#include <catch2/catch.hpp>

#include <optional>

#include "unit/check/checked_policy.hpp"

using tramo::kind;
using tramo::operation;
using tramo::testing::meaning_of;
using tramo::testing::read_policy;
using tramo::testing::read_value;

namespace {

/// One field of each type, and one optional of each type, named with `_o`.
std::string const fields = R"(policy "p" { currency BRL }
field t : boolean          field t_o : boolean optional
field i : integer          field i_o : integer optional
field d : decimal(4)       field d_o : decimal optional
field m : money            field m_o : money optional
field usd : money(USD)
field p : percent          field p_o : percent optional
field day_ : date          field day_o : date optional
field at : timestamp       field at_o : timestamp optional
field len : duration       field len_o : duration optional
field s : text             field s_o : text optional
field e : one of "A", "B" (alias "bee")   field e_o : one of "A", "B" optional
collection debts {
  field amount : money  field due : date  field n : integer optional  field open_ : boolean  field rate : percent
  field note : text     field seen : timestamp  field term : duration
}
parameter par : money = 10
parameter par_e : one of "A", "B" (alias "bee") = "B"
value v = m / 2
segment seg = i > 3)";

struct typing {
    std::string text;
    std::optional<tramo::kind> type;  ///< none where the expression must be refused
    bool may_be_unknown = false;
};

void check_all(std::vector<typing> const& rows) {
    for (auto const& row : rows) {
        INFO(row.text);
        auto const policy = read_value(fields, row.text);
        INFO(policy.rendering());
        auto const& meaning = meaning_of(policy.policy, "it");
        CHECK((meaning.what != operation::invalid) == row.type.has_value());
        if (!row.type || meaning.what == operation::invalid) continue;
        CHECK(policy.found.empty());
        CHECK(static_cast<int>(meaning.type.kind) == static_cast<int>(*row.type));
        CHECK(meaning.may_be_unknown == row.may_be_unknown);
    }
}

}  // namespace

TEST_CASE("a field has its declared type and is unknown only where optional") {
    check_all({{"t", kind::boolean},       {"i", kind::integer},         {"d", kind::decimal},
               {"m", kind::money},         {"p", kind::percent},         {"day_", kind::date},
               {"at", kind::timestamp},    {"len", kind::duration},      {"s", kind::text},
               {"e", kind::enumeration},   {"t_o", kind::boolean, true}, {"i_o", kind::integer, true},
               {"m_o", kind::money, true}, {"day_o", kind::date, true},  {"e_o", kind::enumeration, true},
               {"as_of", kind::date},      {"par", kind::money},         {"par_e", kind::enumeration},
               {"v", kind::money},         {"seg", kind::boolean}});
}

TEST_CASE("sums and differences stay within one kind, and dates move by lengths of time") {
    check_all({{"i + 1", kind::integer},
               {"i + 1.5", kind::decimal},
               {"i - d", kind::decimal},
               {"m + m", kind::money},
               {"m - 5", kind::money},
               {"5 + m", kind::money},
               {"m + $ 5", kind::money},
               {"p - p", kind::percent},
               {"len + len", kind::duration},
               {"day_ + 3 days", kind::date},
               {"3 weeks + day_", kind::date},
               {"day_ - 2 months", kind::date},
               {"day_ + 1 year", kind::date},
               {"day_ - day_", kind::duration},
               {"at - at", kind::duration},
               {"at + len", kind::timestamp},
               {"at - 3 days", kind::timestamp},
               {"day_ - len", kind::date},
               {"i + i_o", kind::integer, true},
               {"m_o - 5", kind::money, true},
               {"day_o + 1 month", kind::date, true},
               {"m + p", {}},
               {"m + usd", {}},
               {"m + USD 5", {}},
               {"day_ + 3", {}},
               {"day_ + day_", {}},
               {"len - day_", {}},
               {"at + 1 month", {}},
               {"at - day_", {}},
               {"p + 1", {}},
               {"s + s", {}},
               {"t + t", {}},
               {"e + 1", {}},
               {"1 month + 3 days", {}},
               {"debts + 1", {}}});
}

TEST_CASE("products scale a quantity by a number, and divisions may be unknown") {
    check_all({{"i * i", kind::integer},
               {"i * d", kind::decimal},
               {"m * i", kind::money},
               {"1.5 * m", kind::money},
               {"m * p", kind::money},
               {"p * m", kind::money},
               {"i * p", kind::decimal},
               {"len * 2", kind::duration},
               {"2 * len", kind::duration},
               {"i / 2", kind::decimal},
               {"m / 2", kind::money},
               {"m / 12.5%", kind::money},
               {"i / i", kind::decimal, true},
               {"m / i", kind::money, true},
               {"m / m", kind::decimal, true},
               {"len / len", kind::decimal, true},
               {"i_o / 2", kind::decimal, true},
               {"m * m", {}},
               {"len * 1.5", {}},
               {"day_ * 2", {}},
               {"1 month * 2", {}},
               {"s * 2", {}},
               {"i / m", {}},
               {"m / usd", {}},
               {"i / 0", {}},
               {"m / (2 - 2)", {}},
               {"day_ / 2", {}},
               {"t / 2", {}}});
}

TEST_CASE("a minus turns quantities and nothing else") {
    check_all({{"-i", kind::integer},
               {"-d", kind::decimal},
               {"-m", kind::money},
               {"-p", kind::percent},
               {"-len", kind::duration},
               {"-i_o", kind::integer, true},
               {"-$ 5 + m", kind::money},
               {"-t", {}},
               {"-s", {}},
               {"-day_", {}},
               {"-e", {}},
               {"-at", {}}});
}

TEST_CASE("comparisons take two of a kind") {
    check_all({{"i > 3", kind::boolean},
               {"i > 3.5", kind::boolean},
               {"d = i", kind::boolean},
               {"m > 10", kind::boolean},
               {"10 < m", kind::boolean},
               {"m > $ 10", kind::boolean},
               {"usd > US$ 3", kind::boolean},
               {"p > 10%", kind::boolean},
               {"m / m > 10%", kind::boolean, true},
               {"day_ < as_of", kind::boolean},
               {"at > 2026-01-01T10:00", kind::boolean},
               {"len > 3 days", kind::boolean},
               {"s = \"x\"", kind::boolean},
               {"s < \"x\"", kind::boolean},
               {"e = \"A\"", kind::boolean},
               {"e = e", kind::boolean},
               {"t = true", kind::boolean},
               {"t != t_o", kind::boolean, true},
               {"i_o > 3", kind::boolean, true},
               {"m > par", kind::boolean},
               {"m > p", {}},
               {"m > usd", {}},
               {"p > 0.5", {}},
               {"p > 5", {}},
               {"day_ > 3", {}},
               {"day_ < at", {}},
               {"day_ = \"2026-01-01\"", {}},
               {"len > 3", {}},
               {"len > 2 months", {}},
               {"s = 3", {}},
               {"i = \"3\"", {}},
               {"t = 1", {}},
               {"t > true", {}},
               {"e > \"A\"", {}},
               {"e = \"C\"", {}},
               {"e = s", {}},
               {"s = null", {}},
               {"debts = 3", {}},
               {"debts.amount > 3", {}},
               {"i.x = 3", {}}});
}

TEST_CASE("membership takes values and ranges of the subject's kind") {
    check_all({{"i in (1, 2, 3)", kind::boolean},
               {"i in 1..30", kind::boolean},
               {"i in 1..<30", kind::boolean},
               {"i between 1 and 30", kind::boolean},
               {"i in (1, 5..9, i_o)", kind::boolean, true},
               {"m in 10..20.50", kind::boolean},
               {"day_ in as_of - 30 days..as_of", kind::boolean},
               {"s in (\"a\", \"b\")", kind::boolean},
               {"e in (\"A\", \"B\")", kind::boolean},
               {"e not in (\"A\")", kind::boolean},
               {"i_o in (1, 2)", kind::boolean, true},
               {"p in 10%..20%", kind::boolean},
               {"i in (\"1\")", {}},
               {"p in 10..20", {}},
               {"e in \"A\"..\"B\"", {}},
               {"t in true..false", {}},
               {"day_ in (3)", {}},
               {"m in ($ 3, USD 4)", {}},
               {"len in 1 month..2 months", {}},
               {"e in (\"A\", \"Z\")", {}}});
}

TEST_CASE("text matches take a field and a pattern in quotes") {
    check_all({{"s like \"a%\"", kind::boolean},
               {"s starts with \"a\"", kind::boolean},
               {"e like \"A%\"", kind::boolean},
               {"s_o like \"a%\"", kind::boolean, true},
               {"s not like \"a%\"", kind::boolean},
               {"i like \"a\"", {}},
               {"s like s", {}},
               {"s like 3", {}},
               {"\"a\" like \"a\"", {}}});
}

TEST_CASE("tests for unknown are never unknown themselves, whatever they ask about") {
    check_all({{"i_o is unknown", kind::boolean},
               {"i_o is known", kind::boolean},
               {"i is unknown", kind::boolean},
               {"(i / i) is unknown", kind::boolean},
               {"seg is known", kind::boolean},
               {"s_o is known", kind::boolean}});
}

TEST_CASE("logic takes conditions and hands unknown on") {
    check_all({{"t and i > 3", kind::boolean},
               {"t or t_o", kind::boolean, true},
               {"not t_o", kind::boolean, true},
               {"not t", kind::boolean},
               {"seg and t", kind::boolean},
               {"true or t", kind::boolean},
               {"t and i", {}},
               {"not m", {}},
               {"s or t", {}},
               {"t and nothing_of_this_name", {}}});
}

TEST_CASE("functions take what they are made for") {
    check_all({{"abs(i - 5)", kind::integer},
               {"abs(m)", kind::money},
               {"abs(len)", kind::duration},
               {"round(d, 2)", kind::decimal},
               {"round(m, 0)", kind::money},
               {"round(p, 4)", kind::percent},
               {"max(i, 3)", kind::integer},
               {"max(0, m)", kind::money},
               {"min(1, 2, m)", kind::money},
               {"max(i, 1.5)", kind::decimal},
               {"min(day_, as_of)", kind::date},
               {"max(at, at_o)", kind::timestamp, true},
               {"coalesce(i_o, 0)", kind::integer},
               {"coalesce(i_o, i_o)", kind::integer, true},
               {"coalesce(m_o, 0)", kind::money},
               {"coalesce(day_o, as_of)", kind::date},
               {"day(day_)", kind::integer},
               {"month(day_o)", kind::integer, true},
               {"year(as_of)", kind::integer},
               {"weekday(day_)", kind::integer},
               {"start_of_month(day_)", kind::date},
               {"end_of_month(day_)", kind::date},
               {"date(at)", kind::date},
               {"date(at_o)", kind::date, true},
               {"abs(s)", {}},
               {"abs(i, i)", {}},
               {"round(d)", {}},
               {"round(d, 19)", {}},
               {"round(d, i)", {}},
               {"round(len, 1)", {}},
               {"max(i)", {}},
               {"max(s, s)", {}},
               {"max(i, m)", {}},
               {"max(m, usd)", {}},
               {"max(1 month, 2 months)", {}},
               {"coalesce(t_o, true)", {}},
               {"day(at)", {}},
               {"date(day_)", {}},
               {"month(i)", {}},
               {"no_such_function(i)", {}}});
}

TEST_CASE("aggregates take the fields they are made for, and some have no answer over no record") {
    check_all({{"sum(debts.amount)", kind::money},
               {"sum(debts.n)", kind::integer, true},
               {"sum(debts.rate)", kind::percent},
               {"sum(debts.term)", kind::duration},
               {"max(debts.amount)", kind::money, true},
               {"min(debts.due)", kind::date, true},
               {"oldest(debts.due)", kind::date, true},
               {"oldest(debts.seen)", kind::timestamp, true},
               {"count(debts)", kind::integer},
               {"count(debts where open_)", kind::integer},
               {"count(debts where n > 3)", kind::integer, true},
               {"any(debts where amount > par)", kind::boolean},
               {"any(debts.open_)", kind::boolean},
               {"all(debts.open_ where due < as_of)", kind::boolean},
               {"any(debts where n > 3)", kind::boolean, true},
               {"sum(debts.amount where due < as_of - 30 days)", kind::money},
               {"sum(debts)", {}},
               {"sum(debts.note)", {}},
               {"sum(debts.due)", {}},
               {"oldest(debts.amount)", {}},
               {"any(debts)", {}},
               {"any(debts.amount)", {}},
               {"count(debts.amount)", {}},
               {"sum(m)", {}},
               {"sum(nothing.x)", {}},
               {"sum(debts.x)", {}},
               {"any(debts where amount)", {}},
               {"any(debts where amount > m)", {}},
               {"any(debts where seg)", {}},
               {"any(debts where amount > max(debts.amount))", {}}});
}

TEST_CASE("a bare number beside money becomes that money, on either side and in any company") {
    for (std::string const text :
         {"m > 10", "10 < m", "m in (10, 20)", "m in 10..20", "max(10, m) > 3", "m + 10 > 3"}) {
        INFO(text);
        auto const policy = read_value(fields, text);
        CHECK(policy.rendering() == "");
    }
    auto const policy = read_value(fields, "usd > 10");
    auto const& bare = meaning_of(policy.policy, "it").operands[1];
    CHECK(bare.type.currency == "USD");
}

TEST_CASE(
    "a plain currency sign is of the policy's currency, or of the money beside it where there is none") {
    auto const named = read_value(fields, "m > $ 10");
    CHECK(meaning_of(named.policy, "it").operands[1].type.currency == "BRL");
    auto const unnamed = read_value("field usd : money(USD)", "usd > $ 10");
    CHECK(unnamed.rendering() == "");
    CHECK(meaning_of(unnamed.policy, "it").operands[1].type.currency == "USD");
    CHECK(read_value(fields, "usd > $ 10").codes() == std::vector<std::string>{"T2034"});
}

TEST_CASE("a text beside an enumeration becomes the value it spells") {
    auto const policy = read_value(fields, "e in (\"bee\", \"a\")");
    CHECK(policy.codes() == std::vector<std::string>{"T4011", "T4011"});
    auto const& test = meaning_of(policy.policy, "it");
    CHECK(std::get<std::string>(test.operands[1].literal) == "B");
    CHECK(std::get<std::string>(test.operands[2].literal) == "A");
    CHECK(static_cast<int>(test.operands[1].type.kind) == static_cast<int>(kind::enumeration));
}

TEST_CASE("arithmetic on bare numbers is done at once, and its result is still a bare number") {
    auto const policy = read_value(fields, "m > 2 * 3 + 0.5");
    CHECK(policy.rendering() == "");
    auto const& constant = meaning_of(policy.policy, "it").operands[1];
    CHECK(constant.what == operation::constant);
    CHECK(std::get<tramo::decimal>(constant.literal) == tramo::decimal(65, 1));
    CHECK(static_cast<int>(constant.type.kind) == static_cast<int>(kind::money));
}

TEST_CASE("round keeps the decimals it is asked for, also of a number written out") {
    auto const policy = read_value(fields, "round(2.345, 2)");
    CHECK(std::get<tramo::decimal>(meaning_of(policy.policy, "it").literal) == tramo::decimal(235, 2));
}
