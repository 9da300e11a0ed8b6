// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The few texts that a column of codes or names holds many times over, as numbers.
#pragma once

#include <deque>
#include <unordered_map>

#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/impl/run/text_memo.ipp>

namespace tramo::acting {

/// Texts, numbered as they are met. When there are too many to be codes, those met for the first time share
/// the last number one after the other.
class met_texts {
public:
    static constexpr std::uint32_t none = UINT32_MAX;
    /// The number that stands for another text each time.
    static constexpr std::uint32_t passing = 100'000;

    [[nodiscard]] std::uint32_t number(std::string_view text) {
        auto const known = numbers_.find(text);
        if (known != numbers_.end()) return known->second;
        if (texts_.size() > passing) {
            texts_.back() = text;
            return passing;
        }
        auto const number = static_cast<std::uint32_t>(texts_.size());
        texts_.emplace_back(text);
        if (number < passing) numbers_.emplace(texts_.back(), number);
        return number;
    }
    [[nodiscard]] std::string const& text(std::uint32_t number) const { return texts_[number]; }

private:
    std::deque<std::string> texts_;
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

/// Reads one column of texts batch by batch. Blanks around a text do not count.
class text_numbers {
public:
    explicit text_numbers(met_texts& texts) : texts_(texts) {}

    /// The next batch's part of the column; null where it lacks it.
    void begin(column const* part) {
        part_ = part;
        of_entry_.clear();
        if (part_ != nullptr && part_->physical == layout::dictionary && part_->dictionary)
            of_entry_.assign(static_cast<std::size_t>(part_->dictionary->length), not_asked);
    }

    /// Calls `use(i, number)` for each of `count` rows from `begin`; `met_texts::none` where there is no
    /// text.
    template <class Use>
    void read(std::int64_t begin, std::size_t count, Use use) {
        if (part_ == nullptr || part_->physical == layout::null) {
            for (std::size_t i = 0; i < count; ++i) use(i, met_texts::none);
        } else if (part_->physical == layout::dictionary) {
            read_coded(begin, count, use);
        } else if (reading::is_text_layout(part_->physical)) {
            read_texts(begin, count, use);
        } else {
            for (std::size_t i = 0; i < count; ++i)
                use(i, number_of(*part_, begin + static_cast<std::int64_t>(i)));
        }
    }

private:
    static constexpr std::uint32_t not_asked = UINT32_MAX - 1;

    [[nodiscard]] std::uint32_t number_of(column const& data, std::int64_t row) {
        auto const text = running::name_in_cell(data, row, made_);
        return text.empty() ? met_texts::none : texts_.number(text);
    }

    template <class Use>
    void read_coded(std::int64_t begin, std::size_t count, Use use) {
        reading::with_integer_type(part_->code_layout, [&](auto zero) {
            for (std::size_t i = 0; i < count; ++i) {
                auto const row = begin + static_cast<std::int64_t>(i);
                auto const code = static_cast<std::uint64_t>(
                    reading::load_at<decltype(zero)>(part_->values, part_->offset + row));
                bool const is_there =
                    (part_->validity == nullptr || is_valid(*part_, row)) && code < of_entry_.size();
                use(i, is_there ? number_of_entry(code) : met_texts::none);
            }
        });
    }

    [[nodiscard]] std::uint32_t number_of_entry(std::uint64_t code) {
        auto& known = of_entry_[code];
        if (known != not_asked) return known;
        auto const number = number_of(*part_->dictionary, static_cast<std::int64_t>(code));
        if (number != met_texts::passing) known = number;
        return number;
    }

    /// The memo holds views into the feed, which outlives this.
    template <class Use>
    void read_texts(std::int64_t begin, std::size_t count, Use use) {
        for (std::size_t i = 0; i < count; ++i) {
            auto const row = begin + static_cast<std::int64_t>(i);
            std::string_view text;
            bool const is_there = (part_->validity == nullptr || is_valid(*part_, row)) &&
                                  !is_misfit(*part_, row) && reading::find_text(*part_, row, text);
            if (is_there) text = reading::trim(text);
            use(i, text.empty() ? met_texts::none : remembered(text));
        }
    }

    [[nodiscard]] std::uint32_t remembered(std::string_view text) {
        auto const key = reading::key_of(text, text.size());
        if (auto const* const known = memo_.find(key)) return static_cast<std::uint32_t>(known->index);
        auto const number = texts_.number(text);
        if (number != met_texts::passing && !memo_.is_full())
            memo_.insert(key, {static_cast<std::int64_t>(number), reading::not_new, reading::outcome::known});
        return number;
    }

    met_texts& texts_;
    column const* part_ = nullptr;
    std::vector<std::uint32_t> of_entry_;
    reading::text_memo memo_;
    std::string made_;
};

}  // namespace tramo::acting
