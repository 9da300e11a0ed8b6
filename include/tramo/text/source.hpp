// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy's text, its name, and places in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>

namespace tramo {

/// A half-open range of bytes. `{0, 0}` where there is no place to show.
struct span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    friend constexpr bool operator==(span, span) = default;
};

/// Line and column, both from 1; the column counts characters (code points), not bytes.
struct position {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// A text with its line starts. LF, CRLF and CR end a line. A byte-order mark is not part of the text.
class source {
public:
    source() = default;
    explicit source(std::string text, std::string name = "policy");

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::string const& name() const { return name_; }
    [[nodiscard]] position at(std::size_t offset) const;
    [[nodiscard]] std::size_t line_count() const { return line_starts_.size(); }
    /// The text of a line (from 1), without its end.
    [[nodiscard]] std::string_view line(std::size_t number) const;
    [[nodiscard]] std::size_t line_start(std::size_t number) const { return line_starts_[number - 1]; }
    [[nodiscard]] std::string_view slice(span where) const;

private:
    std::string text_;
    std::string name_;
    std::vector<std::uint32_t> line_starts_{0};
};

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/text/source.ipp>
#endif
