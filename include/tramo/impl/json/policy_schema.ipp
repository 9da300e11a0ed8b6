// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The descriptions of the tree as JSON Schema 2020-12.
#pragma once

#include <set>

#include <nlohmann/json.hpp>

#include <tramo/impl/json/describe_document.ipp>
#include <tramo/impl/json/json_layout.ipp>
#include <tramo/impl/json/json_text.ipp>

namespace tramo::policy_json {

/// Which kind of schema a type has, said by an object of its type that nobody makes.
template <class T>
using of = std::type_identity<T>;

/// Collects the definitions of a schema, each once.
class schema_maker {
public:
    using json = nlohmann::ordered_json;

    [[nodiscard]] json document() {
        auto root = object_of(description<ast::document>::members);
        json made = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                     {"title", "A policy of tramo as JSON"},
                     {"type", "object"}};
        made["required"] = {version_key};
        for (auto const& name : root["required"]) made["required"].push_back(name);
        made["properties"][std::string(version_key)] = {{"const", 1}};
        for (auto const& [name, value] : root["properties"].items()) made["properties"][name] = value;
        made["additionalProperties"] = false;
        made["$defs"] = std::move(definitions_);
        return made;
    }

private:
    [[nodiscard]] static json text(meaning means) {
        json made = {{"type", "string"}};
        if (means == meaning::name || means == meaning::currency) made["minLength"] = 1;
        if (means == meaning::language) return one_of({"en", "es", "pt"});
        return made;
    }
    [[nodiscard]] static json shaped(char const* pattern) {
        return {{"type", "string"}, {"pattern", pattern}};
    }
    [[nodiscard]] static json one_of(std::vector<std::string_view> const& words) { return {{"enum", words}}; }
    [[nodiscard]] static json reference(std::string_view to) {
        return {{"$ref", "#/$defs/" + std::string(to)}};
    }

    [[nodiscard]] json schema(of<std::string>, limits const& within) {
        if (!within.words.empty()) return one_of(words_of(within.words));
        if (!within.signs.empty()) return one_of({within.signs.begin(), within.signs.end()});
        return text(within.means);
    }
    [[nodiscard]] json schema(of<ast::name>, limits const& within) {
        return text(within.means == meaning::text ? meaning::name : within.means);
    }
    [[nodiscard]] json schema(of<ast::text_literal>, limits const&) { return text(meaning::text); }
    [[nodiscard]] json schema(of<bool>, limits const&) { return {{"type", "boolean"}}; }
    [[nodiscard]] json schema(of<std::int64_t>, limits const& within) {
        return {{"type", "integer"}, {"minimum", within.least}, {"maximum", within.largest}};
    }
    [[nodiscard]] json schema(of<int>, limits const& within) { return schema(of<std::int64_t>{}, within); }
    [[nodiscard]] json schema(of<keyword>, limits const& within) { return one_of(words_of(within.words)); }
    [[nodiscard]] json schema(of<language>, limits const&) { return text(meaning::language); }
    [[nodiscard]] json schema(of<decimal>, limits const&) {
        return shaped("^(0|[1-9][0-9]{0,37})(\\.[0-9]{1,18})?$");
    }
    [[nodiscard]] json schema(of<date>, limits const&) { return shaped("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"); }
    [[nodiscard]] json schema(of<timestamp>, limits const&) {
        return shaped("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?$");
    }
    template <class T>
    [[nodiscard]] json schema(of<std::optional<T>>, limits const& within) {
        return schema(of<T>{}, within);
    }
    template <class T>
    [[nodiscard]] json schema(of<std::vector<T>>, limits const& within) {
        return list_of(schema(of<T>{}, within), within);
    }
    [[nodiscard]] static json list_of(json items, limits const& within) {
        json made = {{"type", "array"}};
        if (within.fewest > 0) made["minItems"] = within.fewest;
        if (within.most != without_end) made["maxItems"] = within.most;
        made["items"] = std::move(items);
        return made;
    }

    template <described T>
    [[nodiscard]] json schema(of<T>, limits const&) {
        auto const name = (tagged<T> ? "plain_" : "") + std::string(description<T>::title);
        if (is_new(name)) keep(name, object_of(description<T>::members));
        return reference(name);
    }

    template <class... All>
    [[nodiscard]] json schema(of<std::variant<All...>>, limits const& within) {
        using first = std::variant_alternative_t<0, std::variant<All...>>;
        std::vector<std::string_view> words;
        json cases = json::array();
        (add_alternative<All>(within, words, cases), ...);
        return dispatch(description<first>::tag.key, words, std::move(cases));
    }

    template <class T>
    void add_alternative(limits const& within, std::vector<std::string_view>& words, json& cases) {
        auto const& tag = description<T>::tag;
        auto const tags = tags_within<T>(within);
        if (tags.empty()) return;
        words.insert(words.end(), tags.begin(), tags.end());
        std::string const name(description<T>::title);
        if (is_new(name)) keep(name, object_of(description<T>::members, tag.key, tags_of(tag)));
        cases.push_back(when(tag.key, tags, reference(name)));
    }

    [[nodiscard]] json schema(of<ast::expression>, limits const&) {
        if (is_new("expression")) keep("expression", expression());
        return reference("expression");
    }

    [[nodiscard]] json expression() {
        std::vector<std::string_view> words;
        json cases = json::array();
        for_each_node([&](auto const& kind) {
            words.push_back(kind.word);
            auto const members = std::tuple_cat(kind.members, std::tuple{operand_comment});
            auto name = "node_" + std::string(kind.word);
            std::replace(name.begin(), name.end(), ' ', '_');
            keep(name, object_of(members, node_key, {kind.word}));
            cases.push_back(when(node_key, {kind.word}, reference(name)));
        });
        return dispatch(node_key, words, std::move(cases));
    }

    /// One look at the key decides which schema holds: trees are judged in one pass, and mistakes are those
    /// of the one that is meant.
    [[nodiscard]] static json dispatch(std::string_view key, std::vector<std::string_view> const& words,
                                       json cases) {
        json made = {{"type", "object"}, {"required", {key}}};
        made["properties"][std::string(key)] = one_of(words);
        made["allOf"] = std::move(cases);
        return made;
    }
    [[nodiscard]] static json when(std::string_view key, std::vector<std::string_view> const& words,
                                   json then) {
        json made;
        made["if"]["properties"][std::string(key)] = one_of(words);
        made["then"] = std::move(then);
        return made;
    }

    /// An object as far as its first member, which may tell what it is.
    [[nodiscard]] static json begun_object(std::string_view key, std::vector<std::string_view> const& tags) {
        json made = {{"type", "object"}, {"required", json::array()}, {"properties", json::object()}};
        if (key.empty()) return made;
        made["required"].push_back(key);
        made["properties"][std::string(key)] = one_of(tags);
        return made;
    }
    static void add_property(json& made, std::string_view name, bool is_needed, json schema) {
        if (is_needed) made["required"].push_back(name);
        made["properties"][std::string(name)] = std::move(schema);
    }
    [[nodiscard]] static json ended_object(json made) {
        if (made["required"].empty()) made.erase("required");
        made["additionalProperties"] = false;
        return made;
    }

    template <class Members>
    [[nodiscard]] json object_of(Members const& members, std::string_view key = {},
                                 std::vector<std::string_view> const& tags = {}) {
        auto made = begun_object(key, tags);
        for_each_member(members, [&]<class Owner, class Value>(member<Owner, Value> const& one) {
            add_property(made, one.name, one.is_needed, schema(of<Value>{}, one.within));
        });
        return ended_object(std::move(made));
    }

    /// Before it is made, so that what holds itself is made once.
    [[nodiscard]] bool is_new(std::string const& name) { return begun_.insert(name).second; }
    void keep(std::string const& name, json made) { definitions_[name] = std::move(made); }

    std::set<std::string> begun_;
    json definitions_ = json::object();
};

[[nodiscard]] TRAMO_INLINE std::string spaced(nlohmann::ordered_json const& value) {
    json_writing::json_text out;
    auto const put = [&](auto const& self, nlohmann::ordered_json const& one) -> void {
        if (one.is_object()) {
            out.begin_object();
            for (auto const& [key, member] : one.items()) {
                out.name(key);
                self(self, member);
            }
            out.end_object();
        } else if (one.is_array()) {
            out.begin_array();
            for (auto const& element : one) self(self, element);
            out.end_array();
        } else if (one.is_string()) {
            out.text(one.get_ref<std::string const&>());
        } else if (one.is_boolean()) {
            out.truth(one.get<bool>());
        } else {
            out.number(one.get<std::int64_t>());
        }
    };
    put(put, value);
    return out.take();
}

[[nodiscard]] TRAMO_INLINE std::string schema_text() {
    auto const text = spaced(schema_maker().document());
    return json_writing::json_layout(text, 2).lay_out() + "\n";
}

}  // namespace tramo::policy_json
