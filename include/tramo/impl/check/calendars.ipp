// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Calendars that a policy names: whose holidays they take, and on which weekdays no work is done.
#pragma once

#include <array>

#include <tramo/impl/check/offer_constants.ipp>

namespace tramo::checking {

/// Monday is 0.
[[nodiscard]] inline std::size_t weekday_of(keyword day) {
    constexpr std::array days{keyword::monday, keyword::tuesday,  keyword::wednesday, keyword::thursday,
                              keyword::friday, keyword::saturday, keyword::sunday};
    return static_cast<std::size_t>(std::find(days.begin(), days.end(), day) - days.begin());
}

/// Reports each weekday that a list names again.
TRAMO_INLINE void refuse_days_twice(std::vector<keyword> const& days, span at, workspace& work) {
    std::array<int, 8> count{};
    for (auto const one : days)
        if (++count[weekday_of(one)] == 2)
            work.report(problem("T1019", backquoted(work.word(one)) + " is said twice", at, "in this list",
                                {"leave one of them out"}));
}

class calendar_checker {
public:
    explicit calendar_checker(workspace& work) : work_(work), constants_(work) {}

    void declare(ast::calendar_declaration const& written) {
        auto& calendars = work_.program.treatment.calendars;
        symbol const named{symbol_kind::calendar, calendars.size(), written.name.at};
        if (!work_.symbols.declare(written.name, named, work_.found)) return;
        named_calendar added;
        added.name = written.name.text;
        if (written.label) added.label = written.label->text;
        constants_.refuse_blank(written.holidays, "key of holidays");
        added.holidays = written.holidays.text;
        refuse_days_twice(written.rests, written.at, work_);
        if (!written.rests.empty()) added.rests.fill(false);
        for (auto const one : written.rests)
            if (auto const day = weekday_of(one); day < added.rests.size()) added.rests[day] = true;
        added.at = written.name.at;
        if (std::all_of(added.rests.begin(), added.rests.end(), [](bool rests) { return rests; }))
            work_.report(problem("T4056", "the calendar " + backquoted(added.name) + " has no working day",
                                 written.name.at, "all seven days rest",
                                 {"leave out a weekday on which work is done"}));
        calendars.push_back(std::move(added));
    }

private:
    workspace& work_;
    offer_constants constants_;
};

/// A calendar by its name; none, with a diagnostic, when there is no such.
[[nodiscard]] TRAMO_INLINE std::optional<std::size_t> calendar_named(ast::name const& named,
                                                                     workspace& work) {
    auto const* const found = work.symbols.find(named.text);
    if (found != nullptr && found->kind == symbol_kind::calendar) return found->index;
    if (work.broken.contains(named.text)) return {};
    std::vector<std::string> names;
    for (auto const& one : work.program.treatment.calendars) names.push_back(one.name);
    auto help = did_you_mean(named.text, names);
    if (help.empty())
        help = {"declare it: " + work.word(keyword::calendar) + " " + quote_name(named.text, work.lang()) +
                " " + work.word(keyword::holidays) + " \"CL\""};
    work.report(problem("T3019", "unknown calendar " + backquoted(named.text), named.at,
                        found == nullptr ? "not declared" : "not a calendar", std::move(help)));
    return {};
}

}  // namespace tramo::checking
