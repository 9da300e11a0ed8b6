// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// react-querybuilder's list of fields as declarations of a policy.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/json/query_values.ipp>

namespace tramo::query_json {

[[nodiscard]] inline ast::field_declaration declared(std::string const& name, keyword word) {
    ast::field_declaration made;
    made.name.text = name;
    made.type.word = word;
    made.is_optional = true;
    return made;
}

/// Whether a name can stand in back-quotes.
[[nodiscard]] inline bool can_be_named(std::string const& name) {
    bool const is_plain = std::none_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == '`' || c == '\x7f';
    });
    return is_plain && !name.empty() && to_nfc(name).find('`') == std::string::npos;
}

class field_list_reader {
public:
    explicit field_list_reader(query_findings& told) : told_(told) {}

    [[nodiscard]] std::vector<ast::field_declaration> read(raw_value const& list) {
        if (!list.is(form::list))
            told_.refuse("T7050", "", "expected a list of fields, found " + shown(list),
                         {"a field is {\"name\": \"balance\", \"inputType\": \"number\"}"});
        else
            read_all(list, "");
        return std::move(all_);
    }

private:
    void read_all(raw_value const& list, std::string const& at) {
        for (std::size_t i = 0; i < list.elements.size(); ++i) {
            auto const& one = list.elements[i];
            auto const where = at + "/" + std::to_string(i);
            auto const* const options = one.member("options");
            if (!one.is(form::object))
                told_.refuse("T7050", where, "expected a field, found " + shown(one));
            else if (options != nullptr && options->is(form::list))
                read_all(*options, where + "/options");
            else
                read_field(one, where);
        }
    }

    /// react-querybuilder takes `value` for `name` too.
    static raw_value const* name_of(raw_value const& one) {
        auto const* const name = one.member("name");
        return name != nullptr ? name : one.member("value");
    }

    void read_field(raw_value const& one, std::string const& at) {
        auto const* const name = name_of(one);
        if (name == nullptr || !name->is(form::text) || !can_be_named(name->text)) {
            told_.refuse("T7050", at, "the field has no name",
                         {"a name is a text without line ends and back-quotes"});
            return;
        }
        if (name->text == expression_field || name->text == placeholder) return;
        auto const* const exact = one.member("tramo");
        auto made = exact != nullptr ? exact_declaration(*exact, to_nfc(name->text), at + "/tramo")
                                     : likely_declaration(one, to_nfc(name->text), at);
        if (!made) return;
        for (auto const& other : all_)
            if (other.name.text == made->name.text) {
                told_.refuse("T7050", at, "the field " + in_quotes(name->text) + " stands twice in the list");
                return;
            }
        all_.push_back(std::move(*made));
    }

    std::optional<ast::field_declaration> exact_declaration(raw_value const& exact, std::string const& name,
                                                            std::string const& at) {
        auto const* const text = exact.member("declaration");
        auto read = parse(source("tramo 1 en\n" + (text == nullptr ? std::string() : text->text) + "\n"));
        auto const& all = read.value.declarations;
        auto const* const field = all.size() == 1 ? std::get_if<ast::field_declaration>(&all[0]) : nullptr;
        if (read.ok() && field != nullptr && field->name.text == name) {
            auto made = *field;
            made.comments = {};
            return made;
        }
        told_.refuse("T7050", at, "the declaration of " + in_quotes(name) + " cannot be read",
                     {"write: {\"declaration\": \"field balance : money(BRL) optional\"}",
                      "or leave \"tramo\" out, to have the type from \"inputType\""});
        return {};
    }

    std::optional<ast::field_declaration> likely_declaration(raw_value const& one, std::string const& name,
                                                             std::string const& at) {
        auto const input = word_of(one, "inputType"), editor = word_of(one, "valueEditorType");
        auto made = declared(name, keyword::text);
        auto const* const values = one.member("values");
        bool const is_choice = editor == "select" || editor == "radio" || editor == "multiselect";
        if (is_choice && values != nullptr && values->is(form::list) && !values->elements.empty()) {
            made.type.word = keyword::one_of;
            add_values(*values, made.type.values, at + "/values");
        } else if (input == "checkbox" || editor == "checkbox" || editor == "switch") {
            made.type.word = keyword::boolean;
        } else if (input == "number" || input == "range") {
            made.type.word = keyword::decimal;
        } else if (input == "date") {
            made.type.word = keyword::date;
        } else if (input == "datetime-local") {
            made.type.word = keyword::timestamp;
        }
        return made;
    }

    static std::string word_of(raw_value const& one, std::string_view key) {
        auto const* const found = one.member(key);
        return found != nullptr && found->is(form::text) ? found->text : std::string();
    }

    void add_values(raw_value const& list, std::vector<ast::enum_value>& into, std::string const& at) {
        for (std::size_t i = 0; i < list.elements.size(); ++i) {
            auto const& one = list.elements[i];
            auto const where = at + "/" + std::to_string(i);
            auto const* const options = one.member("options");
            auto const* const name = one.is(form::object) ? name_of(one) : nullptr;
            if (options != nullptr && options->is(form::list))
                add_values(*options, into, where + "/options");
            else if (name != nullptr && name->is(form::text) && can_be_written(name->text))
                into.push_back({{name->text, {}}, {}});
            else
                told_.refuse("T7050", where, "expected {\"name\": …, \"label\": …}, found " + shown(one));
        }
    }

    query_findings& told_;
    std::vector<ast::field_declaration> all_;
};

}  // namespace tramo::query_json
