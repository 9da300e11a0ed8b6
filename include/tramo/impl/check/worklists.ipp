// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Worklists: what may be done next, what it is worth, and in which order accounts are served.
#pragma once

#include <tramo/impl/check/candidate_worths.ipp>
#include <tramo/impl/check/periods.ipp>

namespace tramo::checking {

class worklist_reader {
public:
    explicit worklist_reader(workspace& work) : work_(work), constants_(work) {}

    [[nodiscard]] worklist read(ast::worklist_declaration const& written) {
        out_.name = written.name.text;
        if (written.label) out_.label = written.label->text;
        if (written.period.version) out_.version = written.period.version->text;
        out_.rule_id = written.period.id ? written.period.id->text : out_.name;
        out_.period = read_period(written.period, work_);
        out_.at = written.head_at;
        for (auto const& member : written.members) std::visit([this](auto const& one) { add(one); }, member);
        require_candidates();
        candidate_worths(work_, out_).settle();
        require_ranking();
        return std::move(out_);
    }

private:
    void add(ast::candidate_member const& written) {
        (void)names_.declare(written.name, {symbol_kind::definition, 0, written.name.at}, work_.found);
        worklist_candidate added;
        added.name = written.name.text;
        if (written.label) added.label = written.label->text;
        added.rule_id = out_.name + "." + added.name;
        if (written.channel) added.channel = written.channel->text;
        if (written.skill) {
            constants_.refuse_blank(*written.skill, "skill");
            added.skill = written.skill->text;
        }
        added.at = written.name.at;
        if (written.minutes) added.minutes = minutes_of(*written.minutes);
        if (written.cost) added.cost = expression_checker(work_).value_of(*written.cost);
        if (written.value) added.value = expression_checker(work_).value_of(*written.value);
        if (written.condition) added.condition = expression_checker(work_).condition(*written.condition);
        out_.candidates.push_back(std::move(added));
    }

    /// How long it takes; 0 where a mistake was reported.
    [[nodiscard]] int minutes_of(ast::expression const& written) {
        auto const minutes = backquoted(work_.word(keyword::minutes));
        auto const given = expression_checker(work_).value_of(written);
        if (is_invalid(given)) return 0;
        auto const help = "write: " + work_.word(keyword::minutes) + " 7";
        auto const constant = constant_value(given, {});
        bool const is_written_out = constant && std::holds_alternative<decimal>(*constant);
        if (!is_number(given.type.kind) || !is_written_out) {
            work_.report(
                problem("T2043", minutes + " is a number that is written out", given.at,
                        is_number(given.type.kind) ? "not known before there are data" : origin(given, work_),
                        {help}));
            return 0;
        }
        auto const& number = std::get<decimal>(*constant);
        auto const whole = rescale_exactly(number, 0);
        if (whole && whole->coefficient >= 1 && whole->coefficient <= most_minutes)
            return static_cast<int>(whole->coefficient);
        work_.report(problem("T2044", minutes + " is a whole number from 1 to 1440", given.at,
                             !whole                ? "not whole"
                             : number < decimal(1) ? "no time at all"
                                                   : "longer than a day",
                             {help}));
        return 0;
    }

    void add(ast::order_member const& written) {
        if (order_at_) return refuse_second(keyword::order, written.at, *order_at_);
        order_at_ = written.at;
        if (written.keys.size() > most_keys)
            return work_.report(problem("T4017", "a worklist has at most 100 keys in its order",
                                        written.keys[most_keys].at, "too many",
                                        {"name those that count most"}));
        for (auto const& one : written.keys) add(one);
    }

    void add(ast::order_key const& written) {
        worklist_order added;
        added.key = expression_checker(work_).value_of(written.what);
        added.at = written.at;
        added.is_descending = written.direction == keyword::descending;
        added.caption = print(written.what, work_.lang());
        if (written.direction) added.caption += " " + work_.word(*written.direction);
        if (is_invalid(added.key) || !has_place(added.key)) return;
        auto const what = added.key.type.kind;
        added.what = what == kind::boolean       ? worklist_order::form::truth
                     : what == kind::enumeration ? worklist_order::form::member
                                                 : worklist_order::form::number;
        if (added.key.type.is_open) warn_of_new_values(added.key);
        out_.order.push_back(std::move(added));
    }

    /// Whether accounts can be ordered by it; with a diagnostic where they cannot.
    bool has_place(typed_expression const& key) {
        auto const refuse = [&](std::string label, std::string help) {
            work_.report(problem("T2043", "a worklist cannot be in this order", key.at, std::move(label),
                                 {std::move(help)}));
            return false;
        };
        bool const is_of_day = key.what == operation::parameter || key.what == operation::as_of;
        if (is_of_day || constant_value(key, {}))
            return refuse("the same for every account", "name a field, a value or a segment");
        if (key.is_calendar_duration)
            return refuse("months differ in length", "name a day, or a number of days");
        if (key.type.kind == kind::text)
            return refuse("text has no order of its own",
                          "declare it as " + work_.word(keyword::one_of) +
                              " …, in the order meant, or ask a condition of it");
        if (key.type.kind == kind::enumeration && !is_named(key))
            return refuse("computed from lists of values", "name a field, an alert or an indicator");
        return true;
    }

    /// Whether a list of values is that of a field or of an indicator, by whatever name.
    [[nodiscard]] bool is_named(typed_expression const& key) const {
        auto const* at = &key;
        while (at->what == operation::definition) {
            auto const& versions = work_.program.definitions[at->index].versions;
            if (versions.empty()) return false;
            at = &versions.front().meaning;
        }
        return at->what == operation::field || at->what == operation::choice;
    }

    void warn_of_new_values(typed_expression const& key) {
        work_.report(problem(
            "T4048", "values that are new in the data come last in this order", key.at, "an open list",
            {"take " + backquoted(work_.word(keyword::open)) + " off the list, or ask a condition of it"},
            severity::warning));
    }

    void add(ast::agent_member const& written) {
        if (agent_at_) return refuse_second(keyword::agent, written.at, *agent_at_);
        agent_at_ = written.at;
        auto const field = field_named(
            written.field, kind::text,
            "the " + work_.word(keyword::agent) + " who has an account is named by a text", work_);
        if (field) out_.agent_field = *field;
    }

    void refuse_second(keyword what, span at, span first) {
        auto twice = problem("T1019", backquoted(work_.word(what)) + " is said twice", at, "again here",
                             {"put all of it into one line"});
        twice.labels.push_back({first, "first said here"});
        work_.report(std::move(twice));
    }

    void require_candidates() {
        if (out_.candidates.empty() && work_.broken.empty())
            work_.report(problem("T4046", "worklist " + backquoted(out_.name) + " has no candidate", out_.at,
                                 "nothing to do",
                                 {"add one: " + work_.word(keyword::candidate) + " call " +
                                  work_.word(keyword::minutes) + " 7"}));
        if (out_.candidates.size() > most_candidates)
            work_.report(problem("T4017", "a worklist has at most 60,000 candidates", out_.at, "too many",
                                 {"make several worklists of it"}));
    }

    /// What was refused above is no second mistake.
    void require_ranking() {
        bool const has_values = std::any_of(out_.candidates.begin(), out_.candidates.end(),
                                            [](auto const& one) { return one.value.has_value(); });
        if (has_values || order_at_ || out_.candidates.empty() || !work_.broken.empty()) return;
        work_.report(
            problem("T4047", "worklist " + backquoted(out_.name) + " does not say who comes first", out_.at,
                    "neither an order nor values",
                    {"say the order: " + work_.word(keyword::order) + " days_past_due " +
                         work_.word(keyword::descending),
                     "or what each candidate is worth: " + work_.word(keyword::value_) + " balance * 1%"}));
    }

    static constexpr int most_minutes = 1440;
    /// They are numbered in 16 bits.
    static constexpr std::size_t most_candidates = 60'000;
    static constexpr std::size_t most_keys = 100;

    workspace& work_;
    offer_constants constants_;
    worklist out_;
    symbol_table names_;
    std::optional<span> order_at_, agent_at_;
};

class worklist_checker {
public:
    explicit worklist_checker(workspace& work) : work_(work) {}

    /// A worklist, or a version of one: two of a name need a period.
    void declare(ast::worklist_declaration const& one) {
        auto const* const found = work_.symbols.find(one.name.text);
        bool const again = found != nullptr && found->kind == symbol_kind::worklist &&
                           (has_dates(one.period) || has_dates(groups_[found->index].front()->period));
        if (again) {
            groups_[found->index].push_back(&one);
            sources_.emplace_back(&one, found->index);
            return;
        }
        symbol const named{symbol_kind::worklist, groups_.size(), one.name.at};
        if (!work_.symbols.declare(one.name, named, work_.found)) return;
        sources_.emplace_back(&one, groups_.size());
        groups_.push_back({&one});
    }

    /// After definitions and palettes, of which everything may be asked.
    void check() {
        std::vector<std::vector<dated>> versions(groups_.size());
        for (auto const& [written, group] : sources_) {
            auto& all = work_.program.worklists;
            all.push_back(worklist_reader(work_).read(*written));
            versions[group].push_back({all.back().period, written->name.at});
        }
        for (std::size_t i = 0; i < groups_.size(); ++i)
            refuse_overlaps(groups_[i].front()->name.text, versions[i], work_);
    }

private:
    struct dated {
        tramo::period period;
        span at;
    };

    workspace& work_;
    std::vector<std::vector<ast::worklist_declaration const*>> groups_;  ///< versions of each name
    std::vector<std::pair<ast::worklist_declaration const*, std::size_t>> sources_;  ///< and their groups
};

}  // namespace tramo::checking
