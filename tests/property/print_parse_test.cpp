// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The laws between parser and printer, on random documents and on texts with random damage.
#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include <tramo/syntax/parse.hpp>
#include <tramo/syntax/print.hpp>
#include <tramo/text/render.hpp>
#include <tramo/values/unicode.hpp>

#include "random_document.hpp"

using tramo::language;
using tramo_test::dice;

namespace {

constexpr language all_languages[] = {language::en, language::es, language::pt};

/// Whether a printed document reads back as it was; tells what was wrong when it does not.
bool survives(tramo::ast::document const& made, language in) {
    auto const text = tramo::print(made, in);
    tramo::source const from(text);
    auto const read = tramo::parse(from);
    bool const is_same = read.diagnostics.empty() && same(made, read.value);
    bool const is_stable = tramo::print(read.value, in) == text;
    bool const has_same_hash = tramo::content_hash(read.value) == tramo::content_hash(made);
    if (is_same && is_stable && has_same_hash) return true;
    UNSCOPED_INFO(text << "\nread: " << is_same << ", stable: " << is_stable << ", hash: " << has_same_hash
                       << "\n"
                       << render(read.diagnostics, from, 3) << "\nprinted again:\n"
                       << tramo::print(read.value, in));
    return false;
}

/// Everything that must hold of any text at all: places inside the text, messages in UTF-8, no crash; and
/// what is read without an error can be printed and read again, where that is asked.
bool is_well_read(tramo::source const& text, bool prints_again) {
    auto const read = tramo::parse(text);
    auto const drawn = render(read.diagnostics, text, 20);
    if (tramo::find_invalid_utf8(drawn) != std::string_view::npos) return false;
    for (auto const& found : read.diagnostics) {
        for (auto const& label : found.labels)
            if (label.where.begin > label.where.end || label.where.end > text.text().size()) return false;
        auto const codes = tramo::diagnostic_catalogue();
        if (std::none_of(codes.begin(), codes.end(), [&](auto const& one) { return one.code == found.code; }))
            return false;
    }
    return !prints_again || !read.ok() || survives(read.value, read.value.language);
}

std::string const valid_policy = R"(# Portfolio of the north
tramo 1 en

policy "North" version "1" {
  currency BRL
  zone "America/Sao_Paulo"
}

field account : text key valid digits 8..9
field tier : one of "Large", "Small" (alias "S", "tiny") open "Tier"  # from the CRM
field days_past_due : integer
field balance : money(BRL) optional
collection debts "Debts" {
  field amount : money
  field due : date
}
parameter floor : money = R$ 1_000.50 "Least balance"
value share "Share" = sum(debts.amount where due < as_of - 2 months) / coalesce(balance, 1)

segment `in` "Odd name" version "2" id "R-7" from 2026-01-01 until 2026-12-31 =
    (tier not in ("Large", "x\"y\\") and days_past_due in 1..<30)  # early
    or not (balance is unknown or account like "9%") and share > 12.5%
segment moment inactive = -days_past_due * 2 + 1 <= (3 - 4) / 5 and as_of != 2026-11-21

strategy daily {
  queue late id "Q" if days_past_due between 31 and 60
  # the others
  queue odd if `in` or any(debts where due starts with "2")
  rest others "Rest" id "Z"
}

log {
  account client_id
  happened at
}
event talk "Talk" from kind = "talk" and way in ("call", "chat") {
  field result : one of "refuses", "cannot" open from result_code
  field paid : money optional from step of total
}
event undone reverses talk by talk_id
event bounce of debts by debt_id
counter recent = count(talk where paid > 100 within 90 days) + previous(talk.paid)
alert trouble "Trouble" version "1" per debts worst without skipping {
  state refuses "Refuses" red severity 3 stops treatment
  state lost manual only
  on talk, undone where result = "refuses" and recent > 2 from none, lost => refuses  # first
  on undone => restore
  after 30 days in refuses => lost
  when talk.due + 3 days passed without bounce where paid > 2 from lost => clear
  manual clear with confirmation
  manual raise refuses, lost
}
debt {
  principal balance
  fine share * balance -
    fees
  overdue days_past_due
}
matrix haircut "Haircut" by role, days_past_due rising, odd {
  row "agent", 0..90, * => 10%
  row ("boss", "chief"), from 91, true => 30%  # the old ones
  row *, *, * => -1 + 3%
}
condition november "November" version "1" id "C" from 2026-11-01 until 2026-11-30 default {
  amounts from 100 until floor enforced
  overdue until 90
  billing filter "Slip"
  first after 10 days
  interest 1%
  base in turn
  requires free "Free" = not odd and fine in (1, rounding) or interest is unknown  # three
  approval "Boss" if balance > 1000
  discount total 100% for "boss"
  rounding down 1 last
  broken after 2 installments
  lump sum cash "Cash"
    discount total by haircut
  installments plan 2..12 every 1 month rate 1.5% minimum 50
}
actions {
  account client
  code kind, response  # two levels
  happened at
  window since opened
}
palette north "Calls" if tier = "Large" and (odd or balance > 1) {
  action promise "Promise" rank 10 right party channel "phone" opens promise alias "CP", "P" {
    response cheque "Cheque" rank 11 state "Done" substate "Paid" {
      response whole closes  # all of it
    }
    # more to come
  }
  action absent rank 60 no contact raises claim
}
worklist daily "Calls" version "1" from 2026-01-01 {
  candidate call "Call" channel "phone" skill "voice" minutes 7 cost 3 value balance * 20% if best.code in (promise,
    other) and attempts.day < 3  # once more
  candidate mail minutes 1
  order days_past_due descending, tier, contacts.last is unknown ascending
  agent account
}
indicator reach {
  case bad if alert.trouble = lost or alert.trouble in (none, refuses) and alert.trouble.days > 30
  rest fine
}
)";

/// Bytes and words that mean something somewhere.
std::vector<std::string> const scraps = {"(",
                                         ")",
                                         "{",
                                         "}",
                                         "\"",
                                         "`",
                                         "#",
                                         "\n",
                                         "\r",
                                         " ",
                                         ",",
                                         "..",
                                         "..<",
                                         "=",
                                         "<",
                                         "-",
                                         "%",
                                         "\\",
                                         ".",
                                         "1",
                                         "9999999999",
                                         "\xC3",
                                         "\xA9",
                                         "\xE2\x80\x9C",
                                         "\xCC\x81",
                                         "é",
                                         "≤",
                                         "and",
                                         "or",
                                         "not",
                                         "in",
                                         "between",
                                         "is",
                                         "unknown",
                                         "segment",
                                         "strategy x {",
                                         "rest y",
                                         "queue",
                                         "where",
                                         "days",
                                         "R$",
                                         "2026-02-30",
                                         "T10:30",
                                         "starts with",
                                         "as_of",
                                         "one of",
                                         std::string(1, '\0'),
                                         "\x7F",
                                         "\xF0\x9F\x98\x80",
                                         "tramo 1 es\n",
                                         "  # c\n",
                                         "version",
                                         "id",
                                         "from",
                                         "=>",
                                         "->",
                                         "on",
                                         "after 30 days",
                                         "when",
                                         "state x red",
                                         "manual",
                                         "alert",
                                         "alert.",
                                         "event",
                                         "log {",
                                         "within 3 days",
                                         "none",
                                         "debt {",
                                         "condition x {",
                                         "matrix y by z {",
                                         "row \"a\"",
                                         "fine",
                                         "discount",
                                         "rounding up",
                                         "installments",
                                         "first after",
                                         "* =>",
                                         "lump sum",
                                         "actions {",
                                         "palette x {",
                                         "action y {",
                                         "response z",
                                         "rank 3",
                                         "alias",
                                         "no contact",
                                         "worklist v {",
                                         "candidate u",
                                         "order",
                                         "best.code",
                                         "contacts.",
                                         "window 30 days"};

std::string damaged(std::string text, dice& draw) {
    for (auto left = 1 + draw.roll(3); left > 0; --left) {
        auto const at = draw.roll(text.size() + 1);
        switch (draw.roll(5)) {
            case 0:
                text.insert(at, draw.pick(scraps));
                break;
            case 1:
                text.erase(at, 1 + draw.roll(4));
                break;
            case 2:
                text.erase(at, draw.roll(80));
                break;
            case 3:
                text.insert(at, text.substr(draw.roll(text.size() + 1), draw.roll(80)));
                break;
            default:
                if (at < text.size()) text[at] = static_cast<char>(draw.roll(256));
        }
    }
    return text;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A comment of its own where white space stands between two words, and how many were put in.
std::string commented(std::string const& text, dice& draw, int& count) {
    std::string made = text.substr(0, 1);
    bool in_text = false;
    bool in_comment = text[0] == '#';
    for (std::size_t i = 1; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '\n') in_comment = false;
        if (c == '"' && !in_comment && text[i - 1] != '\\') in_text = !in_text;
        if (c == '#' && !in_text) in_comment = true;
        made += c;
        // Between a number and its unit or currency a line cannot end.
        bool const is_gap = (c == ' ' || c == '\n') && !in_text && !in_comment && i > 30;
        bool const is_safe = i + 1 < text.size() && !is_digit(text[i - 1]) && !is_digit(text[i + 1]);
        if (is_gap && is_safe && draw.one_in(12)) made += "# remark " + std::to_string(count++) + "\n";
    }
    return made;
}

}  // namespace

TEST_CASE("what is printed in any language reads back the same, prints the same and hashes the same") {
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        auto const made = tramo_test::random_document(seed).make();
        for (auto const in : all_languages) {
            INFO("seed " << seed << ", language " << code_of(in));
            REQUIRE(survives(made, in));
        }
    }
}

TEST_CASE("no damage to a policy makes the parser crash, or point outside the text") {
    REQUIRE(tramo::parse(tramo::source(valid_policy)).ok());
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        dice draw(seed);
        tramo::source const text(damaged(valid_policy, draw));
        if (is_well_read(text, seed % 4 == 0)) continue;
        FAIL("seed " << seed << "\n" << text.text());
    }
}

TEST_CASE("a comment put anywhere changes neither the meaning nor the hash, and is kept by formatting") {
    auto const plain = tramo::parse(tramo::source(valid_policy)).value;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        dice draw(seed);
        int count = 0;
        auto const text = commented(valid_policy, draw, count);
        auto const read = tramo::parse(tramo::source(text));
        INFO("seed " << seed << "\n" << text);
        REQUIRE(read.ok());
        REQUIRE(same(plain, read.value));
        REQUIRE(tramo::content_hash(plain) == tramo::content_hash(read.value));
        REQUIRE(survives(read.value, language::en));
        auto const printed = tramo::print(read.value, language::es);
        for (int i = 0; i < count; ++i)
            REQUIRE(printed.find("remark " + std::to_string(i)) != std::string::npos);
    }
}
