// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The canonical form of debts, conditions and matrices: layout, translation, names that must be quoted, and
// where comments go.
#include <catch2/catch.hpp>

#include <tramo/syntax/print.hpp>

#include "printing.hpp"

using namespace tramo_test;
using tramo::language;

namespace {

std::string const whole =
    "debt {\n  principal balance\n  interest accrued + 0.00\n  fine f\n  fees g\n  overdue days_late\n}\n"
    "matrix haircut \"Haircut\" by role, days_late rising, vip {\n  row \"agent\", 0..90, * => 10%\n"
    "  row (\"a\", \"b\"), 0..<91, true => 50%\n  row *, from 91, false => 20%\n  row *, until 91, 5 => "
    "x\n}\n"
    "condition november \"November\" version \"1\" id \"C\" from 2026-11-01 until 2026-11-30 inactive "
    "default {\n"
    "  amounts from 100 until 5000 enforced\n  overdue from 30\n  billing \"Slip\"\n  billing filter "
    "\"Book\"\n"
    "  first after 10 days\n  interest 1%\n  fine 2%\n  base in turn\n"
    "  requires free \"Free\" = not in_force and days_late >= 30\n  approval \"Team\" if balance > 1000\n"
    "  discount fine 100%\n  rounding down 1 last\n  broken after 10 days\n  broken after 2 installments\n"
    "  lump sum cash \"Cash\"\n    discount principal by haircut for \"a\"\n"
    "  installments plan \"Plan\" 2..12 every 20 days entry 30% rate 1.5% minimum 50\n}\n";

}  // namespace

TEST_CASE("members stand one a line as they were written, and an alternative's discounts further in") {
    CHECK(translated(whole, language::en) == whole);
    CHECK(formatted(
              "condition c\"C\"inactive default id\"I\"{discount total 5%lump sum a discount interest 1%\n"
              "discount fees 2%requires r=x installments b 3..3 rate 2% every 1 month discount fine 3%}") ==
          "condition c \"C\" id \"I\" inactive default {\n  discount total 5%\n  lump sum a\n"
          "    discount interest 1%\n    discount fees 2%\n  requires r = x\n"
          "  installments b 3 every 1 month rate 2%\n    discount fine 3%\n}\n");
    CHECK(formatted("debt{}matrix m by a{}condition c{}") ==
          "debt {\n}\nmatrix m by a {\n}\ncondition c {\n}\n");
    CHECK(formatted("condition c {\n overdue until 9 from 3\n rounding up\n}") ==
          "condition c {\n  overdue from 3 until 9\n  rounding up\n}\n");
}

TEST_CASE("a cell is written in its shortest form") {
    CHECK(formatted("matrix m by a {\n row 5..5 => 1%\n row (\"x\") => 1%\n row from 1 until 2 => 1%\n"
                    " row 5..<5 => 1%\n row - 5 .. 5 => 1%\n}") ==
          "matrix m by a {\n  row 5 => 1%\n  row \"x\" => 1%\n  row 1..2 => 1%\n  row 5..<5 => 1%\n"
          "  row -5..5 => 1%\n}\n");
}

TEST_CASE("offers are translated word by word") {
    CHECK(
        translated(whole, language::es) ==
        "deuda {\n  capital balance\n  interés accrued + 0.00\n  multa f\n  gastos g\n  mora days_late\n}\n"
        "matriz haircut \"Haircut\" por rol, days_late creciente, vip {\n  fila \"agent\", 0..90, * => 10%\n"
        "  fila (\"a\", \"b\"), 0..<91, verdadero => 50%\n  fila *, desde 91, falso => 20%\n"
        "  fila *, hasta 91, 5 => x\n}\n"
        "condición november \"November\" versión \"1\" id \"C\" desde 2026-11-01 hasta 2026-11-30 inactivo "
        "predeterminada {\n"
        "  montos desde 100 hasta 5000 estricto\n  mora desde 30\n  cobranza \"Slip\"\n"
        "  cobranza filtro \"Book\"\n  primera tras 10 días\n  interés 1%\n  multa 2%\n  base en cadena\n"
        "  exige free \"Free\" = no in_force y days_late >= 30\n  aprobación \"Team\" si balance > 1000\n"
        "  descuento multa 100%\n  redondeo abajo 1 última\n  incumplido tras 10 días\n"
        "  incumplido tras 2 cuotas\n  al contado cash \"Cash\"\n"
        "    descuento capital por haircut para \"a\"\n"
        "  cuotas plan \"Plan\" 2..12 cada 20 días pie 30% tasa 1.5% mínima 50\n}\n");
    CHECK(
        translated(whole, language::pt) ==
        "dívida {\n  principal balance\n  juros accrued + 0.00\n  multa f\n  despesas g\n"
        "  atraso days_late\n}\n"
        "matriz haircut \"Haircut\" por papel, days_late crescente, vip {\n"
        "  linha \"agent\", 0..90, * => 10%\n  linha (\"a\", \"b\"), 0..<91, verdadeiro => 50%\n"
        "  linha *, desde 91, falso => 20%\n  linha *, até 91, 5 => x\n}\n"
        "condição november \"November\" versão \"1\" id \"C\" desde 2026-11-01 até 2026-11-30 inativo padrão "
        "{\n"
        "  valores desde 100 até 5000 restrito\n  atraso desde 30\n  cobrança \"Slip\"\n"
        "  cobrança filtro \"Book\"\n  primeira após 10 dias\n  juros 1%\n  multa 2%\n  base em cadeia\n"
        "  exige free \"Free\" = não in_force e days_late >= 30\n  aprovação \"Team\" se balance > 1000\n"
        "  desconto multa 100%\n  arredondamento baixo 1 última\n  quebrado após 10 dias\n"
        "  quebrado após 2 parcelas\n  à vista cash \"Cash\"\n"
        "    desconto principal por haircut para \"a\"\n"
        "  parcelas plan \"Plan\" 2..12 cada 20 dias entrada 30% taxa 1.5% mínima 50\n}\n");
}

TEST_CASE("a name is quoted where the language has a word in its place, and only there") {
    std::string const text =
        "matrix m by `role`, rol {\n  row `from`, desde => fine\n}\n"
        "condition c {\n  rounding down `last` first\n  discount total `by`\n  discount fees por\n}\n"
        "condition d {\n  rounding down última\n}\ncondition f {\n  rounding up `first` - 1\n}\n";
    CHECK(translated(text, language::en) ==
          "matrix m by `role`, rol {\n  row `from`, desde => fine\n}\n"
          "condition c {\n  rounding down `last` first\n  discount total `by`\n  discount fees por\n}\n"
          "condition d {\n  rounding down última\n}\ncondition f {\n  rounding up (first - 1)\n}\n");
    CHECK(translated(text, language::es) ==
          "matriz m por role, `rol` {\n  fila from, `desde` => fine\n}\n"
          "condición c {\n  redondeo abajo last primera\n  descuento total by\n  descuento gastos `por`\n}\n"
          "condición d {\n  redondeo abajo `última`\n}\ncondición f {\n  redondeo arriba first - 1\n}\n");
    CHECK(formatted("condition c {\n  rounding up (latest(a.b))\n}\n") ==
          "condition c {\n  rounding up latest(a.b)\n}\n");
    CHECK(translated("condition c {\n  rounding up latest(a.b)\n}\n", language::es) ==
          "condición c {\n  redondeo arriba (último(a.b))\n}\n");
}

TEST_CASE("what is required is broken where it is too long, also before a member's word") {
    std::string const label(90, 'x');
    CHECK(formatted("condition c {\n requires r \"" + label + "\" = fine\n fine 2%\n approval \"" + label +
                    "\" if fine > 3 and\n base\n}\n") ==
          "condition c {\n  requires r \"" + label + "\" =\n      fine\n  fine 2%\n  approval \"" + label +
              "\" if\n      fine > 3\n      and base\n}\n");
}

TEST_CASE("comments and empty lines among offers stay where they were") {
    std::string const text =
        "# about the debt\ndebt {  # behind debt\n  # about p\n  principal balance  # behind p\n\n"
        "  # about i\n  interest accrued\n  # last in debt\n}\n"
        "# about m\nmatrix m by role {  # behind m\n  # about row\n  row \"a\" => 1%  # behind row\n\n"
        "  row * => 2%\n  # last in m\n}\n\n# about c\ncondition c {  # behind c\n  # about r\n"
        "  requires r =\n      a  # about a\n      and b  # behind r\n\n  # about cash\n"
        "  lump sum cash  # behind cash\n    # about d\n    discount total 5%  # behind d\n"
        "  # last in c\n}\n";
    CHECK(formatted(text + "# at the end\n") == text + "\n# at the end\n");
    CHECK(formatted("condition c {\n  installments # one\n  a 2 # two\n every 1 month # three\n}\n") ==
          "condition c {\n  # one\n  # two\n  installments a 2 every 1 month  # three\n}\n");
}

TEST_CASE("comments, empty lines and the way numbers are written leave the hash alone, all else does not") {
    auto const hash = [](std::string const& text) { return tramo::content_hash(read(text)); };
    auto const base = hash("condition c {\n  interest 1.50%\n  lump sum a\n}\n");
    CHECK(hash("condition c { # x\n\n  interest 1.5% # y\n\n  lump sum a\n# z\n}\n") == base);
    for (std::string const other : {"condition c default {\n  interest 1.5%\n  lump sum a\n}\n",
                                    "condition c {\n  fine 1.5%\n  lump sum a\n}\n",
                                    "condition c {\n  lump sum a\n  interest 1.5%\n}\n",
                                    "condition c {\n  interest 1.5%\n  installments a 1 every 1 day\n}\n"})
        CHECK(hash(other) != base);
}
