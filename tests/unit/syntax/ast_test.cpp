// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Equality of trees: places and comments do not count, everything else does.
#include <set>

#include <catch2/catch.hpp>

#include <tramo/syntax/print.hpp>

#include "reading.hpp"

using namespace tramo_test;

namespace {

std::string const whole =
    "policy \"P\" version \"1\" { currency BRL zone \"Z\" }\n"
    "field tier : one of \"A\" (alias \"B\") open optional key valid cl_rut valid digits 8..9 \"Tier\"\n"
    "field due : money(BRL)\nfield rate : decimal(4)\n"
    "collection debts \"Debts\" {\n  field amount : money\n}\n"
    "parameter p : percent = 5% \"Par\"\n"
    "value v \"Val\" = max(sum(debts.amount where amount > 1), 2 + 3)\n"
    "segment s \"Seg\" version \"2\" id \"R\" from 2026-01-01 until 2026-12-31 inactive =\n"
    "    tier in (\"A\", \"C\") and not (due is unknown) or p in 1..<9 and as_of - 2 months < 2026-05-01\n"
    "    or true and tier like \"x%\" and as_of > 2026-05-01T10:30 and due > R$ 5\n"
    "strategy d \"Str\" version \"3\" {\n  queue q \"Que\" id \"Q\" if s\n  rest r \"Rest\" id \"Z\"\n}\n";

std::string const alerts =
    "log { account client happened at event kind }\n"
    "event talk \"Talk\" from kind = \"a\" and way in (\"b\", \"c\") {\n"
    "  field result : text optional from code\n  field paid : money from step of total\n}\n"
    "event promise { field due : date }\n"
    "event undone reverses talk by talk_id\nevent bounce of points by point\n"
    "counter recent \"Rec\" = count(talk where paid > 1 within 90 days) + previous(talk.paid)\n"
    "alert trouble \"Tro\" version \"1\" per points any without skipping {\n"
    "  state refuses \"Ref\" red severity 3 stops treatment\n  state lost manual only\n"
    "  on talk, promise where result = \"x\" from none, lost => refuses\n"
    "  on undone => restore\n  on bounce => clear\n  after 30 days in refuses => lost\n"
    "  when promise.due + 3 days passed without talk, undone where paid > 2 from lost => refuses\n"
    "  manual clear with confirmation\n  manual raise refuses\n}\n"
    "indicator reach \"Ind\" {\n  case bad \"Bad\" if alert.trouble = lost\n  rest fine\n}\n"
    "segment long = alert.trouble in (refuses, none) and alert.trouble.days > 9\n";

tramo::ast::document parsed(std::string const& text) {
    auto result = tramo::parse(english(text));
    INFO(text << "\n" << render(result.diagnostics, english(text)));
    REQUIRE(result.ok());
    return std::move(result.value);
}

using list_of_changes = std::vector<std::pair<std::string, std::string>>;

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// Each change makes another document with another hash.
void check_changes(std::string const& text, list_of_changes const& changes) {
    auto const original = parsed(text);
    std::set<std::string> hashes{tramo::content_hash(original)};
    for (auto const& [from, to] : changes) {
        INFO(from << " -> " << to);
        auto const changed = parsed(replaced(text, from, to));
        CHECK_FALSE(same(original, changed));
        CHECK(hashes.insert(tramo::content_hash(changed)).second);
    }
}

void check_spread(std::string const& text) {
    auto const one = parsed(text);
    std::string spread = "# heading\n";
    for (char const c : text) spread += c == '\n' ? std::string("   # why\r\n\r\n") : std::string(1, c);
    auto const other = parsed(spread);
    CHECK(same(one, other));
    CHECK(tramo::content_hash(one) == tramo::content_hash(other));
}

}  // namespace

TEST_CASE("comments, white space and line ends change neither equality nor hash") {
    check_spread(whole);
    check_spread(alerts);
}

TEST_CASE("a comment in an otherwise empty policy block does not change the hash") {
    CHECK(tramo::content_hash(parsed("policy \"P\"\nsegment a = b\n")) ==
          tramo::content_hash(parsed("policy \"P\" {\n  # to be done\n}\nsegment a = b\n")));
}

TEST_CASE("numbers that are equal hash equally however they are written") {
    auto const one = parsed("segment a = b > 1_000.50\n");
    auto const other = parsed("segment a = b > 1000.5\n");
    CHECK(same(one, other));
    CHECK(tramo::content_hash(one) == tramo::content_hash(other));
}

TEST_CASE("every change of a label, number, name or rule changes equality and hash") {
    list_of_changes const changes = {{"\"P\"", "\"Q\""},
                                     {"version \"1\"", "version \"1.1\""},
                                     {"currency BRL", "currency PYG"},
                                     {"zone \"Z\"", "zone \"Y\""},
                                     {"field tier", "field grade"},
                                     {"one of \"A\"", "one of \"D\""},
                                     {"alias \"B\"", "alias \"E\""},
                                     {" open", ""},
                                     {" optional", ""},
                                     {" key", ""},
                                     {"valid cl_rut", "valid br_cpf"},
                                     {"8..9", "8..8"},
                                     {"\"Tier\"", "\"Grade\""},
                                     {"money(BRL)", "money(USD)"},
                                     {"money(BRL)", "money"},
                                     {"decimal(4)", "decimal(5)"},
                                     {"decimal(4)", "decimal"},
                                     {"collection debts", "collection bills"},
                                     {"\"Debts\"", "\"Bills\""},
                                     {"field amount", "field sum"},
                                     {"5%", "6%"},
                                     {" = 5%", ""},
                                     {"\"Par\"", "\"Per\""},
                                     {"percent", "decimal"},
                                     {"value v", "value w"},
                                     {"\"Val\"", "\"Vol\""},
                                     {"max(", "min("},
                                     {"sum(", "oldest("},
                                     {"debts.amount", "debts.rest"},
                                     {"amount > 1", "amount >= 1"},
                                     {" where amount > 1", ""},
                                     {"2 + 3", "2 - 3"},
                                     {"segment s", "segment t"},
                                     {"version \"2\"", "version \"3\""},
                                     {"id \"R\"", "id \"S\""},
                                     {"from 2026-01-01", "from 2026-01-02"},
                                     {"until 2026-12-31 ", ""},
                                     {" inactive", ""},
                                     {"tier in", "tier not in"},
                                     {"\"C\"", "\"c\""},
                                     {"is unknown", "is known"},
                                     {"1..<9", "1..9"},
                                     {"2 months", "2 days"},
                                     {"2026-05-01\n", "2026-05-02\n"},
                                     {"true", "false"},
                                     {"like", "not like"},
                                     {"like", "starts with"},
                                     {"10:30", "10:31"},
                                     {"R$ 5", "US$ 5"},
                                     {"strategy d", "strategy e"},
                                     {"version \"3\"", "inactive"},
                                     {"queue q", "queue p"},
                                     {"\"Que\"", "\"Qua\""},
                                     {"if s", "if not s"},
                                     {"rest r", "rest q"},
                                     {"\"Rest\"", "\"Others\""},
                                     {"id \"Z\"", "id \"Y\""},
                                     {"  queue q \"Que\" id \"Q\" if s\n", ""},
                                     {"field rate : decimal(4)\n", ""}};
    check_changes(whole, changes);
}

TEST_CASE("every change of an event, counter, alert or indicator changes equality and hash") {
    list_of_changes const changes = {{"account client", "account customer"},
                                     {"account client", "id client"},
                                     {" event kind }", " }"},
                                     {"event talk", "event call"},
                                     {"\"Talk\"", "\"Call\""},
                                     {"kind = \"a\"", "kind = \"b\""},
                                     {"kind = \"a\"", "sort = \"a\""},
                                     {" and way in (\"b\", \"c\")", ""},
                                     {"\"b\", \"c\"", "\"b\""},
                                     {" from code", ""},
                                     {"from code", "from step of code"},
                                     {"step of total", "total"},
                                     {"of total", "of sum"},
                                     {"reverses talk", "reverses promise"},
                                     {"by talk_id", "by id"},
                                     {"of points by point", "of points"},
                                     {" of points by point", ""},
                                     {"of points by", "of debts by"},
                                     {"counter recent", "counter lately"},
                                     {"\"Rec\"", "\"Raw\""},
                                     {"count(", "sum("},
                                     {" within 90 days", ""},
                                     {"90 days", "91 days"},
                                     {"90 days", "90 weeks"},
                                     {"previous(", "latest("},
                                     {"alert trouble", "alert problem"},
                                     {"\"Tro\"", "\"Tru\""},
                                     {"version \"1\"", "version \"2\""},
                                     {" version \"1\"", ""},
                                     {"per points any", "per points worst"},
                                     {"per points any", "per points"},
                                     {"per points any ", ""},
                                     {"per points", "per debts"},
                                     {" without skipping", ""},
                                     {"state refuses", "state denies"},
                                     {"\"Ref\"", "\"Rif\""},
                                     {" red", " orange"},
                                     {" red", ""},
                                     {"severity 3", "severity 4"},
                                     {" severity 3", ""},
                                     {" stops treatment", ""},
                                     {" manual only", ""},
                                     {"on talk, promise where", "on talk where"},
                                     {"on talk, promise where", "on promise, talk where"},
                                     {"result = \"x\"", "result != \"x\""},
                                     {" where result = \"x\"", ""},
                                     {" from none, lost", ""},
                                     {"none, lost", "lost"},
                                     {"=> refuses", "=> lost"},
                                     {"=> refuses", "=> clear"},
                                     {"=> restore", "=> clear"},
                                     {"30 days", "31 days"},
                                     {"in refuses", "in lost"},
                                     {"+ 3 days", "+ 4 days"},
                                     {"passed", "reached"},
                                     {"without talk, undone", "without talk"},
                                     {" where paid > 2", ""},
                                     {" with confirmation", ""},
                                     {"manual raise refuses", "manual raise"},
                                     {"  on bounce => clear\n", ""},
                                     {"indicator reach", "indicator touch"},
                                     {"\"Bad\"", "\"Bed\""},
                                     {"= lost\n", "= none\n"},
                                     {".days", ".times"},
                                     {".days", ".since"},
                                     {"alert.trouble.days", "alert.trouble"},
                                     {"(refuses, none)", "(refuses)"}};
    check_changes(alerts, changes);
}

TEST_CASE("an indicator is no strategy of the same queues") {
    CHECK_FALSE(
        same(parsed("indicator a { case b if c rest d }"), parsed("strategy a { queue b if c rest d }")));
}

TEST_CASE("the order of declarations and of operands is part of the document") {
    auto const one = parsed("segment a = x\nsegment b = y or z\n");
    CHECK_FALSE(same(one, parsed("segment b = y or z\nsegment a = x\n")));
    CHECK_FALSE(same(one, parsed("segment a = x\nsegment b = z or y\n")));
    CHECK_FALSE(same(one, parsed("segment a = x\nvalue b = y or z\n")));
    CHECK_FALSE(same(one, parsed("segment a = x\n")));
}
