// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Rows set apart by whatever reads a table, in the shape that Python's `Reading` asks for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tramo/run/verdicts.hpp>

namespace tramo_python {

struct rows_apart {
    std::int64_t rows = 0;  ///< that were set apart
    std::vector<tramo::data_error> errors;
    std::int64_t not_listed = 0;

    /// Lines of a file that could not be laid into columns count as rows behind the `read` others.
    void add_lines(std::vector<std::string> lines, std::int64_t read) {
        rows += static_cast<std::int64_t>(lines.size());
        for (auto& line : lines) {
            tramo::data_error error;
            error.row = read++;
            error.value = std::move(line);
            error.reason = tramo::fault_reason::wrong_cells;
            errors.push_back(std::move(error));
        }
    }
};

}  // namespace tramo_python
