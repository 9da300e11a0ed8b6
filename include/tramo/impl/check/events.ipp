// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The columns of the log, and types of events: what they are told by, their fields, what they concern and
// undo.
#pragma once

#include <tramo/impl/check/types.ipp>

namespace tramo::checking {

class event_checker {
public:
    explicit event_checker(workspace& work) : work_(work) {}

    /// `log { … }`, once.
    void add(ast::log_declaration const& written) {
        if (log_at_) {
            auto what = problem("T1019", "the log is described twice", written.at, "again here",
                                {"put all of it into one block"});
            what.labels.push_back({*log_at_, "first described here"});
            return work_.report(std::move(what));
        }
        log_at_ = written.at;
        for (auto const& one : written.columns) column_of(one.role) = one.column.text;
    }

    /// The account stands in the column named like the key, where the log does not say otherwise.
    void finish_log() {
        auto& program = work_.program;
        if (!program.log.account.empty()) return;
        program.log.account = program.key ? program.fields.fields[*program.key].name : "account";
    }

    /// The name and the fields: events may name events that stand below them.
    void declare(ast::event_declaration const& written) {
        auto& events = work_.program.events;
        if (!work_.symbols.declare(written.name, {symbol_kind::event, events.size(), written.name.at},
                                   work_.found))
            return;
        event_type added;
        added.name = written.name.text;
        if (written.label) added.label = written.label->text;
        added.at = written.head_at;
        event_source source;
        for (auto const& field : written.fields) add_field(field, added, source);
        for (auto const& match : written.matches) add_match(match, added);
        events.push_back(std::move(added));
        work_.events.push_back(std::move(source));
        sources_.push_back(&written);
    }

    /// What each event concerns and undoes, and the scope of conditions on it.
    void finish() {
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            set_collection(*sources_[i], work_.program.events[i]);
            set_reversed(*sources_[i], i);
            begin_scope(work_.program.events[i]);
            warn_taken(i);
        }
        for (std::size_t i = 0; i < sources_.size(); ++i) require_same_record(i);
    }

private:
    [[nodiscard]] std::string& column_of(keyword role) {
        auto& log = work_.program.log;
        switch (role) {
            case keyword::event:
                return log.event;
            case keyword::happened:
                return log.happened;
            case keyword::recorded:
                return log.recorded;
            case keyword::id:
                return log.id;
            case keyword::sequence:
                return log.sequence;
            default:
                return log.account;
        }
    }

    void add_field(ast::field_declaration const& written, event_type& of, event_source& source) {
        symbol const named{symbol_kind::field, of.fields.size(), written.name.at, !written.type.word};
        if (!source.members.declare(written.name, named, work_.found)) return;
        auto added = type_checker(work_).declared_field(written);
        if (written.is_key) {
            work_.report(problem("T4008", "a key names an account or a record of it, not an event",
                                 written.name.at, "a field of an event",
                                 {"take " + backquoted(work_.word(keyword::key)) + " off this field"}));
            added.is_key = false;
        }
        if (written.is_step && written.type.word) require_quantity(written, added);
        of.columns.push_back(written.column ? written.column->text : written.name.text);
        of.is_step.push_back(written.is_step);
        of.fields.push_back(std::move(added));
    }

    void require_quantity(ast::field_declaration const& written, field const& of) {
        auto const what = of.type.kind;
        if (what == kind::integer || what == kind::decimal || what == kind::money) return;
        work_.report(problem("T2039", "only a number or an amount is the step of a running total",
                             written.name.at, describe(of.type),
                             {"declare it as " + work_.word(keyword::money) + ", or take " +
                              backquoted(work_.word(keyword::step_of)) + " off"}));
    }

    void add_match(ast::event_match const& written, event_type& of) {
        event_match added{written.column.text, {}};
        for (auto const& one : written.values) {
            if (one.text.find_first_not_of(' ') == std::string::npos)
                work_.report(problem("T2039", "a blank text is no value", one.at, "blank",
                                     {"leave it out: rows without a value there are no events"}));
            added.folded.push_back(fold(one.text));
        }
        std::sort(added.folded.begin(), added.folded.end());
        added.folded.erase(std::unique(added.folded.begin(), added.folded.end()), added.folded.end());
        of.matches.push_back(std::move(added));
    }

    void set_collection(ast::event_declaration const& written, event_type& of) {
        if (!written.collection) return;
        auto const found = collection_with_key(*written.collection, work_);
        if (!found) return;
        of.collection = found->collection;
        of.child_column = written.child_column ? written.child_column->text : found->key;
    }

    void set_reversed(ast::event_declaration const& written, std::size_t index) {
        if (!written.reverses) return;
        auto const* const found = work_.symbols.find(written.reverses->text);
        if (found == nullptr || found->kind != symbol_kind::event) {
            if (!work_.broken.contains(written.reverses->text))
                report_unknown_event(work_, *written.reverses);
            return;
        }
        if (found->index == index) {
            work_.report(
                problem("T2039", "an event does not reverse itself", written.reverses->at, "the same event",
                        {"name the event that is undone: " + work_.word(keyword::reverses) + " payment"}));
            return;
        }
        auto& of = work_.program.events[index];
        of.reverses = found->index;
        of.reversed_column =
            written.reversed_column ? written.reversed_column->text : written.reverses->text + "_id";
    }

    [[nodiscard]] std::string concern_of(event_type const& of) const {
        if (of.collection == no_index) return "concerns the account";
        return "concerns one of the " + backquoted(work_.program.fields.collections[of.collection].name);
    }

    /// Whoever hears what an event did, account or record of it, must hear that it is undone.
    void require_same_record(std::size_t index) {
        auto const& events = work_.program.events;
        auto const& of = events[index];
        if (of.reverses == no_index || of.collection == events[of.reverses].collection) return;
        auto const& undone = events[of.reverses];
        for (auto const i : {index, of.reverses})  // told before: its collection is unknown, or has no key
            if (sources_[i]->collection && events[i].collection == no_index) return;
        auto what = problem(
            "T4013",
            "event " + backquoted(of.name) + " does not concern what it undoes, " + backquoted(undone.name),
            of.at, concern_of(of), {concern_help(of, undone)});
        what.labels.push_back({undone.at, concern_of(undone)});
        work_.report(std::move(what));
    }

    [[nodiscard]] std::string concern_help(event_type const& of, event_type const& undone) const {
        auto const& collections = work_.program.fields.collections;
        auto const words = [&](event_type const& one) {
            return " " + work_.word(keyword::of) + " " + collections[one.collection].name;
        };
        auto const is_undone_plain = undone.collection == no_index;
        auto const& mended = is_undone_plain ? undone : of;
        return "declare it: " + work_.word(keyword::event) + " " + mended.name +
               words(is_undone_plain ? of : undone) + " …";
    }

    /// Fields of the account may be unknown here: an event may come before its account is known.
    void begin_scope(event_type& of) {
        of.scope = of.fields;
        auto const& fields = work_.program.fields.fields;
        for (std::size_t i = 0; i < work_.program.declared_fields; ++i) {
            of.scope.push_back(fields[i]);
            of.scope.back().is_optional = true;
            of.scope.back().is_key = false;
        }
    }

    /// What an event is told by, whether written or not.
    [[nodiscard]] std::vector<event_match> told_by(event_type const& of) const {
        if (!of.matches.empty()) return of.matches;
        event_match by_name{work_.program.log.event, {fold(of.name)}};
        if (!of.label.empty()) by_name.folded.push_back(fold(of.label));
        std::sort(by_name.folded.begin(), by_name.folded.end());
        return {std::move(by_name)};
    }

    /// Whether every row told by `narrow` is told by `wide` too.
    [[nodiscard]] static bool covers(std::vector<event_match> const& wide,
                                     std::vector<event_match> const& narrow) {
        auto const is_met = [&](event_match const& asked) {
            return std::any_of(narrow.begin(), narrow.end(), [&](event_match const& one) {
                return one.column == asked.column && std::includes(asked.folded.begin(), asked.folded.end(),
                                                                   one.folded.begin(), one.folded.end());
            });
        };
        return std::all_of(wide.begin(), wide.end(), is_met);
    }

    void warn_taken(std::size_t index) {
        auto const& events = work_.program.events;
        if (index > most_compared) return;
        auto const own = told_by(events[index]);
        for (std::size_t i = 0; i < index; ++i) {
            if (!covers(told_by(events[i]), own)) continue;
            auto what = problem("T4018", "no row is left for event " + backquoted(events[index].name),
                                events[index].at, "told like one before it",
                                {"tell them apart: " + work_.word(keyword::from) + " column = \"…\"",
                                 "or write this one first: a row is the first event that it fits"},
                                severity::warning);
            what.labels.push_back({events[i].at, backquoted(events[i].name) + " takes its rows"});
            return work_.report(std::move(what));
        }
    }

    /// Each event is compared with all before it: thousands are generated, not read.
    static constexpr std::size_t most_compared = 1'000;

    workspace& work_;
    std::vector<ast::event_declaration const*> sources_;
    std::optional<span> log_at_;
};

}  // namespace tramo::checking
