// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Values written out in a policy, with their types.
#pragma once

#include <tramo/impl/check/operands.ipp>

namespace tramo::checking {

/// Days, or months of a length of time written out.
inline constexpr int longest_duration = 4'000'000;

class literal_reader {
public:
    explicit literal_reader(workspace& work) : work_(work) {}

    [[nodiscard]] typed_expression read(ast::expression const& written) const {
        using ast::node;
        switch (written.kind) {
            case node::number:
                return bare_number(written);
            case node::percent:
                return constant(type_of(kind::percent, 6),
                                decimal(written.number.coefficient, written.number.scale + 2));
            case node::money: {
                auto type = type_of(kind::money, minor_units(written.text).value_or(2));
                type.currency = written.text;
                return constant(std::move(type), written.number);
            }
            case node::date:
                return constant(type_of(kind::date), written.day);
            case node::timestamp:
                return constant(type_of(kind::timestamp), written.moment);
            case node::text:
                return constant(type_of(kind::text), written.text);
            case node::truth:
                return constant(type_of(kind::boolean), written.is_true);
            default:
                return duration(written);
        }
    }

private:
    [[nodiscard]] static typed_expression constant(data_type type, value literal) {
        typed_expression result;
        result.what = operation::constant;
        result.type = std::move(type);
        result.literal = std::move(literal);
        return result;
    }

    [[nodiscard]] static typed_expression bare_number(ast::expression const& written) {
        auto const kind = written.number.scale == 0 ? kind::integer : kind::decimal;
        auto result = constant(type_of(kind, written.number.scale), written.number);
        result.is_literal_number = true;
        return result;
    }

    [[nodiscard]] typed_expression duration(ast::expression const& written) const {
        int const factor = written.word == keyword::weeks ? 7 : written.word == keyword::years ? 12 : 1;
        auto const count = multiply(written.number, decimal(factor));
        auto const whole = count ? rescale_exactly(*count, 0) : std::nullopt;
        if (!whole || whole->coefficient > longest_duration) {
            bool const too_long = !count || *count > decimal(longest_duration);
            work_.report(problem("T1007", "a length of time counts whole days, weeks, months or years",
                                 written.at, too_long ? "too long" : "not whole"));
            return invalid_at(written.at);
        }
        auto result = constant(type_of(kind::duration), *whole);
        result.is_calendar_duration = written.word == keyword::months || written.word == keyword::years;
        return result;
    }

    workspace& work_;
};

}  // namespace tramo::checking
