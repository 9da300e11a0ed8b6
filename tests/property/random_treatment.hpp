// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random policies of treatment, as a text and as what is meant by it.
#pragma once

#include <utility>

#include "random_meanings.hpp"

namespace tramo_test {
namespace {

inline constexpr int dealt_span = 70;  ///< days between the first that is drawn and the last

inline std::string const dealt_fields = R"(policy "t" version "1" { currency PYG  zone "-03:00" }
field client : text key
field tier : one of "gold", "silver", "bronze" optional
field days : integer optional
field balance : money optional
field due : date optional
field since_day : date optional
field from_day : date optional
field until_day : date optional
field why : text optional
field who : text optional
field approver : text optional
field paper : text optional
field place : text optional
field flag : boolean optional
field phone_ok : boolean optional
collection claims {
  field opened : date
  field closed : date optional
  field handler : text optional
}
event promise { field amount : money  field due : date  field via : one of "phone", "mail" }
event payment { field amount : money  field promised : text optional }
event undo reverses payment by of
event withdrawn reverses promise by of
event illness { field kind : one of "mild", "grave" }
event mistake reverses illness by of
event recovery
event call { field result : one of "talked", "no_answer"  field asked : boolean optional }
event mail { field via : text }
calendar working holidays "PY" rest sunday
segment has_tier = tier is known
)";

/// A policy member by member, each as its text and as what is meant.
class random_treatment {
public:
    explicit random_treatment(chance& draw) : draw_(draw), meanings_(draw) {}

    dealt_policy make() {
        dealt_policy made;
        made.head = dealt_fields;
        add_table(made);
        made.tail = "}\n";
        for (int i = 1 + draw_.roll(4); i > 0; --i) add_hold(made);
        if ((made.grace = draw_.roll(4)) > 0)
            made.tail += "arrears { due due  grace " + std::to_string(made.grace) + " days }\n";
        else
            made.tail += "arrears { due due }\n";
        add_promises(made);
        add_contacts(made);
        for (int i = 2 + draw_.roll(3); i > 0; --i) add_effect(made);
        for (int i = 0; i < 4; ++i) {
            made.segments.push_back(meanings_.condition(2, made.holds.size()));
            made.tail += "segment s" + std::to_string(i) + " = " + made.segments.back().text + "\n";
        }
        for (int i = draw_.roll(12); i > 0; --i) made.holidays.insert(first_day + draw_.roll(120));
        return made;
    }

private:
    [[nodiscard]] std::string line(std::string const& word, dealt_condition const& of) {
        return of.text.empty() ? "" : "  " + word + of.text + "\n";
    }
    /// One in so many times; else none.
    dealt_condition perhaps(int times, std::size_t holds) {
        return draw_.once_in(times) ? meanings_.condition(1, holds) : dealt_condition();
    }
    [[nodiscard]] static std::string quoted(std::set<std::string> const& all) {
        std::string text;
        for (auto const& one : all) text += (text.empty() ? "\"" : ", \"") + one + "\"";
        return text;
    }

    void add_table(dealt_policy& to) {
        to.head += "table cuts by tier, days {\n  column least : integer\n  column boss : text\n";
        std::vector<std::set<int>> groups{{0}, {1}, {2}};
        if (draw_.once_in(2)) groups = {{0, draw_.roll(2) + 1}};
        for (int i = 0; i < 3; ++i)
            if (groups[0].size() == 2 && groups[0].count(i) == 0) groups.push_back({i});
        for (auto const& tiers : groups) {
            dealt_number from;
            for (int left = draw_.roll(3); left >= 0; --left) {
                dealt_row row{tiers, from, {}, draw_.roll(40), "boss" + std::to_string(to.rows.size())};
                if (left > 0) row.until = from.value_or(5) + draw_.roll(15);
                if (row.until) from = *row.until + 1;
                add_row(to, row);
            }
        }
    }

    void add_row(dealt_policy& to, dealt_row const& row) {
        std::set<std::string> names;
        for (auto const one : row.tiers) names.insert(dealt_tiers[one]);
        auto const from = row.from ? std::to_string(*row.from) : "";
        auto const until = row.until ? std::to_string(*row.until) : "";
        auto const days = row.from && row.until ? from + ".." + until
                          : row.from            ? "from " + from
                          : row.until           ? "until " + until
                                                : "*";
        to.row_texts.push_back("  row (" + quoted(names) + "), " + days + " => " + std::to_string(row.least) +
                               (draw_.once_in(4) ? " inferred" : "") + ", \"" + row.boss + "\"\n");
        to.rows.push_back(row);
    }

    void add_hold(dealt_policy& to) {
        dealt_hold made;
        made.name = "h" + std::to_string(to.holds.size());
        made.source = static_cast<dealt_source>(draw_.roll(3));
        made.condition = perhaps(3, 0);
        made.has_end = !draw_.once_in(4);
        made.is_end_included = draw_.once_in(2);
        made.has_from = !draw_.once_in(3);
        if (made.source == dealt_source::account && !made.has_from && made.condition.text.empty())
            made.condition = meanings_.condition(0, 0);
        for (auto const* const what : {"days", "messages", "cuts", "blocks", "tasks", "queue"})
            if (draw_.once_in(what == std::string("messages") ? 2 : 3)) made.freezes.insert(what);
        bool const has_start = made.source != dealt_source::account || made.has_from;
        if (!has_start) made.freezes.erase("days");
        if (made.freezes.empty()) made.freezes = {"tasks", "cuts"};
        auto text = "hold " + made.name + " {\n" + line("if ", made.condition) + text_of_source(made);
        std::string freezes;
        for (auto const& one : made.freezes) freezes += (freezes.empty() ? "" : ", ") + one;
        to.tail += text + "  freezes " + freezes + "\n}\n";
        to.holds.push_back(std::move(made));
    }

    std::string text_of_source(dealt_hold& of) {
        if (of.source == dealt_source::events) {
            of.is_of_grave = draw_.once_in(2);
            return std::string("  starts on illness") + (of.is_of_grave ? " where kind = \"grave\"" : "") +
                   "\n  ends on recovery\n";
        }
        bool const is_child = of.source == dealt_source::claims;
        std::string text = is_child ? "  of claims\n  from opened\n" : of.has_from ? "  from from_day\n" : "";
        std::string const end = is_child ? " closed\n" : " until_day\n";
        if (of.has_end) text += (of.is_end_included ? "  until" : "  before") + end;
        of.has_texts = draw_.once_in(2);
        if (!of.has_texts) return text;
        text += is_child ? "  owner handler\n" : "  owner who\n  reason why\n";
        std::string needs;
        auto const need = [&](bool& which, char const* name) {
            if (!(which = draw_.once_in(3))) return;
            needs += (needs.empty() ? "  needs " : ", ") + std::string(name);
        };
        need(of.needs_owner, "owner");
        if (!is_child) need(of.needs_reason, "reason");
        if (of.has_end) need(of.needs_end, "until");
        return text + (needs.empty() ? "" : needs + "\n");
    }

    void add_promises(dealt_policy& to) {
        to.is_by_phone = draw_.once_in(2);
        to.names_promises = draw_.once_in(2);
        to.tolerance_days = draw_.roll(4);
        to.tolerance_percent = draw_.once_in(2) ? draw_.roll(40) : 0;
        to.tolerance_amount = draw_.once_in(2) ? draw_.roll(6) : 0;
        to.tail += std::string("promises {\n  made on promise due due amount amount") +
                   (to.is_by_phone ? " where via = \"phone\"" : "") + "\n  paid on payment amount amount" +
                   (to.names_promises ? " for promised" : "") + "\n";
        if (to.tolerance_days > 0) to.tail += "  tolerance " + std::to_string(to.tolerance_days) + " days\n";
        if (to.tolerance_percent > 0)
            to.tail += "  tolerance " + std::to_string(to.tolerance_percent) + "%\n";
        if (to.tolerance_amount > 0) to.tail += "  tolerance $ " + std::to_string(to.tolerance_amount) + "\n";
        to.tail += "}\n";
    }

    void add_contacts(dealt_policy& to) {
        to.has_zone = draw_.once_in(2);
        to.excuses_calls = draw_.once_in(2);
        to.tells_talks = draw_.once_in(2);
        to.tail += "contact limits {\n";
        if (to.has_zone) to.tail += "  zone place\n";
        if (to.excuses_calls) to.tail += "  on call where asked => none\n";
        if (to.tells_talks) to.tail += "  on call where result = \"talked\" => conversation by \"phone\"\n";
        to.tail += "  on call => attempt by \"phone\"\n  on mail => message by via\n";
        for (auto const* const one : {"email", "phone", "sms"})
            if (draw_.once_in(3)) to.consented.insert(one);
        if (!to.consented.empty()) to.tail += "  consent phone_ok for " + quoted(to.consented) + "\n";
        for (int i = draw_.roll(4); i > 0; --i) add_limit(to);
        to.tail += "}\n";
    }

    void add_limit(dealt_policy& to) {
        static char const* const units[] = {"attempt", "conversation", "message", "contact"};
        dealt_limit made;
        made.name = "l" + std::to_string(to.limits.size());
        made.unit = units[draw_.roll(4)];
        made.most = 1 + draw_.roll(3);
        if (made.unit == "message" && draw_.once_in(2)) made.channels = {draw_.once_in(2) ? "sms" : "email"};
        bool const is_call = made.unit == "attempt" || made.unit == "conversation";
        if (is_call && draw_.once_in(2)) made.channels = {"phone"};
        if (made.unit == "contact" && draw_.once_in(2)) made.channels = {"phone", "email"};
        if (draw_.once_in(2))
            made.within = 1 + draw_.roll(9);
        else
            made.window = draw_.once_in(3) ? "month" : draw_.once_in(2) ? "week" : "day";
        auto const plural = [](int count, std::string const& one) {
            return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
        };
        to.tail += "  limit " + made.name + " " + plural(made.most, made.unit) +
                   (made.channels.empty() ? "" : " by " + quoted(made.channels)) +
                   (made.within > 0 ? " within " + plural(made.within, "day") : " per " + made.window) + "\n";
        to.limits.push_back(std::move(made));
    }

    void add_effect(dealt_policy& to) {
        static char const* const kinds[] = {"block", "cut", "notify", "task", "escalate"};
        dealt_effect made;
        made.kind = kinds[draw_.roll(5)];
        made.name = "e" + std::to_string(to.effects.size());
        auto text = made.kind + " " + made.name;
        if (draw_.once_in(4)) text += " from " + to_string(*(made.from = draw_.day(dealt_span)));
        if (draw_.once_in(4)) {
            made.until = date{made.from.value_or(draw_.day(dealt_span)).days + draw_.roll(40)};
            text += " until " + to_string(*made.until);
        }
        auto const holds = to.holds.size();
        if (!draw_.once_in(8)) made.condition = meanings_.condition(1, holds);
        made.stands = made.condition.text.empty() ? dealt_condition() : perhaps(4, holds);
        made.release = perhaps(4, holds);
        text += " {\n" + line("if ", made.condition) + line("stands if ", made.stands) +
                line("release if ", made.release) + days_of(made) + rest_of(made, holds);
        to.tail += text + "}\n";
        to.effects.push_back(std::move(made));
    }

    std::string days_of(dealt_effect& of) {
        static char const* const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday"};
        bool const has_calendar = draw_.once_in(2);
        std::string text = has_calendar ? "  calendar working\n" : "";
        if ((of.has_since = draw_.once_in(2))) text += "  since since_day\n";
        of.after = draw_.once_in(2) ? 0 : draw_.roll(30);
        of.is_after_business = has_calendar && of.after > 0 && draw_.once_in(2);
        of.is_within_business = has_calendar && draw_.once_in(2);
        if (draw_.once_in(3)) of.within = of.after + draw_.roll(20);
        auto const days = [](char const* word, int count, bool is_business) {
            return "  " + std::string(word) + " " + std::to_string(count) + (is_business ? " business" : "") +
                   (count == 1 ? " day\n" : " days\n");
        };
        if (of.after > 0) text += days("after", of.after, of.is_after_business);
        if (of.within) text += days("within", *of.within, of.is_within_business);
        if (draw_.once_in(4)) {
            of.month_from = 1 + draw_.roll(31);
            of.month_until = of.month_from + draw_.roll(32 - of.month_from);
            text += "  month days " + std::to_string(of.month_from) + ".." + std::to_string(of.month_until) +
                    "\n";
        }
        std::string only;
        for (int i = 0, wanted = draw_.once_in(4) ? draw_.roll(128) : 0; i < 7; ++i)
            if (((wanted >> i) & 1) != 0 && of.weekdays.insert(i + 1).second)
                only += (only.empty() ? "  only on " : ", ") + std::string(names[i]);
        if (!only.empty()) text += only + "\n";
        if (has_calendar && draw_.once_in(2)) of.holidays = draw_.once_in(2) ? "following" : "preceding";
        return of.holidays == "keep" ? text : text + "  holidays " + of.holidays + "\n";
    }

    std::string rest_of(dealt_effect& of, std::size_t holds) {
        std::string text;
        for (int i = draw_.once_in(3) ? 1 + draw_.roll(2) : 0; i > 0; --i) {
            of.requirements.push_back(meanings_.condition(0, holds));
            text += "  requires r" + std::to_string(of.requirements.size()) +
                    " \"R\" = " + of.requirements.back().text + "\n";
        }
        for (int i = draw_.once_in(3) ? 1 + draw_.roll(2) : 0; i > 0; --i) {
            dealt_approval one;
            if (!draw_.once_in(4)) one.roles = {"Head", "chief"};
            one.needs_paper = one.roles.empty() || draw_.once_in(2);
            one.condition = perhaps(2, holds);
            text += std::string("  approval \"Head\", \"chief\"") +
                    (one.roles.empty() ? "" : " by approver") + (one.needs_paper ? " evidence paper" : "") +
                    (one.condition.text.empty() ? "" : " if " + one.condition.text) + "\n";
            of.approvals.push_back(std::move(one));
        }
        if (of.kind == "block") return text + "  stops \"stop_" + of.name + "\"\n";
        static char const* const often[] = {"", "once", "once per week", "once per month"};
        of.repeats = often[draw_.roll(4)];
        if ((of.has_boss = draw_.once_in(2))) text += "  owner cuts.boss\n";
        return of.repeats.empty() ? text : text + "  " + of.repeats + "\n";
    }

    chance& draw_;
    random_meanings meanings_;
};

}  // namespace
}  // namespace tramo_test
