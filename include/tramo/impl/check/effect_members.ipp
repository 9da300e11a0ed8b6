// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What stands within an effect: for whom it holds, what it needs, on which days it may be done, and with
// whom.
#pragma once

#include <tramo/impl/check/calendars.ipp>
#include <tramo/impl/check/periods.ipp>
#include <tramo/impl/check/text_places.ipp>

namespace tramo::checking {

[[nodiscard]] inline effect_kind effect_kind_of(keyword word) {
    switch (word) {
        case keyword::block:
            return effect_kind::block;
        case keyword::cut:
            return effect_kind::cut;
        case keyword::notify:
            return effect_kind::notify;
        case keyword::escalate:
            return effect_kind::escalate;
        default:
            return effect_kind::task;
    }
}

class effect_reader {
public:
    explicit effect_reader(workspace& work) : work_(work), constants_(work), texts_(work), once_(work) {}

    [[nodiscard]] effect_definition read(ast::effect_declaration const& written) {
        kind_ = written.what;
        out_.what = effect_kind_of(written.what);
        out_.name = written.name.text;
        if (written.label) out_.label = written.label->text;
        if (written.period.version) out_.version = written.period.version->text;
        out_.rule_id = written.period.id ? written.period.id->text : out_.name;
        out_.period = read_period(written.period, work_);
        out_.at = written.head_at;
        for (auto const& member : written.members) std::visit([this](auto const& one) { add(one); }, member);
        require_calendar();
        refuse_too_many();
        warn_of_everybody();
        warn_of_waiting();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string shown(keyword what) const { return backquoted(work_.word(what)); }

    /// Whether a member may stand in this kind of effect; with a diagnostic where it may not.
    bool suits(keyword what, span at) {
        bool const is_block = out_.what == effect_kind::block;
        bool const is_message = what == keyword::template_ || what == keyword::channel;
        bool const is_wrong = is_block ? is_message : what == keyword::stops;
        if (!is_wrong) return true;
        work_.report(problem("T4060", shown(what) + " is no member of " + shown(kind_), at,
                             is_block ? "a block sends nothing" : "only a block stops what others would do",
                             {is_block ? "take it out, or tell it in: " + work_.word(keyword::notify) + " …"
                                       : "take it out, or declare: " + work_.word(keyword::block) + " …"}));
        return false;
    }

    void refuse_member(keyword what, span at) {
        work_.report(problem("T4060", shown(what) + " is no member of " + shown(kind_), at,
                             "not said of effects", {"take it out"}));
    }

    void add(ast::clause_member const& written) {
        if (!once_.note(written.what, written.at, "put both into one condition")) return;
        auto condition = expression_checker(work_).condition(written.condition);
        (written.what == keyword::stands    ? out_.stands
         : written.what == keyword::release ? out_.release
                                            : out_.condition) = std::move(condition);
    }

    void add(ast::requirement_member const& written) {
        (void)names_.declare(written.name, {symbol_kind::definition, 0, written.name.at}, work_.found);
        out_.requirements.push_back(
            {written.name.text, written.label ? written.label->text : "", out_.name + "." + written.name.text,
             expression_checker(work_).condition(written.condition), written.name.at});
    }

    void add(ast::consent_member const& written) {
        effect_approval added;
        added.at = written.at;
        for (auto const& role : written.roles) {
            constants_.refuse_blank(role, "role");
            added.roles.push_back(role.text);
        }
        auto const fields = named_fields::of_account(work_);
        if (written.by)
            added.by_field = fields
                                 .find(*written.by, {kind::text, kind::enumeration},
                                       "the role that has approved is a text, or a value of a list")
                                 .value_or(no_index);
        if (written.evidence)
            added.evidence_field =
                fields
                    .find(*written.evidence,
                          {kind::text, kind::enumeration, kind::boolean, kind::integer, kind::decimal,
                           kind::money, kind::percent, kind::date, kind::timestamp, kind::duration},
                          shown(keyword::evidence) + " is a field of the account")
                    .value_or(no_index);
        if (written.condition) added.condition = expression_checker(work_).condition(*written.condition);
        out_.approvals.push_back(std::move(added));
    }

    void add(ast::day_member const& written) {
        if (written.what != keyword::since) return refuse_member(written.what, written.at);
        if (!once_.note(written.what, written.at)) return;
        auto day = expression_checker(work_).value_of(written.day);
        if (require_day(day, shown(keyword::since) + " of an effect", work_)) out_.since = std::move(day);
    }

    void add(ast::length_member const& written) {
        bool const is_after = written.what == keyword::after;
        if (!is_after && written.what != keyword::within) return refuse_member(written.what, written.at);
        if (!once_.note(written.what, written.at)) return;
        if (written.days < 0 || written.days > most_offer_days)
            return refuse_days(shown(written.what) + " is at most a hundred years", written.at,
                               written.days < 0 ? "below nothing" : "too long",
                               "write: " + work_.word(written.what) + " 30 " + work_.word(keyword::days));
        if (written.is_business) note_calendar_use(written.what, written.at);
        if (is_after) {
            out_.after_days = written.days;
            out_.is_after_business = written.is_business;
        } else {
            out_.within_days = written.days;
            out_.is_within_business = written.is_business;
        }
    }

    void add(ast::month_days_member const& written) {
        if (!once_.note(keyword::month_days, written.at)) return;
        auto const help = "write: " + work_.word(keyword::month_days) + " 1..10";
        if (written.from < 1 || written.until > 31 || written.until < 1 || written.from > 31)
            return refuse_days("the days of a month run from 1 to 31", written.at, "no such day", help);
        if (written.until < written.from)
            return refuse_days("the days of the month end before they begin", written.at,
                               std::to_string(written.until) + " is before " + std::to_string(written.from),
                               "write the smaller day first: " + work_.word(keyword::month_days) + " " +
                                   std::to_string(written.until) + ".." + std::to_string(written.from));
        out_.month_from = written.from;
        out_.month_until = written.until;
    }

    void add(ast::weekdays_member const& written) {
        if (!once_.note(keyword::only_on, written.at)) return;
        refuse_days_twice(written.days, written.at, work_);
        for (auto const one : written.days)
            out_.weekdays = static_cast<std::uint8_t>(out_.weekdays | (1U << weekday_of(one)));
    }

    void add(ast::named_member const& written) {
        if (written.what != keyword::calendar && written.what != keyword::template_)
            return refuse_member(written.what, written.at);
        if (!suits(written.what, written.at) || !once_.note(written.what, written.at)) return;
        if (written.what == keyword::template_) return add_template(written.name);
        has_calendar_ = true;
        out_.calendar = calendar_named(written.name, work_).value_or(no_index);
    }

    void add_template(ast::name const& named) {
        std::vector<std::string> names;
        for (auto const& one : work_.program.document.declarations)
            if (auto const* const declared = std::get_if<ast::template_declaration>(&one))
                names.push_back(declared->name.text);
        out_.template_name = named.text;
        bool const is_known = std::find(names.begin(), names.end(), named.text) != names.end();
        if (is_known || work_.broken.contains(named.text)) return;
        auto help = did_you_mean(named.text, names);
        if (help.empty())
            help = {"declare it: " + work_.word(keyword::template_) + " " +
                    quote_name(named.text, work_.lang()) + " { … }"};
        work_.report(problem("T3023", "unknown template " + backquoted(named.text), named.at,
                             work_.symbols.find(named.text) == nullptr ? "not declared" : "not a template",
                             std::move(help)));
    }

    void add(ast::holidays_member const& written) {
        if (!once_.note(keyword::holidays, written.at)) return;
        out_.holidays = written.what == keyword::following   ? holiday_rule::following
                        : written.what == keyword::preceding ? holiday_rule::preceding
                                                             : holiday_rule::keep;
        if (out_.holidays != holiday_rule::keep) note_calendar_use(keyword::holidays, written.at);
    }

    void add(ast::lead_member const& written) {
        if (!once_.note(keyword::lead, written.at)) return;
        auto const help = "write: " + work_.word(keyword::lead) + " 5..10 " + work_.word(keyword::days);
        if (written.from < 0 || written.until < 1 || written.until > most_offer_days)
            return refuse_days(shown(keyword::lead) + " is from a day to a hundred years", written.at,
                               written.until > most_offer_days ? "too long" : "no day", help);
        if (written.until < written.from)
            return refuse_days(
                shown(keyword::lead) + " ends before it begins", written.at,
                std::to_string(written.until) + " is less than " + std::to_string(written.from),
                "write the smaller number first: " + work_.word(keyword::lead) + " " +
                    std::to_string(written.until) + ".." + std::to_string(written.from) + " " +
                    work_.word(keyword::days));
        out_.lead_from = written.from;
        out_.lead_until = written.until;
        if (written.label) out_.lead_label = written.label->text;
    }

    void add(ast::once_member const& written) {
        if (!once_.note(keyword::once, written.at)) return;
        out_.repeats = !written.unit                      ? recurrence::ever
                       : *written.unit == keyword::weeks  ? recurrence::weekly
                       : *written.unit == keyword::months ? recurrence::monthly
                                                          : recurrence::daily;
    }

    void add(ast::texts_member const& written) {
        if (!suits(written.what, written.at) || !once_.note(written.what, written.at)) return;
        switch (written.what) {
            case keyword::owner:
                return add_one(written, out_.owner);
            case keyword::cause:
                return add_one(written, out_.cause);
            case keyword::reason:
                return add_one(written, out_.reason);
            case keyword::route:
                add_one(written, out_.route);
                for (auto const& alias : written.aliases) {
                    constants_.refuse_blank(alias, "alias");
                    out_.route_aliases.push_back(alias.text);
                }
                return;
            case keyword::to:
                return add_all(written, out_.to);
            case keyword::copy:
                return add_all(written, out_.copy);
            case keyword::channel:
                return add_written(written, out_.channels);
            case keyword::stops:
                return add_written(written, out_.stops);
            default:
                return refuse_member(written.what, written.at);
        }
    }

    void add_one(ast::texts_member const& written, text_place& into) {
        if (written.texts.size() > 1)
            return work_.report(problem("T2047", shown(written.what) + " is one text", written.at, "several",
                                        {"keep one of them"}));
        if (!written.texts.empty()) into = texts_.read(written.texts.front(), message_of(written.what));
    }

    void add_all(ast::texts_member const& written, std::vector<text_place>& into) {
        for (auto const& one : written.texts) into.push_back(texts_.read(one, message_of(written.what)));
    }

    [[nodiscard]] std::string message_of(keyword what) const {
        return shown(what) + " of an effect is a text, or a value of a list";
    }

    void add_written(ast::texts_member const& written, std::vector<std::string>& into) {
        for (auto const& one : written.texts) {
            if (one.text) {
                constants_.refuse_blank(*one.text, "text");
                into.push_back(one.text->text);
                continue;
            }
            work_.report(problem("T2047", shown(written.what) + " is written out in quotes", one.at, "a name",
                                 {"write: " + work_.word(written.what) + " \"…\""}));
        }
    }

    void refuse_days(std::string message, span at, std::string label, std::string help) {
        work_.report(problem("T4062", std::move(message), at, std::move(label), {std::move(help)}));
    }

    void note_calendar_use(keyword what, span at) { calendar_uses_.emplace_back(what, at); }

    void require_calendar() {
        if (has_calendar_ || !work_.broken.empty()) return;
        for (auto const& [what, at] : calendar_uses_)
            work_.report(
                problem("T4061",
                        shown(what) + (what == keyword::holidays
                                           ? " moves days, and no calendar says which are holidays"
                                           : " counts business days, and no calendar says which are"),
                        at, "by which calendar?", {"name one: " + work_.word(keyword::calendar) + " …"}));
    }

    void refuse_too_many() {
        auto const refuse = [&](std::string const& what, span at) {
            work_.report(problem("T4017", "an effect has at most 16 " + what, at, "one too many",
                                 {"make segments of some, or several effects"}));
        };
        if (out_.requirements.size() > most_parts) refuse("requirements", out_.requirements[most_parts].at);
        if (out_.approvals.size() > most_parts) refuse("approvals", out_.approvals[most_parts].at);
    }

    void warn_of_everybody() {
        bool const is_grave = out_.what == effect_kind::cut || out_.what == effect_kind::block;
        if (!is_grave || out_.condition || !work_.broken.empty()) return;
        work_.report(problem("T4063", shown(kind_) + " " + backquoted(out_.name) + " is for every account",
                             out_.at, "no condition",
                             {"say for whom: " + work_.word(keyword::if_) + " days_past_due > 60"},
                             severity::warning));
    }

    /// Days to wait are counted from a day; from the day asked for they would never be over.
    void warn_of_waiting() {
        if (out_.after_days == 0 || out_.since) return;
        work_.report(problem("T4064", shown(kind_) + " " + backquoted(out_.name) + " always lies ahead",
                             out_.at, "it waits from the day asked for on, whichever that is",
                             {"say from which day it counts: " + work_.word(keyword::since) + " due"},
                             severity::warning));
    }

    /// What is missing of them is told in 16 bits each.
    static constexpr std::size_t most_parts = 16;

    workspace& work_;
    offer_constants constants_;
    text_place_reader texts_;
    said_once once_;
    effect_definition out_;
    keyword kind_ = keyword::task;
    symbol_table names_;  ///< of its requirements
    bool has_calendar_ = false;
    std::vector<std::pair<keyword, span>> calendar_uses_;
};

}  // namespace tramo::checking
