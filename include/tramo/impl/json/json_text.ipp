// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Writes JSON member by member, in the order asked for: a policy may have many thousands of segments, and a
// tree of ordered members would look each new one up among all before it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <tramo/config.hpp>

namespace tramo::json_writing {

/// In quotes, with escapes; what is not UTF-8 is replaced.
TRAMO_INLINE std::string json_string(std::string_view text) {
    bool const is_plain = std::all_of(text.begin(), text.end(), [](char one) {
        return one >= ' ' && one <= '~' && one != '"' && one != '\\';
    });
    if (is_plain) return '"' + std::string(text) + '"';
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The JSON text so far. Whoever writes keeps brackets and names in order.
class json_text {
public:
    json_text& begin_object() { return open('{'); }
    json_text& end_object() { return close('}'); }
    json_text& begin_array() { return open('['); }
    json_text& end_array() { return close(']'); }
    json_text& name(std::string_view of) {
        separate();
        text_ += json_string(of) + ": ";
        is_first_ = true;  // its value needs no comma
        return *this;
    }

    json_text& text(std::string_view of) { return put(json_string(of)); }
    json_text& number(std::int64_t of) { return put(std::to_string(of)); }
    json_text& truth(bool of) { return put(of ? "true" : "false"); }
    json_text& null() { return put("null"); }
    /// Null where there is no text.
    json_text& text_or_null(std::string_view of) { return of.empty() ? null() : text(of); }
    json_text& texts(std::vector<std::string> const& all) {
        begin_array();
        for (auto const& each : all) text(each);
        return end_array();
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    void separate() {
        if (!is_first_) text_ += ", ";
        is_first_ = false;
    }
    json_text& put(std::string_view value) {
        separate();
        text_ += value;
        return *this;
    }
    json_text& open(char bracket) {
        separate();
        text_ += bracket;
        is_first_ = true;
        return *this;
    }
    json_text& close(char bracket) {
        text_ += bracket;
        is_first_ = false;
        return *this;
    }

    std::string text_;
    bool is_first_ = true;
};

}  // namespace tramo::json_writing
