// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Describes what is done to accounts: effects, limits of contact, messages.
#pragma once

#include <tramo/impl/explain/describe_holds.ipp>
#include <tramo/impl/explain/describe_rules.ipp>

namespace tramo::describing {

[[nodiscard]] inline std::string length_text(telling const& in, ast::length_member const& one) {
    if (!one.is_business) return in.with.days(one.days);
    auto const words = spellings(keyword::business, in.with.in());
    return in.with.number(one.days) + " " +
           std::string(one.days == 1 && words.size() > 1 ? words[1] : words[0]);
}

[[nodiscard]] inline std::string unit_text(telling const& in, keyword unit) {
    auto const words = spellings(unit, in.with.in());
    return std::string(words.size() > 1 ? words[1] : words[0]);
}

class effect_teller {
public:
    explicit effect_teller(telling& in) : in_(in) {}

    void operator()(ast::clause_member const& one) {
        auto const lead = one.what == keyword::stands    ? said::stands_lead
                          : one.what == keyword::release ? said::release_lead
                                                         : said::effect_lead;
        in_.conditions.write(in_.say(lead), one.condition);
        if (one.what == keyword::if_) tell_missing(in_, said::effect_missing, one.condition);
    }
    void operator()(ast::requirement_member const& one) {
        auto const name = introduced(one.name.text, text_of(one.label));
        in_.conditions.write(in_.say(said::requires_label, {name}), one.condition);
    }
    void operator()(ast::consent_member const& one) {
        auto const roles = in_.texts(one.roles, said::or_word);
        if (one.condition)
            in_.conditions.write(in_.say(said::approval_lead, {roles}), *one.condition);
        else
            in_.out.paragraph(in_.say(said::approval_always, {roles}));
        if (one.by) in_.out.bullet(in_.say(said::approval_by, {in_.with.show(one.by->text)}));
        if (one.evidence)
            in_.out.bullet(in_.say(said::approval_evidence, {in_.with.show(one.evidence->text)}));
    }
    void operator()(ast::day_member const& one) { put(said::since_day, {in_.value(one.day)}); }
    void operator()(ast::length_member const& one) {
        put(one.what == keyword::within ? said::within_days : said::after_days, {length_text(in_, one)});
    }
    void operator()(ast::month_days_member const& one) {
        put(said::month_days_note, {std::to_string(one.from), std::to_string(one.until)});
    }
    void operator()(ast::weekdays_member const& one) {
        put(said::weekdays_note, {weekdays_text(in_, one.days)});
    }
    void operator()(ast::named_member const& one) {
        bool const is_template = one.what == keyword::template_;
        put(is_template ? said::effect_template : said::effect_calendar,
            {in_.names.show(one.what, one.name.text)});
    }
    void operator()(ast::holidays_member const& one) {
        put(one.what == keyword::following   ? said::holidays_following
            : one.what == keyword::preceding ? said::holidays_preceding
                                             : said::holidays_keep,
            {});
    }
    void operator()(ast::lead_member const& one) {
        auto const from = std::to_string(one.from), until = std::to_string(one.until);
        auto text =
            in_.say(said::lead_note, {from == until ? from : in_.say(said::count_range, {from, until})});
        if (one.label) text += ": " + shown(one.label->text, one.label->text);
        in_.out.bullet(text + ".");
    }
    void operator()(ast::once_member const& one) {
        if (one.unit)
            put(said::once_per, {unit_text(in_, *one.unit)});
        else
            put(said::once_ever, {});
    }
    void operator()(ast::texts_member const& one) { put(phrase_of(one.what), {texts_text(in_, one)}); }

private:
    [[nodiscard]] static said phrase_of(keyword what) {
        switch (what) {
            case keyword::owner:
                return said::texts_owner;
            case keyword::to:
                return said::texts_to;
            case keyword::copy:
                return said::texts_copy;
            case keyword::cause:
                return said::texts_cause;
            case keyword::route:
                return said::texts_route;
            case keyword::stops:
                return said::texts_stops;
            case keyword::reason:
                return said::texts_reason;
            case keyword::channel:
                return said::texts_channel;
            default:
                return said::texts_other;
        }
    }
    void put(said phrase, strings const& filled) { in_.out.bullet(in_.say(phrase, filled)); }

    telling& in_;
};

inline void tell(telling& in, ast::effect_declaration const& one) {
    auto const head = one.what == keyword::block    ? said::block_head
                      : one.what == keyword::cut    ? said::cut_head
                      : one.what == keyword::notify ? said::notify_head
                      : one.what == keyword::task   ? said::task_head
                                                    : said::escalate_head;
    in.heading_of(head, one);
    in.period(one.period);
    for (auto const& member : one.members) std::visit(effect_teller(in), member);
}

class contact_teller {
public:
    explicit contact_teller(telling& in) : in_(in) {}

    void operator()(ast::texts_member const& one) {
        put(one.what == keyword::zone           ? said::contact_zone
            : one.what == keyword::jurisdiction ? said::contact_jurisdiction
                                                : said::contact_pack,
            {texts_text(in_, one)});
    }
    void operator()(ast::named_member const& one) {
        put(said::contact_calendar, {in_.names.show(keyword::calendar, one.name.text)});
    }
    void operator()(ast::contact_event_member const& one) {
        auto what = in_.say(one.unit == keyword::conversation ? said::unit_conversation
                            : one.unit == keyword::message    ? said::unit_message
                            : one.unit == keyword::attempt    ? said::unit_attempt
                                                              : said::unit_none);
        in_.with.enter(one.event.text);
        if (one.channel) what = in_.say(said::contact_by, {what, in_.place(*one.channel)});
        in_.with.leave();
        auto const event = in_.names.show(keyword::event, one.event.text);
        if (one.condition)
            put(said::contact_counts_where, {event, what, event_condition(in_, one.event, *one.condition)});
        else
            put(said::contact_counts, {event, what});
    }
    void operator()(ast::channel_consent_member const& one) {
        put(said::consent_note, {in_.texts(one.channels, said::and_word), in_.with.show(one.field.text)});
    }
    void operator()(ast::limit_member const& one) {
        auto text = in_.say(said::limit_note, {introduced(one.name.text, text_of(one.label)),
                                               std::to_string(one.most), in_.say(unit_of(one))});
        if (!one.channels.empty())
            text = in_.say(said::limit_by, {text, in_.texts(one.channels, said::or_word)});
        if (one.within_days > 0)
            put(said::limit_within, {text, in_.with.days(one.within_days)});
        else
            put(said::limit_per, {text, unit_text(in_, one.calendar)});
    }

private:
    [[nodiscard]] static said unit_of(ast::limit_member const& one) {
        bool const is_one = one.most == 1;
        switch (one.unit) {
            case keyword::conversation:
                return is_one ? said::limit_conversation : said::limit_conversations;
            case keyword::message:
                return is_one ? said::limit_message : said::limit_messages;
            case keyword::attempt:
                return is_one ? said::limit_attempt : said::limit_attempts;
            default:
                return is_one ? said::limit_contact : said::limit_contacts;
        }
    }
    void put(said phrase, strings const& filled) { in_.out.bullet(in_.say(phrase, filled)); }

    telling& in_;
};

inline void tell(telling& in, ast::contact_limits_declaration const& one) {
    in.heading(in.say(said::contact_head), one.at);
    for (auto const& member : one.members) std::visit(contact_teller(in), member);
}

class template_teller {
public:
    explicit template_teller(telling& in) : in_(in) {}

    void operator()(ast::clause_member const& one) {
        in_.conditions.write(in_.say(said::template_lead), one.condition);
    }
    void operator()(ast::texts_member const& one) {
        in_.out.bullet(in_.say(said::texts_channel, {texts_text(in_, one)}));
    }
    void operator()(ast::wording_member const& one) {
        auto text = in_.say(one.is_subject ? said::template_subject : said::template_text,
                            {in_.with.text(one.text.text)});
        if (one.is_locked) text = in_.say(said::template_locked, {text});
        if (one.condition) text = in_.say(said::template_if, {text, in_.words.clause(*one.condition)});
        in_.out.bullet(text);
    }
    void operator()(ast::statement_member const& one) {
        in_.out.bullet(in_.say(said::template_states, {in_.names.show(keyword::block, one.rule.text),
                                                       in_.words.clause(one.condition)}));
    }

private:
    telling& in_;
};

inline void tell(telling& in, ast::template_declaration const& one) {
    in.heading_of(said::template_head, one);
    in.period(one.period);
    if (one.language)
        in.out.bullet(
            in.say(said::template_language, {in.say(one.language->text == "es"   ? said::language_es
                                                    : one.language->text == "pt" ? said::language_pt
                                                                                 : said::language_en)}));
    for (auto const& member : one.members) std::visit(template_teller(in), member);
}

}  // namespace tramo::describing
