// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Types as written to types as used.
#pragma once

#include <map>

#include <tramo/impl/check/names.ipp>
#include <tramo/values/currency.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::checking {

/// Decimals kept by a percent field: 12.3456 % is 0.123456.
inline constexpr int percent_scale = 6;

class type_checker {
public:
    explicit type_checker(workspace& work) : work_(work) {}

    [[nodiscard]] data_type type(ast::type_expression const& written) {
        data_type result;
        if (!written.word) return result;
        result.kind = kind_of(*written.word);
        check_parts(written, result.kind);
        if (result.kind == kind::money) set_currency(written, result);
        if (result.kind == kind::percent) result.scale = percent_scale;
        if (result.kind == kind::decimal) set_scale(written, result);
        if (result.kind == kind::enumeration) set_values(written, result);
        return result;
    }

    [[nodiscard]] field declared_field(ast::field_declaration const& written) {
        field result{written.name.text,  written.label ? written.label->text : "",
                     type(written.type), written.is_optional,
                     written.is_key,     {}};
        for (auto const& rule : written.valid) {
            if (written.type.word) require_text(rule, result);
            add_validity(rule, result);
        }
        if (result.is_key && result.is_optional)
            work_.report(problem("T2039", "a key cannot be optional", written.name.at, "names each account",
                                 {"take " + backquoted(work_.word(keyword::optional)) + " off"}));
        return result;
    }

private:
    [[nodiscard]] static kind kind_of(keyword word) {
        switch (word) {
            case keyword::boolean:
                return kind::boolean;
            case keyword::integer:
                return kind::integer;
            case keyword::decimal:
                return kind::decimal;
            case keyword::money:
                return kind::money;
            case keyword::percent:
                return kind::percent;
            case keyword::date:
                return kind::date;
            case keyword::timestamp:
                return kind::timestamp;
            case keyword::duration:
                return kind::duration;
            case keyword::text:
                return kind::text;
            default:
                return kind::enumeration;
        }
    }

    void check_parts(ast::type_expression const& written, kind what) {
        auto const refuse = [&](std::string message, std::string help) {
            work_.report(problem("T2039", std::move(message), written.at, "does not fit", {std::move(help)}));
        };
        if (written.currency && what != kind::money)
            refuse("only money has a currency",
                   "write: " + work_.word(keyword::money) + "(" + written.currency->text + ")");
        if (written.scale && what != kind::decimal)
            refuse("only a decimal is declared with a number of decimals",
                   "write: " + work_.word(keyword::decimal) + "(" + std::to_string(*written.scale) + ")");
    }

    void set_currency(ast::type_expression const& written, data_type& result) {
        result.currency = written.currency ? written.currency->text : work_.program.currency;
        if (result.currency.empty()) {
            work_.report(problem("T4009", "the currency of this money is not known", written.at,
                                 "which currency?",
                                 {"write " + work_.word(keyword::money) + "(BRL) here, or " +
                                  work_.word(keyword::currency) + " BRL in the block of the policy"}));
        }
        result.scale = minor_units(result.currency).value_or(2);
    }

    void set_scale(ast::type_expression const& written, data_type& result) {
        result.scale = written.scale.value_or(division_scale);
        if (result.scale <= division_scale) return;
        work_.report(problem("T2039", "at most 18 decimals are kept", written.at, "too many",
                             {"write: " + work_.word(keyword::decimal) + "(18)"}));
        result.scale = division_scale;
    }

    void set_values(ast::type_expression const& written, data_type& result) {
        result.is_open = written.is_open;
        std::map<std::string, span> seen;
        std::vector<enumerant> values;
        for (auto const& one : written.values) {
            enumerant declared{one.value.text, {}};
            note(one.value, seen);
            for (auto const& alias : one.aliases) {
                note(alias, seen);
                declared.aliases.push_back(alias.text);
            }
            values.push_back(std::move(declared));
        }
        result.values = enumerant_list(std::move(values));
    }

    void note(ast::text_literal const& spelled, std::map<std::string, span>& seen) {
        if (spelled.text.find_first_not_of(' ') == std::string::npos) {
            work_.report(problem("T2039", "a blank text is no value", spelled.at, "blank",
                                 {"a cell left blank is unknown: declare the field " +
                                  backquoted(work_.word(keyword::optional))}));
            return;
        }
        auto const [first, is_new] = seen.try_emplace(fold(spelled.text), spelled.at);
        if (is_new) return;
        auto clash = problem("T3009", "\"" + spelled.text + "\" reads like a value before it", spelled.at,
                             "the same but for case and accents", {"leave one of them out"});
        clash.labels.push_back({first->second, "this one"});
        work_.report(std::move(clash));
    }

    void require_text(ast::validity const& written, field const& of) {
        if (of.type.kind == kind::text) return;
        work_.report(problem("T2039", backquoted(work_.word(keyword::valid)) + " is for text", written.at,
                             backquoted(of.name) + " is " + describe(of.type),
                             {"declare it as " + work_.word(keyword::text) + ", or take the rule off"}));
    }

    void add_validity(ast::validity const& written, field& result) {
        if (written.tax_id) {
            result.valid.tax_id = tax_id_kind_of(written.tax_id->text);
            if (!result.valid.tax_id) {
                std::vector<std::string> known(tax_id_kinds().begin(), tax_id_kinds().end());
                auto help = did_you_mean(written.tax_id->text, known);
                std::string all;
                for (auto const& one : known) all += (all.empty() ? "" : ", ") + one;
                help.push_back("the kinds are: " + all);
                work_.report(problem("T3006", "unknown kind of tax id " + backquoted(written.tax_id->text),
                                     written.tax_id->at, "not known", std::move(help)));
            }
        }
        if (written.min_digits) {
            result.valid.min_digits = *written.min_digits;
            result.valid.max_digits = written.max_digits.value_or(*written.min_digits);
            if (result.valid.max_digits < result.valid.min_digits || result.valid.max_digits == 0)
                work_.report(
                    problem("T4007", "no text has so many digits", written.at, "holds nothing",
                            {"write the smaller number first: " + work_.word(keyword::digits) + " 8..9"},
                            severity::warning));
        }
    }

    workspace& work_;
};

}  // namespace tramo::checking
