// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions on events, deadlines and counters: what each event, account and sequence is answered.
#include <catch2/catch.hpp>

#include <optional>

#include <tramo/check/check.hpp>
#include <tramo/check/program.hpp>
#include <tramo/plan/compile.hpp>
#include <tramo/plan/plan.hpp>
#include <tramo/run/log_evaluation.hpp>
#include <tramo/run/text_batch.hpp>
#include <tramo/syntax/parse.hpp>
#include <tramo/text/render.hpp>

using namespace tramo;

namespace {

using cells = std::vector<std::pair<std::string, std::string>>;

std::string const beginning =
    "tramo 1 en\npolicy \"p\" { currency PEN }\n"
    "field client : text key\nfield limit : money\nfield grade : text optional\n"
    "event contact { field result : one of \"refuses\", \"cannot\" optional  field limit : integer optional "
    "}\n"
    "event promise { field due : date optional  field amount : money optional }\n"
    "event payment { field amount : money }\n";

schema schema_of(std::vector<field> fields) {
    schema made;
    made.fields = std::move(fields);
    return made;
}

/// A policy and a log of events, written one by one, account after account.
class small_log {
public:
    explicit small_log(std::string const& text, environment known = {}) {
        source const written(beginning + text);
        auto tree = parse(written);
        INFO(render(tree.diagnostics, written));
        REQUIRE(tree.ok());
        auto made = check(std::move(tree.value));
        INFO(render(made.diagnostics, written));
        REQUIRE(made.ok());
        policy = std::move(made.value);
        prepared = compile(policy, known);
        for (auto const& type : policy.events) fields_.emplace_back(schema_of(type.fields));
        accounts_.emplace(schema_of({policy.fields.fields.begin(), policy.fields.fields.begin() + 3}));
        log.is_grouped = true;
        log.starts = {0};
    }

    /// An event of the last account, so many hours from the beginning of 1970.
    small_log& add(std::string const& type, std::int64_t hours, cells const& values = {}) {
        std::size_t which = 0;
        while (policy.events[which].name != type) ++which;
        for (auto const& [name, text] : values) REQUIRE(fields_[which].set(name, text));
        log.places.push_back(static_cast<std::uint32_t>(fields_[which].rows()));
        fields_[which].end_record();
        log.rows.push_back(static_cast<std::uint32_t>(100 + log.size()));
        log.units.push_back(static_cast<std::uint32_t>(log.starts.size() - 1));
        log.types.push_back(static_cast<std::uint16_t>(which));
        log.happened.push_back(hours * micros_a_day / 24);
        return *this;
    }
    small_log& end_account() {
        log.starts.push_back(log.size());
        return *this;
    }
    small_log& account(cells const& values) {
        for (auto const& [name, text] : values) REQUIRE(accounts_->set(name, text));
        accounts_->end_record();
        return *this;
    }

    log_answers evaluate(log_evaluation_options const& options = {}) {
        if (log.starts.back() != log.size()) end_account();
        log.tables.clear();
        for (auto& each : fields_) log.tables.push_back(each.finish());
        data_ = accounts_->finish();
        if (data_.rows > 0) accounts.data = &data_;
        return evaluate_log(policy, prepared, log, over, accounts, options);
    }

    program policy;
    plan prepared;
    event_log log;
    log_sequence over;
    account_rows accounts;

private:
    std::vector<text_batch> fields_;
    std::optional<text_batch> accounts_;
    batch data_;
};

/// A policy of one condition on payments, contacts or promises.
std::string raised(std::string const& on) {
    return "alert a { state s red  on " + on + " => s  manual clear }";
}

/// `+` where condition 0 of the event's type is true.
std::string marks(log_answers const& of) {
    std::string found;
    for (std::size_t i = 0; i < of.guards.size(); ++i) found += (of.guards[i] & 1) != 0 ? '+' : '-';
    return found;
}

std::string in_words(log_answers const& of, std::size_t counter = 0) {
    std::string found;
    auto const& [values, known] = of.counters[counter];
    for (std::size_t i = 0; i < values.size(); ++i)
        found += ((known[i / 64] >> (i % 64)) & 1) != 0 ? to_shortest_string(values[i]) + " " : "? ";
    return found;
}

}  // namespace

TEST_CASE("a condition on an event's own field is answered for events of its type only") {
    small_log log(raised("contact where result = \"refuses\""));
    log.add("contact", 1, {{"result", "refuses"}}).add("payment", 2, {{"amount", "1"}});
    log.add("contact", 3, {{"result", "cannot"}})
        .add("contact", 4)
        .add("contact", 5, {{"result", "Refuses"}});
    CHECK(marks(log.evaluate()) == "+---+");
}

TEST_CASE("what is unknown is not true, nor is its opposite") {
    small_log log(raised("contact where not (result = \"refuses\")"));
    log.add("contact", 1, {{"result", "refuses"}})
        .add("contact", 2)
        .add("contact", 3, {{"result", "cannot"}});
    CHECK(marks(log.evaluate()) == "--+");
}

TEST_CASE("conditions of one type have a bit each") {
    small_log log(
        "alert a { state s red  state t yellow\n"
        "  on contact where result = \"refuses\" => s\n  on contact where limit > 3 => t\n  manual clear }");
    log.add("contact", 1, {{"result", "refuses"}, {"limit", "4"}}).add("contact", 2, {{"limit", "4"}});
    CHECK(log.evaluate().guards == std::vector<std::uint64_t>{3, 2});
}

TEST_CASE("a log without conditions is answered nothing") {
    small_log log(raised("contact"));
    log.add("contact", 1);
    CHECK(log.evaluate().guards.empty());
}

TEST_CASE("a field of the event and one of the account may share a name") {
    small_log log(raised("contact where limit = 7") +
                  "\nalert b { state s red  on payment where amount > limit "
                  "=> s  manual clear }");
    log.account({{"client", "a"}, {"limit", "100"}}).account({{"client", "b"}, {"limit", "200"}});
    log.add("contact", 1, {{"limit", "7"}}).add("payment", 2, {{"amount", "150"}}).end_account();
    log.add("contact", 1, {{"limit", "8"}}).add("payment", 2, {{"amount", "150"}});
    CHECK(marks(log.evaluate()) == "++--");
}

TEST_CASE("accounts without data are unknown, whatever the field declares") {
    small_log log(raised("payment where not (amount > limit)"));
    log.account({{"client", "a"}, {"limit", "100"}});
    log.add("payment", 1, {{"amount", "50"}}).end_account().add("payment", 1, {{"amount", "50"}});
    CHECK(marks(log.evaluate()) == "+-");
    small_log without(raised("payment where not (amount > limit)"));
    without.add("payment", 1, {{"amount", "50"}});
    CHECK(marks(without.evaluate()) == "-");
}

TEST_CASE("rows of the account's data are found by the unit") {
    small_log log(raised("payment where amount > limit"));
    log.account({{"client", "b"}, {"limit", "200"}}).account({{"client", "a"}, {"limit", "100"}});
    log.accounts.row_of_unit = {1, 0, no_unit};
    for (int account = 0; account < 3; ++account) log.add("payment", 1, {{"amount", "150"}}).end_account();
    CHECK(marks(log.evaluate()) == "+--");
}

TEST_CASE("the third promise within ninety days is found") {
    small_log log(raised("promise where count(promise within 90 days) >= 3"));
    log.add("promise", 0).add("promise", 24 * 30).add("payment", 24 * 40, {{"amount", "1"}});
    log.add("promise", 24 * 90 - 1).add("promise", 24 * 130).end_account();
    log.add("promise", 0).add("promise", 24 * 30).add("promise", 24 * 90);
    CHECK(marks(log.evaluate()) == "---+----");
}

TEST_CASE("filters of aggregates look at the event counted, and at its account") {
    small_log log(raised("contact where sum(payment.amount where amount > limit) > 100"));
    log.account({{"client", "a"}, {"limit", "50"}}).account({{"client", "b"}, {"limit", "70"}});
    for (int account = 0; account < 2; ++account) {
        log.add("payment", 1, {{"amount", "60"}}).add("contact", 2).add("payment", 3, {{"amount", "60"}});
        log.add("contact", 4).end_account();
    }
    CHECK(marks(log.evaluate()) == "---+----");
}

TEST_CASE("the latest and the previous event can be compared") {
    small_log log(
        raised("contact where latest(contact.result) = \"cannot\" and previous(contact.result) = "
               "\"refuses\""));
    log.add("contact", 1, {{"result", "refuses"}}).add("payment", 2, {{"amount", "1"}});
    log.add("contact", 3, {{"result", "cannot"}}).add("contact", 4, {{"result", "cannot"}}).end_account();
    log.add("contact", 5, {{"result", "cannot"}});
    CHECK(marks(log.evaluate()) == "--+--");
}

TEST_CASE("aggregates keep to the sequence asked for, and an entry may come in several") {
    small_log log(raised("promise where count(payment) = 1"));
    log.add("payment", 1, {{"amount", "1"}}).add("payment", 2, {{"amount", "1"}}).add("promise", 3);
    log.over.entries = {0, 2, 0, 1, 2, 2};
    log.over.starts = {0, 2, 5, 6};
    CHECK(marks(log.evaluate()) == "-+----");
}

TEST_CASE("a deadline is the beginning of its day, on events that set it and know it") {
    small_log log(
        "alert a { state s red  when promise.due + 3 days passed without payment => s  manual clear }");
    log.add("promise", 1, {{"due", "1970-01-05"}}).add("payment", 2, {{"amount", "1"}}).add("promise", 3);
    auto const answers = log.evaluate();
    REQUIRE(answers.deadlines.size() == 3);
    CHECK(answers.deadlines[0].empty());
    REQUIRE(answers.deadlines[1].size() == 1);
    CHECK(answers.deadlines[1][0] == std::vector<std::int64_t>{7 * micros_a_day, INT64_MAX, INT64_MAX});
    CHECK(answers.guards.empty());
}

TEST_CASE("counters are computed over whole sequences") {
    small_log log(
        "counter paid = coalesce(sum(payment.amount), 0)\ncounter recent = count(payment within 2 days)\n"
        "counter largest = max(payment.amount) * 2");
    log.add("payment", 24, {{"amount", "10.50"}}).add("payment", 73, {{"amount", "4.50"}}).end_account();
    log.add("contact", 1).end_account().end_account();
    log_evaluation_options options;
    options.with_counters = true;
    options.until = 4 * micros_a_day;
    auto const answers = log.evaluate(options);
    CHECK(in_words(answers, 0) == "15 0 0 ");
    CHECK(in_words(answers, 1) == "1 0 0 ");
    CHECK(in_words(answers, 2) == "21 ? ? ");
}

TEST_CASE("counters are left out where nobody asks for them") {
    small_log log("counter paid = coalesce(sum(payment.amount), 0)");
    log.add("payment", 24, {{"amount", "10.50"}});
    CHECK(log.evaluate().counters.empty());
}

TEST_CASE("an expression too large to compute is an error of its event, and its condition not true") {
    std::string const large = "170000000000000000000000000000000000.00";
    small_log log(raised("payment where coalesce(amount * 1000000, 0) = 0") +
                  "\nalert b { state s red  on payment where amount > 0 => s  manual clear }");
    log.add("payment", 1, {{"amount", "0"}}).add("payment", 2, {{"amount", large}});
    auto const answers = log.evaluate();
    CHECK(answers.guards == std::vector<std::uint64_t>{1, 2});
    REQUIRE(answers.errors.size() == 1);
    CHECK(answers.errors[0].row == 101);
    CHECK(answers.errors[0].reason == fault_reason::arithmetic);
}

TEST_CASE("a sum too large to compute makes conditions on it not true, and no others") {
    std::string const large = "1000000000000000000000000000000000000.00";
    small_log log(raised("payment where not (sum(payment.amount) > 0)") +
                  "\nalert b { state s red  on payment where amount > 0 => s  manual clear }");
    log.add("payment", 1, {{"amount", large}}).add("payment", 2, {{"amount", large}});
    auto const answers = log.evaluate();
    CHECK(answers.guards == std::vector<std::uint64_t>{2, 2});
    REQUIRE(answers.errors.size() == 1);
    CHECK(answers.errors[0].row == 101);
}

TEST_CASE("long logs are answered alike in every block") {
    small_log log(raised("payment where amount > 5 and count(payment) > 2"));
    std::string expected;
    for (int account = 0; account < 3000; ++account) {
        for (int i = 0; i < 4; ++i) {
            log.add("payment", i, {{"amount", std::to_string((account + i) % 11)}});
            expected += (account + i) % 11 > 5 && i >= 2 ? '+' : '-';
        }
        log.add("contact", 5).end_account();
        expected += '-';
    }
    CHECK(marks(log.evaluate()) == expected);
}
