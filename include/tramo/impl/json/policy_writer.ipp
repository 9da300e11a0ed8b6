// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The tree to JSON, as its descriptions say.
#pragma once

#include <tramo/impl/json/describe_document.ipp>
#include <tramo/impl/json/json_text.ipp>

namespace tramo::policy_json {

using json_writing::json_text;

/// Whether a value is the one that a struct begins with, and need not be written.
template <class T>
[[nodiscard]] bool is_left_out(T const& value, T const& initial);

template <class T>
[[nodiscard]] bool is_left_out(std::optional<T> const& value, std::optional<T> const&) {
    return !value.has_value();
}
template <class T>
[[nodiscard]] bool is_left_out(std::vector<T> const& value, std::vector<T> const&) {
    return value.empty();
}
[[nodiscard]] inline bool is_left_out(ast::name const& value, ast::name const&) {
    return value.text.empty();
}
/// These have no default: whoever holds one always writes it.
[[nodiscard]] inline bool is_left_out(ast::text_literal const&, ast::text_literal const&) {
    return false;
}
[[nodiscard]] inline bool is_left_out(ast::expression const&, ast::expression const&) {
    return false;
}

template <class T>
bool is_left_out(T const& value, T const& initial) {
    if constexpr (described<T>) {
        bool all = true;
        for_each_member(description<T>::members,
                        [&](auto const& one) { all = all && is_left_out(value.*one.at, initial.*one.at); });
        return all;
    } else {
        return value == initial;
    }
}

inline void write(json_text& out, std::string const& value) {
    out.text(value);
}
inline void write(json_text& out, ast::name const& value) {
    out.text(value.text);
}
inline void write(json_text& out, ast::text_literal const& value) {
    out.text(value.text);
}
inline void write(json_text& out, bool value) {
    out.truth(value);
}
inline void write(json_text& out, int value) {
    out.number(value);
}
inline void write(json_text& out, std::int64_t value) {
    out.number(value);
}
inline void write(json_text& out, decimal const& value) {
    out.text(to_string(value));
}
inline void write(json_text& out, date value) {
    out.text(to_string(value));
}
inline void write(json_text& out, timestamp value) {
    out.text(to_string(value));
}
inline void write(json_text& out, keyword value) {
    out.text(word_of(value));
}
inline void write(json_text& out, language value) {
    out.text(code_of(value));
}
TRAMO_INLINE void write(json_text& out, ast::expression const& value);
template <described T>
void write(json_text& out, T const& value);
template <class... All>
void write(json_text& out, std::variant<All...> const& value);

template <class T>
void write(json_text& out, std::optional<T> const& value) {
    if (value)
        write(out, *value);
    else
        out.null();  // no member that must be there is without a value in a document read without errors
}

template <class T>
void write(json_text& out, std::vector<T> const& all) {
    out.begin_array();
    for (auto const& one : all) write(out, one);
    out.end_array();
}

template <class T, class Value>
void write_member(json_text& out, T const& of, T const& initial, member<T, Value> const& which) {
    if (!which.is_needed && is_left_out(of.*which.at, initial.*which.at)) return;
    out.name(which.name);
    write(out, of.*which.at);
}

template <class T>
[[nodiscard]] T const& initial_of() {
    static T const initial{};
    return initial;
}

template <class T>
void write_members(json_text& out, T const& value) {
    for_each_member(description<T>::members,
                    [&](auto const& one) { write_member(out, value, initial_of<T>(), one); });
}

template <described T>
void write(json_text& out, T const& value) {
    out.begin_object();
    write_members(out, value);
    out.end_object();
}

template <class... All>
void write(json_text& out, std::variant<All...> const& value) {
    out.begin_object();
    std::visit(
        [&]<class T>(T const& one) {
            out.name(description<T>::tag.key).text(tag_of(description<T>::tag, one));
            write_members(out, one);
        },
        value);
    out.end_object();
}

TRAMO_INLINE void write(json_text& out, ast::expression const& value) {
    auto const& initial = initial_of<ast::expression>();
    out.begin_object();
    with_node(value.kind, [&](auto const& kind) {
        out.name(node_key).text(kind.word);
        for_each_member(kind.members, [&](auto const& one) { write_member(out, value, initial, one); });
    });
    write_member(out, value, initial, operand_comment);
    out.end_object();
}

}  // namespace tramo::policy_json
