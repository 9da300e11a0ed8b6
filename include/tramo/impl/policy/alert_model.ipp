// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What stands behind alert_verdicts: a log, who it is about, and what the machines made of it.
#pragma once

#include <tramo/impl/policy/alert_replays.ipp>
#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/impl/run/gather_rows.ipp>
#include <tramo/plan/plan.hpp>
#include <tramo/policy/alerts.hpp>

namespace tramo {

struct alert_verdicts::model {
    prepared_policy with;
    std::shared_ptr<table const> feed, accounts_given;
    alert_options options;
    event_log log;
    account_index accounts;
    std::vector<account_index> children;
    std::vector<std::vector<std::uint32_t>> account_of_child;
    batch account_data;                        ///< one row for each unit: what conditions on events may read
    std::vector<alerting::unit_space> spaces;  ///< accounts, then each collection
    std::vector<alerts::replayed> replayed;    ///< by alert of the policy, over its own units
    std::vector<alert_column> of_accounts, of_children;
    std::vector<std::vector<std::optional<decimal>>> counters;
    std::vector<std::optional<decimal>> counters_of_none;  ///< what an account without events has
    std::optional<std::int64_t> told_until;  ///< changes up to it were told before: those of a snapshot
    std::int64_t kept_rows = 0;              ///< of the feed: the first ones, from a snapshot

    [[nodiscard]] program const& policy() const { return with.policy().program(); }
    [[nodiscard]] std::vector<alerts::machine> const& machines() const { return with.policy().machines(); }
    /// Days are asked for up to their end.
    [[nodiscard]] std::optional<std::int64_t> end_of_day() const {
        auto const& day = with.asked().as_of;
        if (!day) return {};
        return (day->days + std::int64_t{1}) * alerts::micros_of_day;
    }
    [[nodiscard]] account_rows rows_of_accounts() const {
        account_rows rows;
        if (accounts_given) rows.data = &account_data;
        return rows;
    }
};

namespace alerting {

/// The account's fields that conditions on events read.
[[nodiscard]] inline std::vector<std::size_t> fields_read_by_events(plan const& prepared,
                                                                    program const& policy) {
    std::vector<bool> is_read(policy.declared_fields, false);
    for (std::size_t i = 0; i < prepared.events.size(); ++i) {
        auto const own = policy.events[i].fields.size();
        for (auto const* const part : {&prepared.events[i].before, &prepared.events[i].at})
            for (auto const& use : part->uses)
                if (use.field >= own && use.field - own < is_read.size()) is_read[use.field - own] = true;
    }
    std::vector<std::size_t> fields;
    for (std::size_t i = 0; i < is_read.size(); ++i)
        if (is_read[i]) fields.push_back(i);
    return fields;
}

/// Conditions on events look at the account; without accounts they are not true.
inline void warn_of_unknown_accounts(alert_verdicts::model const& of, std::vector<diagnostic>& found) {
    auto const read = fields_read_by_events(of.with.plan(), of.policy());
    if (read.empty()) return;
    found.push_back({"T5004",
                     severity::warning,
                     "conditions on events read the account's field `" +
                         of.policy().fields.fields[read.front()].name + "`, and no accounts were given",
                     {},
                     {"give the accounts too: what is unknown is not true"}});
}

[[nodiscard]] inline diagnostic no_column(std::string const& name, table const& in, severity level) {
    std::vector<std::string> names, help;
    for (auto const& one : in.batches.front().columns) names.push_back(one.name);
    if (auto const near = nearest(name, names); !near.empty())
        help.push_back("did you mean the column `" + std::string(near) + "`? rename it, or the field");
    return {"T5004", level, "the accounts have no column `" + name + "`", {}, std::move(help)};
}

/// The key, and what conditions on events read: there, and of a type that can be read.
inline void check_accounts(alert_verdicts::model const& of, std::vector<diagnostic>& found) {
    auto const& given = *of.accounts_given;
    auto const& policy = of.policy();
    if (given.batches.empty()) return;
    auto const key = running::account_key(policy);
    if (find_column(given.batches.front(), key) == nullptr)
        found.push_back(no_column(key, given, severity::error));
    for (auto const i : fields_read_by_events(of.with.plan(), policy)) {
        auto const& field = policy.fields.fields[i];
        auto const* const data = find_column(given.batches.front(), field.name);
        if (data == nullptr) {
            found.push_back(
                no_column(field.name, given, field.is_optional ? severity::warning : severity::error));
            continue;
        }
        for (auto& one : column_reader::check(field, *data, policy.zone)) found.push_back(std::move(one));
    }
}

/// An account is not set apart for a cell that cannot be read: its events still count, but conditions that
/// read the cell are not true.
inline void warn_of_unreadable(field const& as, column const& data, alert_verdicts::model const& of,
                               std::vector<diagnostic>& found) {
    if (!column_reader::check(as, data, of.policy().zone).empty()) return;
    column_reader reader(as, data, of.policy().zone);
    constexpr std::int64_t block_rows = 4096;
    block read;
    std::int64_t count = 0, first = 0;
    fault_reason reason{};
    for (std::int64_t begin = 0; begin < data.length; begin += block_rows) {
        reader.read(begin, static_cast<std::size_t>(std::min(block_rows, data.length - begin)), read);
        for (auto const& one : read.faults) {
            if (count++ > 0) continue;
            first = one.row;
            reason = one.reason;
        }
    }
    if (count == 0) return;
    found.push_back({"T5011",
                     severity::warning,
                     "`" + as.name + "` of " + std::to_string(count) +
                         (count == 1 ? " account" : " accounts") + " cannot be looked at; the first is " +
                         of.accounts.key(static_cast<std::uint32_t>(first)) + ", where " +
                         cell_text(data, first) + " " + std::string(describe(reason)),
                     {},
                     {"conditions on events that read it are not true for them"}});
}

/// The accounts that a table brings, and their data by unit.
inline void take_accounts(alert_verdicts::model& into, std::vector<diagnostic>& found) {
    auto const& policy = into.policy();
    auto const& given = *into.accounts_given;
    running::feed_rows const rows(given);
    auto const key = running::account_key(policy);
    auto const keys = running::column_of(given, key);
    running::row_list row_of_unit;
    std::vector<std::uint32_t> units;
    std::int64_t again = 0;
    for (std::size_t i = 0; i < given.batches.size(); ++i) {
        if (keys.parts[i] == nullptr) continue;
        units.resize(static_cast<std::size_t>(given.batches[i].rows));
        into.accounts.add(*keys.parts[i], given.batches[i].rows, units.data());
        row_of_unit.resize(into.accounts.size(), no_unit);
        for (std::size_t row = 0; row < units.size(); ++row) {
            if (units[row] == no_unit) continue;
            auto& first = row_of_unit[units[row]];
            if (first == no_unit)
                first = static_cast<std::uint32_t>(rows.first_rows()[i]) + static_cast<std::uint32_t>(row);
            else
                ++again;
        }
    }
    if (again > 0)
        found.push_back({"T5011",
                         severity::warning,
                         std::to_string(again) + (again == 1 ? " row is" : " rows are") +
                             " of accounts that came before: conditions on events look at the first of each",
                         {},
                         {"give each account once"}});
    auto owners = std::make_shared<std::vector<std::shared_ptr<void const>>>();
    for (auto const i : fields_read_by_events(into.with.plan(), policy)) {
        auto const from = running::column_of(given, policy.fields.fields[i].name);
        if (!from.is_there()) continue;
        auto made = running::gather(from.parts, rows.first_rows(), row_of_unit);
        made.data.name = from.name;
        warn_of_unreadable(policy.fields.fields[i], made.data, into, found);
        owners->push_back(std::move(made.owner));
        into.account_data.columns.push_back(std::move(made.data));
    }
    into.account_data.rows = static_cast<std::int64_t>(row_of_unit.size());
    into.account_data.owner = std::move(owners);
}

[[nodiscard]] inline std::string child_key_field(collection const& of) {
    for (auto const& one : of.fields)
        if (one.is_key) return one.name;
    return {};
}

/// Calls `use(account unit, child column, item)` for the children of each account in a table.
template <class Use>
void for_each_child(table const& accounts, std::string const& key, account_index const& known,
                    std::string const& collection, Use use) {
    for (auto const& part : accounts.batches) {
        auto const* const keys = find_column(part, key);
        auto const* const lists = find_column(part, collection);
        bool const is_list = lists != nullptr &&
                             (lists->physical == layout::list || lists->physical == layout::large_list) &&
                             !lists->children.empty();
        if (keys == nullptr || !is_list) continue;
        std::vector<std::uint32_t> units(static_cast<std::size_t>(part.rows), no_unit);
        known.find(*keys, part.rows, units.data());
        for (std::int64_t row = 0; row < part.rows; ++row) {
            auto const unit = units[static_cast<std::size_t>(row)];
            if (unit == no_unit || !is_valid(*lists, row)) continue;
            auto const range = items_at(*lists, row);
            for (auto item = range.begin; item < range.end; ++item) use(unit, lists->children[0], item);
        }
    }
}

inline void take_children(alert_verdicts::model& into) {
    auto const& policy = into.policy();
    auto const account_key = running::account_key(policy);
    for (std::size_t i = 0; i < policy.fields.collections.size(); ++i) {
        auto const& of = policy.fields.collections[i];
        auto const key = child_key_field(of);
        if (key.empty()) continue;
        for_each_child(*into.accounts_given, account_key, into.accounts, of.name,
                       [&](std::uint32_t unit, column const& records, std::int64_t item) {
                           for (auto const& field : records.children) {
                               if (field.name != key) continue;
                               auto const child = running::text_of_cell(field, item);
                               if (!child.empty())
                                   (void)into.children[i].add(std::to_string(unit) + '\x1F' + child);
                           }
                       });
    }
}

/// The account of each child, read out of the children's keys.
[[nodiscard]] inline std::vector<std::uint32_t> accounts_of(account_index const& children) {
    std::vector<std::uint32_t> all;
    all.reserve(children.size());
    for (std::uint32_t child = 0; child < children.size(); ++child)
        all.push_back(static_cast<std::uint32_t>(std::stoul(children.key(child))));
    return all;
}

[[nodiscard]] inline alert_column column_from(alerts::replayed const& all, std::size_t units) {
    alert_column made;
    made.states.resize(units);
    made.since.resize(units);
    made.times.resize(units);
    made.clear_pending.resize(units);
    for (std::size_t unit = 0; unit < units; ++unit) {
        auto const where = all.at(unit);
        made.states[unit] = where.value;
        made.since[unit] = where.since;
        made.times[unit] = where.times;
        made.clear_pending[unit] = where.clear_pending;
    }
    return made;
}

/// Which of two states an account shows whose children carry both.
[[nodiscard]] inline bool is_ahead(alert_definition const& of, std::uint8_t a, std::uint8_t b) {
    if (b == 0 || a == 0) return a != 0;
    if (of.aggregation == keyword::worst && of.states[a - 1U].severity != of.states[b - 1U].severity)
        return of.states[a - 1U].severity > of.states[b - 1U].severity;
    return a < b;
}

/// The accounts' states from their children's: any, the first written that a child carries; worst, the
/// severest; all, the one that all carry. Since when: since the first of the children that carry it, or with
/// `all` since the last.
[[nodiscard]] inline alert_column aggregated(alert_definition const& of, alert_column const& children,
                                             std::vector<std::uint32_t> const& account_of,
                                             std::size_t accounts) {
    alert_column made;
    made.states.assign(accounts, 0);
    made.since.assign(accounts, 0);
    made.times.assign(accounts, 0);
    made.clear_pending.assign(accounts, false);
    std::vector<bool> is_met(accounts), is_mixed(accounts);
    bool const all = of.aggregation == keyword::all;
    for (std::size_t child = 0; child < account_of.size(); ++child) {
        auto const account = account_of[child];
        auto const state = children.states[child];
        made.times[account] += children.times[child];
        if (all && is_met[account] && made.states[account] != state) is_mixed[account] = true;
        bool const takes = all ? !is_met[account] : is_ahead(of, state, made.states[account]);
        if (takes) {
            made.states[account] = state;
            made.since[account] = children.since[child];
        } else if (state == made.states[account]) {
            made.since[account] = all ? std::max(made.since[account], children.since[child])
                                      : std::min(made.since[account], children.since[child]);
        }
        if (children.clear_pending[child]) made.clear_pending[account] = true;
        is_met[account] = true;
    }
    for (std::size_t account = 0; account < accounts; ++account)
        if (is_mixed[account]) made.states[account] = 0;
    return made;
}

}  // namespace alerting

}  // namespace tramo
