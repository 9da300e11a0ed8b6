// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables of parameters: what their axes and columns are, each row as one condition and its constants.
#pragma once

#include <tramo/impl/check/table_cover.ipp>
#include <tramo/impl/check/types.ipp>

namespace tramo::checking {

class table_reader {
public:
    table_reader(workspace& work, std::size_t index)
        : work_(work),
          match_(work),
          rows_(work, {"table", "T4050", "T4050"}),
          written_(*work.tables[index].written),
          source_(work.tables[index]),
          out_(work.program.treatment.tables[index]) {}

    /// Once, when a column is first asked for, or at last.
    void read() {
        if (std::exchange(source_.is_read, true)) return;
        auto const mistakes_before = count_mistakes();
        for (auto const& one : written_.axes) add_axis(one);
        for (auto const& one : written_.members)
            if (auto const* const column = std::get_if<ast::table_column>(&one)) add(*column);
        for (auto const& one : written_.members)
            if (auto const* const row = std::get_if<ast::table_row>(&one)) add(*row);
        require_parts();
        bool const is_whole = count_mistakes() == mistakes_before && !out_.rows.empty();
        if (is_whole) settle();
        source_.is_sound = is_whole && count_mistakes() == mistakes_before;
    }

private:
    [[nodiscard]] std::size_t count_mistakes() const {
        auto const is_mistake = [](auto const& one) { return one.severity == severity::error; };
        return static_cast<std::size_t>(std::count_if(work_.found.begin(), work_.found.end(), is_mistake)) +
               broken_;
    }

    void add_axis(ast::matrix_axis const& written) {
        discount_axis added;
        added.name = written.name.text;
        added.at = written.at;
        auto const seen = expression_checker(work_).value_of(row_reader::named(written.name));
        added.type = seen.type;
        is_sound_.push_back(!is_invalid(seen) && is_axis(seen));
        if (!is_sound_.back()) ++broken_;
        source_.may_be_unknown = source_.may_be_unknown || seen.may_be_unknown;
        rows_.refuse_second(added, out_.axes);
        out_.axes.push_back(std::move(added));
    }

    bool is_axis(typed_expression const& seen) {
        bool const suits = row_reader::has_order(seen.type.kind) || seen.type.kind == kind::boolean ||
                           seen.type.kind == kind::enumeration;
        if (suits && seen.what != operation::parameter) return true;
        work_.report(problem("T4051", "a table cannot be drawn up by this", seen.at,
                             suits ? "the same for every account" : origin(seen, work_),
                             {"name a number, an amount, a percentage, a list of values or a segment"}));
        return false;
    }

    void add(ast::table_column const& written) {
        symbol const named{symbol_kind::field, out_.columns.size(), written.name.at};
        if (!names_.declare(written.name, named, work_.found)) return;
        ast::type_expression type;
        type.word = written.type;
        type.at = written.at;
        out_.columns.push_back({written.name.text, written.label ? written.label->text : "",
                                type_checker(work_).type(type), written.at});
        auto const what = out_.columns.back().type.kind;
        if (what == kind::enumeration || what == kind::timestamp)
            work_.report(
                problem("T4051", "a table has no column of " + describe(out_.columns.back().type), written.at,
                        "not among the types of columns",
                        {"declare it as " + work_.word(keyword::text) + " or " + work_.word(keyword::date)}));
    }

    void add(ast::table_row const& written) {
        table_row added;
        added.at = written.at;
        bool const has_cells =
            rows_.has_all_cells(written.cells.size(), written_.axes.size(), written.at, written_.head_at);
        bool const has_values = has_all_values(written);
        if (!has_cells || !has_values) return;
        auto row = rows_.read(written.cells, written_.axes, out_.axes, is_sound_, written.at);
        if (is_invalid(row.condition)) ++broken_;
        added.cells = std::move(row.cells);
        added.condition = std::move(row.condition);
        for (std::size_t i = 0; i < out_.columns.size(); ++i) {
            added.values.push_back(constant_for(out_.columns[i], written.values[i].what));
            added.is_inferred.push_back(written.values[i].is_inferred);
        }
        source_.may_be_unknown = source_.may_be_unknown || added.condition.may_be_unknown;
        out_.rows.push_back(std::move(added));
    }

    bool has_all_values(ast::table_row const& written) {
        auto const due = out_.columns.size();
        if (written.values.size() == due) return true;
        auto const values = [](std::size_t count) {
            return std::to_string(count) + (count == 1 ? " value" : " values");
        };
        auto what = problem("T4050",
                            "the row gives " + values(written.values.size()) + ", and the table has " +
                                std::to_string(due) + (due == 1 ? " column" : " columns"),
                            written.at, values(due) + (due == 1 ? " is due" : " are due"),
                            {"give a value for each column, in their order"});
        what.labels.push_back({written_.head_at, "the table"});
        work_.report(std::move(what));
        return false;
    }

    /// The constant in the column's type; unknown where a mistake was reported.
    [[nodiscard]] value constant_for(table_column const& column, ast::expression const& written) {
        typed_expression due;
        due.type = column.type;
        auto given = expression_checker(work_).value_of(written);
        if (is_invalid(given)) return broken();
        auto const fits = match_.fit(due, given);
        if (fits == fitting::reported) return broken();
        bool const is_alike = given.type.kind == column.type.kind ||
                              (is_number(given.type.kind) && is_number(column.type.kind));
        if (fits == fitting::no || !is_alike || given.is_calendar_duration)
            return refuse_kind(column, due, given);
        auto const constant = constant_value(given, {});
        if (!constant || std::holds_alternative<unknown_t>(*constant))
            return refuse_value(given.at, backquoted(column.name) + " is written out in each row",
                                "not known before there are data", "write a value");
        auto const* const number = std::get_if<decimal>(&*constant);
        bool const keeps_decimals = is_number(column.type.kind) || column.type.kind == kind::money ||
                                    column.type.kind == kind::percent;
        if (number == nullptr || !keeps_decimals || rescale_exactly(*number, column.type.scale))
            return *constant;
        return refuse_value(given.at,
                            column.type.kind == kind::integer
                                ? backquoted(column.name) + " holds whole numbers"
                                : backquoted(column.name) + " is finer than the column keeps",
                            "at most " + decimals(shown_scale(column.type)) + " kept",
                            "round it, or declare the column as " + work_.word(keyword::decimal));
    }

    value refuse_kind(table_column const& column, typed_expression const& due,
                      typed_expression const& given) {
        auto help = pair_help(due, given, work_).lines();
        if (help.empty()) help = {"write " + describe(column.type)};
        if (given.what == operation::constant && given.type.kind == kind::text)
            help = {"write it without quotes, or declare the column as " + work_.word(keyword::text)};
        work_.report(problem(
            "T4050", "the column " + backquoted(column.name) + " is " + describe(column.type), given.at,
            given.is_calendar_duration ? "months and years differ in length" : origin(given, work_),
            std::move(help)));
        return {};
    }

    value refuse_value(span at, std::string message, std::string label, std::string help) {
        work_.report(problem("T4050", std::move(message), at, std::move(label), {std::move(help)}));
        return {};
    }

    /// A mistake that was reported before.
    [[nodiscard]] value broken() {
        ++broken_;
        return {};
    }

    void require_parts() {
        if (!work_.broken.empty()) return;
        auto const name = backquoted(out_.name);
        if (out_.columns.empty())
            work_.report(problem(
                "T4051", "table " + name + " has no column", out_.at, "nothing to look up",
                {"declare one: " + work_.word(keyword::column) + " days : " + work_.word(keyword::integer)}));
        auto const is_row = [](auto const& one) { return std::holds_alternative<ast::table_row>(one); };
        auto const rows = std::count_if(written_.members.begin(), written_.members.end(), is_row);
        if (rows == 0)
            work_.report(problem("T4051", "table " + name + " has no row", out_.at, "nothing for anybody",
                                 {"add one: " + work_.word(keyword::row) + " * => 30"}));
        if (rows > most_rows)
            work_.report(problem("T4017", "a table has at most 5,000 rows", out_.at, "too many",
                                 {"make several tables of it"}));
    }

    void settle() {
        auto const& last = out_.rows.back();
        bool const has_rest = out_.rows.size() > 1 && std::all_of(last.cells.begin(), last.cells.end(),
                                                                  [](auto const& one) { return one.is_all; });
        if (has_rest) out_.rows.back().condition = rest_condition();
        auto const rest = has_rest ? out_.rows.size() - 1 : no_index;
        table_cover cover(work_, out_, rest);
        cover.look();
        source_.may_be_unknown = source_.may_be_unknown || cover.is_open();
    }

    /// None of the rows before the last one.
    [[nodiscard]] typed_expression rest_condition() {
        auto const made = [&](operation what, std::vector<typed_expression> parts) {
            typed_expression one;
            one.what = what;
            one.type = type_of(kind::boolean);
            one.at = out_.rows.back().at;
            one.id = work_.program.expression_count++;
            for (auto const& part : parts) one.may_be_unknown = one.may_be_unknown || part.may_be_unknown;
            one.operands = std::move(parts);
            return one;
        };
        std::vector<typed_expression> others;
        for (std::size_t i = 0; i + 1 < out_.rows.size(); ++i) others.push_back(out_.rows[i].condition);
        auto any = others.size() == 1 ? std::move(others.front()) : made(operation::or_, std::move(others));
        std::vector<typed_expression> parts;
        parts.push_back(std::move(any));
        return made(operation::not_, std::move(parts));
    }

    /// Every two rows are compared.
    static constexpr std::ptrdiff_t most_rows = 5'000;

    workspace& work_;
    operand_matcher match_;
    row_reader rows_;
    ast::table_declaration const& written_;
    table_source& source_;
    parameter_table& out_;
    symbol_table names_;
    std::vector<bool> is_sound_;  ///< of each axis, whether its cells can be looked at
    std::size_t broken_ = 0;      ///< parts that were reported before, elsewhere
};

class table_checker {
public:
    explicit table_checker(workspace& work) : work_(work) {}

    void declare(ast::table_declaration const& one) {
        auto& tables = work_.program.treatment.tables;
        if (!work_.symbols.declare(one.name, {symbol_kind::table, tables.size(), one.name.at}, work_.found))
            return;
        parameter_table added;
        added.name = one.name.text;
        if (one.label) added.label = one.label->text;
        added.at = one.head_at;
        tables.push_back(std::move(added));
        table_source source;
        source.written = &one;
        work_.tables.push_back(source);
    }

    /// Those of which no column was asked for.
    void check() {
        for (std::size_t i = 0; i < work_.tables.size(); ++i) table_reader(work_, i).read();
    }

private:
    workspace& work_;
};

/// The column of a table by its name, the table being read; none, with a diagnostic, when there is no such.
[[nodiscard]] TRAMO_INLINE std::optional<std::size_t> column_named(std::size_t table, ast::name const& named,
                                                                   workspace& work) {
    table_reader(work, table).read();
    auto const& of = work.program.treatment.tables[table];
    std::vector<std::string> names;
    for (std::size_t i = 0; i < of.columns.size(); ++i) {
        if (of.columns[i].name == named.text) return i;
        names.push_back(of.columns[i].name);
    }
    if (work.broken.contains(named.text)) return {};
    auto help = did_you_mean(named.text, names);
    std::string all;
    for (auto const& one : names) all += (all.empty() ? "" : ", ") + one;
    if (!all.empty()) help.push_back("its columns are: " + all);
    auto what =
        problem("T3018", "the table " + backquoted(of.name) + " has no column " + backquoted(named.text),
                named.at, "not a column", std::move(help));
    what.labels.push_back({of.at, "the table"});
    work.report(std::move(what));
    return {};
}

/// Whether a table may be asked here; with a diagnostic where it may not.
TRAMO_INLINE bool expression_checker::is_table_here(ast::expression const& written) {
    auto const name = backquoted(written.text + "." + written.member);
    if (scope_.over_log()) {
        auto const place = scope_.of_event() ? "a condition on events" : "a counter";
        work_.report(problem("T4012", std::string(place) + " cannot look at " + name, written.at,
                             "by what the account is now", {"compare it in a segment"}));
        return false;
    }
    if (!scope_.inside()) return true;
    work_.report(problem("T4012", name + " is not kept for each of " + place_name(), written.at,
                         "one for the whole account", {"compare it outside of the aggregate"}));
    return false;
}

/// `cuts.block`: row by row its condition and what it gives.
TRAMO_INLINE typed_expression expression_checker::lookup(ast::expression const& written, std::size_t table) {
    if (!is_table_here(written)) return invalid_at(written.at);
    auto const column = column_named(table, {written.member, written.member_at}, work_);
    if (!column || !work_.tables[table].is_sound) return invalid_at(written.at);
    auto const& of = work_.program.treatment.tables[table];
    typed_expression result;
    result.what = operation::lookup;
    result.type = of.columns[*column].type;
    result.index = *column;
    result.table = table;
    result.may_be_unknown = work_.tables[table].may_be_unknown;
    if (result.type.kind == kind::text) {
        work_.report(problem(
            "T4012",
            backquoted(written.text + "." + written.member) +
                " is a text, which only members of an effect take",
            written.at, "a text of the table",
            {"name it there: " + work_.word(keyword::owner) + " " + written.text + "." + written.member}));
        return invalid_at(written.at);
    }
    for (auto const& row : of.rows) {
        typed_expression given;
        given.what = operation::constant;
        given.type = result.type;
        given.literal = row.values[*column];
        given.at = row.at;
        given.id = work_.program.expression_count++;
        result.operands.push_back(row.condition);
        result.operands.push_back(std::move(given));
    }
    return result;
}

/// Tables, calendars and effects have no value of their own.
TRAMO_INLINE typed_expression expression_checker::refuse_table(ast::expression const& written,
                                                               symbol const& found) {
    bool const is_table = found.kind == symbol_kind::table;
    std::string help = "make what it asks for a segment, and name that in both places";
    if (found.kind == symbol_kind::calendar)
        help = "name it in an effect: " + work_.word(keyword::calendar) + " " + written.text;
    if (is_table) {
        auto const& members = work_.tables[found.index].written->members;
        auto const column = std::find_if(members.begin(), members.end(), [](auto const& one) {
            return std::holds_alternative<ast::table_column>(one);
        });
        help = "name one of its columns: " + written.text + "." +
               (column == members.end() ? "…" : std::get<ast::table_column>(*column).name.text);
    }
    work_.report(problem("T4012",
                         backquoted(written.text) +
                             (is_table                              ? " is a table of parameters"
                              : found.kind == symbol_kind::calendar ? " is a calendar"
                                                                    : " is an effect") +
                             ", not a value",
                         written.at, "nothing to compare with", {std::move(help)}));
    return invalid_at(written.at);
}

}  // namespace tramo::checking
