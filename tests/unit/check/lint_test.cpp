// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the proofs of unreachable queues to asking every account there can be, one by one.
#include <catch2/catch.hpp>

#include <optional>
#include <random>
#include <set>

#include <tramo/check/lint.hpp>

#include "unit/check/checked_policy.hpp"

using tramo::comparison;
using tramo::decimal;
using tramo::operation;
using tramo::typed_expression;
using tramo::testing::read_policy;

namespace {

/// One account over the fields i (integer), b (boolean), o (optional integer); none is unknown.
struct account {
    int i = 0;
    bool b = false;
    std::optional<int> o;
};
using truth = std::optional<bool>;

/// Asks an account in the plainest way there is.
class asker {
public:
    explicit asker(account const& whom) : whom_(whom) {}

    [[nodiscard]] truth holds(typed_expression const& what) const {
        switch (what.what) {
            case operation::constant:
                return std::get<bool>(what.literal);
            case operation::field:
                return whom_.b;
            case operation::not_: {
                auto const inner = holds(what.operands[0]);
                return inner ? truth(!*inner) : inner;
            }
            case operation::and_:
                return joined(what, false);
            case operation::or_:
                return joined(what, true);
            case operation::is_unknown:
                return number(what.operands[0]).has_value() == what.negated;
            case operation::compare:
                return compared(what);
            case operation::in:
                return listed(what);
            default:
                FAIL("not an operation of these tests");
                return {};
        }
    }

private:
    /// `or` is decided by a true part, `and` by a false one; else an unknown part makes it unknown.
    [[nodiscard]] truth joined(typed_expression const& what, bool deciding) const {
        truth result = !deciding;
        for (auto const& part : what.operands) {
            auto const one = holds(part);
            if (one == deciding) return deciding;
            if (!one) result.reset();
        }
        return result;
    }

    [[nodiscard]] truth compared(typed_expression const& what) const {
        auto const a = number(what.operands[0]);
        auto const b = number(what.operands[1]);
        if (!a || !b) return {};
        switch (what.op) {
            case comparison::equal:
                return *a == *b;
            case comparison::not_equal:
                return *a != *b;
            case comparison::less:
                return *a < *b;
            case comparison::less_or_equal:
                return *a <= *b;
            case comparison::greater:
                return *a > *b;
            default:
                return *a >= *b;
        }
    }

    [[nodiscard]] truth listed(typed_expression const& what) const {
        auto const asked = number(what.operands[0]);
        if (!asked) return {};
        bool found = false;
        for (std::size_t k = 1; k < what.operands.size(); ++k) {
            auto const& member = what.operands[k];
            if (member.what != operation::range) {
                found = found || *asked == *number(member);
                continue;
            }
            int const high = *number(member.operands[1]) - (member.half_open ? 1 : 0);
            found = found || (*asked >= *number(member.operands[0]) && *asked <= high);
        }
        return found != what.negated;
    }

    [[nodiscard]] std::optional<int> number(typed_expression const& what) const {
        if (what.what == operation::constant) {
            if (auto const* const is_true = std::get_if<bool>(&what.literal)) return *is_true ? 1 : 0;
            return static_cast<int>(std::get<decimal>(what.literal).coefficient);
        }
        if (what.index == 0) return whom_.i;
        if (what.index == 1) return whom_.b ? 1 : 0;
        return whom_.o;
    }

    account whom_;
};

std::vector<account> all_accounts() {
    std::vector<account> all;
    for (int i = -2; i <= 7; ++i)
        for (bool const b : {false, true})
            for (int o = -3; o <= 7; ++o)
                all.push_back({i, b, o == -3 ? std::nullopt : std::optional<int>(o)});
    return all;
}

/// The names of the queues that some account reaches on some day; constants stay within 0 to 5, so that the
/// accounts above stand for all.
std::set<std::string> reached(tramo::strategy_version const& version) {
    std::set<std::string> names;
    for (auto const& whom : all_accounts())
        for (char const* const text : {"2025-06-01", "2026-06-01"}) {
            auto const day = *tramo::parse_date(text);
            for (auto const& queue : version.queues) {
                if (!queue.period.holds_on(day)) continue;
                bool const is_rest = &queue == &version.queues.back();
                if (!is_rest && asker(whom).holds(queue.condition) != true) continue;
                names.insert(queue.name);
                break;
            }
        }
    return names;
}

class condition_writer {
public:
    explicit condition_writer(unsigned seed) : draw_(seed) {}

    [[nodiscard]] int roll(int sides) { return static_cast<int>(draw_() % static_cast<unsigned>(sides)); }

    [[nodiscard]] std::string condition(int depth, bool only_i) {
        int const what = roll(depth > 0 ? 10 : 6);
        if (what < 4) return comparison_of(only_i || roll(3) > 0 ? "i" : "o");
        if (what < 6) return only_i ? comparison_of("i") : plain();
        if (what == 6) return "not (" + condition(depth - 1, only_i) + ")";
        auto const word = what < 9 ? " and " : " or ";
        return "(" + condition(depth - 1, only_i) + word + condition(depth - 1, only_i) + ")";
    }

private:
    [[nodiscard]] std::string number() { return std::to_string(roll(6)); }

    [[nodiscard]] std::string plain() {
        switch (roll(6)) {
            case 0:
                return "b";
            case 1:
                return "not b";
            case 2:
                return "b = false";
            case 3:
                return "o is unknown";
            case 4:
                return "o is known";
            default:
                return roll(4) == 0 ? "true" : "b != true";
        }
    }

    [[nodiscard]] std::string comparison_of(std::string const& name) {
        static constexpr char const* signs[] = {" = ", " != ", " < ", " <= ", " > ", " >= "};
        switch (roll(5)) {
            case 0:
                return name + " in (" + number() + ", " + number() + ")";
            case 1:
                return name + " in " + number() + ".." + number();
            case 2:
                return name + " not in " + number() + "..<" + number();
            case 3:
                return number() + signs[roll(6)] + name;
            default:
                return name + signs[roll(6)] + number();
        }
    }

    std::mt19937 draw_;
};

std::string const fields = "tramo 1 en\nfield i : integer\nfield b : boolean\nfield o : integer optional\n";

std::string random_policy(condition_writer& writer, bool only_i) {
    std::string text = fields;
    int const queues = 2 + writer.roll(5);
    if (!only_i) text += "segment s = " + writer.condition(2, false) + "\n";
    text += "strategy z {\n";
    for (int q = 0; q < queues; ++q) {
        std::string const when = only_i || writer.roll(8) > 0 ? ""
                                 : writer.roll(2) == 0        ? " inactive"
                                                              : " from 2026-01-01";
        bool const named = !only_i && writer.roll(8) == 0;
        text += "  queue q" + std::to_string(q) + when + " if " +
                (named ? "s" : writer.condition(2, only_i)) + "\n";
    }
    return text + "  rest r\n}\n";
}

/// The queues that are reported, by name.
std::set<std::string> reported(tramo::testing::checked_policy const& read) {
    std::set<std::string> names;
    for (auto const& one : read.found) {
        if (one.code != "T4002") continue;
        for (auto const& queue : read.policy.strategies[0].versions[0].queues)
            if (queue.condition.at == one.labels[0].where) names.insert(queue.name);
    }
    return names;
}

/// The conditions' segments in place of their names, for the asker knows no definitions.
void open_definitions(typed_expression& what, tramo::program const& policy) {
    if (what.what == operation::definition) what = policy.definitions[what.index].versions[0].meaning;
    for (auto& part : what.operands) open_definitions(part, policy);
}

std::vector<std::string> codes_of(std::string const& queues) {
    auto const read = read_policy(fields + "strategy z {\n" + queues + "\n  rest r\n}\n");
    INFO(read.rendering());
    return read.codes();
}

std::vector<std::string> const nothing;
std::vector<std::string> const unreachable = {"T4002"};

}  // namespace

TEST_CASE("no queue that some account reaches is ever reported") {
    std::size_t proven = 0;
    for (unsigned seed = 0; seed < 1500; ++seed) {
        condition_writer writer(seed);
        auto const text = random_policy(writer, false);
        auto read = read_policy(text);
        INFO(text << read.rendering());
        REQUIRE(read.policy.strategies.size() == 1);
        auto const names = reported(read);
        auto& version = read.policy.strategies[0].versions[0];
        for (auto& queue : version.queues) open_definitions(queue.condition, read.policy);
        auto const truly = reached(version);
        for (auto const& name : names) CHECK_FALSE(truly.contains(name));
        proven += names.size();
    }
    CHECK(proven > 500);
}

TEST_CASE("over one field that is always known, every queue that no account reaches is reported") {
    std::size_t proven = 0;
    for (unsigned seed = 0; seed < 1000; ++seed) {
        condition_writer writer(seed);
        auto const text = random_policy(writer, true);
        auto const read = read_policy(text);
        INFO(text << read.rendering());
        auto const names = reported(read);
        auto const truly = reached(read.policy.strategies[0].versions[0]);
        for (auto const& queue : read.policy.strategies[0].versions[0].queues)
            if (queue.name != "r") CHECK(names.contains(queue.name) != truly.contains(queue.name));
        proven += names.size();
    }
    CHECK(proven > 500);
}

TEST_CASE("a queue narrower than one before it is never reached") {
    CHECK(codes_of("queue a if i > 30 queue b if i > 60") == unreachable);
    CHECK(codes_of("queue a if i > 30 queue b if i > 60 and b") == unreachable);
    CHECK(codes_of("queue a if i > 30 or b queue b if b") == unreachable);
    CHECK(codes_of("queue a if b and i > 3 queue c if i > 3 and b and o = 2") == unreachable);
    CHECK(codes_of("queue a if o > 3 queue c if o in 5..9 and b") == unreachable);
    CHECK(codes_of("queue a if i > 60 queue b if i > 30") == nothing);
    CHECK(codes_of("queue a if i > 30 and b queue b if i > 60") == nothing);
}

TEST_CASE("the opposite of a condition on an optional field leaves the unknown to the queues behind") {
    CHECK(codes_of("queue a if o > 3 queue c if not (o > 3) queue d if o is unknown") == nothing);
    CHECK(codes_of("queue a if o > 3 queue c if not (o > 3) queue d if o = 7") == unreachable);
    CHECK(codes_of("queue a if i > 3 queue c if not (i > 3) queue d if b") == nothing);
}

TEST_CASE("queues before it may take everything together") {
    CHECK(codes_of("queue a if i < 3 queue c if i > 5 queue d if i in 3..5 queue e if i = 4") == unreachable);
    CHECK(codes_of("queue a if i < 3 queue c if i > 5 queue e if i = 4") == nothing);
    CHECK(codes_of("queue a if b queue c if not b queue d if b = true") == unreachable);
}

TEST_CASE("a condition that is never true is reported wherever it stands") {
    CHECK(codes_of("queue a if i > 5 and i < 3") == unreachable);
    CHECK(codes_of("queue a if false") == unreachable);
    CHECK(codes_of("queue a if i > 9 queue c if b and not b") == unreachable);
    CHECK(codes_of("queue a if true queue c if i > 3") == unreachable);
}

TEST_CASE("a comparison with a number that does not fit proves nothing") {
    std::string const huge = "99999999999999999999999999999999999999 * 10";
    CHECK(codes_of("queue a if not (i > " + huge + ") queue c if i = 3") == nothing);
    CHECK(codes_of("queue a if i > 3 queue c if i > " + huge) == nothing);
}

TEST_CASE("inactive queues take nothing, and dated ones not always") {
    CHECK(codes_of("queue a inactive if i > 30 queue b if i > 60") == nothing);
    CHECK(codes_of("queue a from 2026-01-01 if i > 30 queue b if i > 60") == nothing);
    CHECK(codes_of("queue a if i > 30 queue b inactive if i > 60") == nothing);
    CHECK(codes_of("queue a if i > 30 queue b from 2026-01-01 if i > 60") == unreachable);
}

TEST_CASE("a segment stands for its condition, unless it is dated") {
    auto const codes = [](std::string const& segment) {
        return read_policy(fields + segment + "\nstrategy z { queue a if s queue c if i > 60 rest r }\n")
            .codes();
    };
    CHECK(codes("segment s = i > 30") == unreachable);
    CHECK(codes("segment s from 2026-01-01 = i > 30") == nothing);
    CHECK(codes("segment s inactive = i > 30") == nothing);
}

TEST_CASE("lint finds nothing to say of a policy without strategies") {
    CHECK(tramo::lint(read_policy("tramo 1 en\nfield i : integer\nsegment s = i > 3\n").policy).empty());
}
