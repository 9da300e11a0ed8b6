// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The canonical form of tables, calendars, effects, holds, promises, limits of contact and templates: layout,
// translation, names that must be quoted, and where comments go.
#include <catch2/catch.hpp>

#include <tramo/syntax/print.hpp>

#include "printing.hpp"

using namespace tramo_test;
using tramo::language;

namespace {

std::string const tables =
    "table cuts \"Cuts\" by tier, age {\n  column block : integer \"Block after\"\n  column boss : text\n"
    "  row (\"A\", \"B\"), 0..<30 => 60, \"Head\"\n  row *, from 30 => 90 inferred, \"Chief\"\n}\n"
    "calendar working \"Working days\" holidays \"PY\" rest saturday, sunday\n";

std::string const effects =
    "block requests \"Requests\" version \"1\" id \"T-039\" from 2023-05-01 {\n  if late > cuts.block\n"
    "  stands if blocked_on is known\n  release if balance = 0\n  stops \"shipment\", \"plan\"\n"
    "  reason \"Late\"\n}\n"
    "cut admin {\n  if arrears.delinquent > 66\n  since oldest\n  after 66 days\n"
    "  within 3 business days\n  only on monday, tuesday, wednesday, thursday, friday, saturday, sunday\n"
    "  month days 1..10\n  calendar working\n  holidays following\n  lead 5..10 days \"Change\"\n"
    "  requires told \"Told\" = contacts.total > 0\n"
    "  approval \"Head\", \"Chief\" by approver evidence paper if outside\n}\n"
    "notify statement {\n  template notice\n  channel \"email\"\n  to \"billing\", chief\n"
    "  copy cuts.boss\n  holidays keep\n  once\n}\n"
    "task overdue {\n  owner cuts.boss\n  route \"New\" alias \"Old\", \"Older\"\n  cause claim\n"
    "  holidays preceding\n  within 1 business day\n  once per week\n}\n"
    "escalate executive {\n  once per month\n}\n";

std::string const holds =
    "hold dispute \"Dispute\" {\n  of claims\n  from opened\n  before closed\n"
    "  freezes days, messages, cuts, blocks, tasks, queue\n  owner handler\n"
    "  needs reason, owner, until\n}\n"
    "hold sick {\n  if broke\n  until limit_day\n  starts on hardship where kind = \"ill\"\n"
    "  ends on over\n}\n"
    "arrears {\n  due oldest\n  grace 3 days\n}\n"
    "promises {\n  made on promise due day amount sum where by_phone\n"
    "  paid on payment amount sum for promise_id\n  tolerance 3 days\n  tolerance 5%\n}\n";

std::string const contacts =
    "contact limits {\n  zone z\n  jurisdiction country, state\n  pack \"PY\", \"own\"\n"
    "  calendar working\n  on call where talked => conversation by \"phone\"\n  on call => attempt\n"
    "  on chat => none\n  on mail => message by mail_channel\n  consent ok for \"phone\", \"sms\"\n"
    "  limit daily \"Daily\" 1 attempt by \"phone\", \"sms\" within 7 days\n"
    "  limit weekly 3 messages per week\n  limit all 2 contacts per day\n"
    "  limit long 2 conversations per month\n}\n"
    "template notice \"Notice\" version \"1\" language es {\n  if fixed\n  channel \"email\"\n"
    "  subject \"Aviso a {client}\" locked\n  text \"Debe \\\"{balance}\\\".\" if balance > 0\n"
    "  states requests if late > 0\n}\n"
    "segment s = hold.dispute or promises.open > 0 or promises.due > as_of\n"
    "segment t = arrears.past_due > arrears.paused and promises.broken = promises.partly_kept\n";

std::string const whole = tables + effects + holds + contacts;

}  // namespace

TEST_CASE("blocks of treatment have a member a line as they were written") {
    CHECK(translated(whole, language::en) == whole);
    CHECK(formatted("task t{if x owner\"a\"to b,\"c\"once}hold h{from a until b}arrears{due x}promises{}"
                    "contact limits{}template t{}table t by a{}") ==
          "task t {\n  if x\n  owner \"a\"\n  to b, \"c\"\n  once\n}\nhold h {\n  from a\n  until b\n}\n"
          "arrears {\n  due x\n}\npromises {\n}\ncontact limits {\n}\ntemplate t {\n}\ntable t by a {\n}\n");
}

TEST_CASE("a long document of treatment is the same in all languages, and back") {
    auto const spanish = translated(whole, language::es);
    CHECK(spanish.find("tabla cuts \"Cuts\" por tier, age {\n  columna block : entero \"Block after\"\n") ==
          0);
    for (auto const part :
         {"  fila *, desde 30 => 90 inferido, \"Chief\"\n",
          "calendario working \"Working days\" feriados \"PY\" descanso sábados, domingos\n",
          "  sigue si blocked_on es conocido\n  libera si balance = 0\n  impide \"shipment\", \"plan\"\n",
          "  si mora.computables > 66\n  desde oldest\n  tras 66 días\n  dentro de 3 días hábiles\n"
          "  solo los lunes, martes,",
          "  días del mes 1..10\n  calendario working\n  feriados siguiente\n  anticipación 5..10 días",
          "  aprobación \"Head\", \"Chief\" por approver evidencia paper si outside\n",
          "  canal \"email\"\n  para \"billing\", chief\n  copia cuts.boss\n  feriados mantiene\n  una vez\n",
          "  dentro de 1 día hábil\n  una vez por semana\n",
          "  de claims\n  desde opened\n  antes de closed\n  congela días, mensajes, cortes, bloqueos,",
          "  empieza ante hardship donde kind = \"ill\"\n  termina ante over\n",
          "promesas {\n  hecha ante promise vence day monto sum donde by_phone\n",
          "límites de contacto {\n  zona z\n",
          "  límite daily \"Daily\" 1 intento por \"phone\", \"sms\" dentro de 7 días\n"
          "  límite weekly 3 mensajes por semana\n",
          "  afirma requests si late > 0\n",
          "= suspensión.dispute o promesas.abiertas > 0 o promesas.vence > hoy\n"}) {
        INFO(part);
        CHECK(spanish.find(part) != std::string::npos);
    }
}

TEST_CASE("treatment reads in Portuguese") {
    auto const portuguese = translated(whole, language::pt);
    for (auto const part :
         {"  só às segundas, terças, quartas, quintas, sextas, sábados, domingos\n  dias do mês 1..10\n",
          "  após 66 dias\n  dentro de 3 dias úteis\n", "modelo notice \"Notice\" versão \"1\" idioma es {\n",
          "limites de contato {\n  fuso z\n", "  para \"billing\", chief\n",
          "  começa ante hardship onde kind = \"ill\"\n",
          "atraso.vencidos > atraso.suspensos e promessas.quebradas = promessas.cumpridas_em_parte\n"}) {
        INFO(part);
        CHECK(portuguese.find(part) != std::string::npos);
    }
}

TEST_CASE("lengths, extents and counts are written in one way") {
    CHECK(formatted("task t { after 2 weeks within 1 week month days 5..5 lead 1..1 days }\n") ==
          "task t {\n  after 14 days\n  within 7 days\n  month days 5\n  lead 1 day\n}\n");
    CHECK(formatted("contact limits { limit a 1 messages per day limit b 3 attempt within 1 week }\n") ==
          "contact limits {\n  limit a 1 message per day\n  limit b 3 attempts within 7 days\n}\n");
    CHECK(formatted("template t language es from 2026-01-01 id \"I\" {\n}\n") ==
          "template t id \"I\" from 2026-01-01 language es {\n}\n");
    CHECK(formatted("promises { paid on p where a > 3 for q amount b }\n") ==
          "promises {\n  paid on p amount b for q where a > 3\n}\n");
}

TEST_CASE("what is said of treatment is part of the hash, and its comments are not") {
    auto const hash = [](std::string const& text) { return tramo::content_hash(read(text)); };
    CHECK(hash("task t {\n  after 14 days # weeks\n}\n") == hash("task t { after 2 weeks }"));
    CHECK(hash("task t { after 14 days }") != hash("task t { after 14 business days }"));
    CHECK(hash("table t by a { row * => 1 }") != hash("table t by a { row * => 1 inferred }"));
    CHECK(hash("task t { once }") != hash("task t { once per week }"));
    CHECK(hash("template t { text \"a\" }") != hash("template t { text \"a\" locked }"));
    CHECK(hash("hold h { until a }") != hash("hold h { before a }"));
}

TEST_CASE("names that would be read as words of treatment stand in back-quotes") {
    CHECK(formatted("segment s = `hold`.x > `promises`.open\nsegment t = promises.x > hold\n") ==
          "segment s = `hold`.x > `promises`.open\nsegment t = promises.x > hold\n");
    CHECK(formatted("task t {\n  owner `in`.`or`\n  calendar `and`\n}\n") ==
          "task t {\n  owner `in`.`or`\n  calendar `and`\n}\n");
    CHECK(translated("segment s = suspensión.x > mora.vencidos", language::es) ==
          "segmento s = `suspensión`.x > `mora`.vencidos\n");
    CHECK(translated("task t {\n  to to\n  copy copy\n}\n", language::es) ==
          "tarea t {\n  para to\n  copia copy\n}\n");
}

TEST_CASE("long conditions are broken, and what follows them stands on a line of its own") {
    std::string const long_name(60, 'a');
    auto const text = "contact limits {\n  on call where\n      " + long_name + " = \"talked\"\n      and " +
                      long_name + " > 3\n      => conversation by \"phone\"\n}\n";
    CHECK(formatted(text) == text);
    auto const wording = "template t {\n  text \"" + std::string(90, 'x') +
                         "\" locked if\n      balance > 0\n  if " + long_name + "\n}\n";
    CHECK(formatted(wording) == wording);
}

TEST_CASE("comments stay with the members they speak of") {
    auto const text =
        "# the cuts\ntable t by a {  # by tier\n  # a column\n  column b : integer  # in days\n\n"
        "  row * => 1  # for all\n  # the end\n}\n"
        "calendar c holidays \"PY\"  # of Paraguay\n\n"
        "# a task\ntask u {\n  if a  # one\n      and b\n  # who\n  owner \"x\"  # they\n}\n"
        "contact limits {\n  on call where x => none  # not counted\n}\n";
    CHECK(formatted(text).find(
              "task u {\n  if\n      a  # one\n      and b\n  # who\n  owner \"x\"  # they\n") !=
          std::string::npos);
    CHECK(formatted(text).find("# the cuts\ntable t by a {  # by tier\n  # a column\n"
                               "  column b : integer  # in days\n\n  row * => 1  # for all\n  # the end\n}\n"
                               "calendar c holidays \"PY\"  # of Paraguay\n\n# a task\n") == 0);
    CHECK(formatted(text).find("  on call where x => none  # not counted\n") != std::string::npos);
}
