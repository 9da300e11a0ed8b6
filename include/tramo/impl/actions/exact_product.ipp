// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Products of many decimals without a bound, so that they are rounded, or compared, once and at the end.
#pragma once

#include <optional>

#include <boost/multiprecision/cpp_int.hpp>

#include <tramo/values/decimal.hpp>

namespace tramo::actions::products {

using integer = boost::multiprecision::cpp_int;

[[nodiscard]] inline integer to_integer(int128 number) {
    auto const size = number < 0 ? -static_cast<uint128>(number) : static_cast<uint128>(number);
    integer made = static_cast<std::uint64_t>(size >> 64);
    made <<= 64;
    made += static_cast<std::uint64_t>(size);
    return number < 0 ? integer(-made) : made;
}

[[nodiscard]] inline integer power_of_ten(int exponent) {
    return boost::multiprecision::pow(integer(10), static_cast<unsigned>(exponent));
}

/// No value beyond 38 digits.
[[nodiscard]] inline std::optional<int128> to_int128(integer const& number) {
    integer const size = abs(number);
    if (size >= power_of_ten(max_scale)) return {};
    auto const high = static_cast<std::uint64_t>(integer(size >> 64));
    auto const low = static_cast<std::uint64_t>(integer(size & integer(~std::uint64_t{0})));
    auto const made = static_cast<int128>(static_cast<uint128>(high) << 64 | low);
    return number < 0 ? -made : made;
}

class product {
public:
    explicit product(decimal const& first)
        : coefficient_(to_integer(first.coefficient)), scale_(first.scale) {}

    void multiply_by(decimal const& other) {
        coefficient_ *= to_integer(other.coefficient);
        scale_ += other.scale;
    }

    /// No value where it does not fit.
    [[nodiscard]] std::optional<decimal> half_up(int scale) const {
        integer size = abs(coefficient_);
        if (scale >= scale_) {
            size *= power_of_ten(scale - scale_);
        } else {
            integer const unit = power_of_ten(scale_ - scale);
            size = (size * 2 + unit) / (unit * 2);
        }
        auto const made = to_int128(size);
        if (!made) return {};
        return decimal(coefficient_ < 0 ? -*made : *made, scale);
    }

    [[nodiscard]] bool is_at_least(product const& other) const {
        integer const here = coefficient_ * power_of_ten(other.scale_);
        integer const there = other.coefficient_ * power_of_ten(scale_);
        return here >= there;
    }

private:
    integer coefficient_;
    int scale_ = 0;
};

}  // namespace tramo::actions::products
