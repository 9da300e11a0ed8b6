// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which fields a query has, and of which types, as far as its own values say it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/json/query_declared.ipp>

namespace tramo::query_json {

/// What values a field is compared with.
struct field_evidence {
    std::string name;
    std::string first_at;
    bool has_number = false;  ///< a JSON number
    bool has_text = false;    ///< a text that is nothing else
    bool has_truth = false;
    bool has_day = false;             ///< a text that is a day
    bool has_digits = false;          ///< a text that is a number, tested for equality
    bool has_ordered_digits = false;  ///< the same, where an order or a list between commas is asked for
    std::vector<std::string> beside;  ///< fields that it is compared with
    keyword type = keyword::text;
    bool is_settled = false;
};

class field_inference {
public:
    explicit field_inference(query_findings& told) : told_(told) {}

    [[nodiscard]] std::vector<ast::field_declaration> infer(raw_value const& query) {
        collect(query, "");
        for (auto& one : all_) settle(one);
        settle_by_neighbours();
        std::vector<ast::field_declaration> made;
        std::string named;
        for (auto const& one : all_) {
            made.push_back(declared(one.name, one.type));
            named += (named.empty() ? "" : ", ") + one.name + " (" +
                     std::string(spelling(one.type, language::en)) + ")";
        }
        if (!made.empty())
            told_.warn("T7054", "", "no fields were given: they are inferred from the values, all optional",
                       {"read as: " + named, "give the fields to have their exact types"});
        return made;
    }

private:
    void collect(raw_value const& group, std::string const& at) {
        auto const* const rules = group.member("rules");
        if (rules == nullptr || is_true_member(group, "muted")) return;
        for (std::size_t i = 0; i < rules->elements.size(); ++i) {
            auto const where = at + "/rules/" + std::to_string(i);
            auto const& one = rules->elements[i];
            if (one.member("rules") != nullptr)
                collect(one, where);
            else
                look_at(one, where);
        }
    }

    [[nodiscard]] static bool is_true_member(raw_value const& of, std::string_view key) {
        auto const* const found = of.member(key);
        return found != nullptr && found->is(form::truth) && found->is_true;
    }

    void look_at(raw_value const& rule, std::string const& at) {
        auto const* const field = rule.member("field");
        auto const* const op = rule.member("operator");
        bool const is_named =
            field != nullptr && field->is(form::text) && op != nullptr && op->is(form::text);
        if (!is_named || is_true_member(rule, "muted") || op->text == placeholder) return;
        if (field->text == expression_field || field->text == placeholder) return;
        auto const* const what = find_operator(op->text);
        auto const number = entry(field->text, at + "/field");
        auto const* const value = rule.member("value");
        if (what == nullptr || value == nullptr || what->form == operator_form::null) return;
        auto const* const source = rule.member("valueSource");
        bool const among_fields = source != nullptr && source->text == "field";
        bool const has_many = what->form == operator_form::in || what->form == operator_form::between;
        auto const values = has_many ? values_of(*value) : std::vector<raw_value>{*value};
        for (auto const& one : values) {
            if (among_fields)
                beside(number, one, at + "/value");
            else
                weigh(all_[number], one, *what, has_many && value->is(form::text));
        }
    }

    std::size_t entry(std::string const& written, std::string const& at) {
        auto const name = to_nfc(written);
        auto const [found, is_new] = numbers_.emplace(name, all_.size());
        if (is_new) {
            all_.push_back({});
            all_.back().name = name;
            all_.back().first_at = at;
            if (!can_be_named(name))
                told_.refuse("T7043", at, "the field has no name that a policy can use",
                             {"a name is a text without line ends and back-quotes"});
        }
        return found->second;
    }

    void beside(std::size_t number, raw_value const& value, std::string const& at) {
        if (!value.is(form::text)) return;
        auto const other = entry(value.text, at);
        all_[number].beside.push_back(all_[other].name);
        all_[other].beside.push_back(all_[number].name);
    }

    static void weigh(field_evidence& into, raw_value const& value, query_operator const& what,
                      bool is_between_commas) {
        into.has_truth = into.has_truth || value.is(form::truth);
        into.has_number = into.has_number || value.is(form::number);
        if (!value.is(form::text)) return;
        bool const is_ordered = what.form == operator_form::between ||
                                (what.form == operator_form::compare && !is_equality(what));
        bool const is_match = !suits(what, data_type{});
        bool const is_text_match = is_match && !is_ordered;
        if (is_text_match)
            into.has_text = true;
        else if (parse_date(value.text))
            into.has_day = true;
        else if (is_number(value.text))
            (is_ordered || is_between_commas ? into.has_ordered_digits : into.has_digits) = true;
        else
            into.has_text = true;
    }

    void settle(field_evidence& one) {
        bool const has_texts = one.has_text || one.has_day;
        int const kinds = (one.has_number ? 1 : 0) + (one.has_truth ? 1 : 0) + (has_texts ? 1 : 0);
        bool const is_mixed = kinds > 1 || (one.has_truth && (one.has_digits || one.has_ordered_digits));
        if (is_mixed)
            told_.refuse("T7050", one.first_at,
                         "the values of " + in_quotes(one.name) + " are of different types",
                         {"give the fields, so that its type is known"});
        one.is_settled = kinds > 0 || one.has_digits || one.has_ordered_digits;
        if (one.has_truth)
            one.type = keyword::boolean;
        else if (one.has_number || (one.has_ordered_digits && !has_texts))
            one.type = keyword::decimal;
        else if (one.has_day && !one.has_text && !one.has_digits && !one.has_ordered_digits)
            one.type = keyword::date;
    }

    /// Fields that are only compared with others have the type of these.
    void settle_by_neighbours() {
        std::vector<std::size_t> known;
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (all_[i].is_settled) known.push_back(i);
        for (std::size_t next = 0; next < known.size(); ++next) {
            for (auto const& name : all_[known[next]].beside) {
                auto const other = numbers_.at(name);
                if (all_[other].is_settled) continue;
                all_[other].is_settled = true;
                all_[other].type = all_[known[next]].type;
                known.push_back(other);
            }
        }
    }

    query_findings& told_;
    std::vector<field_evidence> all_;
    std::map<std::string, std::size_t> numbers_;
};

}  // namespace tramo::query_json
