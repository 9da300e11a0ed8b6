// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Lays JSON out for readers: what fits on a line stands on one, so that a tree is not ten times as long as
// its policy.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>

namespace tramo::json_writing {

inline constexpr std::size_t layout_width = 100;

/// Where the text that begins at a quote ends, the quote included.
[[nodiscard]] TRAMO_INLINE std::size_t end_of_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return std::min(at + 1, text.size());
}

/// How long each object and list is, by the place of its bracket; 0 elsewhere.
[[nodiscard]] TRAMO_INLINE std::vector<std::size_t> lengths_of_brackets(std::string_view text) {
    std::vector<std::size_t> lengths(text.size()), open;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            i = end_of_string(text, i) - 1;
        } else if (text[i] == '{' || text[i] == '[') {
            open.push_back(i);
        } else if (text[i] == '}' || text[i] == ']') {
            lengths[open.back()] = i + 1 - open.back();
            open.pop_back();
        }
    }
    return lengths;
}

/// JSON on one line, as `json_text` makes it, on as many as `layout_width` asks for.
class json_layout {
public:
    json_layout(std::string_view text, std::size_t indent)
        : text_(text), indent_(indent), lengths_(lengths_of_brackets(text)) {}

    [[nodiscard]] std::string lay_out() {
        for (std::size_t i = 0; i < text_.size();) i = step(i);
        return std::move(made_);
    }

private:
    /// Writes what stands at a place, and says where the next begins.
    std::size_t step(std::size_t at) {
        char const c = text_[at];
        if (c == '"') return copy(at, end_of_string(text_, at));
        if (c == '{' || c == '[') return open(at);
        if (c == '}' || c == ']') {
            --depth_;
            break_line();
            return copy(at, at + 1);
        }
        if (c != ',') return copy(at, at + 1);
        copy(at, at + 1);
        break_line();
        return at + 2;  // and the space behind it
    }

    std::size_t open(std::size_t at) {
        bool const fits = made_.size() - line_start_ + lengths_[at] < layout_width;
        if (fits || lengths_[at] == 2) return copy(at, at + lengths_[at]);
        copy(at, at + 1);
        ++depth_;
        break_line();
        return at + 1;
    }

    std::size_t copy(std::size_t begin, std::size_t end) {
        made_ += text_.substr(begin, end - begin);
        return end;
    }
    void break_line() {
        made_ += '\n';
        line_start_ = made_.size();
        made_.append(depth_ * indent_, ' ');
    }

    std::string_view text_;
    std::size_t indent_;
    std::vector<std::size_t> lengths_;
    std::string made_;
    std::size_t line_start_ = 0, depth_ = 0;
};

}  // namespace tramo::json_writing
