// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random tables for the schema of `random_policy`: every layout a field can be read from, nulls, dirt, and
// beside the columns what their values are meant to be.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tramo/values/schema.hpp>

#include "random_expression.hpp"
#include "slow_evaluator.hpp"
#include "unit/run/made_columns.hpp"

namespace tramo_test {

/// Rows as columns, and as they are meant. The batch views buffers that `kept` owns.
struct random_table {
    tramo::batch data;
    std::vector<meant_row> rows;
    std::vector<made::made_column> kept;
    std::vector<std::int32_t> offsets;
    std::vector<std::uint8_t> lists_there;
};

/// A cell: its value, or none; or a text that no field of the kind can be read from.
struct random_cell {
    tramo::value meant;
    std::string dirt;
};

class random_portfolio {
public:
    random_portfolio(dice& draw, tramo::schema const& fields) : draw_(draw), fields_(fields) {}

    random_table make(std::size_t count) {
        random_table made;
        made.data.rows = static_cast<std::int64_t>(count);
        made.rows.resize(count);
        is_dirty_ = draw_.one_in(2);
        for (auto const& field : fields_.fields) {
            auto const cells = column_of_cells(field, count);
            for (std::size_t i = 0; i < count; ++i)
                take(made.rows[i].fields, made.rows[i].is_dirty, field, cells[i]);
            made.kept.push_back(column(field, cells));
            made.data.columns.push_back(made.kept.back().view);
        }
        add_debts(made, count);
        return made;
    }

private:
    using random_cells = std::vector<random_cell>;

    static void take(std::vector<tramo::value>& values, bool& is_dirty, tramo::field const& of,
                     random_cell const& cell) {
        values.push_back(cell.meant);
        bool const is_null = std::holds_alternative<tramo::unknown_t>(cell.meant) && cell.dirt.empty();
        is_dirty = is_dirty || !cell.dirt.empty() || (is_null && !of.is_optional);
    }

    random_cells column_of_cells(tramo::field const& of, std::size_t count) {
        random_cells made(count);
        for (std::size_t i = 0; i < count; ++i) {
            bool const is_null = of.is_optional ? draw_.one_in(5) : is_dirty_ && draw_.one_in(60);
            bool const is_dirt =
                is_dirty_ && of.type.kind != tramo::kind::text && !of.type.is_open && draw_.one_in(80);
            if (is_dirt)
                made[i].dirt = "nothing";
            else if (!is_null)
                made[i].meant = of.is_key ? tramo::value("K-" + std::to_string(i)) : random_value(of);
        }
        return made;
    }

    tramo::value random_value(tramo::field const& of) {
        auto const from = [&](std::vector<char const*> const& texts) {
            return tramo::value(*tramo::parse_decimal(draw_.pick(texts)));
        };
        switch (of.type.kind) {
            case tramo::kind::boolean:
                return draw_.one_in(2);
            case tramo::kind::integer:
                return from({"0", "1", "2", "3", "7", "30", "31", "-3", "100"});
            case tramo::kind::duration:
                return from({"0", "5", "7", "30", "-2"});
            case tramo::kind::money:
                return from({"0", "10.50", "100", "99.99", "100.01", "-5.25", "1000.01", "7"});
            case tramo::kind::percent:
                return from({"0", "0.125", "0.1251", "0.333333", "1", "-0.05"});
            case tramo::kind::decimal:
                return from({"0", "0.1", "-2.5", "12.345", "100", "0.25", "9.3", "-9.3", "1000000"});
            case tramo::kind::date:
                return *tramo::parse_date(
                    draw_.pick<char const*>({"2026-03-31", "2026-03-01", "2026-02-28", "2024-02-29",
                                             "2026-01-31", "1969-12-31", "2026-04-30"}));
            case tramo::kind::timestamp:
                return *tramo::parse_timestamp(draw_.pick<char const*>(
                    {"2026-03-31T12:00", "2026-03-01T18:00:00.001", "2026-03-01T17:59:59.999",
                     "1969-12-31T23:00", "2026-03-31T00:00"}));
            case tramo::kind::enumeration:
                if (of.type.is_open && draw_.one_in(6)) return draw_.pick<std::string>({"new one", "B2"});
                return of.type.values[draw_.roll(of.type.values.size())].value;
            case tramo::kind::text:
                return draw_.pick<std::string>(
                    {"Ana", "ana", "Bo", "a_b", "Zed the second of that name", "Cy", "tag"});
        }
        return {};
    }

    made::made_column column(tramo::field const& of, random_cells const& rows) {
        auto made = in_some_layout(of, rows);
        made.view.name = of.name;
        return made;
    }

    made::made_column in_some_layout(tramo::field const& of, random_cells const& rows) {
        bool const has_dirt =
            std::any_of(rows.begin(), rows.end(), [](auto const& one) { return !one.dirt.empty(); });
        switch (has_dirt ? 0 : draw_.roll(3)) {
            case 0:
                return as_text(of, rows);
            case 1:
                return as_dictionary(of, rows);
            default:
                return as_itself(of, rows);
        }
    }

    static tramo::decimal points(tramo::field const& of, tramo::decimal const& number) {
        bool const is_percent = of.type.kind == tramo::kind::percent;
        return is_percent ? *tramo::multiply(number, tramo::decimal(100)) : number;
    }

    static std::string text_of(tramo::field const& of, tramo::value const& held) {
        if (auto const* number = std::get_if<tramo::decimal>(&held))
            return tramo::to_shortest_string(points(of, *number));
        if (auto const* day = std::get_if<tramo::date>(&held)) return tramo::to_string(*day);
        if (auto const* moment = std::get_if<tramo::timestamp>(&held)) return tramo::to_string(*moment);
        if (auto const* truth = std::get_if<bool>(&held)) return *truth ? "true" : "false";
        return std::get<std::string>(held);
    }

    static made::cells<std::string> texts_of(tramo::field const& of, random_cells const& rows) {
        made::cells<std::string> texts;
        for (auto const& row : rows) {
            if (!row.dirt.empty())
                texts.push_back(row.dirt);
            else if (std::holds_alternative<tramo::unknown_t>(row.meant))
                texts.push_back(std::nullopt);
            else
                texts.push_back(text_of(of, row.meant));
        }
        return texts;
    }

    made::made_column as_text(tramo::field const& of, random_cells const& rows) {
        return made::texts(texts_of(of, rows), draw_.roll(9),
                           draw_.pick<tramo::layout>(
                               {tramo::layout::utf8, tramo::layout::large_utf8, tramo::layout::utf8_view}));
    }

    made::made_column as_dictionary(tramo::field const& of, random_cells const& rows) {
        made::cells<std::string> entries = {"unused"};
        made::cells<std::int32_t> codes;
        for (auto const& text : texts_of(of, rows)) {
            if (!text) {
                codes.push_back(std::nullopt);
                continue;
            }
            auto const known = std::find(entries.begin(), entries.end(), text);
            codes.push_back(static_cast<std::int32_t>(known - entries.begin()));
            if (known == entries.end() || draw_.one_in(20)) entries.push_back(text);
        }
        return made::dictionary<std::int32_t>(tramo::layout::int32, codes,
                                              made::texts(entries, draw_.roll(3)), draw_.roll(9));
    }

    /// Values as the kind's own type: numbers, days, bits.
    made::made_column as_itself(tramo::field const& of, random_cells const& rows) {
        switch (of.type.kind) {
            case tramo::kind::boolean: {
                made::cells<bool> bits;
                for (auto const& row : rows) {
                    auto const* const held = std::get_if<bool>(&row.meant);
                    bits.push_back(held == nullptr ? std::optional<bool>() : *held);
                }
                return made::booleans(bits, draw_.roll(9));
            }
            case tramo::kind::text:
            case tramo::kind::enumeration:
                return as_text(of, rows);
            case tramo::kind::date:
                return whole_numbers<std::int32_t>(tramo::layout::date32, of, rows, 1);
            case tramo::kind::timestamp: {
                bool const is_micro = draw_.one_in(2);
                auto made =
                    whole_numbers<std::int64_t>(tramo::layout::timestamp, of, rows, is_micro ? 1 : 1000);
                made.view.unit = is_micro ? tramo::time_unit::micro : tramo::time_unit::milli;
                return made;
            }
            case tramo::kind::integer:
            case tramo::kind::duration:
                if (draw_.one_in(3)) return whole_numbers<std::int8_t>(tramo::layout::int8, of, rows, 1);
                if (of.type.kind == tramo::kind::duration || draw_.one_in(2))
                    return whole_numbers<std::int64_t>(tramo::layout::int64, of, rows, 1);
                return coefficients(of, rows, 0);
            default:
                break;
        }
        if (draw_.one_in(3)) return floats<double>(tramo::layout::float64, of, rows);
        bool const is_money = of.type.kind == tramo::kind::money;
        if (!is_money && draw_.one_in(2)) return floats<float>(tramo::layout::float32, of, rows);
        return coefficients(of, rows, is_money ? 2 + static_cast<int>(draw_.roll(3)) : 4);
    }

    template <class T>
    made::made_column whole_numbers(tramo::layout physical, tramo::field const& of, random_cells const& rows,
                                    std::int64_t unit) {
        made::cells<T> numbers;
        for (auto const& row : rows) {
            auto const is_null = std::holds_alternative<tramo::unknown_t>(row.meant);
            auto const whole =
                is_null ? 0
                        : static_cast<std::int64_t>(tramo::coefficient_of(of.type, row.meant).coefficient);
            numbers.push_back(is_null ? std::optional<T>() : static_cast<T>(whole / unit));
        }
        return made::fixed<T>(physical, numbers, draw_.roll(9));
    }

    made::made_column coefficients(tramo::field const& of, random_cells const& rows, int scale) {
        made::cells<tramo::int128> numbers;
        for (auto const& row : rows) {
            auto const* const held = std::get_if<tramo::decimal>(&row.meant);
            if (held == nullptr)
                numbers.push_back(std::nullopt);
            else
                numbers.push_back(tramo::rescale_exactly(points(of, *held), scale)->coefficient);
        }
        auto made = made::fixed<tramo::int128>(tramo::layout::decimal128, numbers, draw_.roll(9));
        made.view.scale = scale;
        return made;
    }

    template <class Float>
    made::made_column floats(tramo::layout physical, tramo::field const& of, random_cells const& rows) {
        made::cells<Float> numbers;
        for (auto const& row : rows) {
            auto const* const held = std::get_if<tramo::decimal>(&row.meant);
            numbers.push_back(held == nullptr ? std::optional<Float>()
                                              : static_cast<Float>(tramo::to_double(points(of, *held))));
        }
        return made::fixed<Float>(physical, numbers, draw_.roll(9));
    }

    void add_debts(random_table& made, std::size_t count) {
        auto const& of = fields_.collections.front();
        made.offsets = {static_cast<std::int32_t>(draw_.roll(4))};
        made.lists_there.assign(count / 8 + 1, 0);
        std::vector<std::size_t> owner(static_cast<std::size_t>(made.offsets[0]), count);
        for (std::size_t row = 0; row < count; ++row) {
            bool const is_there = !draw_.one_in(10);
            if (is_there)
                made.lists_there[row / 8] =
                    static_cast<std::uint8_t>(made.lists_there[row / 8] | 1U << (row % 8));
            for (auto left = draw_.roll(4); left > 0; --left) owner.push_back(is_there ? row : count);
            made.offsets.push_back(static_cast<std::int32_t>(owner.size()));
            made.rows[row].debts.clear();
        }
        std::vector<std::vector<tramo::value>> children(owner.size());
        tramo::column list, records;
        for (auto const& field : of.fields) {
            auto const cells = column_of_cells(field, owner.size());
            meant_row nobody;
            for (std::size_t i = 0; i < owner.size(); ++i)
                take(children[i], (owner[i] < count ? made.rows[owner[i]] : nobody).has_dirty_debts, field,
                     cells[i]);
            made.kept.push_back(column(field, cells));
            records.children.push_back(made.kept.back().view);
        }
        for (std::size_t i = 0; i < owner.size(); ++i)
            if (owner[i] < count) made.rows[owner[i]].debts.push_back(children[i]);
        records.physical = tramo::layout::structure;
        records.length = static_cast<std::int64_t>(owner.size());
        list.name = of.name;
        list.physical = tramo::layout::list;
        list.length = static_cast<std::int64_t>(count);
        list.offsets = made.offsets.data();
        list.validity = made.lists_there.data();
        list.children = {records};
        made.data.columns.push_back(list);
    }

    dice& draw_;
    tramo::schema const& fields_;
    bool is_dirty_ = false;
};

}  // namespace tramo_test
