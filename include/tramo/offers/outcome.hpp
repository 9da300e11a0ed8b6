// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a calculator answers: a value, or all that speaks against the question.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tramo::offers {

/// One input that cannot be computed with. `input` is the name of the member, `terms.count` for example;
/// `message` says what was found and what was due: "the count is 0; it must be at least 1".
struct objection {
    std::string input;
    std::string message;
    friend bool operator==(objection const&, objection const&) = default;
};

/// Usable where there are no objections. `caveats` are true of a usable value and worth saying: "the last
/// installment is 0.34 where the others are 12.00".
template <class T>
struct outcome {
    T value{};
    std::vector<objection> objections;
    std::vector<std::string> caveats;

    [[nodiscard]] bool ok() const { return objections.empty(); }
    explicit operator bool() const { return ok(); }
    void object(std::string input, std::string message) {
        objections.push_back({std::move(input), std::move(message)});
    }
};

}  // namespace tramo::offers
