// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Writes segments as SQL.
#pragma once

#include <tramo/check/program.hpp>
#include <tramo/export/sql.hpp>
#include <tramo/impl/export/sql_conditions.ipp>
#include <tramo/impl/export/sql_head.ipp>
#include <tramo/plan/plan.hpp>
#include <tramo/text/suggest.hpp>

namespace tramo {

namespace exporting {

/// None, with a T5007, where there is no such segment.
[[nodiscard]] TRAMO_INLINE planned_segment const* find_segment(prepared_policy const& with,
                                                               std::string_view name,
                                                               std::vector<diagnostic>& found) {
    std::vector<std::string> names;
    for (auto const& one : with.plan().segments) {
        if (one.name == name) return &one;
        names.push_back(one.name);
    }
    std::vector<std::string> help;
    if (auto const near = nearest(name, names); !near.empty())
        help.push_back("did you mean `" + std::string(near) + "`?");
    found.push_back({"T5007",
                     severity::error,
                     "the policy has no segment `" + std::string(name) + "`",
                     {},
                     std::move(help)});
    return nullptr;
}

class segment_writer {
public:
    segment_writer(prepared_policy const& with, planned_segment const& of, sql_dialect dialect)
        : with_(with),
          of_(of),
          dialect_(dialect),
          program_(with.policy().program()),
          found_(of.name, program_.definitions[of.definition].versions[of.version_index].at),
          words_(with.plan(), program_.fields.fields, dialect, found_) {}

    [[nodiscard]] checked<std::string> condition() {
        checked<std::string> result;
        if (auto const made = write()) result.value = laid_out(*made, 0);
        result.diagnostics = found_.take();
        return result;
    }

    [[nodiscard]] checked<std::string> query(sql_options const& options) {
        checked<std::string> result;
        if (auto made = write()) {
            auto columns = of_.is_active ? field_finder(with_.plan().account).read_by(of_.condition)
                                         : std::set<std::size_t>();
            if (of_.is_active) guard(*made, columns);
            result.value = head_words(with_).write(of_, columns) + "SELECT " + options.select + "\nFROM " +
                           sql_table(options.table) + "\nWHERE\n    " +
                           laid_out(*made, indentation, made->binds == binding::all) + "\n";
        }
        result.diagnostics = found_.take();
        return result;
    }

private:
    /// None where something cannot be said.
    [[nodiscard]] std::optional<piece> write() {
        if (size_finder(with_.plan().account).is_too_large(of_.condition)) {
            found_.refuse("T7025", "written out it has more than 20,000 parts, or nests more than 250 deep",
                          {}, "this segment", "export the segments that it is made of");
            return {};
        }
        refuse_alike_names();
        auto made = words_.write(of_.condition);
        if (flat(made).find('\0') != std::string::npos)
            found_.refuse("T7027", "a text holds a character of number zero", {}, "this segment",
                          "take it out of the text");
        if (!found_.empty()) return {};
        return made;
    }

    /// Names in quotes still mean the same to DuckDB in capital letters and in small ones.
    void refuse_alike_names() {
        if (dialect_ != sql_dialect::duckdb) return;
        std::set<std::string> names;
        auto const& fields = program_.fields.fields;
        for (auto const one : field_finder(with_.plan().account).read_by(of_.condition)) {
            auto folded = fields[one].name;
            for (char& c : folded)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            if (!names.insert(folded).second)
                found_.refuse("T7026",
                              "DuckDB does not tell the column `" + fields[one].name +
                                  "` from one that differs in capital letters only",
                              {}, "this segment", "rename one of the fields");
        }
    }

    /// Rows that the engine sets apart are not selected.
    void guard(piece& made, std::set<std::size_t>& columns) {
        std::vector<piece> parts;
        if (made.binds == binding::all)
            parts = std::move(made.parts);
        else
            parts.push_back(std::move(made));
        for (auto const& one : words_.guards()) parts.push_back(atom(one, binding::comparison));
        for (auto const index : with_.plan().fields_read) {
            auto const& field = program_.fields.fields[index];
            if (field.is_optional) continue;
            columns.insert(index);
            bool const is_text = field.type.kind == kind::text,
                       is_member = field.type.kind == kind::enumeration;
            auto const name = is_text ? cast_to(sql_name(field.name), "VARCHAR") : sql_name(field.name);
            parts.push_back(
                atom(name + (is_text || is_member ? " <> ''" : " IS NOT NULL"), binding::comparison));
        }
        made = parts.size() == 1 ? std::move(parts.front()) : joined(std::move(parts), true);
    }

    prepared_policy const& with_;
    planned_segment const& of_;
    sql_dialect dialect_;
    program const& program_;
    findings found_;
    condition_words words_;
};

}  // namespace exporting

TRAMO_INLINE std::optional<sql_dialect> sql_dialect_of(std::string_view name) {
    if (name == "duckdb") return sql_dialect::duckdb;
    if (name == "postgresql") return sql_dialect::postgresql;
    return {};
}

TRAMO_INLINE checked<std::string> to_sql(prepared_policy const& with, std::string_view segment,
                                         sql_options const& options) {
    checked<std::string> result;
    auto const* const found = exporting::find_segment(with, segment, result.diagnostics);
    return found == nullptr ? result
                            : exporting::segment_writer(with, *found, options.dialect).query(options);
}

TRAMO_INLINE checked<std::string> to_sql_condition(prepared_policy const& with, std::string_view segment,
                                                   sql_dialect dialect) {
    checked<std::string> result;
    auto const* const found = exporting::find_segment(with, segment, result.diagnostics);
    return found == nullptr ? result : exporting::segment_writer(with, *found, dialect).condition();
}

}  // namespace tramo
