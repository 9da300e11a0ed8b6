// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Where an effect takes its texts from: written out, a field of the account, a text column of a table.
#pragma once

#include <tramo/impl/check/parameter_tables.ipp>
#include <tramo/impl/check/treated_fields.ipp>

namespace tramo::checking {

class text_place_reader {
public:
    explicit text_place_reader(workspace& work) : work_(work), constants_(work) {}

    /// `message` says what is due. Of form `none` where a mistake was reported.
    [[nodiscard]] text_place read(ast::text_or_name const& written, std::string const& message) {
        if (written.text) {
            constants_.refuse_blank(*written.text, "text");
            return {text_place::form::literal, written.text->text, no_index, no_index, no_index};
        }
        if (!written.member.text.empty()) return column(written, message);
        auto const* const found = work_.symbols.find(written.name.text);
        if (found != nullptr && found->kind == symbol_kind::table)
            return refuse(message, written.name.at, "a table of parameters",
                          "name one of its columns: " + written.name.text + ".…");
        auto const field =
            named_fields::of_account(work_).find(written.name, {kind::text, kind::enumeration}, message);
        if (!field) return {};
        return {text_place::form::field, "", *field, no_index, no_index};
    }

private:
    [[nodiscard]] text_place column(ast::text_or_name const& written, std::string const& message) {
        auto const& name = written.name.text;
        auto const* const found = work_.symbols.find(name);
        bool const is_known_gap = work_.broken.contains(name) || (found != nullptr && found->is_broken);
        if (is_known_gap) return {};
        if (found == nullptr || found->kind != symbol_kind::table) {
            std::vector<std::string> tables;
            for (auto const& one : work_.program.treatment.tables) tables.push_back(one.name);
            auto help = did_you_mean(name, tables);
            if (help.empty()) help = {"only a table has columns: name a field, or write the text in quotes"};
            work_.report(problem("T3001", "unknown table " + backquoted(name), written.name.at,
                                 found == nullptr ? "not declared" : "not a table", std::move(help)));
            return {};
        }
        auto const column = column_named(found->index, written.member, work_);
        if (!column) return {};
        auto const& type = work_.program.treatment.tables[found->index].columns[*column].type;
        if (type.kind == kind::text) return {text_place::form::table, "", no_index, found->index, *column};
        return refuse(message, written.at, describe(type), "name a column of texts");
    }

    [[nodiscard]] text_place refuse(std::string const& message, span at, std::string label,
                                    std::string help) {
        work_.report(problem("T2047", message, at, std::move(label), {std::move(help)}));
        return {};
    }

    workspace& work_;
    offer_constants constants_;
};

}  // namespace tramo::checking
