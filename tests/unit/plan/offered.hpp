// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy with conditions of payment, planned for a day, and rows for it, without the handles above.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include <tramo/check/constant.hpp>
#include <tramo/plan/compile.hpp>
#include <tramo/plan/offer_plan.hpp>
#include <tramo/run/evaluate.hpp>
#include <tramo/run/text_batch.hpp>

#include "unit/check/checked_policy.hpp"

namespace tramo::testing {

/// A policy that must be sound, planned for a day.
struct offered {
    checked_policy read;
    environment known;
    offer_plan made;

    explicit offered(std::string const& text, std::string const& day = "2026-11-15")
        : read(read_policy("tramo 1 en\n" + text)) {
        INFO(read.rendering());
        REQUIRE(std::none_of(read.found.begin(), read.found.end(),
                             [](auto const& one) { return one.severity == severity::error; }));
        known.as_of = parse_date(day);
        for (auto const& one : read.policy.parameters)
            known.parameters.push_back(one.initial.value_or(unknown_t{}));
        made = compile_offers(read.policy, known);
    }

    [[nodiscard]] program const& policy() const { return read.policy; }
};

using text_row = std::vector<std::pair<std::string, std::string>>;

/// What a row does not name is null; lists of children are empty.
inline batch batch_of(schema const& fields, std::vector<text_row> const& rows) {
    text_batch made(fields);
    for (auto const& row : rows) {
        for (auto const& [name, text] : row) REQUIRE(made.set(name, text));
        for (auto const& one : fields.collections) (void)made.set_empty(one.name);
        made.end_record();
    }
    return made.finish();
}

}  // namespace tramo::testing
