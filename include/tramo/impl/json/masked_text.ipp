// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Keeps numbers from the JSON parser, which would make doubles of them, refuse 1e400 and ask the locale for
// its decimal point: each well-formed number is shown to it as `0`, and its own text is kept.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace tramo::json_reading {

[[nodiscard]] constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
/// What may follow the first character of a number.
[[nodiscard]] constexpr bool continues_number(char c) {
    return is_digit(c) || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
}

/// Takes one or more digits off the front.
constexpr bool take_digits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    text.remove_prefix(count);
    return count > 0;
}

/// RFC 8259, section 6.
[[nodiscard]] constexpr bool is_json_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    bool const has_leading_zero = text.size() > 1 && text[0] == '0' && is_digit(text[1]);
    if (has_leading_zero || !take_digits(text)) return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!take_digits(text)) return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
        if (!take_digits(text)) return false;
    }
    return text.empty();
}

/// A text that is read once from front to back, with the places that an error may be at.
class masked_text {
public:
    explicit masked_text(std::string_view text) : text_(text) { look(); }

    [[nodiscard]] bool is_at_end() const { return begin_ == text_.size(); }
    /// What the parser is to see here. Requires that the end is not reached.
    [[nodiscard]] char shown() const { return shown_; }
    void advance() {
        before_last_ = last_;
        last_ = begin_;
        ++passed_;
        if (is_number_) number_ = text_.substr(begin_, end_ - begin_);
        if (begins_number_) number_begin_ = begin_;
        if (!is_number_) follow_string(text_[begin_]);
        begin_ = end_;
        look();
    }
    /// Passes blanks over; says whether a line ended among them.
    bool skip_blanks() {
        bool any_line = false;
        for (; !is_at_end() && is_blank(shown_); advance())
            any_line = any_line || shown_ == '\n' || shown_ == '\r';
        return any_line;
    }

    /// The number passed last, as it is written.
    [[nodiscard]] std::string_view number() const { return number_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::size_t offset() const { return begin_; }

    /// To be called before a parser begins, so that its own count of characters can be understood.
    void start_counting() { passed_ = 0; }
    /// Where the token stands at which a parser stopped after it had read `count` characters.
    [[nodiscard]] std::size_t place_of_error(std::size_t count) const {
        if (count > passed_) return in_string_ ? string_begin_ : text_.size();
        return place_of_token(count < passed_ ? before_last_ : last_);  // it may have peeked at one more
    }
    /// Where the number stands that was passed last, or else the token that ends with what was passed last.
    [[nodiscard]] std::size_t place_of_value(bool is_number) const {
        return is_number ? number_begin_ : place_of_token(last_);
    }

private:
    [[nodiscard]] static constexpr bool is_mark(char c) {
        return std::string_view("[]{},:\"").find(c) != std::string_view::npos;
    }

    /// Where a text or a word begins, of which `last` is the last character.
    [[nodiscard]] std::size_t place_of_token(std::size_t last) const {
        if (in_string_) return last;
        if (last == string_end_ && last > string_begin_) return string_begin_;
        if (is_blank(text_[last]) || is_mark(text_[last])) return last;
        while (last > 0 && is_letter(text_[last - 1])) --last;
        return last;
    }

    /// Finds out what stands at `begin_`.
    void look() {
        is_number_ = begins_number_ = false;
        if (is_at_end()) return;
        end_ = begin_ + 1;
        shown_ = text_[begin_];
        if (in_string_ || begin_ < plain_until_ || !(is_digit(shown_) || shown_ == '-')) return;
        begins_number_ = true;
        while (end_ < text_.size() && continues_number(text_[end_])) ++end_;
        is_number_ = is_json_number(text_.substr(begin_, end_ - begin_));
        if (is_number_) {
            shown_ = '0';
        } else {
            plain_until_ = end_;
            end_ = begin_ + 1;
        }
    }

    void follow_string(char c) {
        if (is_escaped_) {
            is_escaped_ = false;
        } else if (in_string_ && c == '\\') {
            is_escaped_ = true;
        } else if (c == '"') {
            in_string_ = !in_string_;
            (in_string_ ? string_begin_ : string_end_) = begin_;
        }
    }

    std::string_view text_, number_;
    std::size_t begin_ = 0, end_ = 0;  ///< of what is shown next
    std::size_t plain_until_ = 0;      ///< the end of what looks like a number and is none
    std::size_t last_ = 0, before_last_ = 0, passed_ = 0;
    std::size_t string_begin_ = 0, string_end_ = 0, number_begin_ = 0;
    char shown_ = 0;
    bool begins_number_ = false, is_number_ = false;
    bool in_string_ = false, is_escaped_ = false;
};

/// The text as the parser asks for it; all of one text share its place.
class masked_iterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = char const*;
    using reference = char;

    masked_iterator() = default;
    explicit masked_iterator(masked_text& text) : text_(&text) {}
    char operator*() const { return text_->shown(); }
    masked_iterator& operator++() {
        text_->advance();
        return *this;
    }
    /// Only ever compared with the end.
    bool operator!=(masked_iterator const&) const { return !text_->is_at_end(); }
    bool operator==(masked_iterator const&) const { return text_->is_at_end(); }

private:
    masked_text* text_ = nullptr;
};

}  // namespace tramo::json_reading
