// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Counts, keys and single accounts of decisions; nothing here touches Python.
#include "decision_answer.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <unordered_set>
#include <utility>

#include <tramo/check/program.hpp>
#include <tramo/contact/time_zone.hpp>
#include <tramo/impl/policy/decision_model.ipp>

namespace tramo_python {
namespace {

std::string key_column(tramo::policy const& of, std::string const& asked) {
    if (!asked.empty()) return asked;
    auto const key = of.key();
    return key ? of.fields().fields[*key].name : std::string();
}

/// The batch of a row, and its number there.
std::pair<tramo::batch const*, std::int64_t> place_of(tramo::table const& in, std::int64_t row) {
    for (auto const& batch : in.batches) {
        if (row < batch.rows) return {&batch, row};
        row -= batch.rows;
    }
    throw std::out_of_range("no such row in the table of accounts");
}

std::string_view trimmed(std::string_view text) {
    auto const from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// Codes of a dictionary that some row holds, as texts; the dictionary itself may hold many more.
class text_collector {
public:
    explicit text_collector(std::size_t most) : most_(most) {}
    void add(tramo::column const& from) {
        for (std::int64_t row = 0; row < from.length && all_.size() < most_; ++row) {
            if (!is_valid(from, row)) continue;
            auto text = std::string(trimmed(key_text(from, row)));
            if (text.empty() || text == last_) continue;
            last_ = text;
            if (met_.insert(text).second) all_.push_back(std::move(text));
        }
    }
    [[nodiscard]] std::vector<std::string> take() { return std::move(all_); }

private:
    std::size_t most_;
    std::string last_;
    std::unordered_set<std::string> met_;
    std::vector<std::string> all_;
};

bool is_before(tramo::data_error const& one, tramo::data_error const& other) {
    return one.row < other.row;
}

bool is_same(tramo::data_error const& one, tramo::data_error const& other) {
    return one.row == other.row && one.field == other.field && one.reason == other.reason &&
           one.value == other.value;
}

/// What of `more` is not in `all` already; both are by row.
std::vector<tramo::data_error> joined(std::vector<tramo::data_error> all,
                                      std::vector<tramo::data_error> const& more) {
    std::vector<tramo::data_error> added;
    for (auto const& one : more) {
        auto const [from, end] = std::equal_range(all.begin(), all.end(), one, is_before);
        if (std::none_of(from, end, [&](auto const& other) { return is_same(one, other); }))
            added.push_back(one);
    }
    auto const before = static_cast<std::ptrdiff_t>(all.size());
    all.insert(all.end(), added.begin(), added.end());
    std::inplace_merge(all.begin(), all.begin() + before, all.end(), is_before);
    return all;
}

/// Rows set apart by the policy's own questions, or by those of treatment: each reads fields of its own.
rows_apart rows_apart_in(tramo::decisions::model const& of) {
    auto const& own = of.answered;
    if (of.treated.rows_set_apart == 0) return {own.rows_set_apart, own.errors, own.errors_not_listed};
    rows_apart made{0, joined(own.errors, of.treated.errors),
                    std::max(own.errors_not_listed, of.treated.errors_not_listed)};
    for (std::size_t part = 0; part < own.batches.size() && part < of.treated.batches.size(); ++part) {
        auto const& first = own.batches[part].set_apart;
        auto const& second = of.treated.batches[part].set_apart;
        for (std::size_t word = 0; word < std::max(first.size(), second.size()); ++word)
            made.rows += std::popcount((word < first.size() ? first[word] : 0) |
                                       (word < second.size() ? second[word] : 0));
    }
    return made;
}

tramo::contact::time_zone const* zone_named(tramo::surroundings const& around, std::string const& name) {
    auto const at = std::find_if(around.zones.begin(), around.zones.end(),
                                 [&](auto const& one) { return one.name == name; });
    return at == around.zones.end() ? nullptr : &*at;
}

/// Of a moment with an offset: what the clock of the policy's zone shows then.
tramo::timestamp shown_in_zone(std::string const& text, tramo::timestamp utc, std::string const& zone,
                               tramo::surroundings const& around) {
    auto const* const rules = zone_named(around, zone);
    auto const shown =
        rules ? wall_clock(*rules, tramo::contact::instant{utc.micros}) : std::optional<tramo::timestamp>();
    if (!shown)
        throw std::invalid_argument("now is '" + text +
                                    "', with an offset, and the rules of the policy's zone '" + zone +
                                    "' are not known: give the time of its clock, or the zone with zones=");
    return *shown;
}

}  // namespace

decision_answer::decision_answer(tramo::decisions found, std::shared_ptr<tramo::table const> accounts,
                                 std::shared_ptr<tramo::table const> events,
                                 std::shared_ptr<tramo::table const> actions, std::string key,
                                 std::vector<std::string> bad_lines, std::vector<std::string> bad_event_lines)
    : found_(std::move(found)),
      accounts_(std::move(accounts)),
      events_(std::move(events)),
      actions_(std::move(actions)),
      key_(key_column(found_.with().policy(), key)),
      bad_lines_(static_cast<std::int64_t>(bad_lines.size())) {
    accounts_apart_ = rows_apart_in(found_.found());
    accounts_apart_.add_lines(std::move(bad_lines), found_.rows());
    remarks_.errors = found_.remarks();
    if (auto const* const alerts = found_.alerts(); alerts && events_)
        alerts_ = std::make_shared<alert_answer>(*alerts, events_, 0, std::move(bad_event_lines));
    if (auto const* const best = found_.best())
        best_ = std::make_shared<best_answer>(*best, std::vector<std::string>(), std::vector<std::string>(),
                                              accounts_->rows());
}

void decision_answer::index_keys() const {
    std::call_once(are_keys_indexed_, [&] {
        std::uint32_t row = 0;
        for (auto const& batch : accounts_->batches) {
            auto const* const key = key_.empty() ? nullptr : find_column(batch, key_);
            for (std::int64_t at = 0; key && at < batch.rows; ++at)
                rows_by_key_.emplace(trimmed(key_text(*key, at)), row + static_cast<std::uint32_t>(at));
            row += static_cast<std::uint32_t>(batch.rows);
        }
    });
}

std::optional<std::uint32_t> decision_answer::row_of(std::string const& key) const {
    index_keys();
    auto const at = rows_by_key_.find(key);
    return at == rows_by_key_.end() ? std::nullopt : std::optional(at->second);
}

bool decision_answer::is_apart(std::uint32_t row) const {
    auto const& errors = accounts_apart_.errors;
    tramo::data_error sought;
    sought.row = row;
    return std::binary_search(errors.begin(), errors.end(), sought, is_before);
}

std::string decision_answer::key_at(std::uint32_t row) const {
    auto const [batch, at] = place_of(*accounts_, row);
    auto const* const key = key_.empty() ? nullptr : find_column(*batch, key_);
    return key ? std::string(trimmed(key_text(*key, at))) : std::string();
}

std::shared_ptr<portfolio> decision_answer::account_at(std::uint32_t row) const {
    auto const [batch, at] = place_of(*accounts_, row);
    auto made = std::make_shared<portfolio>();
    made->data.batches.push_back(rows_of(*batch, at, 1));
    return made;
}

std::shared_ptr<portfolio> decision_answer::rows_of_account(std::shared_ptr<tramo::table const> const& feed,
                                                            std::string const& column,
                                                            std::uint32_t row) const {
    if (!feed) return nullptr;
    auto const key = key_at(row);
    std::vector<std::uint32_t> rows;
    std::uint32_t first = 0;
    for (auto const& batch : feed->batches) {
        auto const* const named = find_column(batch, column);
        for (std::int64_t at = 0; named && at < batch.rows; ++at)
            if (trimmed(key_text(*named, at)) == key) rows.push_back(first + static_cast<std::uint32_t>(at));
        first += static_cast<std::uint32_t>(batch.rows);
    }
    auto made = std::make_shared<portfolio>();
    if (!feed->batches.empty()) made->data.batches.push_back(picked_rows(feed, rows));
    return made;
}

std::shared_ptr<portfolio> decision_answer::events_at(std::uint32_t row) const {
    return rows_of_account(events_, account_column(found_.with().policy()), row);
}

std::shared_ptr<portfolio> decision_answer::actions_at(std::uint32_t row) const {
    auto const& policy = found_.with().policy();
    auto const& named = policy.program().actions.account;
    return rows_of_account(actions_, named.empty() ? key_column(policy, {}) : named, row);
}

std::vector<decision_count> decision_answer::effect_counts() const {
    constexpr std::size_t kinds = std::size(tramo::effect_kind_names),
                          states = std::size(tramo::effect_status_names);
    std::vector<std::int64_t> counts(kinds * states);
    auto const& effects = found_.with().policy().program().treatment.effects;
    for (auto const& one : found_.effects())
        ++counts[static_cast<std::size_t>(effects[one.effect].what) * states +
                 static_cast<std::size_t>(one.status)];
    std::vector<decision_count> all;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            all.push_back({tramo::effect_kind_names[i / states],
                           std::string(tramo::effect_status_names[i % states]), counts[i]});
    return all;
}

std::vector<decision_count> decision_answer::hold_counts() const {
    auto const& declared = found_.with().policy().program().treatment.holds;
    auto const as_of = found_.with().asked().as_of;
    std::vector<decision_count> all;
    for (auto const& hold : declared) all.push_back({hold.name, {}, 0});
    std::vector<std::int64_t> last_row(declared.size(), -1);
    for (auto const& one : found_.holds()) {
        bool const is_in_force = one.refused.empty() && as_of && one.when.covers(*as_of);
        if (!is_in_force || last_row[one.hold] == one.row) continue;
        last_row[one.hold] = one.row;
        ++all[one.hold].count;
    }
    return all;
}

std::vector<decision_count> decision_answer::promise_counts() const {
    std::vector<decision_count> all;
    for (auto const& name : tramo::treatment::promise_state_names) all.push_back({std::string(name), {}, 0});
    for (auto const& one : found_.promises()) ++all[static_cast<std::size_t>(one.standing.state)].count;
    return all;
}

std::vector<decision_count> decision_answer::contact_counts() const {
    std::vector<decision_count> all;
    auto const& contact = found_.with().policy().program().treatment.contact;
    if (!contact) return all;
    for (auto const& name : contact->channels) all.push_back({name, {}, 0});
    for (auto const& one : found_.contacts())
        if (one.may.is_allowed && one.held_by.empty()) ++all[one.channel].count;
    return all;
}

std::string account_column(tramo::policy const& of) {
    auto const& named = of.program().log.account;
    return named.empty() ? key_column(of, {}) : named;
}

std::vector<std::string> distinct_texts(tramo::table const& in, std::string_view column, std::size_t most) {
    text_collector found(most);
    for (auto const& batch : in.batches)
        if (auto const* const data = find_column(batch, column)) found.add(*data);
    return found.take();
}

tramo::timestamp moment_asked(std::string const& text, std::optional<tramo::date> as_of,
                              std::string const& zone, tramo::surroundings const& around) {
    auto const clock = as_of ? tramo::parse_timestamp(to_string(*as_of) + "T" + text) : std::nullopt;
    auto moment = clock ? clock : tramo::parse_timestamp(text, tramo::fixed_offset(zone));
    if (auto const utc = tramo::parse_timestamp(text, 0); !moment && utc)
        moment = shown_in_zone(text, *utc, zone, around);
    if (!moment)
        throw std::invalid_argument("now is a moment such as 10:30 or 2026-11-21T10:30, not '" + text + "'");
    if (as_of && day_of(*moment) != *as_of)
        throw std::invalid_argument("now is '" + text + "', on the clock of the policy's zone " +
                                    to_string(*moment) + ", which is not on " + to_string(*as_of) +
                                    ", the day asked for: give a moment of that day, or another as_of");
    return *moment;
}

}  // namespace tramo_python
