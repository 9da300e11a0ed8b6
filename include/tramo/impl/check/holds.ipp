// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds: from where their bounds come, what they freeze, what they need before they count.
#pragma once

#include <tramo/impl/check/deadlines.ipp>
#include <tramo/impl/check/text_places.ipp>
#include <tramo/impl/check/treated_fields.ipp>
#include <tramo/impl/check/treated_reads.ipp>

namespace tramo::checking {

class hold_reader {
public:
    hold_reader(workspace& work, treated_reads const& reads, hold_definition& out)
        : work_(work), reads_(reads), out_(out), once_(work), texts_(work) {}

    void read(ast::hold_declaration const& written) {
        for (auto const& member : written.members) find_collection(member);
        for (auto const& member : written.members) std::visit([this](auto const& one) { add(one); }, member);
        require_bounds();
        require_frozen();
        require_needed();
        refuse_reversed();
    }

private:
    [[nodiscard]] std::string self() const { return "hold " + backquoted(out_.name); }
    [[nodiscard]] bool is_of_records() const { return of_at_.has_value(); }

    /// First of all: `from` is a field of the records, or an expression over the account.
    void find_collection(ast::hold_member const& member) {
        auto const* const written = std::get_if<ast::named_member>(&member);
        if (written == nullptr || !once_.note(keyword::of, written->at)) return;
        of_at_ = written->at;
        auto const* const found = work_.symbols.find(written->name.text);
        if (found != nullptr && found->kind == symbol_kind::collection) {
            out_.collection = found->index;
            return;
        }
        if (work_.broken.contains(written->name.text)) return;
        std::vector<std::string> names;
        for (auto const& one : work_.program.fields.collections) names.push_back(one.name);
        auto help = did_you_mean(written->name.text, names);
        if (help.empty())
            help = {"declare it: " + work_.word(keyword::collection) + " " +
                    quote_name(written->name.text, work_.lang()) + " { … }"};
        work_.report(problem("T3007", "unknown collection " + backquoted(written->name.text),
                             written->name.at, found == nullptr ? "not declared" : "not a collection",
                             std::move(help)));
    }
    void add(ast::named_member const&) {}

    void add(ast::clause_member const& written) {
        if (!once_.note(keyword::if_, written.at, "put both into one condition")) return;
        if_at_ = written.at;
        auto condition = expression_checker(work_).condition(written.condition);
        reads_.refuse(self(), condition);
        out_.condition = std::move(condition);
    }

    void add(ast::day_member const& written) {
        bool const is_from = written.what == keyword::from;
        auto& at = is_from ? from_at_ : end_at_;
        if (!is_from && at) return refuse_second_end(written);
        if (!once_.note(written.what, written.at)) return;
        at = written.at;
        if (!is_from) out_.is_end_included = written.what != keyword::before;
        if (is_of_records()) return add_record_day(written, is_from ? out_.from_field : out_.end_field);
        auto day = expression_checker(work_).value_of(written.day);
        if (!require_day(day, backquoted(work_.word(written.what)) + " of a hold", work_)) return;
        reads_.refuse(self(), day);
        (is_from ? out_.from : out_.end) = std::move(day);
    }

    void refuse_second_end(ast::day_member const& written) {
        auto what = problem("T1019", self() + " ends twice", written.at, "again here",
                            {"keep one of them: with " + backquoted(work_.word(keyword::until)) +
                             " that day is the last, with " + backquoted(work_.word(keyword::before)) +
                             " the one before it"});
        what.labels.push_back({*end_at_, "first said here"});
        work_.report(std::move(what));
    }

    void add_record_day(ast::day_member const& written, std::size_t& field) {
        if (out_.collection == no_index) return;
        auto const word = backquoted(work_.word(written.what));
        auto const fields = named_fields::of_records(work_, out_.collection);
        auto const message = word + " of a hold of records names one of their dates";
        if (written.day.kind == ast::node::invalid) return;
        if (written.day.kind != ast::node::name || !written.day.member.empty()) {
            work_.report(problem("T2047", message, written.day.at, "not a name alone",
                                 {"name a field of the records: " + work_.word(written.what) + " …"}));
            return;
        }
        auto const found = fields.find({written.day.text, written.day.at}, {kind::date}, message);
        if (found) field = *found;
    }

    void add(ast::bound_event_member const& written) {
        auto const what = written.is_end ? keyword::ends_on : keyword::starts_on;
        if (!once_.note(what, written.at, "declare an event that is told by both, or a second hold")) return;
        (written.is_end ? ends_at_ : starts_at_) = written.at;
        auto const event = event_named(written.event, work_);
        if (!event) return;
        auto const guard =
            written.condition ? guard_checker(work_).guard(*event, *written.condition) : no_index;
        (written.is_end ? out_.ends : out_.starts) = event_guard{*event, guard};
    }

    void add(ast::freezes_member const& written) {
        freezes_at_ = written.at;
        for (auto const one : written.what) {
            if (!once_.note("that it " + work_.word(keyword::freezes) + " " + work_.word(one), written.at))
                continue;
            out_.freezes = static_cast<std::uint8_t>(out_.freezes | bit_of(one));
        }
    }

    [[nodiscard]] static unsigned bit_of(keyword what) {
        switch (what) {
            case keyword::days:
                return static_cast<unsigned>(frozen::days);
            case keyword::messages:
                return static_cast<unsigned>(frozen::messages);
            case keyword::cuts:
                return static_cast<unsigned>(frozen::cuts);
            case keyword::blocks:
                return static_cast<unsigned>(frozen::blocks);
            case keyword::tasks:
                return static_cast<unsigned>(frozen::tasks);
            default:
                return static_cast<unsigned>(frozen::queue);
        }
    }

    void add(ast::needs_member const& written) {
        for (auto const one : written.what) {
            if (!once_.note("that it " + work_.word(keyword::needs) + " " + work_.word(one), written.at))
                continue;
            needs_at_.emplace(one, written.at);
            (one == keyword::reason  ? out_.needs_reason
             : one == keyword::owner ? out_.needs_owner
                                     : out_.needs_end) = true;
        }
    }

    void add(ast::texts_member const& written) {
        if (!once_.note(written.what, written.at)) return;
        auto const word = backquoted(work_.word(written.what));
        if (written.texts.size() != 1) {
            if (!written.texts.empty())
                work_.report(problem("T2047", word + " of a hold is one text", written.at, "several",
                                     {"name one of them"}));
            return;
        }
        (written.what == keyword::reason ? reason_at_ : owner_at_) = written.at;
        auto& place = written.what == keyword::reason ? out_.reason : out_.owner;
        place = text_of(written.texts.front(), word + " of a hold is a text");
        if (place.what != text_place::form::table) return;
        for (auto const& row : work_.program.treatment.tables[place.table].rows) {
            auto const told = work_.found.size();
            reads_.refuse(self(), row.condition);
            if (work_.found.size() > told) return;
        }
    }

    /// Of records a name alone is one of their fields.
    [[nodiscard]] text_place text_of(ast::text_or_name const& written, std::string const& message) {
        bool const is_name_alone = !written.text && written.member.text.empty();
        if (!is_of_records() || !is_name_alone) return texts_.read(written, message);
        if (out_.collection == no_index) return {};
        auto const fields = named_fields::of_records(work_, out_.collection);
        auto const found = fields.find(written.name, {kind::text, kind::enumeration}, message);
        if (!found) return {};
        return {text_place::form::field, "", *found, no_index, no_index};
    }

    void refuse_bounds(std::string message, span at, std::string told, std::string help,
                       std::vector<label> others = {}) {
        auto what = problem("T4070", std::move(message), at, std::move(told), {std::move(help)});
        what.labels.insert(what.labels.end(), others.begin(), others.end());
        work_.report(std::move(what));
    }

    void require_bounds() {
        auto const first_day = from_at_ ? from_at_ : end_at_;
        auto const first_event = starts_at_ ? starts_at_ : ends_at_;
        auto const from = work_.word(keyword::from);
        if (first_event && (of_at_ || first_day)) {
            auto const days = of_at_ ? *of_at_ : *first_day;
            return refuse_bounds(self() + " has two sources of its bounds", *first_event, "from events",
                                 "make two holds of it, one for each",
                                 {label{days, of_at_ ? "from records" : "from the account"}});
        }
        if (ends_at_ && !starts_at_)
            return refuse_bounds(self() + " ends, and nothing begins it", *ends_at_, "ends here",
                                 "say which event begins it: " + work_.word(keyword::starts_on) + " …");
        if (of_at_ && !from_at_)
            return refuse_bounds(self() + " does not say since when", *of_at_, "one for each record",
                                 "name the date that it begins on: " + from + " opened");
        if (!first_event && !of_at_ && !from_at_) refuse_endless_days();
        if (first_event || first_day || if_at_ || !work_.broken.empty()) return;
        refuse_bounds(
            self() + " says of nobody that it holds", out_.at, "no bounds and no condition",
            "say since when: " + from + " since_day; or for whom: " + work_.word(keyword::if_) + " …");
    }

    /// Whether it holds today can be told without a first day; how many days stood still cannot.
    void refuse_endless_days() {
        if ((out_.freezes & static_cast<unsigned>(frozen::days)) == 0 || !freezes_at_) return;
        refuse_bounds(self() + " freezes " + work_.word(keyword::days) + " and does not say since when",
                      *freezes_at_, "how many of them?",
                      "say since when: " + work_.word(keyword::from) + " since_day; or take " +
                          backquoted(work_.word(keyword::days)) + " off");
    }

    void require_frozen() {
        if (out_.freezes != 0 || freezes_at_ || !work_.broken.empty()) return;
        work_.report(problem("T4071", self() + " freezes nothing", out_.at, "what stands still?",
                             {"say it: " + work_.word(keyword::freezes) + " " + work_.word(keyword::days) +
                              ", " + work_.word(keyword::messages) + ", " + work_.word(keyword::cuts) + ", " +
                              work_.word(keyword::blocks) + ", " + work_.word(keyword::tasks) + ", " +
                              work_.word(keyword::queue) + ", or some of them"}));
    }

    void require_needed() {
        for (auto const& [what, at] : needs_at_) {
            bool const has_end = end_at_ || ends_at_;
            bool const is_there = what == keyword::reason  ? reason_at_.has_value()
                                  : what == keyword::owner ? owner_at_.has_value()
                                                           : has_end;
            if (is_there) continue;
            auto const word = work_.word(what);
            auto const said = what == keyword::until ? "when it ends" : "where its " + word + " stands";
            auto const help =
                what == keyword::until && starts_at_ ? work_.word(keyword::ends_on) + " …" : word + " …";
            work_.report(problem("T4072", self() + " needs " + backquoted(word) + " and does not say " + said,
                                 at, "it would never count",
                                 {"add: " + help + ", or take it off what it needs"}));
        }
    }

    /// Bounds that data bring are looked at when they come.
    void refuse_reversed() {
        if (!out_.from || !out_.end) return;
        auto const from = constant_value(*out_.from, {});
        auto const end = constant_value(*out_.end, {});
        if (!from || !end) return;
        auto const* const first = std::get_if<date>(&*from);
        auto const* const last = std::get_if<date>(&*end);
        if (first == nullptr || last == nullptr) return;
        bool const is_reversed = out_.is_end_included ? *last < *first : *last <= *first;
        if (!is_reversed) return;
        auto what = problem("T4074", self() + " ends before it begins", out_.end->at,
                            (out_.is_end_included ? "ends " : "ends before ") + to_string(*last),
                            {"no day lies in it: mend one of the two"});
        what.labels.push_back({out_.from->at, "begins " + to_string(*first)});
        work_.report(std::move(what));
    }

    workspace& work_;
    treated_reads const& reads_;
    hold_definition& out_;
    said_once once_;
    text_place_reader texts_;
    std::optional<span> of_at_, if_at_, from_at_, end_at_, starts_at_, ends_at_, freezes_at_, reason_at_,
        owner_at_;
    std::map<keyword, span> needs_at_;
};

class hold_checker {
public:
    explicit hold_checker(workspace& work) : work_(work) {}

    /// Its name and its field, of which conditions speak.
    void declare(ast::hold_declaration const& written) {
        auto& holds = work_.program.treatment.holds;
        if (holds.size() == most_holds)
            work_.report(problem("T4017", "a policy has at most 64 holds", written.head_at, "one too many",
                                 {"make one of several that freeze the same"}));
        if (!work_.holds.declare(written.name, {symbol_kind::field, holds.size(), written.name.at},
                                 work_.found))
            return;
        hold_definition added;
        added.name = written.name.text;
        if (written.label) added.label = written.label->text;
        added.at = written.head_at;
        holds.push_back(std::move(added));
        sources_.push_back(&written);
    }

    /// After definitions, of which a condition or a day may be made.
    void check(treated_reads const& reads) {
        auto& holds = work_.program.treatment.holds;
        for (std::size_t i = 0; i < sources_.size(); ++i)
            hold_reader(work_, reads, holds[i]).read(*sources_[i]);
    }

private:
    /// What keeps an effect is told in 64 bits.
    static constexpr std::size_t most_holds = 64;

    workspace& work_;
    std::vector<ast::hold_declaration const*> sources_;
};

}  // namespace tramo::checking
