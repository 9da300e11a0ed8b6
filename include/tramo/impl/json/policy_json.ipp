// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Policies as JSON: the way out, the way back, and the check that what came back can be said in the language.
#pragma once

#include <tramo/impl/json/policy_proof.ipp>
#include <tramo/impl/json/policy_reader.ipp>
#include <tramo/impl/json/policy_schema.ipp>
#include <tramo/impl/json/policy_writer.ipp>
#include <tramo/impl/json/record_handler.ipp>
#include <tramo/json/policy_json.hpp>

namespace tramo {

namespace policy_json {

inline constexpr std::size_t most_bytes = std::size_t{1} << 30;
/// An object and a list for each node, and what stands above the first of them.
inline constexpr int deepest = 2 * ast::max_height + 32;

/// Follows the parser: tells members that stand twice, and where it is nested too deep.
class json_guard {
public:
    explicit json_guard(json_findings& told) : told_(told) {}

    /// False drops what was just read; nothing of what is dropped is missed once something is told.
    bool see(nlohmann::json::parse_event_t event, nlohmann::json const& value) {
        using on = nlohmann::json::parse_event_t;
        if (is_deep_) return false;
        switch (event) {
            case on::object_start:
            case on::array_start:
                return begin(event == on::object_start);
            case on::object_end:
            case on::array_end:
                levels_.pop_back();
                return ended();
            case on::key:
                return name(value.get_ref<std::string const&>());
            default:
                return ended();
        }
    }

private:
    struct level {
        bool is_object;
        std::string key{};
        std::size_t index = 0;
        std::set<std::string> keys{};
    };

    bool begin(bool is_object) {
        levels_.push_back({is_object});
        if (levels_.size() <= static_cast<std::size_t>(deepest)) return true;
        is_deep_ = true;
        told_.tell(pointer(levels_.size() - 1), "T7008", "objects and lists are nested too deep",
                   "one too many", {"no policy is nested so deep"});
        return false;
    }
    bool ended() {
        if (!levels_.empty()) ++levels_.back().index;
        return true;
    }
    bool name(std::string const& key) {
        auto& in = levels_.back();
        in.key = key;
        if (!in.keys.insert(key).second)
            told_.tell(pointer(levels_.size()), "T7005", "the member \"" + key + "\" stands twice",
                       "the second one", {"leave one of the two out"});
        return true;
    }
    [[nodiscard]] std::string pointer(std::size_t depth) const {
        std::string made;
        for (std::size_t i = 0; i < depth; ++i)
            made += levels_[i].is_object ? json_place().at(std::string_view(levels_[i].key)).pointer()
                                         : json_place().at(levels_[i].index).pointer();
        return made;
    }

    json_findings& told_;
    std::vector<level> levels_;
    bool is_deep_ = false;
};

/// The text as a tree of JSON; nothing, after a finding with its place, where it is none.
[[nodiscard]] TRAMO_INLINE std::optional<nlohmann::json> parse_json(std::string_view text,
                                                                    json_findings& told,
                                                                    std::vector<diagnostic>& unreadable) {
    if (text.size() > most_bytes) {
        unreadable.push_back({"T7001", severity::error, "the JSON is larger than 1 GiB", {}, {}});
        return {};
    }
    json_guard guard(told);
    auto const see = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& value) {
        return guard.see(event, value);
    };
    std::size_t at = 0;
    std::string why = "it ends too early";
    try {
        return nlohmann::json::parse(text, see);
    } catch (nlohmann::json::parse_error const& error) {
        at = std::min(text.size(), error.byte == 0 ? 0 : error.byte - 1);
        why = json_reading::words_of(error.what());
    } catch (nlohmann::json::exception const& error) {
        why = json_reading::words_of(error.what());  // a number that no double holds
    }
    span const where{static_cast<std::uint32_t>(at),
                     static_cast<std::uint32_t>(std::min(at + 1, text.size()))};
    unreadable.push_back(
        {"T7001", severity::error, "the JSON cannot be read: " + why, {{where, "here"}}, {}});
    return {};
}

/// The document and what stands beside it, its version.
TRAMO_INLINE void read_document(input const& in, ast::document& made) {
    if (!in.value.is_object()) return expect(in, "an object, which is a policy");
    auto const version = in.value.find(version_key);
    if (version == in.value.end()) {
        tell_missing(in, version_key, {"begin with {\"tramo\": 1, \"language\": \"en\", …"});
    } else if (*version != 1 || !version->is_number_integer()) {
        in.at(version_key, *version)
            .tell("T7006", "this is no version of the language", "not 1", {"only version 1 is known here"});
    }
    read_members(in, made, description<ast::document>::members, {version_key});
}

}  // namespace policy_json

TRAMO_INLINE std::string to_json(ast::document const& what, int indent) {
    json_writing::json_text out;
    out.begin_object().name(policy_json::version_key).number(1);
    policy_json::write_members(out, what);
    auto const text = out.end_object().take();
    if (indent <= 0) return text + "\n";
    return json_writing::json_layout(text, static_cast<std::size_t>(indent)).lay_out() + "\n";
}

TRAMO_INLINE checked<ast::document> document_from_json(std::string_view json) {
    checked<ast::document> result;
    policy_json::json_findings told;
    auto const whole = policy_json::parse_json(json, told, result.diagnostics);
    if (!result.diagnostics.empty()) return result;
    if (whole && told.empty()) policy_json::read_document({*whole, {}, told}, result.value);
    if (whole && told.empty()) policy_json::prove(result.value, told);
    result.diagnostics = told.placed(json);
    return result;
}

TRAMO_INLINE std::string policy_json_schema() {
    return policy_json::schema_text();
}

}  // namespace tramo
