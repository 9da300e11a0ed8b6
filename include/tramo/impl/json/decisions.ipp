// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Says decisions to programs: the rows of their tables, account by account.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tramo/impl/json/explanation_json.ipp>
#include <tramo/impl/policy/decision_tables.ipp>
#include <tramo/json/decisions.hpp>

namespace tramo {

namespace json_writing {

/// The rows of a table as an array of objects, without the key.
class told_rows {
public:
    told_rows(deciding::told_columns const& columns, json_text& out) : columns_(columns), out_(out) {}

    void begin(std::uint32_t) {
        at_ = 0;
        out_.begin_object();
    }
    void text(std::string_view text) { next().text_or_null(text); }
    void texts(std::vector<std::string> const& all) { next().texts(all); }
    void day(std::optional<date> of) { next().text_or_null(of ? to_string(*of) : std::string()); }
    void moment(std::optional<timestamp> of) { next().text_or_null(of ? to_string(*of) : std::string()); }
    void truth(bool of) { next().truth(of); }
    void whole(std::optional<std::int64_t> of) {
        auto& out = next();
        of ? out.number(*of) : out.null();
    }
    void amount(std::optional<decimal> const& of) {
        next().text_or_null(of ? to_string(*of) : std::string());
    }
    void end() { out_.end_object(); }

private:
    [[nodiscard]] json_text& next() {
        while (columns_[at_].what == deciding::told::key) ++at_;
        return out_.name(columns_[at_++].name);
    }

    deciding::told_columns columns_;
    json_text& out_;
    std::size_t at_ = 0;
};

class decision_writer {
public:
    decision_writer(decisions::model const& of, std::uint32_t row)
        : of_(of), row_(row), rows_{row, row + 1}, summary_(of) {
        if (!of.treatment().contact || !of.options.with_contacts) return;
        search_.emplace(of, rows_);
        search_->visit([&](decided_contact one, deciding::contact_place const& place) {
            contacts_.emplace_back(std::move(one), &place);
        });
    }

    [[nodiscard]] std::string write() {
        out_.begin_object();
        write_head();
        out_.name("segments").texts(summary_.segments(row_));
        write_queues("queues", false);
        write_queues("indicators", true);
        write_alerts();
        write_days();
        write_holds_and_promises();
        write_rows("effects", deciding::effect_columns(),
                   [&](auto& into) { deciding::tell_effects(of_, rows_, into); });
        out_.name("blocked").texts(summary_.blocked(row_));
        write_rows("contacts", deciding::contact_columns(), [&](auto& into) {
            for (auto const& [one, place] : contacts_) deciding::tell_contact(of_, one, *place, into);
        });
        write_tasks();
        out_.name("next_action").text_or_null(summary_.next_action(row_));
        out_.name("set_apart").truth(of_.is_set_apart(row_));
        out_.name("errors");
        write_errors(errors(), out_);
        out_.end_object();
        return out_.take();
    }

private:
    void write_head() {
        auto const& policy = of_.with.policy();
        out_.name("account").text(of_.keys[row_]);
        out_.name("as_of").text(to_string(of_.as_of()));
        out_.name("policy").begin_object();
        out_.name("title").text(policy.title());
        out_.name("version").text(policy.version());
        out_.name("hash").text(policy.hash());
        out_.end_object();
        out_.name("zones").begin_object();
        for (auto const& [name, release] : zones_read()) out_.name(name).text_or_null(release);
        out_.end_object();
    }

    /// The policy's and those of the persons asked for, each once, with its release; an offset has none.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> zones_read() const {
        std::vector<std::pair<std::string, std::string>> read;
        auto const note = [&](std::string const& name) {
            bool const is_known =
                std::any_of(read.begin(), read.end(), [&](auto const& one) { return one.first == name; });
            if (name.empty() || is_known) return;
            read.emplace_back(name, std::string());
            for (auto const& one : of_.around().zones)
                if (one.name == name) read.back().second = one.release;
        };
        note(of_.program().zone);
        for (auto const& one : contacts_) note(one.second->clock->name);
        return read;
    }

    void write_queues(std::string_view name, bool are_indicators) {
        out_.name(name).begin_object();
        auto const& all = of_.with.plan().strategies;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (of_.program().strategies[all[i].strategy].is_indicator == are_indicators)
                out_.name(all[i].name).text_or_null(summary_.queue(i, row_));
        out_.end_object();
    }

    void write_alerts() {
        out_.name("alerts").begin_object();
        summary_.for_alerts(row_, [&](deciding::carried_alert const& one) {
            out_.name(one.name).begin_object();
            out_.name("state").text(one.state);
            out_.name("since").text(to_string(one.since));
            out_.end_object();
        });
        out_.end_object();
    }

    void write_days() {
        out_.name("days");
        auto const* const days = summary_.days(row_);
        if (days == nullptr) {
            out_.null();
            return;
        }
        out_.begin_object();
        out_.name("past_due").number(days->past_due);
        out_.name("delinquent").number(days->delinquent);
        out_.name("paused").number(days->paused);
        out_.end_object();
    }

    template <class Tell>
    void write_rows(std::string_view name, deciding::told_columns const& columns, Tell tell) {
        out_.name(name).begin_array();
        told_rows into(columns, out_);
        tell(into);
        out_.end_array();
    }

    void write_holds_and_promises() {
        write_rows("holds", deciding::hold_columns(),
                   [&](auto& into) { deciding::tell_holds(of_, rows_, into); });
        write_rows("promises", deciding::promise_columns(of_),
                   [&](auto& into) { deciding::tell_promises(of_, rows_, into); });
    }

    void write_tasks() {
        write_rows("tasks", deciding::task_columns(),
                   [&](auto& into) { deciding::tell_tasks(of_, rows_, into); });
        write_rows("messages", deciding::message_columns(),
                   [&](auto& into) { deciding::tell_messages(of_, rows_, into); });
        write_rows("advice", deciding::advice_columns(),
                   [&](auto& into) { deciding::tell_advice(of_, rows_, into); });
    }

    /// What set the row apart, and what was remarked of it.
    [[nodiscard]] std::vector<data_error> errors() const {
        std::vector<data_error> found;
        auto const add = [&](data_error const& one) {
            bool const is_told = std::any_of(found.begin(), found.end(), [&](data_error const& other) {
                return other.field == one.field && other.value == one.value && other.reason == one.reason;
            });
            if (!is_told) found.push_back(one);
        };
        for (auto const* const all : {&of_.answered.errors, &of_.treated.errors, &of_.remarks}) {
            auto at = std::lower_bound(all->begin(), all->end(), row_,
                                       [](data_error const& one, std::int64_t row) { return one.row < row; });
            for (; at != all->end() && at->row == row_; ++at) add(*at);
        }
        return found;
    }

    decisions::model const& of_;
    std::uint32_t row_;
    deciding::row_span rows_;
    deciding::account_summary summary_;
    std::optional<deciding::contact_search> search_;
    std::vector<std::pair<decided_contact, deciding::contact_place const*>> contacts_;
    json_text out_;
};

}  // namespace json_writing

TRAMO_INLINE std::string decision_to_json(decisions const& all, std::uint32_t row) {
    return json_writing::decision_writer(all.found(), row).write();
}

}  // namespace tramo
