// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Describes holds, days past due and promises: what stands still, and what was promised.
#pragma once

#include <tramo/impl/explain/describe_data.ipp>

namespace tramo::describing {

[[nodiscard]] inline std::string frozen_text(telling const& in, std::vector<keyword> const& what) {
    strings all;
    for (auto const one : what)
        all.push_back(in.say(one == keyword::messages ? said::freezes_messages
                             : one == keyword::cuts   ? said::freezes_cuts
                             : one == keyword::blocks ? said::freezes_blocks
                             : one == keyword::tasks  ? said::freezes_tasks
                             : one == keyword::queue  ? said::freezes_queue
                                                      : said::freezes_days));
    return listed(all, said::and_word, in.with.in());
}

/// A condition on an event, whose fields it reads.
[[nodiscard]] inline std::string event_condition(telling& in, ast::name const& event,
                                                 ast::expression const& what) {
    in.with.enter(event.text);
    auto const text = in.words.clause(what);
    in.with.leave();
    return text;
}

[[nodiscard]] inline std::string texts_text(telling const& in, ast::texts_member const& one) {
    strings all;
    for (auto const& each : one.texts) all.push_back(in.place(each));
    auto text = listed(all, said::and_word, in.with.in());
    if (one.aliases.empty()) return text;
    return in.say(said::also_written, {text, in.texts(one.aliases, said::or_word)});
}

class hold_teller {
public:
    explicit hold_teller(telling& in) : in_(in) {}

    void operator()(ast::named_member const& one) {
        in_.out.bullet(in_.say(said::hold_of, {in_.names.show(keyword::collection, one.name.text)}));
    }
    void operator()(ast::day_member const& one) {
        auto const phrase = one.what == keyword::until    ? said::hold_until
                            : one.what == keyword::before ? said::hold_before
                                                          : said::hold_from;
        in_.out.bullet(in_.say(phrase, {in_.value(one.day)}));
    }
    void operator()(ast::bound_event_member const& one) {
        auto const event = in_.names.show(keyword::event, one.event.text);
        if (!one.condition) {
            in_.out.bullet(in_.say(one.is_end ? said::hold_ends_on : said::hold_starts_on, {event}));
            return;
        }
        in_.out.bullet(in_.say(one.is_end ? said::hold_ends_where : said::hold_starts_where,
                               {event, event_condition(in_, one.event, *one.condition)}));
    }
    void operator()(ast::freezes_member const& one) {
        in_.out.bullet(in_.say(said::freezes, {frozen_text(in_, one.what)}));
    }
    void operator()(ast::needs_member const& one) {
        strings all;
        for (auto const each : one.what)
            all.push_back(in_.say(each == keyword::reason  ? said::needs_reason
                                  : each == keyword::owner ? said::needs_owner
                                                           : said::needs_until));
        in_.out.bullet(in_.say(said::needs, {listed(all, said::or_word, in_.with.in())}));
    }
    void operator()(ast::texts_member const& one) {
        in_.out.bullet(in_.say(one.what == keyword::owner ? said::texts_owner : said::texts_reason,
                               {texts_text(in_, one)}));
    }
    void operator()(ast::clause_member const& one) {
        in_.conditions.write(in_.say(said::hold_lead), one.condition);
    }

private:
    telling& in_;
};

inline void tell(telling& in, ast::hold_declaration const& one) {
    in.heading_of(said::hold_head, one);
    ast::named_member const* records = nullptr;
    for (auto const& member : one.members)
        if (auto const* const each = std::get_if<ast::named_member>(&member)) records = each;
    if (records != nullptr) in.with.enter(records->name.text);
    for (auto const& member : one.members) std::visit(hold_teller(in), member);
    if (records != nullptr) in.with.leave();
}

inline void tell_member(telling& in, ast::day_member const& one) {
    in.out.bullet(in.say(said::arrears_due, {in.value(one.day)}));
}

inline void tell_member(telling& in, ast::length_member const& one) {
    in.out.bullet(in.say(said::arrears_grace, {in.with.days(one.days)}));
}

inline void tell(telling& in, ast::arrears_declaration const& one) {
    in.heading(in.say(said::arrears_head), one.at);
    for (auto const& member : one.members)
        std::visit([&in](auto const& each) { tell_member(in, each); }, member);
}

inline void tell_member(telling& in, ast::promise_event_member const& one) {
    auto text = in.say(one.is_payment ? said::promise_paid : said::promise_made,
                       {in.names.show(keyword::event, one.event.text)});
    if (one.condition)
        text += " " + in.say(said::promise_if, {event_condition(in, one.event, *one.condition)});
    in.with.enter(one.event.text);
    if (one.due) text += " " + in.say(said::promise_due, {in.with.show(one.due->text)});
    if (one.amount) text += " " + in.say(said::promise_amount, {in.with.show(one.amount->text)});
    if (one.promise) text += " " + in.say(said::promise_for, {in.with.show(one.promise->text)});
    in.with.leave();
    in.out.bullet(text);
}

inline void tell_member(telling& in, ast::tolerance_member const& one) {
    in.out.bullet(in.say(said::tolerance, {in.value(one.what)}));
}

inline void tell(telling& in, ast::promises_declaration const& one) {
    in.heading(in.say(said::promises_head), one.at);
    for (auto const& member : one.members)
        std::visit([&in](auto const& each) { tell_member(in, each); }, member);
}

}  // namespace tramo::describing
