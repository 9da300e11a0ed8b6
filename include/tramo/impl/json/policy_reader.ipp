// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// JSON to the tree, as its descriptions say; whatever they do not know is told, and reading goes on.
#pragma once

#include <tramo/impl/json/policy_values.ipp>

namespace tramo::policy_json {

TRAMO_INLINE void read(input const& in, ast::expression& made, limits const&);
template <described T>
void read(input const& in, T& made, limits const&);
template <class... All>
void read(input const& in, std::variant<All...>& made, limits const& within);

template <class T>
void read(input const& in, std::optional<T>& made, limits const& within) {
    read(in, made.emplace(), within);
}

TRAMO_INLINE void check_count(input const& in, limits const& within) {
    auto const count = in.value.size();
    if (count >= within.fewest && count <= within.most) return;
    auto const due = within.fewest == within.most ? std::to_string(within.fewest)
                     : count < within.fewest      ? "at least " + std::to_string(within.fewest)
                                                  : "at most " + std::to_string(within.most);
    in.tell("T7007", "a list of " + std::to_string(count) + ", where " + due + " belong",
            due + " belong here");
}

template <class T>
void read(input const& in, std::vector<T>& made, limits const& within) {
    if (!in.value.is_array()) return expect(in, "a list");
    check_count(in, within);
    made.resize(in.value.size());
    for (std::size_t i = 0; i < made.size(); ++i) read(in.at(i), made[i], within);
}

TRAMO_INLINE void tell_missing(input const& in, std::string_view name, std::vector<std::string> help = {}) {
    auto const quoted = "\"" + std::string(name) + "\"";
    in.tell("T7004", "the member " + quoted + " is missing", quoted + " belongs here", std::move(help));
}

/// The value of a member, or none; a lack of it is told where it must be there.
[[nodiscard]] TRAMO_INLINE nlohmann::json const* find_member(input const& in, std::string_view name,
                                                             bool is_needed) {
    auto const found = in.value.find(name);
    if (found != in.value.end()) return &*found;
    if (is_needed) tell_missing(in, name);
    return nullptr;
}

template <class T, class Value>
void read_member(input const& in, T& made, member<T, Value> const& which) {
    if (auto const* const found = find_member(in, which.name, which.is_needed))
        read(in.at(which.name, *found), made.*which.at, which.within);
}

TRAMO_INLINE void refuse_unknown(input const& in, std::vector<std::string_view> const& known) {
    for (auto const& [key, value] : in.value.items())
        if (std::find(known.begin(), known.end(), key) == known.end())
            in.at(key, value)
                .tell("T7003", "there is no member \"" + key + "\" here", "not known", advice(key, known));
}

template <class Members>
void add_names(Members const& members, std::vector<std::string_view>& known) {
    for_each_member(members, [&](auto const& one) { known.push_back(one.name); });
}

/// The members of an object, beside others that are known.
template <class T, class Members>
void read_members(input const& in, T& made, Members const& members,
                  std::initializer_list<std::string_view> others) {
    std::vector<std::string_view> known(others);
    add_names(members, known);
    for_each_member(members, [&](auto const& one) { read_member(in, made, one); });
    refuse_unknown(in, known);
}

template <described T>
void read(input const& in, T& made, limits const&) {
    if (!in.value.is_object()) return expect(in, "an object");
    read_members(in, made, description<T>::members, {});
}

/// The word that tells which of several an object is; nothing after a finding.
[[nodiscard]] TRAMO_INLINE std::optional<std::string_view> read_tag(
    input const& in, std::string_view key, std::vector<std::string_view> const& words) {
    if (!in.value.is_object()) {
        expect(in, "an object");
        return {};
    }
    auto const found = in.value.find(key);
    if (found == in.value.end()) {
        tell_missing(in, key, {advice("", words).back()});
        return {};
    }
    auto const which = choose(in.at(key, *found), words);
    return which ? std::optional(words[*which]) : std::nullopt;
}

template <class... All>
[[nodiscard]] std::vector<std::string_view> all_tags(std::variant<All...> const&, limits const& within) {
    std::vector<std::string_view> words;
    auto const add = [&](std::vector<std::string_view> const& tags) {
        words.insert(words.end(), tags.begin(), tags.end());
    };
    (add(tags_within<All>(within)), ...);
    return words;
}

template <class... All>
void read(input const& in, std::variant<All...>& made, limits const& within) {
    using first = std::variant_alternative_t<0, std::variant<All...>>;
    auto const key = description<first>::tag.key;
    auto const word = read_tag(in, key, all_tags(made, within));
    if (!word) return;
    auto const try_one = [&]<class T>(std::type_identity<T>) {
        auto const tags = tags_within<T>(within);
        if (std::find(tags.begin(), tags.end(), *word) == tags.end()) return;
        auto& one = made.template emplace<T>();
        set_tag(description<T>::tag, one, *word);
        read_members(in, one, description<T>::members, {key});
    };
    (try_one(std::type_identity<All>{}), ...);
}

[[nodiscard]] TRAMO_INLINE std::vector<std::string_view> node_words() {
    std::vector<std::string_view> words;
    for_each_node([&](auto const& kind) { words.push_back(kind.word); });
    return words;
}

/// Counts a node on top of its operands, so that whoever walks the tree has stack enough.
TRAMO_INLINE void check_height(input const& in, ast::expression& made) {
    for (auto const& part : made.operands) made.height = std::max(made.height, part.height + 1);
    if (made.height <= ast::max_height) return;
    in.tell("T7008", "an expression of more than 1,000 operations", "one too many",
            {"give parts of it a name: a declaration \"value\""});
    made = {};  // so that it is said once, and not of all above it
}

TRAMO_INLINE void read(input const& in, ast::expression& made, limits const&) {
    auto const word = read_tag(in, node_key, node_words());
    if (!word) return;
    for_each_node([&](auto const& kind) {
        if (kind.word != *word) return;
        made.kind = kind.kind;
        read_members(in, made, kind.members, {node_key, operand_comment.name});
    });
    read_member(in, made, operand_comment);
    check_height(in, made);
}

}  // namespace tramo::policy_json
