// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which columns a field can be read from, before any row is touched.
#pragma once

#include <string>

#include <tramo/impl/run/cells.ipp>
#include <tramo/run/column_reader.hpp>

namespace tramo::reading {

/// The type as a declaration writes it.
TRAMO_INLINE std::string name_of_type(data_type const& type) {
    switch (type.kind) {
        case kind::boolean:
            return "boolean";
        case kind::integer:
            return "integer";
        case kind::decimal:
            return "decimal";
        case kind::money:
            return "money(" + type.currency + ")";
        case kind::percent:
            return "percent";
        case kind::date:
            return "date";
        case kind::timestamp:
            return "timestamp";
        case kind::duration:
            return "duration";
        case kind::text:
            return "text";
        case kind::enumeration:
            return "an enumeration";
    }
    return {};
}

/// How to mend a column that a field cannot be read from.
[[nodiscard]] inline std::string_view what_is_due(kind as) {
    switch (as) {
        case kind::boolean:
            return "give booleans, the integers 0 and 1, or text such as \"yes\" and \"no\"";
        case kind::integer:
            return "give integers, or text of digits";
        case kind::decimal:
        case kind::money:
            return "give numbers, or text such as \"1250.50\"";
        case kind::percent:
            return "give numbers, 12.5 for 12.5 %, or text such as \"12.5\"";
        case kind::date:
            return "give dates, or text such as \"2026-11-21\"";
        case kind::timestamp:
            return "give timestamps, dates, or text such as \"2026-11-21T10:30\"";
        case kind::duration:
            return "give whole days as integers";
        case kind::text:
            return "give text; integers are read as their digits";
        case kind::enumeration:
            return "give text, or integers where the values are digits";
    }
    return {};
}

/// Values of a dictionary are what its column holds.
[[nodiscard]] inline column const& values_of(column const& data) {
    return data.physical == layout::dictionary && data.dictionary ? *data.dictionary : data;
}

TRAMO_INLINE bool is_readable(kind as, column const& data) {
    layout const physical = data.physical;
    if (physical == layout::null) return data.unsupported.empty();
    if (is_text_layout(physical)) return true;
    bool const is_integer = is_integer_layout(physical);
    switch (as) {
        case kind::boolean:
            return is_integer || physical == layout::boolean;
        case kind::integer:
        case kind::decimal:
        case kind::money:
        case kind::percent:
            return is_integer || is_float_layout(physical) || physical == layout::decimal128;
        case kind::date:
            return physical == layout::date32 || physical == layout::date64 ||
                   (physical == layout::timestamp && data.zone.empty());
        case kind::timestamp:
            return physical == layout::timestamp || physical == layout::date32;
        case kind::duration:
        case kind::text:
        case kind::enumeration:
            return is_integer;
    }
    return false;
}

[[nodiscard]] inline diagnostic wrong_type_of_column(field const& as, column const& data) {
    std::string const& name = data.name.empty() ? as.name : data.name;
    return {"T5002",
            severity::error,
            "column `" + name + "` holds " + describe(data) + ", which cannot be read as " +
                name_of_type(as.type),
            {},
            {std::string(what_is_due(as.type.kind))}};
}

[[nodiscard]] inline diagnostic zone_without_offset(field const& as, column const& data,
                                                    std::string_view zone) {
    std::string const& name = data.name.empty() ? as.name : data.name;
    std::string const policy_zone =
        zone.empty() ? "has no zone" : "has the zone \"" + std::string(zone) + '"';
    return {"T5003",
            severity::error,
            "column `" + name + "` holds " + describe(data) + ", but the policy " + policy_zone +
                ", whose offset is not fixed",
            {},
            {"give local time without a zone",
             "or declare the policy's zone as a fixed offset such as \"-03:00\""}};
}

}  // namespace tramo::reading
