// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables, calendars, effects, holds, days past due, promises, limits of contact and messages as trees, and
// names that are called like their words.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using list = std::vector<std::string>;
using tramo::keyword;
using tramo::language;
namespace ast = tramo::ast;

namespace {

template <class Member, class Declaration>
Member const& member(Declaration const& block, std::size_t index) {
    REQUIRE(index < block.members.size());
    REQUIRE(std::holds_alternative<Member>(block.members[index]));
    return std::get<Member>(block.members[index]);
}

/// `what: days`, where days of work are `w`.
std::string length_of(ast::length_member const& one) {
    return std::string(tramo::entry_of(one.what).name) + " " + std::to_string(one.days) +
           (one.is_business ? "w" : "");
}

list places(std::vector<ast::text_or_name> const& all) {
    list found;
    for (auto const& one : all)
        found.push_back(one.text ? "\"" + one.text->text + "\""
                                 : one.name.text + (one.member.text.empty() ? "" : "." + one.member.text));
    return found;
}

list texts(std::vector<ast::text_literal> const& all) {
    list found;
    for (auto const& one : all) found.push_back(one.text);
    return found;
}

std::string word(keyword which) {
    return std::string(tramo::spelling(which, language::en));
}

}  // namespace

TEST_CASE("a table has axes, columns with types and labels, and rows whose values may be inferred") {
    auto const table = only<ast::table_declaration>(
        "table cuts \"Cut parameters\" by tier, age {\n  column block : integer \"Block after\"\n"
        "  column boss : text\n  row (\"Enterprise\", \"Large\"), 0..<30 => 60 inferred, \"Head\"\n"
        "  row *, from 30 => -1, \"Manager\"\n}\n");
    CHECK(table.name.text == "cuts");
    CHECK(table.label->text == "Cut parameters");
    REQUIRE(table.axes.size() == 2);
    CHECK(table.axes[1].name.text == "age");
    CHECK_FALSE(table.axes[0].is_role);
    CHECK(member<ast::table_column>(table, 0).type == keyword::integer);
    CHECK(member<ast::table_column>(table, 0).label->text == "Block after");
    CHECK(member<ast::table_column>(table, 1).type == keyword::text);
    auto const& row = member<ast::table_row>(table, 2);
    CHECK(texts(row.cells[0].texts) == list{"Enterprise", "Large"});
    CHECK(row.cells[1].half_open);
    REQUIRE(row.values.size() == 2);
    CHECK(shape(row.values[0].what) == "60");
    CHECK(row.values[0].is_inferred);
    CHECK(shape(row.values[1].what) == "\"Head\"");
    CHECK_FALSE(row.values[1].is_inferred);
    CHECK(shape(member<ast::table_row>(table, 3).values[0].what) == "(minus 1)");
}

TEST_CASE("how many values a row has is not the grammar's affair") {
    CHECK(codes("table t by a {\n  column x : integer\n  column y : date\n  row * => 1\n}\n").empty());
}

TEST_CASE("a calendar names whose holidays it keeps and which days of the week are free") {
    auto const whole =
        only<ast::calendar_declaration>("calendar w \"Working days\" holidays \"PY\" rest saturday, sunday");
    CHECK(whole.name.text == "w");
    CHECK(whole.label->text == "Working days");
    CHECK(whole.holidays.text == "PY");
    CHECK(whole.rests == std::vector{keyword::saturday, keyword::sunday});
    CHECK(only<ast::calendar_declaration>("calendar w holidays \"PY\"").rests.empty());
}

TEST_CASE("an effect has a kind, a period and members in written order") {
    auto const cut = only<ast::effect_declaration>(
        "cut admin \"Cut\" version \"2\" id \"T-093\" from 2026-01-01 {\n  if arrears.delinquent > 66\n"
        "  stands if since is known\n  release if balance = 0\n  requires told \"Told\" = contacts > 0\n"
        "  since oldest_due + 1 day\n  after 2 weeks\n  within 3 business days\n  only on monday, friday\n"
        "  month days 1..10\n  calendar working\n  template notice\n  holidays following\n"
        "  lead 5..10 days \"Change\"\n  once per week\n}\n");
    CHECK(cut.what == keyword::cut);
    CHECK(cut.period.id->text == "T-093");
    CHECK(shape(member<ast::clause_member>(cut, 0).condition) == "(> treated arrears.delinquent 66)");
    CHECK(member<ast::clause_member>(cut, 1).what == keyword::stands);
    CHECK(shape(member<ast::clause_member>(cut, 1).condition) == "(known since)");
    CHECK(member<ast::clause_member>(cut, 2).what == keyword::release);
    CHECK(member<ast::requirement_member>(cut, 3).name.text == "told");
    CHECK(shape(member<ast::day_member>(cut, 4).day) == "(+ oldest_due 1 days)");
    CHECK(length_of(member<ast::length_member>(cut, 5)) == "after 14");
    CHECK(length_of(member<ast::length_member>(cut, 6)) == "within 3w");
    CHECK(member<ast::weekdays_member>(cut, 7).days == std::vector{keyword::monday, keyword::friday});
    CHECK(member<ast::month_days_member>(cut, 8).until == 10);
    CHECK(member<ast::named_member>(cut, 9).what == keyword::calendar);
    CHECK(member<ast::named_member>(cut, 10).name.text == "notice");
    CHECK(member<ast::holidays_member>(cut, 11).what == keyword::following);
    auto const& lead = member<ast::lead_member>(cut, 12);
    CHECK((lead.from == 5 && lead.until == 10 && lead.label->text == "Change"));
    CHECK(member<ast::once_member>(cut, 13).unit == keyword::weeks);
}

TEST_CASE("an effect says who and what in texts, fields and columns of tables") {
    auto const task = only<ast::effect_declaration>(
        "task t { owner cuts.boss to \"billing\", head copy `in` cause claim_cause "
        "route \"New > Cuts\" alias \"Old > Cuts\", \"Older\" reason \"Because\" channel \"email\", \"sms\" "
        "stops \"shipment\" approval \"Head\", \"Manager\" by approved evidence paper if outside once\n}");
    CHECK(task.what == keyword::task);
    CHECK(places(member<ast::texts_member>(task, 0).texts) == list{"cuts.boss"});
    CHECK(places(member<ast::texts_member>(task, 1).texts) == list{"\"billing\"", "head"});
    CHECK(places(member<ast::texts_member>(task, 2).texts) == list{"in"});
    CHECK(texts(member<ast::texts_member>(task, 4).aliases) == list{"Old > Cuts", "Older"});
    CHECK(places(member<ast::texts_member>(task, 6).texts) == list{"\"email\"", "\"sms\""});
    CHECK(member<ast::texts_member>(task, 7).what == keyword::stops);
    auto const& approval = member<ast::consent_member>(task, 8);
    CHECK(texts(approval.roles) == list{"Head", "Manager"});
    CHECK(approval.by->text == "approved");
    CHECK(approval.evidence->text == "paper");
    CHECK(shape(*approval.condition) == "outside");
    CHECK_FALSE(member<ast::once_member>(task, 9).unit);
}

TEST_CASE("each of the five words begins an effect of its kind") {
    for (auto const kind : {keyword::block, keyword::cut, keyword::notify, keyword::task, keyword::escalate})
        CHECK(only<ast::effect_declaration>(word(kind) + " x { if a }").what == kind);
}

TEST_CASE("an `if` on a line of its own is the effect's and not the approval's, and so in a template") {
    auto const task = only<ast::effect_declaration>("task t {\n  approval \"Head\"\n  if late\n}\n");
    CHECK_FALSE(member<ast::consent_member>(task, 0).condition);
    CHECK(shape(member<ast::clause_member>(task, 1).condition) == "late");
    auto const notice = only<ast::template_declaration>("template t {\n  text \"Hello\"\n  if late\n}\n");
    CHECK_FALSE(member<ast::wording_member>(notice, 0).condition);
    CHECK(member<ast::clause_member>(notice, 1).what == keyword::if_);
}

TEST_CASE("a hold has days, a collection or events for its bounds, and says what it freezes and needs") {
    auto const dispute = only<ast::hold_declaration>(
        "hold dispute \"Dispute\" { of claims from opened before closed "
        "freezes days, messages, cuts, blocks, tasks, queue owner handler needs reason, owner,\n until }");
    CHECK(dispute.label->text == "Dispute");
    CHECK(member<ast::named_member>(dispute, 0).what == keyword::of);
    CHECK(member<ast::day_member>(dispute, 1).what == keyword::from);
    CHECK(member<ast::day_member>(dispute, 2).what == keyword::before);
    CHECK(member<ast::freezes_member>(dispute, 3).what.size() == 6);
    CHECK(member<ast::needs_member>(dispute, 5).what ==
          std::vector{keyword::reason, keyword::owner, keyword::until});
    auto const sick = only<ast::hold_declaration>(
        "hold sick {\n  starts on hardship where kind = \"illness\"\n  ends on over\n  until day\n}\n");
    CHECK_FALSE(member<ast::bound_event_member>(sick, 0).is_end);
    CHECK(shape(*member<ast::bound_event_member>(sick, 0).condition) == "(= kind \"illness\")");
    CHECK(member<ast::bound_event_member>(sick, 1).is_end);
    CHECK(member<ast::day_member>(sick, 2).what == keyword::until);
}

TEST_CASE("days past due have a first day and a grace") {
    auto const arrears = only<ast::arrears_declaration>("arrears { due oldest_due grace 1 business day }");
    CHECK(shape(member<ast::day_member>(arrears, 0).day) == "oldest_due");
    CHECK(length_of(member<ast::length_member>(arrears, 1)) == "grace 1w");
}

TEST_CASE("promises are read from events, with clauses in any order and tolerances of three kinds") {
    auto const promises = only<ast::promises_declaration>(
        "promises {\n  made on promise due due amount amount where channel = \"phone\"\n"
        "  made on web amount sum\n  paid on payment where a > 0 for promise_id amount value\n"
        "  tolerance 3 days\n  tolerance 5%\n  tolerance 1000\n}\n");
    auto const& made = member<ast::promise_event_member>(promises, 0);
    CHECK(made.due->text == "due");
    CHECK(made.amount->text == "amount");
    CHECK(shape(*made.condition) == "(= channel \"phone\")");
    CHECK_FALSE(member<ast::promise_event_member>(promises, 1).due);
    auto const& paid = member<ast::promise_event_member>(promises, 2);
    CHECK(paid.is_payment);
    CHECK(paid.promise->text == "promise_id");
    CHECK(paid.amount->text == "value");
    CHECK(shape(member<ast::tolerance_member>(promises, 4).what) == "5%");
    CHECK(promises.members.size() == 6);
}

TEST_CASE("limits of contact say what counts as one, by which channel, and how often it may be") {
    auto const limits = only<ast::contact_limits_declaration>(
        "contact  limits {\n  zone z\n  jurisdiction country, state\n  pack \"PY\", \"own\"\n"
        "  calendar working\n  on call where result = \"talked\" => conversation by \"phone\"\n"
        "  on call => none\n  on mail => message by mail_channel\n  consent ok for \"phone\", \"sms\"\n"
        "  limit daily \"Daily\" 1 attempt by \"phone\" within 2 weeks\n  limit weekly 3 messages per week\n"
        "  limit all 5 contact per month\n}\n");
    CHECK(places(member<ast::texts_member>(limits, 1).texts) == list{"country", "state"});
    CHECK(places(member<ast::texts_member>(limits, 2).texts) == list{"\"PY\"", "\"own\""});
    CHECK(member<ast::named_member>(limits, 3).name.text == "working");
    auto const& talked = member<ast::contact_event_member>(limits, 4);
    CHECK(talked.unit == keyword::conversation);
    CHECK(talked.channel->text->text == "phone");
    CHECK(member<ast::contact_event_member>(limits, 5).unit == keyword::none_);
    CHECK(member<ast::contact_event_member>(limits, 6).channel->name.text == "mail_channel");
    CHECK(texts(member<ast::channel_consent_member>(limits, 7).channels) == list{"phone", "sms"});
    auto const& daily = member<ast::limit_member>(limits, 8);
    CHECK((daily.most == 1 && daily.unit == keyword::attempt && daily.within_days == 14));
    auto const& weekly = member<ast::limit_member>(limits, 9);
    CHECK((weekly.most == 3 && weekly.unit == keyword::message && weekly.calendar == keyword::weeks));
    CHECK(weekly.within_days == 0);
    CHECK(member<ast::limit_member>(limits, 10).unit == keyword::contact);
}

TEST_CASE("where the same word means `by` and `per`, what follows tells them apart") {
    auto const document =
        read(tramo::source("tramo 1 es\nlímites de contacto {\n  límite a 3 intentos por \"sms\" por día\n"
                           "  límite b 1 mensaje por mes\n}\n"));
    auto const& limits = std::get<ast::contact_limits_declaration>(document.declarations[0]);
    CHECK(texts(member<ast::limit_member>(limits, 0).channels) == list{"sms"});
    CHECK(member<ast::limit_member>(limits, 0).calendar == keyword::days);
    CHECK(member<ast::limit_member>(limits, 1).channels.empty());
    CHECK(member<ast::limit_member>(limits, 1).calendar == keyword::months);
}

TEST_CASE("a template has a language, and wording that may be locked or conditional") {
    auto const notice = only<ast::template_declaration>(
        "template notice \"Notice\" language es version \"1\" from 2026-01-01 {\n  if fixed\n"
        "  channel \"email\"\n  subject \"Aviso\" locked\n  text \"Debe {balance}.\" if balance > 0\n"
        "  states requests if days > 0\n}\n");
    CHECK(notice.language->text == "es");
    CHECK(notice.period.version->text == "1");
    CHECK(member<ast::wording_member>(notice, 2).is_subject);
    CHECK(member<ast::wording_member>(notice, 2).is_locked);
    CHECK(shape(*member<ast::wording_member>(notice, 3).condition) == "(> balance 0)");
    CHECK(member<ast::statement_member>(notice, 4).rule.text == "requests");
}

TEST_CASE("what holds, days past due and promises tell of an account is read in any language") {
    CHECK(shape("hold.dispute or hold.`in`") == "(or hold dispute hold in)");
    CHECK(shape("arrears.past_due > arrears.paused") ==
          "(> treated arrears.past_due treated arrears.paused)");
    CHECK(shape("promises.partly_kept") == "treated promises.partly_kept");
    CHECK(shape("suspensión.disputa y mora.vencidos > 3", language::es) ==
          "(and hold disputa (> treated arrears.past_due 3))");
    CHECK(shape("promesas.abiertas + promesas.incumplida", language::es) ==
          "(+ treated promises.open treated promises.broken)");
    CHECK(shape("atraso.computáveis - promessas.valor", language::pt) ==
          "(- treated arrears.delinquent treated promises.amount)");
}

TEST_CASE("behind these words another name, no point, or back-quotes make an ordinary name") {
    CHECK(shape("hold + arrears + promises") == "(+ (+ hold arrears) promises)");
    CHECK(shape("promises.total > arrears.x") == "(> promises.total arrears.x)");
    CHECK(shape("`hold`.x + `promises`.open") == "(+ hold.x promises.open)");
    CHECK(shape("sum(hold.amount) + max(promises.due)") ==
          "(+ (sum over hold.amount) (max over promises.due))");
}

TEST_CASE("fields called like words of treatment are fields as before") {
    auto const document = read(
        "field block : text\nfield cut : date\nfield notify : boolean\nfield task : text\n"
        "field hold : boolean\nfield to : integer\nfield due : date\nfield amount : money\n"
        "field table : text\nfield calendar : text\nfield template : text\nfield owner : text\n"
        "segment s =\n  task = \"x\"\n  and table in (\"a\")\n  and not hold\n  and to > 3\n"
        "segment t = due <\n  cut\nvalue v =\n  amount\nsegment w = promises > 1 and arrears = 2 and paid\n"
        "segment x = escalate like \"a%\" and calendar starts with \"b\" and limit > 3 and order = 1\n");
    CHECK(document.declarations.size() == 17);
    CHECK(shape(std::get<ast::segment_declaration>(document.declarations[13]).condition) == "(< due cut)");
}

TEST_CASE(
    "Spanish and Portuguese fields called mora, tarea, corte, aviso, a or atraso are fields as before") {
    auto const spanish = read(tramo::source(
        "tramo 1 es\ncampo mora : entero\ncampo tarea : texto\ncampo corte : fecha\ncampo aviso : texto\n"
        "campo bloqueo : texto\ncampo a : entero\nsegmento s =\n  mora > 3\n  y tarea = \"x\"\n  y a > 3\n"
        "segmento t = corte <\n  hoy\n"
        "tarea t {\n  si a >\n    mora\n    y aviso = bloqueo\n  a aviso\n  desde corte\n}\n"));
    REQUIRE(spanish.declarations.size() == 9);
    auto const& task = std::get<ast::effect_declaration>(spanish.declarations[8]);
    CHECK(shape(member<ast::clause_member>(task, 0).condition) == "(and (> a mora) (= aviso bloqueo))");
    CHECK(places(member<ast::texts_member>(task, 1).texts) == list{"aviso"});
    CHECK(
        read(tramo::source("tramo 1 pt\ncampo atraso : inteiro\ncampo a : inteiro\nsegmento s = atraso > a\n"
                           "dívida {\n  principal a\n  atraso atraso\n}\n"))
            .declarations.size() == 4);
}

TEST_CASE("in Portuguese a day of the week may be written in full") {
    auto const document =
        read(tramo::source("tramo 1 pt\ntarefa t {\n  só às segunda-feira, terça, sábado\n}\n"));
    auto const& task = std::get<ast::effect_declaration>(document.declarations[0]);
    CHECK(member<ast::weekdays_member>(task, 0).days ==
          std::vector{keyword::monday, keyword::tuesday, keyword::saturday});
}

TEST_CASE("a template, a calendar and a condition of payment may be told from members of an open block") {
    auto const task = only<ast::effect_declaration>("task t { template a calendar b holidays keep }");
    CHECK(task.members.size() == 3);
    for (auto const next : {"template a \"A\" {\n}\n", "calendar b \"B\" holidays \"PY\"\n",
                            "calendar b holidays \"PY\"\n", "contact limits {\n}\n", "hold h {\n}\n"}) {
        INFO(next);
        auto const text = english("task t {\n  if x\n" + std::string(next));
        auto const result = tramo::parse(text);
        REQUIRE(result.diagnostics.size() == 1);
        CHECK(result.diagnostics[0].code == "T1010");
        CHECK(result.value.declarations.size() == 2);
    }
}
