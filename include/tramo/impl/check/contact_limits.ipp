// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Limits of contact: which events are contacts, through which channel, and how many there may be.
#pragma once

#include <tramo/impl/check/calendars.ipp>
#include <tramo/impl/check/deadlines.ipp>
#include <tramo/impl/check/treated_fields.ipp>

namespace tramo::checking {

class contact_limits_checker {
public:
    explicit contact_limits_checker(workspace& work) : work_(work), once_(work), constants_(work) {}

    void declare(ast::contact_limits_declaration const& written) {
        if (source_ != nullptr)
            return refuse_second_block(keyword::contact_limits, written.at, source_->at, work_);
        source_ = &written;
        work_.program.treatment.contact.emplace().at = written.at;
    }

    /// After calendars were declared.
    void check() {
        if (source_ == nullptr) return;
        for (auto const& member : source_->members) std::visit([this](auto const& one) { add(one); }, member);
        for (auto const& one : mapped_) warn_of_taken(one);
        for (auto const& one : limited_) warn_of_nothing(*one);
    }

private:
    [[nodiscard]] contact_definition& out() { return *work_.program.treatment.contact; }

    void add(ast::texts_member const& written) {
        if (!once_.note(written.what, written.at)) return;
        if (written.what == keyword::pack) return add_packs(written);
        bool const is_zone = written.what == keyword::zone;
        auto const word = backquoted(work_.word(written.what));
        if (written.texts.size() > (is_zone ? 1U : 2U))
            return work_.report(problem(
                "T2047",
                word + (is_zone ? " is one field" : " is one field, or two: the country and a part of it"),
                written.at, "several", {is_zone ? "name one of them" : "name two of them"}));
        for (auto const& one : written.texts) add_place(one, is_zone, word);
    }

    void add_place(ast::text_or_name const& written, bool is_zone, std::string const& word) {
        auto const message =
            word + (is_zone ? " is told by a text of the account" : " is told by texts of the account");
        if (written.text || !written.member.text.empty()) {
            auto const help = is_zone && written.text
                                  ? "name a field; the zone of all stands in the block of the policy: " +
                                        work_.word(keyword::zone) + " " + quote_text(written.text->text)
                                  : std::string("name a field of the account");
            return work_.report(
                problem("T2047", message, written.at,
                        written.text ? "the same for every account" : "not a field of the account", {help}));
        }
        auto const fields = named_fields::of_account(work_);
        auto const found = fields.find(
            written.name,
            is_zone ? std::vector<kind>{kind::text} : std::vector<kind>{kind::text, kind::enumeration},
            message);
        if (!found) return;
        if (is_zone)
            out().zone_field = *found;
        else
            out().jurisdiction_fields.push_back(*found);
    }

    void add_packs(ast::texts_member const& written) {
        for (auto const& one : written.texts) {
            if (!one.text) {
                work_.report(problem(
                    "T2047", backquoted(work_.word(keyword::pack)) + " is written out", one.at, "a name",
                    {"write it in quotes: " + work_.word(keyword::pack) + " " + quote_text(one.name.text)}));
                continue;
            }
            constants_.refuse_blank(*one.text, "pack");
            if (once_.note("pack " + quote_text(one.text->text), one.at))
                out().packs.push_back(one.text->text);
        }
    }

    void add(ast::named_member const& written) {
        if (!once_.note(keyword::calendar, written.at)) return;
        out().calendar = calendar_named(written.name, work_).value_or(no_index);
    }

    void add(ast::contact_event_member const& written) {
        auto const event = event_named(written.event, work_);
        if (!event) return;
        contact_mapping added;
        added.on.event = *event;
        if (written.condition) added.on.guard = guard_checker(work_).guard(*event, *written.condition);
        added.unit = unit_of(written.unit);
        bool const is_counted = added.unit != contact_unit::none;
        if (written.channel) set_channel(*written.channel, *event, added);
        if (!written.channel && is_counted && work_.broken.empty())
            work_.report(problem("T4080",
                                 "event " + backquoted(written.event.text) +
                                     " does not say through which channel the person is contacted",
                                 written.at, "which limits are about it?",
                                 {"say it: " + work_.word(written.unit) + " " + work_.word(keyword::by) +
                                  " \"phone\", or name a field of the event that tells it"}));
        mapped_.push_back({&written, *event});
        out().mappings.push_back(std::move(added));
    }

    [[nodiscard]] static contact_unit unit_of(keyword written) {
        switch (written) {
            case keyword::attempt:
                return contact_unit::attempt;
            case keyword::conversation:
                return contact_unit::conversation;
            case keyword::message:
                return contact_unit::message;
            case keyword::contact:
                return contact_unit::any;
            default:
                return contact_unit::none;
        }
    }

    void set_channel(ast::text_or_name const& written, std::size_t event, contact_mapping& added) {
        if (written.text) {
            constants_.refuse_blank(*written.text, "channel");
            added.channel = written.text->text;
            return;
        }
        auto const message = "a channel is written out, or a text of the event";
        if (!written.member.text.empty())
            return work_.report(
                problem("T2047", message, written.at, "not a field of the event",
                        {"name a field of event " + backquoted(work_.program.events[event].name)}));
        auto const fields = named_fields::of_event(work_, event);
        added.channel_field =
            fields.find(written.name, {kind::text, kind::enumeration}, message).value_or(no_index);
    }

    void add(ast::channel_consent_member const& written) {
        channel_consent added;
        auto const fields = named_fields::of_account(work_);
        auto const found =
            fields.find(written.field, {kind::boolean}, "consent is true or false for each account");
        for (auto const& one : written.channels) {
            constants_.refuse_blank(one, "channel");
            if (once_.note("consent to " + quote_text(one.text), one.at)) added.channels.push_back(one.text);
        }
        if (!found) return;
        added.field = *found;
        out().consents.push_back(std::move(added));
    }

    void add(ast::limit_member const& written) {
        (void)limits_.declare(written.name, {symbol_kind::definition, 0, written.name.at}, work_.found);
        own_limit added;
        added.name = written.name.text;
        if (written.label) added.label = written.label->text;
        added.most = written.most;
        added.unit = unit_of(written.unit);
        added.within_days = written.within_days;
        added.calendar = written.calendar;
        added.at = written.at;
        if (written.most < 1)
            work_.report(problem("T2048", "a limit admits one contact or more", written.at, "none at all",
                                 {"write 1 or more; to forbid a channel ask for consent to it"}));
        if (written.within_days < 0 || written.within_days > most_window)
            work_.report(
                problem("T2048", "a limit looks back 1 to 366 days", written.at,
                        written.within_days < 0 ? "no day" : "more than a year",
                        {"write: " + work_.word(keyword::within) + " 7 " + work_.word(keyword::days)}));
        for (auto const& one : written.channels) {
            constants_.refuse_blank(one, "channel");
            added.channels.push_back(one.text);
        }
        limited_.push_back(&written);
        out().limits.push_back(std::move(added));
    }

    struct mapped_event {
        ast::contact_event_member const* written = nullptr;
        std::size_t event = 0;
    };

    /// The first line that fits says what an event is.
    void warn_of_taken(mapped_event const& one) {
        for (auto const& before : mapped_) {
            if (before.written == one.written) return;
            if (before.event != one.event || before.written->condition) continue;
            auto what = problem("T4081", "no event is left for this line", one.written->at, "never reached",
                                {"move it up, or take it out"}, severity::warning);
            what.labels.push_back({before.written->at, "takes them all"});
            return work_.report(std::move(what));
        }
    }

    /// Whether some event may be such a contact. A conversation was an attempt too.
    [[nodiscard]] bool is_counted(contact_unit unit, std::string const* channel) {
        auto const& all = out().mappings;
        return std::any_of(all.begin(), all.end(), [&](contact_mapping const& one) {
            bool const fits = one.unit == unit ||
                              (unit == contact_unit::any && one.unit != contact_unit::none) ||
                              (unit == contact_unit::attempt && one.unit == contact_unit::conversation);
            bool const is_open = one.channel_field != no_index || one.channel.empty();
            return fits && (channel == nullptr || is_open || one.channel == *channel);
        });
    }

    void warn_of_nothing(ast::limit_member const& written) {
        if (!work_.broken.empty()) return;
        auto const unit = unit_of(written.unit);
        auto const name = backquoted(written.name.text);
        if (!is_counted(unit, nullptr))
            return work_.report(
                problem("T4082", "limit " + name + " counts nothing", written.at,
                        "no event is such a contact: " + work_.word(written.unit),
                        {"say which is: " + work_.word(keyword::on) + " event => " +
                         work_.word(unit == contact_unit::any ? keyword::attempt : written.unit) + " " +
                         work_.word(keyword::by) + " \"phone\""},
                        severity::warning));
        for (auto const& one : written.channels) {
            if (is_counted(unit, &one.text)) continue;
            std::vector<std::string> known;
            for (auto const& mapping : out().mappings)
                if (!mapping.channel.empty()) known.push_back(mapping.channel);
            std::vector<std::string> help;
            if (auto const near = nearest(one.text, known); !near.empty())
                help = {"did you mean " + quote_text(near) + "?"};
            else
                help = {"say which event is, or take it out"};
            work_.report(problem("T4082", "limit " + name + " counts nothing by " + quote_text(one.text),
                                 one.at, "no event is such a contact", std::move(help), severity::warning));
        }
    }

    static constexpr std::int64_t most_window = 366;

    workspace& work_;
    said_once once_;
    offer_constants constants_;
    symbol_table limits_;
    ast::contact_limits_declaration const* source_ = nullptr;
    std::vector<mapped_event> mapped_;
    std::vector<ast::limit_member const*> limited_;
};

/// All channels that a policy names, each once, as first written.
class channel_list {
public:
    explicit channel_list(program const& policy) : policy_(policy) {}

    [[nodiscard]] std::vector<std::string> collect(contact_definition const& of) {
        for (auto const& one : of.mappings) {
            add(one.channel);
            if (one.channel_field != no_index)
                for (auto const& value : policy_.events[one.on.event].fields[one.channel_field].type.values)
                    add(value.value);
        }
        for (auto const& one : of.consents) add(one.channels);
        for (auto const& one : of.limits) add(one.channels);
        for (auto const& palette : policy_.palettes)
            for (auto const& one : palette.actions) add(one.channel);
        for (auto const& list : policy_.worklists)
            for (auto const& one : list.candidates) add(one.channel);
        for (auto const& one : policy_.treatment.effects) add(one.channels);
        for (auto const& one : policy_.treatment.templates) add(one.channels);
        return std::move(all_);
    }

private:
    void add(std::string const& channel) {
        bool const is_blank = channel.find_first_not_of(' ') == std::string::npos;
        if (!is_blank && met_.insert(channel).second) all_.push_back(channel);
    }
    void add(std::vector<std::string> const& channels) {
        for (auto const& one : channels) add(one);
    }

    program const& policy_;
    std::vector<std::string> all_;
    std::unordered_set<std::string> met_;
};

}  // namespace tramo::checking
