// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A stranger's program: it must build with the include directories and flags of the linked target alone.
#include <cstdio>

#include <tramo/tramo.hpp>

#if TRAMO_HEADER_ONLY
#    error "tramo::tramo is the compiled library"
#endif

int main() {
    auto const price = tramo::parse_decimal("1.50");
    auto const amount = price ? tramo::multiply(*price, tramo::decimal{3}) : price;
    bool const is_right = amount && tramo::to_string(*amount) == "4.50";
    std::printf("tramo %s: 3 x 1.50 is %s\n", TRAMO_VERSION, is_right ? "4.50" : "wrong");
    return is_right ? 0 : 1;
}
