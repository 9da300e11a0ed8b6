// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The values that parameters are given in the policy itself.
#pragma once

#include <tramo/impl/check/aggregates.ipp>

namespace tramo::checking {

class parameter_reader {
public:
    explicit parameter_reader(workspace& work) : work_(work), match_(work) {}

    /// The value written for a parameter; none, with a diagnostic, when it is none of its type.
    [[nodiscard]] std::optional<value> initial(std::size_t index, ast::expression const& written) {
        auto given = expression_checker(work_).value_of(written);
        if (is_invalid(given)) return {};
        typed_expression due;
        due.what = operation::parameter;
        due.index = index;
        due.type = work_.program.parameters[index].type;
        switch (match_.fit(due, given)) {
            case fitting::reported:
                return {};
            case fitting::no:
                return refuse_type(due, given);
            case fitting::yes:
                break;
        }
        if (given.is_calendar_duration)
            return refuse("months and years have no fixed length", given.at, "how many days?",
                          {"write days or weeks: 60 " + work_.word(keyword::days)});
        auto const constant = constant_value(given, {});
        if (!constant || std::holds_alternative<unknown_t>(*constant))
            return refuse("the value of parameter " + name_of(index) + " must be written out", written.at,
                          "not known before there are data", {"write a number, an amount, a day or a text"});
        if (auto const* number = std::get_if<decimal>(&*constant))
            if (!rescale_exactly(*number, due.type.scale)) return refuse_decimals(due, given);
        return constant;
    }

private:
    [[nodiscard]] std::string name_of(std::size_t index) const {
        return backquoted(work_.program.parameters[index].name);
    }

    std::optional<value> refuse(std::string message, span where, std::string label,
                                std::vector<std::string> help = {}) {
        work_.report(problem("T2039", std::move(message), where, std::move(label), std::move(help)));
        return {};
    }

    std::optional<value> refuse_type(typed_expression const& due, typed_expression const& given) {
        bool const is_bare = given.is_literal_number && due.type.kind == kind::percent;
        return refuse("parameter " + name_of(due.index) + " is " + describe(due.type) +
                          ", and its value is " + (is_bare ? "a bare number" : describe(given.type)),
                      given.at, is_bare ? "percent, or the share itself?" : "this value",
                      pair_help(due, given, work_).lines());
    }

    std::optional<value> refuse_decimals(typed_expression const& due, typed_expression const& given) {
        auto const keeps = due.type.kind == kind::integer
                               ? std::string("a whole number is due")
                               : "at most " + decimals(shown_scale(due.type)) + " kept";
        return refuse("the value of parameter " + name_of(due.index) + " has too many decimals", given.at,
                      keeps);
    }

    workspace& work_;
    operand_matcher match_;
};

}  // namespace tramo::checking
