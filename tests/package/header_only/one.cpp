// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One of two files that include everything header-only; that both link shows that no definition is double.
#include <cstdio>

#include <tramo/tramo.hpp>

#if !TRAMO_HEADER_ONLY
#    error "tramo::header_only brings its definitions along"
#endif

std::string amount_in_two();

int main() {
    auto const amount = tramo::parse_decimal("4.50");
    bool const is_right = amount && tramo::to_string(*amount) == amount_in_two();
    std::printf("tramo %s, header-only: both files say %s\n", TRAMO_VERSION, is_right ? "4.50" : "otherwise");
    return is_right ? 0 : 1;
}
