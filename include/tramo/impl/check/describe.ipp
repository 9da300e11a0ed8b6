// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Types in words.
#pragma once

#include <tramo/check/program.hpp>

namespace tramo {

TRAMO_INLINE std::string describe(data_type const& type) {
    switch (type.kind) {
        case kind::boolean:
            return "true or false";
        case kind::integer:
            return "a whole number";
        case kind::decimal:
            return "a number";
        case kind::money:
            return type.currency.empty() ? "money" : "money (" + type.currency + ")";
        case kind::percent:
            return "a percentage";
        case kind::date:
            return "a date";
        case kind::timestamp:
            return "a moment";
        case kind::duration:
            return "a length of time";
        case kind::text:
            return "text";
        case kind::enumeration:
            return "one of a list of values";
    }
    return "a value";
}

}  // namespace tramo
