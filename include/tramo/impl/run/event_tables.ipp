// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The fields of the events of each type, as a table of that type's rows; cells that do not fit set their row
// apart.
#pragma once

#include <tramo/impl/run/event_entries.ipp>
#include <tramo/impl/run/gather_rows.ipp>

namespace tramo::running {

class event_tables {
public:
    event_tables(program const& policy, table const& feed, feed_rows const& rows, event_errors& errors)
        : policy_(policy), feed_(feed), rows_(rows), errors_(errors) {}

    /// `places[row]` gets the row's place in its type's table. Columns that are missing are findings.
    [[nodiscard]] std::vector<batch> read(long_vector<std::uint16_t> const& types, row_list& places,
                                          std::vector<diagnostic>& found) {
        rows_of_.assign(policy_.events.size(), {});
        places.assign(types.size(), 0);
        std::vector<std::size_t> counts(policy_.events.size() + 1, 0);
        auto const last = static_cast<std::uint16_t>(policy_.events.size());
        for (auto const type : types) ++counts[std::min(type, last)];
        bool any = false;
        for (std::size_t i = 0; i < rows_of_.size(); ++i) {
            rows_of_[i].reserve(counts[i]);
            any = any || !policy_.events[i].fields.empty() || !policy_.events[i].filters.empty();
        }
        for (std::size_t row = 0; row < types.size() && any; ++row) {
            if (types[row] >= last) continue;
            auto& own = rows_of_[types[row]];
            places[row] = static_cast<std::uint32_t>(own.size());
            own.push_back(static_cast<std::uint32_t>(row));
        }
        std::vector<batch> tables;
        for (std::size_t i = 0; i < rows_of_.size(); ++i) tables.push_back(read_type(i, found));
        return tables;
    }

    [[nodiscard]] std::vector<std::vector<new_value>> const& new_values() const { return new_values_; }
    [[nodiscard]] std::vector<std::string> const& new_value_fields() const { return new_value_fields_; }

    /// Turns a running total into its steps, in the order of the entries. `entries` are rows of the feed by
    /// account, `starts` where each account's begin.
    void take_steps(std::vector<batch>& tables, row_list const& entries,
                    std::vector<std::size_t> const& starts, feed_entries const& all, row_list const& places) {
        for (std::size_t type = 0; type < tables.size(); ++type)
            for (std::size_t i = 0; i < policy_.events[type].fields.size(); ++i)
                if (policy_.events[type].is_step[i])
                    take_steps(tables[type], type, i, entries, starts, all, places);
    }

private:
    using int128s = std::vector<int128>;

    [[nodiscard]] batch read_type(std::size_t index, std::vector<diagnostic>& found) {
        auto const& type = policy_.events[index];
        auto const& rows = rows_of_[index];
        batch out;
        out.rows = static_cast<std::int64_t>(rows.size());
        auto owners = std::make_shared<std::vector<std::shared_ptr<void const>>>();
        for (std::size_t i = 0; i < type.fields.size(); ++i) {
            auto const from = column_of(feed_, type.columns[i]);
            auto made = rows.empty() ? gathered{} : take(from, rows);
            made.data.name = type.fields[i].name;
            made.data.length = out.rows;
            if (!rows.empty() && may_read(type, i, from, made.data, found)) judge(index, i, from, made.data);
            owners->push_back(std::move(made.owner));
            out.columns.push_back(std::move(made.data));
        }
        out.owner = std::move(owners);
        return out;
    }

    [[nodiscard]] gathered take(feed_column const& from, row_list const& rows) const {
        bool const is_all = feed_.batches.size() == 1 && from.parts[0] != nullptr &&
                            static_cast<std::int64_t>(rows.size()) == feed_.batches[0].rows;
        if (is_all) return {*from.parts[0], feed_.batches[0].owner};
        return gather(from.parts, rows_.first_rows(), rows);
    }

    [[nodiscard]] bool may_read(event_type const& type, std::size_t index, feed_column const& from,
                                column const& data, std::vector<diagnostic>& found) const {
        auto const& as = type.fields[index];
        bool const is_there = std::any_of(from.parts.begin(), from.parts.end(),
                                          [](auto const* part) { return part != nullptr; });
        if (!is_there) {
            std::vector<std::string> names, help;
            for (auto const& one : feed_.batches.front().columns) names.push_back(one.name);
            if (auto const near = nearest(from.name, names); !near.empty())
                help.push_back("did you mean the column `" + std::string(near) + "`?");
            found.push_back({"T5004",
                             as.is_optional ? severity::warning : severity::error,
                             "the events have no column `" + from.name + "`, of which `" + type.name + "." +
                                 as.name + "` is read",
                             {},
                             std::move(help)});
            return false;
        }
        auto what = column_reader::check(as, data, policy_.zone);
        for (auto& one : what) found.push_back(std::move(one));
        return what.empty();
    }

    /// Every cell passes the gate of its field.
    void judge(std::size_t type, std::size_t index, feed_column const& from, column const& data) {
        auto const& as = policy_.events[type].fields[index];
        auto const& rows = rows_of_[type];
        column_reader reader(as, data, policy_.zone);
        constexpr std::size_t block_rows = 4096;
        block read;
        for (std::size_t begin = 0; begin < rows.size(); begin += block_rows) {
            auto const count = std::min(block_rows, rows.size() - begin);
            reader.read(static_cast<std::int64_t>(begin), count, read);
            for (auto const& one : read.faults)
                errors_.add(rows[static_cast<std::size_t>(one.row)], from, one.reason);
        }
        if (!as.type.is_open || reader.new_values().empty()) return;
        new_values_.push_back(reader.new_values());
        new_value_fields_.push_back(policy_.events[type].name + "." + as.name);
    }

    void take_steps(batch& of, std::size_t type, std::size_t index, row_list const& entries,
                    std::vector<std::size_t> const& starts, feed_entries const& all, row_list const& places) {
        auto const& as = policy_.events[type].fields[index];
        auto const from = column_of(feed_, policy_.events[type].columns[index]);
        struct held {
            int128s values;
            std::vector<std::uint8_t> known;
        };
        auto steps = std::make_shared<held>();
        steps->values.resize(static_cast<std::size_t>(of.rows));
        steps->known.assign(static_cast<std::size_t>(of.rows + 7) / 8, 0);
        auto const totals = read_totals(as, of.columns[index], steps->known);
        for (std::size_t unit = 0; unit + 1 < starts.size(); ++unit) {
            int128 last = 0;
            for (auto i = starts[unit]; i < starts[unit + 1]; ++i) {
                auto const row = entries[i];
                auto const place = places[row];
                bool const counts = all.types[row] == type && !errors_.is_apart(row) &&
                                    reading::bit_at(steps->known.data(), place);
                if (!counts) continue;
                auto const step = totals[place] - last;
                if (step <= 0) {
                    errors_.add(row, from, fault_reason::not_increasing);
                    continue;
                }
                steps->values[place] = step;
                last = totals[place];
            }
        }
        column made;
        made.name = as.name;
        made.physical = layout::decimal128;
        made.length = of.rows;
        made.scale = as.type.scale;
        made.values = steps->values.data();
        made.validity = steps->known.data();
        auto owners = std::make_shared<std::vector<std::shared_ptr<void const>>>();
        owners->push_back(of.owner);
        owners->push_back(steps);
        of.owner = owners;
        of.columns[index] = std::move(made);
    }

    [[nodiscard]] int128s read_totals(field const& as, column const& data,
                                      std::vector<std::uint8_t>& known) const {
        int128s totals(static_cast<std::size_t>(data.length));
        if (data.physical == layout::null && data.unsupported.empty()) return totals;
        column_reader reader(as, data, policy_.zone);
        constexpr std::size_t block_rows = 4096;
        block read;
        for (std::size_t begin = 0; begin < totals.size(); begin += block_rows) {
            auto const count = std::min(block_rows, totals.size() - begin);
            reader.read(static_cast<std::int64_t>(begin), count, read);
            for (std::size_t i = 0; i < count; ++i) {
                if (((read.known[i / 64] >> (i % 64)) & 1) == 0) continue;
                auto const at = begin + i;
                known[at / 8] = static_cast<std::uint8_t>(known[at / 8] | 1U << (at % 8));
                totals[at] = read.form == block::form_t::wide ? read.wide[i] : int128{read.narrow[i]};
            }
        }
        return totals;
    }

    program const& policy_;
    table const& feed_;
    feed_rows const& rows_;
    event_errors& errors_;
    std::vector<row_list> rows_of_;
    std::vector<std::vector<new_value>> new_values_;
    std::vector<std::string> new_value_fields_;
};

}  // namespace tramo::running
