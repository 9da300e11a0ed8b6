// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Single fields of the table of cases, by unit: what reports are told by, summed and sorted by.
#pragma once

#include <map>

#include <tramo/impl/policy/action_cases.ipp>
#include <tramo/impl/run/made_columns.ipp>
#include <tramo/values/unicode.hpp>

namespace tramo::acting {

/// A cell as the field's type reads it; equal values are equal whatever their column's layout.
struct cell_reading {
    bool is_known = false;
    int128 number = 0;
    std::string_view text;  ///< of texts; good until the next block
};

[[nodiscard]] inline cell_reading reading_at(block const& read, std::size_t i) {
    if (((read.known[i / 64] >> (i % 64)) & 1) == 0) return {};
    switch (read.form) {
        case block::form_t::narrow:
            return {true, read.narrow[i], {}};
        case block::form_t::wide:
            return {true, read.wide[i], {}};
        default:
            return {true, 0, read.texts[i]};
    }
}

/// Calls `use(row, reading, column, row within its batch)` for each row of the table.
template <class Use>
void read_field(field const& as, table const& data, std::string_view zone, Use use) {
    constexpr std::int64_t block_rows = 4096;
    auto lenient = as;
    lenient.is_optional = true;
    std::int64_t first = 0;
    block read;
    for (auto const& part : data.batches) {
        auto const* const column = find_column(part, as.name);
        std::optional<column_reader> reader;
        if (column != nullptr) reader.emplace(lenient, *column, zone);
        for (std::int64_t at = 0; at < part.rows; at += block_rows) {
            auto const count = static_cast<std::size_t>(std::min(block_rows, part.rows - at));
            if (reader) reader->read(at, count, read);
            for (std::size_t i = 0; i < count; ++i) {
                auto const row = at + static_cast<std::int64_t>(i);
                use(first + row, reader ? reading_at(read, i) : cell_reading{}, column, row);
            }
        }
        first += part.rows;
    }
}

/// A value of an open list that the policy does not name: all of them have one number, and differ by text.
[[nodiscard]] inline bool is_new_value(field const& as, cell_reading const& cell) {
    return as.type.kind == kind::enumeration && cell.is_known &&
           cell.number >= static_cast<std::int64_t>(as.type.values.size());
}

/// A table without any column says nothing of them.
[[nodiscard]] inline bool lacks_column(table const& data, std::string const& name) {
    bool has_any = false;
    for (auto const& part : data.batches) {
        if (find_column(part, name) != nullptr) return false;
        has_any = has_any || !part.columns.empty() || part.rows > 0;
    }
    return has_any;
}

/// The declared field of that name that every batch's column can be read as; none, with a finding (T5007,
/// T5004, T5002), else.
[[nodiscard]] inline field const* readable_field(program const& policy, std::string const& name,
                                                 table const* data, std::string const& what,
                                                 std::vector<diagnostic>& found) {
    std::vector<std::string> names;
    field const* asked = nullptr;
    for (std::size_t i = 0; i < policy.declared_fields; ++i) {
        auto const& one = policy.fields.fields[i];
        names.push_back(one.name);
        if (one.name == name) asked = &one;
    }
    std::vector<std::string> help;
    if (asked == nullptr) {
        if (auto const near = nearest(name, names); !near.empty())
            help.push_back("did you mean `" + std::string(near) + "`?");
        found.push_back({"T5007",
                         severity::error,
                         "the policy has no field `" + name + "` to " + what,
                         {},
                         std::move(help)});
        return nullptr;
    }
    if (data == nullptr) {
        found.push_back({"T5007",
                         severity::error,
                         "without a table of cases there is nothing to " + what,
                         {},
                         {"give the cases"}});
        return nullptr;
    }
    if (lacks_column(*data, name)) {
        std::vector<std::string> there;
        for (auto const& one : data->batches.front().columns) there.push_back(one.name);
        if (auto const near = nearest(name, there); !near.empty())
            help.push_back("did you mean the column `" + std::string(near) + "`?");
        help.push_back("add the column, or leave out the question");
        found.push_back({"T5004",
                         severity::error,
                         "the cases have no column `" + name + "` to " + what,
                         {},
                         std::move(help)});
        return nullptr;
    }
    for (auto const& part : data->batches)
        if (auto const* const column = find_column(part, name))
            for (auto& one : column_reader::check(*asked, *column, policy.zone)) {
                found.push_back(std::move(one));
                return nullptr;
            }
    return asked;
}

/// What a text given with the question is, read like a cell of data; none, with a finding, where it is
/// nothing.
class asked_value {
public:
    asked_value(field const& as, std::string const& text, std::string_view zone,
                std::vector<diagnostic>& found) {
        running::batch_maker maker(1);
        maker.add_texts(as.name, {text});
        table one;
        one.batches.push_back(maker.finish());
        read_field(as, one, zone, [&](std::int64_t, cell_reading const& read, column const*, std::int64_t) {
            value_ = read;
            text_ = read.text;
        });
        if (is_new_value(as, value_)) new_value_ = fold_name(text);
        if (!value_.is_known)
            found.push_back(
                {"T5007",
                 severity::error,
                 "`" + as.name + "` is never `" + text + "`: it cannot be read as " + describe(as.type),
                 {},
                 {}});
    }
    /// `row`: of the batch that the column is of.
    [[nodiscard]] bool is(cell_reading const& cell, column const* data, std::int64_t row) const {
        if (!cell.is_known || cell.number != value_.number) return false;
        return new_value_.empty() ? cell.text == text_
                                  : fold_name(running::text_of_cell(*data, row)) == new_value_;
    }

private:
    cell_reading value_;
    std::string text_;
    std::string new_value_;  ///< folded: of an open list, and not among those declared
};

}  // namespace tramo::acting
