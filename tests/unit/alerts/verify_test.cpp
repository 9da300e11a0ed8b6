// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Each thing that can be wrong with a machine is found where it is, and nothing where nothing is wrong.
#include <tramo/alerts/verify.hpp>

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

namespace {

using namespace tramo::alerts;
using kind = finding::kind;
using trigger = transition::trigger;

constexpr std::uint32_t contact = 0, payment = 1, promise = 2;
constexpr state_number refuses = 1, cannot = 2, broken = 3;

transition on(std::vector<cause> causes, std::vector<state_number> from, state_number target) {
    transition rule;
    rule.causes = std::move(causes);
    rule.from = std::move(from);
    rule.what = target == no_alert ? effect::clear : effect::enter;
    rule.target = target;
    return rule;
}
transition restoring(cause what) {
    auto rule = on({what}, {}, no_alert);
    rule.what = effect::restore;
    return rule;
}
transition after(std::int64_t days, std::vector<state_number> from, state_number target) {
    auto rule = on({}, std::move(from), target);
    rule.when = trigger::after;
    rule.days = days;
    return rule;
}
transition deadline(std::uint32_t slot, std::vector<state_number> from, state_number target) {
    auto rule = on({}, std::move(from), target);
    rule.when = trigger::deadline;
    rule.slot = slot;
    return rule;
}
machine made(std::size_t states, std::vector<transition> transitions) {
    machine what;
    what.name = "payment_problem";
    for (std::size_t i = 0; i < states; ++i) what.states.push_back({"s" + std::to_string(i + 1), "", "", 0});
    what.transitions = std::move(transitions);
    return what;
}
/// The machine of the article: two values that exclude each other, cleared by payment or promise.
machine article() {
    auto what = made(2, {on({{contact, 0}}, {}, refuses), on({{contact, 1}}, {}, cannot),
                         on({{payment}, {promise}}, {refuses, cannot}, no_alert)});
    what.clears_by_hand = what.needs_confirmation = true;
    return what;
}
std::vector<std::pair<cause, cause>> const results_exclude_each_other = {{{contact, 1}, {contact, 0}}};

std::vector<finding> of_kind(std::vector<finding> found, kind sought) {
    found.erase(
        std::remove_if(found.begin(), found.end(), [&](finding const& one) { return one.what != sought; }),
        found.end());
    return found;
}

}  // namespace

TEST_CASE("the machine of the article has nothing wrong") {
    CHECK(verify(article(), {}, results_exclude_each_other).empty());
}

TEST_CASE("a state that nothing leads to is unreachable, and so is one reached from there only") {
    auto what = article();
    what.states.resize(4);
    what.transitions.push_back(on({{promise, 3}}, {broken}, 4));
    what.transitions.push_back(on({{promise}}, {4}, broken));
    auto const found = verify(what, {}, results_exclude_each_other);
    REQUIRE(found.size() == 2);
    CHECK((found[0].what == kind::unreachable_state && found[0].state == broken));
    CHECK((found[1].what == kind::unreachable_state && found[1].state == 4));
    what.raised_by_hand = {4};
    CHECK(verify(what, {}, results_exclude_each_other).empty());
}

TEST_CASE("a condition that is never true leads nowhere") {
    never_true const impossible{{{contact, 1}}};
    auto const found = verify(article(), impossible, results_exclude_each_other);
    REQUIRE(found.size() == 1);
    CHECK((found[0].what == kind::unreachable_state && found[0].state == cannot));
}

TEST_CASE("restoring neither reaches a state nor leaves it") {
    auto const found = verify(made(2, {on({{contact}}, {}, refuses), restoring({payment})}));
    CHECK(of_kind(found, kind::unreachable_state).size() == 1);
    CHECK(of_kind(found, kind::no_way_out).size() == 1);
    CHECK(of_kind(found, kind::raise_without_clear).size() == 1);
}

TEST_CASE("a state that only a hand clears is reported, and accepted when declared") {
    auto what = made(1, {on({{contact}}, {}, refuses)});
    what.clears_by_hand = true;
    auto const found = verify(what);
    REQUIRE(found.size() == 1);
    CHECK((found[0].what == kind::manual_way_out_only && found[0].state == refuses));
    what.states[0].is_manual_only = true;
    CHECK(verify(what).empty());
}

TEST_CASE("being raised to another state is a way out by hand, but no clear") {
    auto what = made(2, {on({{contact}}, {no_alert}, refuses)});
    what.raised_by_hand = {cannot};
    auto const found = verify(what);
    REQUIRE(found.size() == 3);
    CHECK((found[0].what == kind::no_way_out && found[0].state == cannot));
    CHECK((found[1].what == kind::manual_way_out_only && found[1].state == refuses));
    CHECK(found[2].what == kind::raise_without_clear);
}

TEST_CASE("a state declared to be left by hand only has no rule that leaves it") {
    auto what = article();
    what.states[cannot - 1].is_manual_only = true;
    auto const found = verify(what, {}, results_exclude_each_other);
    REQUIRE(found.size() == 1);
    CHECK(found[0].what == kind::not_manual_only);
    CHECK(found[0].state == cannot);
    CHECK(found[0].transition == 0);
}

TEST_CASE("manual only without a hand is no way out") {
    auto what = made(1, {on({{contact}}, {}, refuses)});
    what.states[0].is_manual_only = true;
    CHECK(of_kind(verify(what), kind::no_way_out).size() == 1);
}

TEST_CASE("two conditions on one event with different targets overlap unless they are disjoint") {
    auto const found = verify(article());
    REQUIRE(found.size() == 1);
    CHECK(found[0].what == kind::overlap);
    CHECK(found[0].state == no_alert);
    CHECK(found[0].transition == 1);
    CHECK(found[0].other == 0);
    CHECK(verify(article(), {}, {{{contact, 0}, {contact, 1}}}).empty());
    CHECK(verify(article(), {}, results_exclude_each_other).empty());
}

TEST_CASE("rules with the same target, or that share no state or no event, do not overlap") {
    auto what = article();
    what.transitions[1].target = refuses;
    CHECK(of_kind(verify(what), kind::overlap).empty());
    what = article();
    what.transitions[0].from = {no_alert};
    what.transitions[1].from = {refuses};
    CHECK(of_kind(verify(what), kind::overlap).empty());
    what = article();
    what.transitions[1].causes = {{promise, 1}};
    what.transitions[2].causes = {{payment}};
    CHECK(of_kind(verify(what), kind::overlap).empty());
}

TEST_CASE("rules that share only a state nobody reaches do not overlap") {
    auto const found =
        verify(made(3, {on({{contact, 0}}, {}, refuses), on({{payment}}, {}, no_alert),
                        on({{promise, 0}}, {broken}, refuses), on({{promise, 1}}, {broken}, no_alert)}));
    CHECK(found.size() == 2);
    CHECK(of_kind(found, kind::unreachable_state).size() == 2);
}

TEST_CASE("a rule without a condition takes all from those behind it") {
    auto what =
        made(2, {on({{contact}}, {}, refuses), on({{contact, 1}}, {}, cannot), on({{payment}}, {}, 0)});
    auto const found = verify(what);
    REQUIRE(found.size() == 2);
    CHECK((found[0].what == kind::unreachable_state && found[0].state == cannot));
    CHECK(found[1].what == kind::never_fires);
    CHECK((found[1].transition == 1 && found[1].other == 0));
    what.transitions[0].from = {no_alert};  // from refuses the second still fires
    auto const partly = verify(what);
    REQUIRE(partly.size() == 1);
    CHECK(partly[0].what == kind::overlap);
    CHECK(partly[0].state == no_alert);
}

TEST_CASE("several rules before it can take all from one together") {
    auto const what = made(2, {on({{contact}}, {no_alert}, refuses), on({{contact}}, {refuses, cannot}, 0),
                               on({{contact, 7}}, {no_alert, refuses}, cannot), on({{promise}}, {}, cannot)});
    auto const found = of_kind(verify(what), kind::never_fires);
    REQUIRE(found.size() == 1);
    CHECK((found[0].transition == 2 && found[0].other == 0));
}

TEST_CASE("the same condition written twice leaves nothing for the second") {
    auto const what = made(2, {on({{contact, 4}}, {}, refuses), on({{contact, 4}}, {}, cannot),
                               on({{payment}}, {}, 0), on({{promise}}, {}, cannot)});
    auto const found = verify(what);
    REQUIRE(found.size() == 1);
    CHECK((found[0].what == kind::never_fires && found[0].transition == 1 && found[0].other == 0));
}

TEST_CASE("of several rules a rule overlaps with, the first written is named") {
    auto const what = made(3, {on({{payment}}, {}, 0), on({{contact, 0}}, {}, refuses),
                               on({{contact, 1}}, {}, cannot), on({{contact, 2}}, {}, broken)});
    auto const found = verify(what);
    REQUIRE(found.size() == 2);
    CHECK((found[0].transition == 2 && found[0].other == 1));
    CHECK((found[1].transition == 3 && found[1].other == 1));
    auto const partly = verify(what, {}, {{{contact, 2}, {contact, 0}}});
    REQUIRE(partly.size() == 2);
    CHECK((partly[1].transition == 3 && partly[1].other == 2));
}

TEST_CASE("what an earlier rule takes whole from a rule overlaps with none in between") {
    auto const what =
        made(2, {on({{contact, 1}}, {no_alert}, refuses), on({{contact, 0}}, {no_alert}, cannot),
                 on({{contact, 1}}, {no_alert, cannot}, refuses), on({{payment}}, {}, 0)});
    auto const found = verify(what);
    REQUIRE(found.size() == 1);
    CHECK((found[0].what == kind::overlap && found[0].transition == 1 && found[0].other == 0));
}

TEST_CASE("a timer in a state nobody reaches, or leading where it is, never fires") {
    auto what = article();
    what.states.resize(3);
    what.transitions.push_back(after(30, {broken}, no_alert));
    what.transitions.push_back(after(30, {cannot}, cannot));
    what.transitions.push_back(after(30, {cannot}, refuses));
    auto const found = of_kind(verify(what), kind::timer_never_fires);
    REQUIRE(found.size() == 2);
    CHECK((found[0].transition == 3 && found[0].other == 3));
    CHECK((found[1].transition == 4 && found[1].other == 4));
}

TEST_CASE("a slower timer never fires where a faster one leaves the state") {
    auto what = article();
    what.transitions.push_back(after(60, {cannot}, no_alert));
    what.transitions.push_back(after(30, {cannot}, refuses));
    what.transitions.push_back(after(30, {cannot, refuses}, no_alert));
    auto const found = of_kind(verify(what), kind::timer_never_fires);
    REQUIRE(found.size() == 1);
    CHECK((found[0].transition == 3 && found[0].other == 4));
}

TEST_CASE("a deadline needs a slot, and an event that can set it") {
    auto what = article();
    what.transitions.push_back(deadline(0, {cannot}, refuses));
    auto const missing = verify(what, {}, results_exclude_each_other);
    REQUIRE(missing.size() == 1);
    CHECK((missing[0].what == kind::slot_never_set && missing[0].transition == 3));
    what.slots.push_back({5, 0, {}});
    CHECK(verify(what, {}, results_exclude_each_other).empty());
    never_true const no_such_event{{{5, -1}}};
    CHECK(of_kind(verify(what, no_such_event, results_exclude_each_other), kind::slot_never_set).size() == 1);
}

TEST_CASE("raised states that only lead to each other never clear") {
    auto what = made(2, {on({{contact}}, {no_alert, cannot}, refuses), on({{payment}}, {refuses}, cannot)});
    auto const found = verify(what);
    REQUIRE(found.size() == 1);
    CHECK(found[0].what == kind::raise_without_clear);
    what.transitions.push_back(after(90, {cannot}, no_alert));
    CHECK(verify(what).empty());
}

TEST_CASE("a ladder is climbed by its deadlines one rung after the other") {
    auto what = made(3, {deadline(0, {}, 1), deadline(1, {}, 2), deadline(2, {}, 3)});
    for (std::uint32_t slot = 0; slot < 3; ++slot) what.slots.push_back({promise, slot, {}});
    // Without saying so, blocked is entered from none: the warning between is passed over.
    auto const skipped = skipped_states(what);
    REQUIRE(skipped.size() == 3);
    CHECK((skipped[0].what == kind::skips_state && skipped[0].state == 1 && skipped[0].transition == 1));
    CHECK((skipped[1].state == 1 && skipped[1].transition == 2));
    CHECK((skipped[2].state == 2 && skipped[2].transition == 2));
    CHECK(of_kind(verify(what), kind::skips_state).empty());
    CHECK(of_kind(verify(what), kind::raise_without_clear).size() == 1);
    what.without_skipping = true;
    CHECK(skipped_states(what).empty());
    CHECK(verify(what).empty());  // moved deadlines let it fall, down to none
}

TEST_CASE("an event or a timer that jumps rungs of a ladder is reported, by hand it may") {
    auto what = made(3, {on({{contact}}, {}, broken), on({{contact, 1}}, {cannot}, broken),
                         after(3, {no_alert, refuses}, broken), on({{payment}}, {}, no_alert)});
    what.without_skipping = true;
    what.raised_by_hand = {refuses, broken};
    auto found = of_kind(verify(what), kind::skips_state);
    REQUIRE(found.size() == 2);
    CHECK((found[0].transition == 0 && found[0].state == refuses));
    CHECK((found[1].transition == 2 && found[1].state == refuses));
    CHECK(skipped_states(what).size() == 4);
    what.transitions[2].from = {cannot};
    what.transitions[0].from = {refuses, cannot};
    found = of_kind(verify(what), kind::skips_state);
    REQUIRE(found.size() == 1);
    CHECK((found[0].transition == 0 && found[0].state == cannot));
    what.transitions[0].from = {cannot};
    CHECK(of_kind(verify(what), kind::skips_state).empty());
}

TEST_CASE("a machine of most states and numbers that are not there are no trouble") {
    auto what = made(most_states, {on({{contact}}, {200}, 1), on({{contact}}, {}, 100)});
    CHECK(of_kind(verify(what), kind::unreachable_state).size() == most_states - 1);
    CHECK(verify(machine{}).empty());
}
