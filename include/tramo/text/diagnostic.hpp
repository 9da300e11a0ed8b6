// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is wrong with a policy, a parameter or a table, said as a value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tramo/text/source.hpp>

namespace tramo {

enum class severity { error, warning };

/// A place and what is to be said of it. The first label of a diagnostic is the primary one.
struct label {
    span where;
    std::string text;
};

/// `code` is one of the catalogue's (`T2031`): T1 reading, T2 types, T3 names, T4 meaning, T5 data.
struct diagnostic {
    std::string code;
    tramo::severity severity = severity::error;
    std::string message;
    std::vector<label> labels;
    std::vector<std::string> help;  ///< one entry per line
};

struct catalogue_entry {
    std::string_view code;
    tramo::severity severity;
    std::string_view title;
};

/// All codes, in order (text/diagnostic_codes.def).
[[nodiscard]] std::vector<catalogue_entry> const& diagnostic_catalogue();

/// A result with what was found on the way; usable where no finding is an error.
template <class T>
struct checked {
    T value{};
    std::vector<diagnostic> diagnostics;

    [[nodiscard]] bool ok() const {
        for (auto const& found : diagnostics)
            if (found.severity == severity::error) return false;
        return true;
    }
    explicit operator bool() const { return ok(); }
};

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/text/diagnostic.ipp>
#endif
