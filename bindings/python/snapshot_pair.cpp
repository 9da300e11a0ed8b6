// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads two tables of accounts through the data gate and lays them over each other.
#include "snapshot_pair.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include <tramo/impl/run/cells.ipp>
#include <tramo/run/account_index.hpp>
#include <tramo/text/suggest.hpp>

#include "evaluation.hpp"

namespace tramo_python {
namespace {

namespace actions = tramo::actions;
using tramo::fault_reason;

constexpr int most_decimals = 6;
constexpr std::size_t block_rows = 4'096;
constexpr std::size_t most_listed = 1'000'000;

/// Why a row counts nowhere: nothing does, something of its account, or a column's fault, with the reason
/// behind the column's first.
using row_state = std::uint8_t;
constexpr row_state sound = 0, without_key = 1, twice = 2, other_side = 3, days_fault = 4, balance_fault = 84;

row_state state_of(row_state first, fault_reason reason) {
    return static_cast<row_state>(first + static_cast<int>(reason));
}

tramo::field field_of(std::string const& name, tramo::kind kind, int scale = 0) {
    tramo::field made;
    made.name = name;
    made.type.kind = kind;
    made.type.scale = scale;
    return made;
}

/// A table as far as it is read, row by row.
struct snapshot {
    std::vector<std::uint32_t> units;
    std::vector<std::int64_t> days, balances;
    std::vector<row_state> states;
};

char const* name_of(side which) {
    return which == side::before ? "before" : "after";
}

class column_check {
public:
    column_check(tramo::table const& from, side which, std::vector<tramo::diagnostic>& found)
        : from_(from), which_(which), found_(found) {}

    void key(std::string const& name) {
        for (auto const* data : parts(name)) {
            auto const& values = data->dictionary ? *data->dictionary : *data;
            bool const is_key = tramo::reading::is_integer_layout(values.physical) ||
                                tramo::reading::is_text_layout(values.physical) ||
                                (values.physical == tramo::layout::null && values.unsupported.empty());
            if (is_key) continue;
            return report("T5002", place(name) + " holds " + describe(*data) + ", which names no account",
                          "give text or integers");
        }
    }

    void numbers(std::string const& name, tramo::kind kind) {
        for (auto const* data : parts(name)) {
            auto const wrong = tramo::column_reader::check(field_of(name, kind), *data, {});
            if (wrong.empty()) continue;
            auto const* const due = kind == tramo::kind::integer ? "whole days" : "amounts";
            return report("T5002",
                          place(name) + " holds " + describe(*data) + ", which cannot be read as " + due,
                          wrong.front().help.empty() ? "" : wrong.front().help.front());
        }
    }

private:
    [[nodiscard]] std::string place(std::string const& name) const {
        return std::string("column `") + name + "` of `" + name_of(which_) + "`";
    }

    void report(char const* code, std::string message, std::string help) {
        found_.push_back({code, tramo::severity::error, std::move(message), {}, {std::move(help)}});
    }

    /// The column in each batch; where the first has none, that is said.
    std::vector<tramo::column const*> parts(std::string const& name) {
        std::vector<tramo::column const*> made;
        for (auto const& batch : from_.batches)
            if (auto const* const data = find_column(batch, name)) made.push_back(data);
        if (!made.empty() || from_.batches.empty()) return made;
        std::vector<std::string> names;
        std::string known;
        for (auto const& one : from_.batches.front().columns) {
            names.push_back(one.name);
            known += (known.empty() ? "" : ", ") + one.name;
        }
        auto const near = tramo::nearest(name, names);
        report("T5004", std::string("`") + name_of(which_) + "` has no column `" + name + "`",
               near.empty() ? "it has " + known + ": say which one is meant by key=, days=, balance="
                            : "did you mean the column `" + std::string(near) + "`?");
        return made;
    }

    tramo::table const& from_;
    side which_;
    std::vector<tramo::diagnostic>& found_;
};

/// Calls `use(block)` for all rows of a batch's column, which is read as a field of that kind and scale.
template <class Use>
void read_blocks(tramo::batch const& batch, tramo::field const& as, Use use) {
    auto const* const data = find_column(batch, as.name);
    tramo::column missing;
    missing.name = as.name;
    missing.length = batch.rows;
    tramo::column_reader reader(as, data ? *data : missing, {});
    tramo::block block;
    for (std::int64_t row = 0; row < batch.rows; row += static_cast<std::int64_t>(block_rows)) {
        auto const left = static_cast<std::size_t>(batch.rows - row);
        reader.read(row, std::min(left, block_rows), block);
        use(block);
    }
}

[[nodiscard]] tramo::int128 number_at(tramo::block const& from, std::size_t i) {
    return from.form == tramo::block::form_t::wide ? from.wide[i] : from.narrow[i];
}

[[nodiscard]] bool is_known(tramo::block const& from, std::size_t i) {
    return (from.known[i / 64] >> (i % 64) & 1) != 0;
}

/// The fewest decimals, `made` or more, with which all numbers of a block of six decimals are whole.
int widened(int made, tramo::block const& block) {
    auto unit = static_cast<std::int64_t>(tramo::power_of_ten(most_decimals - made));
    for (std::size_t i = 0; i < block.count && unit > 1; ++i)
        while (unit > 1 && is_known(block, i) && number_at(block, i) % unit != 0) {
            unit /= 10;
            ++made;
        }
    return made;
}

int decimals_in(tramo::table const& from, std::string const& balance) {
    int made = 0;
    for (auto const& batch : from.batches) {
        auto const* const data = find_column(batch, balance);
        if (!data || tramo::reading::is_integer_layout(data->physical)) continue;
        if (data->physical == tramo::layout::decimal128 && data->scale <= most_decimals) {
            made = std::max(made, data->scale);
            continue;
        }
        read_blocks(batch, field_of(balance, tramo::kind::money, most_decimals),
                    [&](tramo::block const& block) { made = widened(made, block); });
    }
    return made;
}

/// Appends a column's values; the first fault of a row stays.
void read_column(tramo::batch const& batch, tramo::field const& as, row_state fault,
                 std::vector<std::int64_t>& values, std::vector<row_state>& states) {
    read_blocks(batch, as, [&](tramo::block const& block) {
        auto const begin = values.size();
        auto const set = [&](std::size_t row, fault_reason reason) {
            if (states[row] == sound) states[row] = state_of(fault, reason);
        };
        for (std::size_t i = 0; i < block.count; ++i) {
            auto const number = number_at(block, i);
            auto const narrow = static_cast<std::int64_t>(number);
            values.push_back(narrow);
            if (narrow != number) set(begin + i, fault_reason::overflow);
        }
        for (auto const& one : block.faults)
            set(begin + static_cast<std::size_t>(one.row - block.begin), one.reason);
    });
}

snapshot read(tramo::table const& from, snapshot_columns const& columns, int scale,
              tramo::account_index& accounts) {
    snapshot made;
    auto const days = field_of(columns.days, tramo::kind::integer);
    auto const balance = field_of(columns.balance, tramo::kind::money, scale);
    for (auto const& batch : from.batches) {
        auto const first = made.units.size();
        made.units.resize(first + static_cast<std::size_t>(batch.rows), tramo::no_unit);
        if (auto const* const key = find_column(batch, columns.key))
            accounts.add(*key, batch.rows, made.units.data() + first);
        made.states.resize(made.units.size(), sound);
        for (auto row = first; row < made.units.size(); ++row)
            if (made.units[row] == tramo::no_unit) made.states[row] = without_key;
        read_column(batch, days, days_fault, made.days, made.states);
        read_column(batch, balance, balance_fault, made.balances, made.states);
    }
    return made;
}

/// Sets apart all rows of an account that stands twice in a snapshot.
void find_twice(snapshot& in, std::size_t accounts) {
    std::vector<std::uint8_t> times(accounts, 0);
    for (auto const unit : in.units)
        if (unit != tramo::no_unit && times[unit] < 2) ++times[unit];
    for (std::size_t row = 0; row < in.units.size(); ++row)
        if (in.states[row] == sound && times[in.units[row]] > 1) in.states[row] = twice;
}

/// Sets apart what is sound of accounts of which some row is not.
void find_other_sides(snapshot& before, snapshot& after, std::size_t accounts) {
    std::vector<bool> is_bad(accounts, false);
    for (auto const* in : {&before, &after})
        for (std::size_t row = 0; row < in->units.size(); ++row)
            if (in->states[row] != sound && in->units[row] != tramo::no_unit) is_bad[in->units[row]] = true;
    for (auto* in : {&before, &after})
        for (std::size_t row = 0; row < in->units.size(); ++row)
            if (in->states[row] == sound && is_bad[in->units[row]]) in->states[row] = other_side;
}

std::vector<actions::snapshot_account> sound_rows(snapshot const& from) {
    std::vector<actions::snapshot_account> made;
    made.reserve(from.units.size());
    for (std::size_t row = 0; row < from.units.size(); ++row)
        if (from.states[row] == sound) made.push_back({from.units[row], from.days[row], from.balances[row]});
    return made;
}

/// Tells of the rows of a table that were set apart.
class apart_teller {
public:
    apart_teller(snapshot_columns const& columns, tramo::account_index const& accounts, snapshot_pair& to)
        : columns_(columns), accounts_(accounts), to_(to) {}

    void tell(side which, tramo::table const& data, snapshot const& read) {
        std::size_t row = 0;
        for (auto const& batch : data.batches)
            for (std::int64_t local = 0; local < batch.rows; ++local, ++row)
                if (read.states[row] != sound) add(which, row, batch, local, read);
    }

private:
    void add(side which, std::size_t row, tramo::batch const& batch, std::int64_t local,
             snapshot const& read) {
        auto made = described(read.states[row]);
        ++to_.apart_count;
        ++to_.apart_summary[{name_of(which), made.column, made.reason, made.message}];
        if (to_.apart.size() >= most_listed) return;
        made.of = which;
        made.row = static_cast<std::int64_t>(row);
        if (read.units[row] != tramo::no_unit) made.key = accounts_.key(read.units[row]);
        auto const* const data = find_column(batch, made.column);
        made.value = data ? cell_text(*data, local) : "null";
        to_.apart.push_back(std::move(made));
    }

    [[nodiscard]] row_apart described(row_state state) const {
        row_apart made;
        made.column = columns_.key;
        if (state == without_key) {
            made.reason = "missing";
            made.message = "names no account";
        } else if (state == twice) {
            made.reason = "twice";
            made.message = "stands there more than once, so no row of the account counts";
        } else if (state == other_side) {
            made.reason = "other_side";
            made.message = "is of an account of which another row was set apart";
        } else {
            bool const is_days = state < balance_fault;
            made.column = is_days ? columns_.days : columns_.balance;
            auto const reason = static_cast<fault_reason>(state - (is_days ? days_fault : balance_fault));
            made.reason = tramo::name_of(reason);
            made.message = words(reason, is_days);
        }
        return made;
    }

    [[nodiscard]] static std::string words(fault_reason reason, bool is_days) {
        if (reason == fault_reason::wrong_type)
            return is_days ? "is no whole number of days" : "is no amount";
        if (reason == fault_reason::too_precise)
            return "has more than " + std::to_string(most_decimals) + " decimals";
        return std::string(describe(reason));
    }

    snapshot_columns const& columns_;
    tramo::account_index const& accounts_;
    snapshot_pair& to_;
};

}  // namespace

tramo::checked<snapshot_pair> lay_over(tramo::table const& before, tramo::table const& after,
                                       snapshot_columns const& columns, actions::buckets const& by) {
    tramo::checked<snapshot_pair> made;
    for (auto const which : {side::before, side::after}) {
        column_check check(which == side::before ? before : after, which, made.diagnostics);
        check.key(columns.key);
        check.numbers(columns.days, tramo::kind::integer);
        check.numbers(columns.balance, tramo::kind::money);
    }
    if (!made.ok()) return made;
    auto& all = made.value;
    all.scale = std::max(decimals_in(before, columns.balance), decimals_in(after, columns.balance));
    if (all.scale == 1) all.scale = 2;  // texts and floats lose the zero of 100.50
    tramo::account_index accounts;
    auto first = read(before, columns, all.scale, accounts),
         second = read(after, columns, all.scale, accounts);
    find_twice(first, accounts.size());
    find_twice(second, accounts.size());
    find_other_sides(first, second, accounts.size());
    all.matrix = actions::roll_rates(sound_rows(first), sound_rows(second), by);
    all.rows_before = before.rows();
    all.rows_after = after.rows();
    apart_teller teller(columns, accounts, all);
    teller.tell(side::before, before, first);
    teller.tell(side::after, after, second);
    return made;
}

}  // namespace tramo_python
