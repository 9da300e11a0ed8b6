// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A JSON value with the path that leads to it: read by type, and every misfit told under that path.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <tramo/text/diagnostic.hpp>
#include <tramo/text/suggest.hpp>
#include <tramo/values/date.hpp>

namespace tramo::json_reading {

/// What was found, under the name of the text.
struct pack_findings {
    std::string name;
    std::vector<diagnostic> all;

    void tell(std::string const& path, std::string const& what, std::vector<std::string> help = {}) {
        auto const where = path.empty() ? name : name + ": " + path;
        all.push_back({"T5020", severity::error, where + ": " + what, {}, std::move(help)});
    }
};

[[nodiscard]] inline std::string listed(std::vector<std::string> const& all) {
    std::string text;
    for (auto const& one : all) text += (text.empty() ? "" : ", ") + one;
    return text;
}

/// "known are …", after "did you mean" where one is near.
[[nodiscard]] inline std::vector<std::string> known_words(std::string const& found,
                                                          std::vector<std::string> const& known) {
    std::vector<std::string> help;
    auto const near = nearest(found, known);
    if (!near.empty()) help.push_back("did you mean '" + std::string(near) + "'?");
    help.push_back("known are " + listed(known));
    return help;
}

/// What a value is, in the words of a reader, short.
[[nodiscard]] inline std::string shown(nlohmann::json const& value) {
    constexpr std::size_t longest = 40;
    if (value.is_object()) return "an object";
    if (value.is_array()) return "a list";
    auto const text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return text.size() <= longest ? text : text.substr(0, longest) + "…";
}

class pack_member {
public:
    pack_member(nlohmann::json const& value, std::string path, pack_findings& told)
        : value_(&value), path_(std::move(path)), told_(&told) {}

    [[nodiscard]] nlohmann::json const& value() const { return *value_; }
    [[nodiscard]] std::string const& path() const { return path_; }
    void tell(std::string const& what, std::vector<std::string> help = {}) const {
        told_->tell(path_, what, std::move(help));
    }
    void expect(std::string const& due) const { tell("it is " + shown(*value_) + "; " + due + " is due"); }

    [[nodiscard]] std::optional<pack_member> member(std::string const& key) const {
        auto const found = value_->find(key);
        if (found == value_->end()) return {};
        return pack_member(*found, path_.empty() ? key : path_ + "." + key, *told_);
    }
    [[nodiscard]] std::vector<pack_member> elements() const {
        std::vector<pack_member> made;
        if (!value_->is_array()) {
            expect("a list");
            return made;
        }
        for (std::size_t i = 0; i < value_->size(); ++i)
            made.emplace_back((*value_)[i], path_ + "[" + std::to_string(i) + "]", *told_);
        return made;
    }
    /// Whether it is an object; each key that is not among the known is told.
    bool is_object_of(std::vector<std::string> const& known) const {
        if (!value_->is_object()) {
            expect("an object");
            return false;
        }
        for (auto const& [key, unused] : value_->items())
            if (std::find(known.begin(), known.end(), key) == known.end())
                told_->tell(path_, "the key '" + key + "' is not known", known_words(key, known));
        return true;
    }

    [[nodiscard]] std::string text() const {
        if (value_->is_string()) return value_->get<std::string>();
        expect("a text in double quotes");
        return {};
    }
    [[nodiscard]] bool flag() const {
        if (value_->is_boolean()) return value_->get<bool>();
        expect("true or false");
        return false;
    }
    [[nodiscard]] int whole(int otherwise) const {
        constexpr std::int64_t most = 1'000'000;
        bool const is_large = value_->is_number_unsigned() && value_->get<std::uint64_t>() > most;
        if (value_->is_number_integer() && !is_large && value_->get<std::int64_t>() >= -most)
            return value_->get<int>();
        expect("a whole number of up to a million");
        return otherwise;
    }
    [[nodiscard]] std::optional<date> day() const {
        auto const written = value_->is_string() ? parse_date(value_->get<std::string>()) : std::nullopt;
        if (!written)
            tell("it is " + shown(*value_) + ", no day of the calendar; write one such as \"2026-11-21\"");
        return written;
    }
    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> made;
        for (auto const& one : elements())
            if (one.value().is_string())
                made.push_back(one.text());
            else
                one.expect("a text in double quotes");
        return made;
    }
    /// The number of the word among `words`; 0 after a finding.
    [[nodiscard]] std::size_t choice(std::vector<std::string> const& words) const {
        auto const found = value_->is_string() ? value_->get<std::string>() : std::string();
        auto const at = std::find(words.begin(), words.end(), found);
        if (value_->is_string() && at != words.end()) return static_cast<std::size_t>(at - words.begin());
        tell("it is " + shown(*value_) + ", which is not known", known_words(found, words));
        return 0;
    }

private:
    nlohmann::json const* value_;
    std::string path_;
    pack_findings* told_;
};

}  // namespace tramo::json_reading
