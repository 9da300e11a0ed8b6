// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Turns what the parser meets into records. It keeps a place, never a stack: foreign members may be nested as
// deep as they like.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include <tramo/impl/json/masked_text.ipp>
#include <tramo/run/text_batch.hpp>

namespace tramo::json_reading {

/// nlohmann's words without its own place and without what it read last, which may be the whole text.
TRAMO_INLINE std::string words_of(std::string_view what) {
    for (std::string_view const end_of_place : {"] ", " - "})
        if (auto const at = what.find(end_of_place); at != std::string_view::npos)
            what.remove_prefix(at + end_of_place.size());
    auto const read = what.find("; last read: '");
    if (read == std::string_view::npos) return std::string(what);
    std::string words(what.substr(0, read));
    auto const due = what.rfind("'; expected ");
    if (due != std::string_view::npos && due > read) words += what.substr(due + 1);
    return words;
}

class record_handler : public nlohmann::json::json_sax_t {
public:
    record_handler(text_batch& records, masked_text& text) : records_(records), text_(text) {}

    /// Where reading stopped, and why; empty while all is well.
    [[nodiscard]] std::string const& failure() const { return failure_; }
    [[nodiscard]] std::size_t failure_offset() const { return failure_offset_; }
    bool fail(std::size_t offset, std::string why) {
        failure_ = std::move(why);
        failure_offset_ = offset;
        return false;
    }

    /// Reads one value; what follows it stays unread.
    bool read_value() {
        text_.start_counting();
        return nlohmann::json::sax_parse(masked_iterator(text_), masked_iterator(), this,
                                         nlohmann::json::input_format_t::json, false);
    }
    /// Reads one value as that of a member of the record being made.
    bool read_member(std::string const& name) {
        place_ = place::record;
        member_ = name;
        return read_value();
    }

    bool null() override {
        if (depth_ > 0) return true;
        if (place_ != place::record && place_ != place::child) return misplaced("null");
        records_.set_null(member_);
        return true;
    }
    bool boolean(bool truth) override { return put(truth ? "true" : "false", "a truth value"); }
    bool number_integer(std::int64_t) override { return put(text_.number(), "a number", true); }
    bool number_unsigned(std::uint64_t) override { return put(text_.number(), "a number", true); }
    bool number_float(double, std::string const&) override { return put(text_.number(), "a number", true); }
    bool string(std::string& text) override { return put(text, "a text"); }
    bool binary(binary_t&) override { return true; }
    bool key(std::string& name) override {
        if (depth_ == 0) member_ = name;
        return true;
    }

    bool start_object(std::size_t) override {
        if (depth_ > 0) return skip();
        switch (place_) {
            case place::outside:
            case place::records:
                place_ = place::record;
                return true;
            case place::children:
                if (is_broken_) return skip();
                records_.begin_child(collection_);
                place_ = place::child;
                return true;
            default:
                records_.set_misfit(member_, "an object");
                return skip();
        }
    }
    bool end_object() override {
        if (depth_ > 0) return leave();
        if (place_ == place::child) {
            records_.end_child();
            place_ = place::children;
        } else {
            records_.end_record();
            place_ = is_in_array_ ? place::records : place::outside;
        }
        return true;
    }
    bool start_array(std::size_t) override {
        if (depth_ > 0) return skip();
        if (place_ == place::outside) {
            is_in_array_ = true;
            place_ = place::records;
            return true;
        }
        if (place_ == place::records || place_ == place::children) return misplaced("an array") && skip();
        records_.set_null(member_);
        if (place_ == place::record && records_.set_empty(member_)) {
            place_ = place::children;
            collection_ = member_;
            is_broken_ = false;
            return true;
        }
        records_.set_misfit(member_, "a list");
        return skip();
    }
    bool end_array() override {
        if (depth_ > 0) return leave();
        place_ = place_ == place::children ? place::record : place::outside;
        return true;
    }

    bool parse_error(std::size_t count, std::string const&, nlohmann::json::exception const& error) override {
        auto const offset = text_.place_of_error(count);
        auto const text = text_.text();
        if (offset < text.size() && text[offset] == '\0')
            return fail(offset, "a NUL character, which JSON never holds");
        return fail(offset, words_of(error.what()));
    }

private:
    enum class place { outside, records, record, children, child };

    /// Passes over all until the object or array that begins here ends.
    bool skip() {
        ++depth_;
        return true;
    }
    bool leave() {
        --depth_;
        return true;
    }

    bool put(std::string_view text, char const* what, bool is_number = false) {
        if (depth_ > 0) return true;
        if (place_ != place::record && place_ != place::child) return misplaced(what, is_number);
        if (!records_.set(member_, text)) records_.set_misfit(member_, what);
        return true;
    }

    /// Something that is no object stands where one is due: among children a fault of their row only.
    bool misplaced(char const* what, bool is_number = false) {
        if (place_ != place::children)
            return fail(text_.place_of_value(is_number),
                        std::string("this is ") + what + "; expected an object");
        if (!is_broken_) records_.set_misfit(collection_, "a list of other things than objects");
        is_broken_ = true;
        return true;
    }

    text_batch& records_;
    masked_text& text_;
    place place_ = place::outside;
    std::size_t depth_ = 0;  ///< within what is passed over
    bool is_in_array_ = false;
    bool is_broken_ = false;  ///< the list being read holds something else than objects
    std::string member_, collection_;
    std::string failure_;
    std::size_t failure_offset_ = 0;
};

}  // namespace tramo::json_reading
