// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What every fuzz target asks of whatever comes out: a law that does not hold ends the program, so that the
// fuzzer keeps the input that broke it.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <tramo/json/report.hpp>
#include <tramo/text/render.hpp>
#include <tramo/values/unicode.hpp>

namespace fuzz {

/// `shown` is printed where the law is broken.
inline void hold(bool holds, char const* law, std::string const& shown = {}) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n%s\n", law, shown.c_str());
    std::abort();
}

inline bool is_catalogued(tramo::diagnostic const& what) {
    auto const& all = tramo::diagnostic_catalogue();
    return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.code == what.code; });
}

/// Diagnostics name codes that exist and places inside the text, and can be drawn and told as JSON in UTF-8.
inline void hold_of_diagnostics(std::vector<tramo::diagnostic> const& all, tramo::source const& text) {
    for (auto const& one : all) {
        hold(is_catalogued(one), "every code is in the catalogue", one.code);
        hold(!one.message.empty(), "every diagnostic has a message", one.code);
        for (auto const& label : one.labels)
            hold(label.where.begin <= label.where.end && label.where.end <= text.text().size(),
                 "every place is inside the text", one.code + ": " + one.message);
        auto const drawn = render(one, text);
        hold(tramo::find_invalid_utf8(drawn) == std::string_view::npos, "drawings are UTF-8", drawn);
    }
    hold(!all.empty() == !render(all, text, 20).empty(), "where there is something to say, it is drawn");
    auto const json = tramo::to_json(all, text);
    hold(tramo::find_invalid_utf8(json) == std::string_view::npos, "JSON is UTF-8", json);
}

/// The same of data, which have no text to point at.
inline void hold_of_diagnostics(std::vector<tramo::diagnostic> const& all) {
    hold_of_diagnostics(all, tramo::source());
}

/// Whatever a cell holds can be shown, children's cells too.
inline void hold_of_cells(tramo::column const& data) {
    for (std::int64_t row = 0; row < data.length; ++row) {
        auto const cell = cell_text(data, row);
        hold(tramo::find_invalid_utf8(cell) == std::string_view::npos, "cells are shown in UTF-8", cell);
    }
    for (auto const& child : data.children) hold_of_cells(child);
}

inline std::string drawn(std::vector<tramo::diagnostic> const& all, tramo::source const& text = {}) {
    return render(all, text, 3);
}

}  // namespace fuzz
