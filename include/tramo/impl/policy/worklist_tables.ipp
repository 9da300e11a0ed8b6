// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What to do next, the lists of the day and those left out, as columns.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <tramo/impl/policy/worklist_words.ipp>
#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/impl/run/gather_rows.ipp>
#include <tramo/impl/run/made_columns.ipp>

namespace tramo::worklisting {

/// One of the rows that are told: a candidate of an account, and the next best.
struct told_choice {
    std::uint32_t account = 0;
    std::uint16_t candidate = 0;
    std::uint16_t runner_up = no_choice;
    std::int32_t choice = 1;
};
using told_choices = std::vector<told_choice>;

/// Columns that the tables share.
class worklist_columns {
public:
    worklist_columns(worklist_answer::model const& of, told_choices const& rows)
        : model_(of), rows_(rows), made_(static_cast<std::int64_t>(rows.size())) {
        for (auto const& part : model_.accounts->batches) {
            first_rows_.push_back(first_rows_.empty() ? 0 : first_rows_.back() + last_rows_);
            last_rows_ = part.rows;
        }
    }

    void add_key() {
        auto const& policy = model_.program();
        std::string const own = policy.key ? policy.fields.fields[*policy.key].name : "row";
        std::string const name = is_taken(own) ? "account" : own;
        auto const chunks = chunks_of(policy.key ? own : std::string());
        if (std::all_of(chunks.begin(), chunks.end(), [](auto const* one) { return one == nullptr; }))
            return add(name, layout::int64, [](told_choice const& one) { return std::int64_t{one.account}; });
        running::row_list accounts;
        for (auto const& one : rows_) accounts.push_back(one.account);
        auto taken = running::gather(chunks, first_rows_, accounts);
        taken.data.name = name;
        made_.take(std::move(taken.data), std::move(taken.owner));
    }

    template <class Value>
    void add(std::string name, layout physical, Value value) {
        std::vector<decltype(value(rows_.front()))> values;
        values.reserve(rows_.size());
        for (auto const& one : rows_) values.push_back(value(one));
        made_.add(std::move(name), physical, std::move(values));
    }

    /// Null where `is_known` says no.
    template <class Value, class Known>
    void add(std::string name, layout physical, Value value, Known is_known) {
        std::vector<decltype(value(rows_.front()))> values;
        std::vector<bool> known;
        values.reserve(rows_.size());
        for (auto const& one : rows_) {
            known.push_back(is_known(one));
            values.push_back(known.back() ? value(one) : decltype(value(one)){});
        }
        auto& column = made_.add(std::move(name), physical, std::move(values), known);
        if (physical == layout::decimal128) column.scale = shown_scale();
    }

    /// A text of the candidate, null where it is empty.
    template <class Text>
    void add_of_candidate(std::string name, Text text,
                          std::uint16_t told_choice::*which = &told_choice::candidate) {
        std::vector<std::string> texts;
        std::vector<std::uint16_t> code_of;
        std::map<std::string, std::uint16_t> codes_met;
        for (auto const& one : model_.list().candidates) {
            auto const next = static_cast<std::uint16_t>(texts.size());
            auto const [at, is_new] = codes_met.try_emplace(text(one), next);
            if (is_new) texts.push_back(at->first);
            code_of.push_back(at->second);
        }
        std::vector<std::uint16_t> codes;
        std::vector<bool> known;
        codes.reserve(rows_.size());
        for (auto const& one : rows_) {
            bool const is_there = one.*which != no_choice;
            codes.push_back(is_there ? code_of[one.*which] : std::uint16_t{0});
            known.push_back(is_there && !texts[codes.back()].empty());
        }
        made_.add_coded(std::move(name), std::move(codes), texts, known);
    }

    /// One text after the other into one buffer.
    template <class Text>
    void add_texts(std::string name, Text text) {
        struct held_texts {
            std::vector<std::int64_t> offsets{0};
            std::string bytes;
        };
        auto held = std::make_shared<held_texts>();
        held->offsets.reserve(rows_.size() + 1);
        for (auto const& one : rows_) {
            held->bytes += text(one);
            held->offsets.push_back(static_cast<std::int64_t>(held->bytes.size()));
        }
        column made;
        made.name = std::move(name);
        made.physical = layout::large_utf8;
        made.length = static_cast<std::int64_t>(rows_.size());
        made.offsets = held->offsets.data();
        made.bytes = held->bytes.data();
        made_.take(std::move(made), std::move(held));
    }

    void add_action() {
        add_of_candidate("action", [](worklist_candidate const& one) { return one.name; });
    }
    void add_skill() {
        add_of_candidate("skill", [](worklist_candidate const& one) { return model::skill_of(one); });
    }
    void add_details() {
        add_action();
        add_of_candidate("label", [](worklist_candidate const& one) { return one.label; });
        add_of_candidate("channel", [](worklist_candidate const& one) { return one.channel; });
        add_skill();
        auto const minutes = [&](told_choice const& one) {
            return std::int32_t{model_.minutes_of(model_.list().candidates[one.candidate])};
        };
        add("minutes", layout::int32, minutes, [&](told_choice const& one) { return minutes(one) != 0; });
    }
    void add_place() {
        add("place", layout::int64,
            [&](told_choice const& one) { return std::int64_t{model_.lists.place[one.account]}; });
    }
    void add_rule() {
        add_of_candidate("reason", [](worklist_candidate const& one) { return one.rule_id; });
    }

    /// Null everywhere where candidates have no value.
    template <class Amount, class Known>
    void add_amount(std::string name, Amount amount, Known is_known) {
        bool const has_scores = model_.best->has_scores();
        add(
            std::move(name), layout::decimal128, [&](told_choice const& one) { return shown(amount(one)); },
            [&](told_choice const& one) { return has_scores && is_known(one); });
    }
    void add_score() {
        add_amount(
            "score", [&](told_choice const& one) { return model_.score(one.candidate, one.account); },
            [](told_choice const&) { return true; });
    }

    [[nodiscard]] std::vector<column const*> chunks_of(std::string const& name) const {
        std::vector<column const*> chunks;
        for (auto const& part : model_.accounts->batches)
            chunks.push_back(name.empty() ? nullptr : find_column(part, name));
        return chunks;
    }
    [[nodiscard]] std::vector<std::int64_t> const& first_rows() const { return first_rows_; }

    [[nodiscard]] batch finish() {
        made_.keep(model_.accounts);
        return made_.finish();
    }

private:
    using model = worklist_answer::model;

    /// Whether a column of these tables is called like that.
    [[nodiscard]] static bool is_taken(std::string_view name) {
        static constexpr std::string_view names[] = {
            "place",           "choice",         "action", "label",    "channel", "skill",
            "minutes",         "value",          "cost",   "score",    "reason",  "runner_up",
            "runner_up_score", "agent",          "shift",  "position", "why",     "missed_by_places",
            "cut_score",       "missed_by_score"};
        return std::find(std::begin(names), std::end(names), name) != std::end(names);
    }

    /// The decimals of the currency, and more where an amount has more: what is shown is what was compared.
    [[nodiscard]] int shown_scale() {
        if (shown_scale_ >= 0) return shown_scale_;
        auto const& type = model_.list().score;
        shown_scale_ = type.kind == kind::money ? type.scale : 0;
        for (auto const& one : model_.candidates)
            for (auto const* const part : {&one.value, &one.cost}) note_decimals(one.open, *part);
        return shown_scale_;
    }

    void note_decimals(account_bits const& open, number_column const& of) {
        auto const scale = model_.best->scale();
        for (std::size_t word = 0; word < open.words().size() && shown_scale_ < scale; ++word)
            reading::for_each_bit(open.words()[word], word * 64, [&](std::size_t row) {
                auto const number = of.coefficient(row);
                while (shown_scale_ < scale && quotient(number, scale - shown_scale_).rest != 0)
                    ++shown_scale_;
            });
    }

    struct divided {
        int128 whole, rest;
    };
    /// Most numbers have 64 bits, which are divided much sooner than 128.
    [[nodiscard]] static divided quotient(int128 number, int decimals) {
        auto const by = power_of_ten(decimals);
        auto const small = static_cast<std::int64_t>(number), small_by = static_cast<std::int64_t>(by);
        if (small != number || small_by != by) return {number / by, number % by};
        return {small / small_by, small % small_by};
    }

    [[nodiscard]] int128 shown(int128 coefficient) {
        auto const scale = model_.best->scale(), to = shown_scale();
        if (to <= scale) return quotient(coefficient, scale - to).whole;
        auto const made = rescale_exactly(decimal(coefficient, scale), to);
        return made ? made->coefficient : coefficient;
    }

    worklist_answer::model const& model_;
    told_choices const& rows_;
    running::batch_maker made_;
    std::vector<std::int64_t> first_rows_;
    std::int64_t last_rows_ = 0;
    int shown_scale_ = -1;
};

class worklist_tables {
public:
    explicit worklist_tables(worklist_answer::model const& of) : model_(of) {}

    [[nodiscard]] batch next_actions(int most) const {
        auto const rows = all_choices(most);
        worklist_columns made(model_, rows);
        made.add_key();
        made.add_place();
        made.add("choice", layout::int32, [](told_choice const& one) { return one.choice; });
        made.add_details();
        auto const always = [](told_choice const&) { return true; };
        auto const of = [&](told_choice const& one) -> auto const& {
            return model_.candidates[one.candidate];
        };
        made.add_amount(
            "value", [&](told_choice const& one) { return of(one).value.coefficient(one.account); }, always);
        made.add_amount(
            "cost", [&](told_choice const& one) { return of(one).cost.coefficient(one.account); }, always);
        made.add_score();
        made.add_rule();
        made.add_of_candidate(
            "runner_up", [](worklist_candidate const& one) { return one.name; }, &told_choice::runner_up);
        made.add_amount(
            "runner_up_score",
            [&](told_choice const& one) { return model_.score(one.runner_up, one.account); },
            [](told_choice const& one) { return one.runner_up != no_choice; });
        return made.finish();
    }

    [[nodiscard]] batch worklists() const {
        auto const& lists = model_.lists;
        auto rows = best_of([&](std::uint32_t account) { return is_taken(account); });
        auto const order = [&](told_choice const& one) {
            auto const& by = model_.shifts[lists.list[one.account]];
            return std::tuple(std::string_view(by.agent), std::string_view(by.name), lists.list[one.account],
                              lists.position[one.account]);
        };
        std::sort(rows.begin(), rows.end(),
                  [&](auto const& a, auto const& b) { return order(a) < order(b); });
        worklist_columns made(model_, rows);
        auto const by = [&](told_choice const& one) -> auto const& {
            return model_.shifts[lists.list[one.account]];
        };
        made.add_texts(
            "agent", [&](told_choice const& one) -> auto const& { return by(one).agent; });
        made.add_texts(
            "shift", [&](told_choice const& one) -> auto const& { return by(one).name; });
        made.add("position", layout::int32, [&](told_choice const& one) {
            return static_cast<std::int32_t>(lists.position[one.account]);
        });
        made.add_key();
        made.add_details();
        made.add_score();
        made.add_place();
        made.add_rule();
        return made.finish();
    }

    [[nodiscard]] batch left_out() const {
        auto const& lists = model_.lists;
        auto const rows = best_of([&](std::uint32_t account) { return !is_taken(account); });
        worklist_columns made(model_, rows);
        made.add_key();
        made.add_place();
        made.add_action();
        made.add_skill();
        made.add_score();
        made.add_texts("why", [&](told_choice const& one) { return name_of(lists.how[one.account]); });
        auto const has_cut = [&](told_choice const& one) { return lists.cut[one.account] != 0; };
        made.add(
            "missed_by_places", layout::int64,
            [&](told_choice const& one) {
                return std::int64_t{lists.place[one.account]} - lists.cut[one.account];
            },
            has_cut);
        auto const cut_score = [&](told_choice const& one) {
            auto const last = model_.last_taken_before(one.account);
            return model_.score((*model_.best)[last], last);
        };
        auto const is_by_score = [&](told_choice const& one) {
            return has_cut(one) &&
                   model_.key_between(one.account, model_.last_taken_before(one.account)) == no_index;
        };
        made.add_amount("cut_score", cut_score, is_by_score);
        made.add_amount(
            "missed_by_score",
            [&](told_choice const& one) {
                return difference(cut_score(one), model_.score(one.candidate, one.account));
            },
            is_by_score);
        add_reasons(made);
        return made.finish();
    }

private:
    [[nodiscard]] bool is_taken(std::uint32_t account) const {
        return model_.lists.how[account] == actions::placed::taken;
    }

    [[nodiscard]] static std::string_view name_of(actions::placed how) {
        return how == actions::placed::no_skill     ? "no_skill"
               : how == actions::placed::full       ? "full"
               : how == actions::placed::owner_full ? "owner_full"
                                                    : "owner_no_skill";
    }

    void add_reasons(worklist_columns& made) const {
        left_out_teller const teller(model_);
        auto const field = model_.list().agent_field;
        auto const chunks =
            made.chunks_of(field == no_index ? std::string() : model_.program().fields.fields[field].name);
        running::chunk_finder finder(chunks, made.first_rows());
        std::string held;
        made.add_texts("reason", [&](told_choice const& one) {
            auto const* const data = finder.find(one.account);
            auto const how = model_.lists.how[one.account];
            bool const is_owned =
                how == actions::placed::owner_full || how == actions::placed::owner_no_skill;
            return teller.tell(one.account, is_owned && data != nullptr
                                                ? std::string(running::name_in_cell(
                                                      *data, finder.row_in_chunk(one.account), held))
                                                : std::string());
        });
    }

    /// The best choice of each account in the ranking that is wanted.
    template <class Wanted>
    [[nodiscard]] told_choices best_of(Wanted is_wanted) const {
        told_choices rows;
        for (auto const account : model_.ranking)
            if (is_wanted(account)) rows.push_back({account, (*model_.best)[account]});
        return rows;
    }

    [[nodiscard]] told_choices all_choices(int most) const {
        told_choices rows;
        rows.reserve(model_.ranking.size());
        std::vector<std::pair<int128, std::uint16_t>> open;
        for (auto const account : model_.ranking) {
            find_open(account, open);
            auto const count =
                most <= 0 ? open.size() : std::min(open.size(), static_cast<std::size_t>(most));
            for (std::size_t i = 0; i < count; ++i)
                rows.push_back({account, open[i].second, i + 1 < open.size() ? open[i + 1].second : no_choice,
                                static_cast<std::int32_t>(i + 1)});
        }
        return rows;
    }

    /// Best first, of equals the first declared.
    void find_open(std::uint32_t account, std::vector<std::pair<int128, std::uint16_t>>& open) const {
        open.clear();
        bool const has_scores = model_.best->has_scores();
        for (std::size_t i = 0; i < model_.candidates.size(); ++i)
            if (model_.is_open(i, account))
                open.emplace_back(has_scores ? model_.score(i, account) : 0, static_cast<std::uint16_t>(i));
        std::sort(open.begin(), open.end(), [](auto const& a, auto const& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
    }

    worklist_answer::model const& model_;
};

}  // namespace tramo::worklisting
