// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A JSON text as a tree whose numbers are still the text that they were written as.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <tramo/impl/json/masked_text.ipp>
#include <tramo/impl/json/record_handler.ipp>
#include <tramo/text/source.hpp>

namespace tramo::json_reading {

struct raw_value {
    enum class form { null, truth, number, text, list, object };
    form what = form::null;
    bool is_true = false;
    std::string text;                 ///< the text, or the number as written
    std::vector<std::string> keys;    ///< of an object, one for each of the elements
    std::vector<raw_value> elements;  ///< of a list, or the values of an object

    [[nodiscard]] bool is(form which) const { return what == which; }
    [[nodiscard]] raw_value const* member(std::string_view key) const {
        auto const at = std::find(keys.begin(), keys.end(), key);
        return at == keys.end() ? nullptr : &elements[static_cast<std::size_t>(at - keys.begin())];
    }
};

/// What a value is, in the words of a reader, short.
[[nodiscard]] inline std::string shown(raw_value const& value) {
    constexpr std::size_t longest = 40;
    using form = raw_value::form;
    if (value.is(form::null)) return "null";
    if (value.is(form::truth)) return value.is_true ? "true" : "false";
    if (value.is(form::object)) return "an object";
    if (value.is(form::list)) return "a list";
    auto text = value.text.size() <= longest ? value.text : value.text.substr(0, longest);
    while (text.size() < value.text.size() &&
           (static_cast<unsigned char>(value.text[text.size()]) & 0xC0) == 0x80)
        text.pop_back();
    auto const rest = text.size() < value.text.size() ? "…" : "";
    return value.is(form::text) ? "\"" + text + rest + "\"" : text + rest;
}

class raw_reader : public nlohmann::json::json_sax_t {
public:
    /// The deepest nesting that is read: whatever walks the tree has stack enough.
    static constexpr std::size_t deepest = 1000;

    explicit raw_reader(masked_text& text) : text_(text) {}

    [[nodiscard]] std::string const& failure() const { return failure_; }
    [[nodiscard]] std::size_t failure_offset() const { return failure_offset_; }
    [[nodiscard]] raw_value take() { return std::move(root_); }

    bool null() override { return put({}); }
    bool boolean(bool truth) override { return put({raw_value::form::truth, truth, {}, {}, {}}); }
    bool number_integer(std::int64_t) override { return number(); }
    bool number_unsigned(std::uint64_t) override { return number(); }
    bool number_float(double, std::string const&) override { return number(); }
    bool string(std::string& text) override { return put({raw_value::form::text, false, text, {}, {}}); }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return open(raw_value::form::object); }
    bool end_object() override {
        auto keys = open_.back()->keys;
        std::sort(keys.begin(), keys.end());
        auto const twice = std::adjacent_find(keys.begin(), keys.end());
        if (twice == keys.end()) return close();
        return fail(text_.offset(), "the key \"" + *twice + "\" stands twice in one object; keep one");
    }
    bool start_array(std::size_t) override { return open(raw_value::form::list); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override {
        open_.back()->keys.push_back(name);
        return true;
    }
    bool parse_error(std::size_t count, std::string const&, nlohmann::json::exception const& error) override {
        return fail(text_.place_of_error(count), words_of(error.what()));
    }

private:
    bool number() { return put({raw_value::form::number, false, std::string(text_.number()), {}, {}}); }

    bool fail(std::size_t offset, std::string why) {
        failure_ = std::move(why);
        failure_offset_ = offset;
        return false;
    }
    bool put(raw_value value) {
        auto& into = open_.empty() ? root_ : open_.back()->elements.emplace_back();
        into = std::move(value);
        return true;
    }
    bool open(raw_value::form what) {
        if (open_.size() >= deepest)
            return fail(text_.offset(), "lists and objects are nested more than 1,000 deep");
        auto& into = open_.empty() ? root_ : open_.back()->elements.emplace_back();
        into.what = what;
        open_.push_back(&into);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    masked_text& text_;
    raw_value root_;
    std::vector<raw_value*> open_;  ///< only the last of a list is open, so that none of them moves
    std::string failure_;
    std::size_t failure_offset_ = 0;
};

/// The whole text as a tree; else why not, and where.
struct raw_document {
    raw_value root;
    std::string failure;
};

[[nodiscard]] inline raw_document read_raw_json(std::string_view text) {
    masked_text masked(text);
    raw_reader reader(masked);
    masked.start_counting();
    bool const is_read = nlohmann::json::sax_parse(masked_iterator(masked), masked_iterator(), &reader);
    if (is_read && reader.failure().empty()) return {reader.take(), {}};
    auto const at = source(std::string(text)).at(std::min(reader.failure_offset(), text.size()));
    return {{},
            "the JSON cannot be read at line " + std::to_string(at.line) + ", column " +
                std::to_string(at.column) + ": " + reader.failure()};
}

}  // namespace tramo::json_reading
