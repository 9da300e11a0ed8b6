// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions on events, deadlines that events set, and lengths of time.
#pragma once

#include <tramo/impl/check/counters.ipp>
#include <tramo/impl/check/events.ipp>

namespace tramo::checking {

class guard_checker {
public:
    explicit guard_checker(workspace& work) : work_(work) {}

    /// The number of a condition among those on the event. Equal ones have one number.
    [[nodiscard]] std::size_t guard(std::size_t event, ast::expression const& written) {
        auto& known = work_.events[event].guards;
        auto const found = number_of(known, written);
        if (found != known.size()) return found;
        known.push_back(&written);
        auto checked = expression_checker(work_, {scope::place::event, event}).condition(written);
        auto& of = work_.program.events[event];
        of.guards.push_back(std::move(checked));
        if (of.guards.size() == most_guards + 1)
            work_.report(problem(
                "T4017", "event " + backquoted(of.name) + " has more than 64 different conditions",
                written.at, "the 65th", {"tell events apart by type instead: declare several events"}));
        return found;
    }

    /// A day that events of one type set: which type, and its number among the type's deadlines.
    [[nodiscard]] std::optional<event_guard> deadline(ast::expression const& written) {
        auto const event = event_of(written);
        if (!event) return {};
        auto& known = work_.events[*event].deadlines;
        auto const found = number_of(known, written);
        if (found != known.size()) return event_guard{*event, found};
        known.push_back(&written);
        auto checked = expression_checker(work_, {scope::place::event, *event}).value_of(written);
        require_date(checked);
        work_.program.events[*event].deadlines.push_back(std::move(checked));
        return event_guard{*event, found};
    }

    /// `30 days`, `2 weeks`; 0, with a diagnostic, for any other length.
    [[nodiscard]] std::int64_t whole_days(ast::expression const& written) {
        bool const is_calendar = written.kind == ast::node::duration &&
                                 (written.word == keyword::months || written.word == keyword::years);
        if (written.kind != ast::node::duration || is_calendar) {
            refuse_length(written.at, is_calendar ? "months and years differ in length" : "how long?");
            return 0;
        }
        auto const read = literal_reader(work_).read(written);
        if (is_invalid(read)) return 0;
        auto const days = std::get<decimal>(read.literal).coefficient;
        if (days <= 0) refuse_length(written.at, "no time at all");
        return static_cast<std::int64_t>(days);
    }

private:
    [[nodiscard]] static std::size_t number_of(std::vector<ast::expression const*> const& known,
                                               ast::expression const& written) {
        auto const same = [&](ast::expression const* one) { return ast::same(*one, written); };
        return static_cast<std::size_t>(std::find_if(known.begin(), known.end(), same) - known.begin());
    }

    void refuse_length(span at, std::string label) {
        work_.report(problem("T4014", "time in a state is counted in whole days or weeks", at,
                             std::move(label),
                             {"write: " + work_.word(keyword::after) + " 30 " + work_.word(keyword::days) +
                              " " + work_.word(keyword::in) + " …"}));
    }

    void require_date(typed_expression& what) {
        if (is_invalid(what) || what.type.kind == kind::date) return;
        work_.report(problem(
            "T4015", "a deadline is a date, and this is " + describe(what.type), what.at, describe(what.type),
            {what.type.kind == kind::timestamp
                 ? "take the day of the moment: " + work_.word(keyword::to_date) + "(…)"
                 : "name a date of an event: promise.due + 3 " + work_.word(keyword::days)}));
        what = invalid_at(what.at);
    }

    /// Names as they stand in a deadline: those of events before a point, and bare ones.
    struct named {
        std::vector<ast::expression const*> with_event;
        std::vector<ast::expression const*> bare;
        ast::expression const* unknown = nullptr;  ///< with a point, and no name at all before it
    };

    void collect(ast::expression const& written, named& names) const {
        if (written.kind == ast::node::aggregate) return;
        if (written.kind == ast::node::name) {
            auto const* const found = work_.symbols.find(written.text);
            bool const is_event = found != nullptr && found->kind == symbol_kind::event;
            if (!written.member.empty() && is_event)
                names.with_event.push_back(&written);
            else if (written.member.empty())
                names.bare.push_back(&written);
            else if (found == nullptr && names.unknown == nullptr)
                names.unknown = &written;
        }
        for (auto const& one : written.operands) collect(one, names);
    }

    /// The one type of events whose fields are named; none, with a diagnostic, when there is none or several.
    [[nodiscard]] std::optional<std::size_t> event_of(ast::expression const& written) {
        named names;
        collect(written, names);
        std::optional<std::size_t> event;
        for (auto const* one : names.with_event) {
            auto const found = work_.symbols.find(one->text)->index;
            if (event && *event != found) return refuse_several(*one, *event, found);
            event = found;
        }
        if (event) return event;
        for (auto const* one : names.bare) {
            auto const owners = owners_of(one->text);
            if (owners.size() > 1) return refuse_several(*one, owners[0], owners[1]);
            if (owners.empty()) continue;
            if (event && *event != owners[0]) return refuse_several(*one, *event, owners[0]);
            event = owners[0];
        }
        if (!event) refuse_none(written, names);
        return event;
    }

    [[nodiscard]] std::vector<std::size_t> owners_of(std::string const& field) const {
        std::vector<std::size_t> owners;
        for (std::size_t i = 0; i < work_.events.size(); ++i)
            if (work_.events[i].members.find(field) != nullptr) owners.push_back(i);
        return owners;
    }

    std::optional<std::size_t> refuse_several(ast::expression const& at, std::size_t one, std::size_t other) {
        auto const& events = work_.program.events;
        bool const is_bare = at.member.empty();
        work_.report(
            problem("T4015", "a deadline is set by events of one type", at.at,
                    "of " + backquoted(events[one].name) + ", or of " + backquoted(events[other].name) + "?",
                    {is_bare ? "say of which: " + events[one].name + "." + at.text
                             : "name the fields of one event only"}));
        return {};
    }

    void refuse_none(ast::expression const& written, named const& names) {
        if (names.unknown != nullptr && !work_.broken.contains(names.unknown->text))
            return report_unknown_event(work_, {names.unknown->text, names.unknown->at});
        if (names.unknown != nullptr) return;
        for (auto const* one : names.bare)
            if (work_.broken.contains(one->text)) return;
        work_.report(problem("T4015", "no event sets this deadline", written.at, "names no field of an event",
                             {"name one: promise.due + 3 " + work_.word(keyword::days)}));
    }

    static constexpr std::size_t most_guards = 64;

    workspace& work_;
};

}  // namespace tramo::checking
