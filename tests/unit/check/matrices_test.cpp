// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Matrices of discounts: axes, cells, and each row as one condition on the account.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::read_policy;
using strings = std::vector<std::string>;

namespace {

std::string const fields =
    "policy \"p\" { currency BRL }\n"
    "field debtor : text key\n"
    "field balance : money\n"
    "field days_late : integer\n"
    "field score : decimal optional\n"
    "field share : percent\n"
    "field in_force : boolean\n"
    "field due : date\n"
    "field region : one of \"North\" (alias \"N\"), \"South\"\n"
    "field channel : one of \"web\" open\n"
    "parameter least : integer = 30\n"
    "segment late = days_late > 30\n"
    "value ratio = balance / 100\n"
    "indicator level { case high if days_late > 90  rest low }\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + fields + text);
}

strings codes(std::string const& axes, std::string const& cells) {
    auto const read = policy("matrix m by " + axes + " { row " + cells + " => 10% }\n");
    INFO(read.rendering());
    return read.codes();
}

discount_matrix sound(std::string const& axes, std::string const& rows) {
    auto const read = policy("matrix m \"Label\" by " + axes + " {\n" + rows + "\n}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    return read.policy.matrices.at(0);
}

decimal number(std::string const& text) {
    return *parse_decimal(text);
}

}  // namespace

TEST_CASE("a matrix becomes axes, cells and one condition for each row") {
    auto const made = sound("role, days_late rising, in_force",
                            "  row \"agent\", 0..90, * => 10%\n  row \"agent\", from 91, true => 30%\n"
                            "  row (\"supervisor\", \"manager\"), 0..<91, false => 50%\n  row *, *, * => 0%");
    CHECK(made.name == "m");
    CHECK(made.label == "Label");
    REQUIRE(made.axes.size() == 3);
    CHECK(made.axes[0].is_role);
    CHECK_FALSE(made.axes[0].is_rising);
    CHECK(made.axes[1].name == "days_late");
    CHECK(made.axes[1].is_rising);
    CHECK(made.axes[1].type.kind == kind::integer);
    CHECK(made.axes[2].type.kind == kind::boolean);
    REQUIRE(made.rows.size() == 4);
    CHECK(made.rows[0].cells.at(0).texts == strings{"agent"});
    CHECK(made.rows[0].cells.at(1).from == number("0"));
    CHECK(made.rows[0].cells.at(1).until == number("90"));
    CHECK_FALSE(made.rows[0].cells.at(1).half_open);
    CHECK(made.rows[0].cells.at(2).is_all);
    CHECK(made.rows[0].share == number("0.1"));
    CHECK(made.rows[0].condition.what == operation::in);
    CHECK(made.rows[1].cells.at(1).from == number("91"));
    CHECK_FALSE(made.rows[1].cells.at(1).until);
    CHECK(made.rows[1].cells.at(2).truth == true);
    CHECK(made.rows[1].condition.what == operation::and_);
    CHECK(made.rows[2].cells.at(0).texts == strings{"supervisor", "manager"});
    CHECK(made.rows[2].cells.at(1).half_open);
    CHECK(made.rows[2].condition.operands.at(1).what == operation::not_);
    CHECK(made.rows[3].condition.what == operation::constant);
    CHECK(std::get<bool>(made.rows[3].condition.literal));
    for (auto const& row : made.rows) CHECK(row.condition.type.kind == kind::boolean);
}

TEST_CASE("axes are numbers, amounts, percentages, truths, closed lists and segments") {
    auto const made = sound("balance, share, region, late, ratio, score, level",
                            "row 0..100.50, 10%, (\"North\", \"South\"), true, 1, from 0.5, \"high\" => 10%");
    auto const& cells = made.rows.at(0).cells;
    CHECK(cells.at(0).until == number("100.50"));
    CHECK(cells.at(1).from == number("0.1"));
    CHECK(cells.at(1).until == number("0.1"));
    CHECK(cells.at(2).texts == strings{"North", "South"});
    CHECK(cells.at(4).from == number("1"));
    CHECK(cells.at(6).texts == strings{"high"});
    CHECK(made.axes.at(0).type.currency == "BRL");
    CHECK(made.axes.at(3).type.kind == kind::boolean);
    CHECK(made.rows[0].condition.operands.size() == 7);
    CHECK(made.rows[0].condition.may_be_unknown);
}

TEST_CASE("what is no axis is refused") {
    CHECK(codes("debtor", "*") == strings{"T2040"});
    CHECK(codes("due", "*") == strings{"T2040"});
    CHECK(codes("channel", "*") == strings{"T2040"});
    CHECK(codes("least", "*") == strings{"T2040"});
    CHECK(codes("dayz", "*") == strings{"T3001"});
    CHECK(codes("region rising", "*") == strings{"T2040"});
    CHECK(codes("in_force rising", "*") == strings{"T2040"});
    CHECK(codes("days_late, days_late", "*, *") == strings{"T1019"});
    CHECK(codes("role, role", "*, *") == strings{"T1019"});
}

TEST_CASE("a row has a cell for each axis, of its kind") {
    CHECK(codes("role, days_late", "*") == strings{"T4032"});
    CHECK(codes("role", "*, 1") == strings{"T4032"});
    CHECK(codes("role", "1") == strings{"T2040"});
    CHECK(codes("role", "true") == strings{"T2040"});
    CHECK(codes("role", "\" \"") == strings{"T2039"});
    CHECK(codes("days_late", "\"a\"") == strings{"T2040"});
    CHECK(codes("days_late", "true") == strings{"T2040"});
    CHECK(codes("in_force", "1") == strings{"T2040"});
    CHECK(codes("region", "1") == strings{"T2040"});
    CHECK(codes("region", "\"East\"") == strings{"T3004"});
    CHECK(codes("balance", "10%") == strings{"T2031"});
    CHECK(codes("share", "10") == strings{"T2031"});
    CHECK(codes("days_late", "from least") == strings{"T2041"});
    CHECK(codes("days_late, region", "\"a\", 1") == strings{"T2040", "T2040"});
}

TEST_CASE("a value by its alias is the value, and said to be") {
    auto const read = policy("matrix m by region { row \"N\" => 10% }\n");
    CHECK(read.codes() == strings{"T4011"});
    CHECK(read.policy.matrices.at(0).rows.at(0).cells.at(0).texts == strings{"North"});
}

TEST_CASE("a range that holds nothing is warned of") {
    CHECK(codes("days_late", "90..30") == strings{"T4007"});
    CHECK(codes("days_late", "30..30") == strings{});
    CHECK(codes("days_late", "30..<30") == strings{"T4007"});
}

TEST_CASE("the share of a row is a percentage from nothing to all") {
    auto const share = [](std::string const& written) {
        return policy("matrix m by role { row * => " + written + " }\n").codes();
    };
    CHECK(share("0%") == strings{});
    CHECK(share("100%") == strings{});
    CHECK(share("101%") == strings{"T2042"});
    CHECK(share("10") == strings{"T2040"});
    CHECK(share("share") == strings{"T2041"});
}

TEST_CASE("a discount is taken by a matrix that is declared, before or behind") {
    std::string const terms =
        "debt { principal balance }\ncondition c { discount total by m  lump sum cash }\n";
    std::string const matrix = "matrix m by role { row * => 10% }\n";
    auto const read = policy(terms + matrix);
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    CHECK(read.policy.conditions.at(0).discounts.at(0).matrix == 0);
    CHECK(policy(matrix + terms).found.empty());
    CHECK(policy(terms).codes() == strings{"T3016"});
    CHECK(policy("debt { principal balance }\ncondition c { discount total by late  lump sum cash }\n")
              .codes() == strings{"T3016"});
}

TEST_CASE("a policy of matrices alone is a policy") {
    CHECK(read_policy("tramo 1 en\nfield n : integer\nmatrix m by n { row * => 1% }\n").found.empty());
}
