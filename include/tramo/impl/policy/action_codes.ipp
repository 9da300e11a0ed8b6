// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which kind of action each row of a feed is, from one column of codes or one for each level of the palette.
#pragma once

#include <tramo/actions/best_action.hpp>
#include <tramo/impl/policy/action_others.ipp>

namespace tramo::acting {

/// Kinds by palette, the kind around and the number of a text. What was found lately is remembered, in memory
/// that does not grow with the feed.
class kind_table {
public:
    kind_table(actions::palette_set const& palettes, actions::kind_finder const& finder, bool has_levels,
               met_texts const& texts)
        : finder_(finder),
          texts_(texts),
          has_levels_(has_levels),
          kinds_(palettes.kinds.size()),
          other_(palettes.other()),
          slots_(slot_count) {}

    /// Within `parent`, `actions::no_kind` at the top; `other` where there is none.
    [[nodiscard]] std::uint16_t find(std::size_t palette, std::uint16_t parent, std::uint32_t text) {
        if (text == met_texts::passing) return look_up(palette, parent, text);
        auto const place = palette * (kinds_ + 1) + (parent == actions::no_kind ? kinds_ : parent);
        auto const key = static_cast<std::uint64_t>(place) << 32 | text;
        auto& known = slots_[(key * 0x9E3779B97F4A7C15U) >> (64 - slot_bits)];
        if (known.key != key) known = {key, look_up(palette, parent, text)};
        return known.kind;
    }
    [[nodiscard]] std::uint16_t other() const { return other_; }

private:
    static constexpr int slot_bits = 14;
    static constexpr std::size_t slot_count = std::size_t{1} << slot_bits;
    struct slot {
        std::uint64_t key = UINT64_MAX;
        std::uint16_t kind = 0;
    };

    [[nodiscard]] std::uint16_t look_up(std::size_t palette, std::uint16_t parent, std::uint32_t text) const {
        auto const& code = texts_.text(text);
        return has_levels_ ? finder_.within(palette, parent, code) : finder_.find(palette, code);
    }

    actions::kind_finder const& finder_;
    met_texts const& texts_;
    bool has_levels_;
    std::size_t kinds_;
    std::uint16_t other_;
    std::vector<slot> slots_;
};

/// Reads the columns of codes of a feed, block by block.
class code_reader {
public:
    code_reader(code_reader const&) = delete;
    code_reader& operator=(code_reader const&) = delete;
    /// Requires that the columns outlive it.
    code_reader(actions::palette_set const& palettes, actions::kind_finder const& finder,
                std::vector<running::feed_column> const& columns)
        : columns_(columns),
          table_(palettes, finder, columns_.size() > 1, texts_),
          palettes_(palettes.palettes),
          others_(texts_) {
        for (std::size_t i = 0; i < columns_.size(); ++i) numbers_.emplace_back(texts_);
    }

    void begin(std::size_t batch) {
        batch_ = batch;
        for (std::size_t i = 0; i < columns_.size(); ++i) numbers_[i].begin(columns_[i].parts[batch]);
        auto const* const part = columns_.front().parts[batch];
        bool const is_table = columns_.size() == 1 && palettes_ == 1 && part != nullptr &&
                              part->physical == layout::dictionary && part->dictionary;
        coded_ = is_table ? part : nullptr;
        if (is_table) of_entry_.assign(static_cast<std::size_t>(part->dictionary->length), not_asked);
    }

    /// The kind of each of `count` rows, `actions::no_kind` where the first code is missing. `palette_of(i)`:
    /// the palette of row i's case; one past the last where it has none.
    template <class PaletteOf>
    void read(std::int64_t begin, std::size_t count, PaletteOf palette_of, std::uint16_t* kinds) {
        depths_.assign(columns_.size() > 1 ? count : 0, 0);
        if (coded_ != nullptr) return read_table(begin, count, palette_of, kinds);
        if (columns_.size() == 1) {
            numbers_[0].read(begin, count, [&](std::size_t i, std::uint32_t code) {
                kinds[i] = code == met_texts::none ? actions::no_kind : kind_of(i, palette_of(i), code);
            });
            return;
        }
        begin_ = begin;
        for (std::size_t level = 0; level < columns_.size(); ++level)
            numbers_[level].read(begin, count, [&](std::size_t i, std::uint32_t code) {
                // Numbers that stand for another text each time are looked up before they pass on.
                if (level > 0)
                    kinds[i] = kind_within(palette_of(i), i, level, kinds[i], code);
                else
                    kinds[i] = code == met_texts::none ? actions::no_kind : kind_of(i, palette_of(i), code);
            });
    }

    /// Ends what was read: codes of those rows that count are listed where no palette knows them.
    template <class Counts>
    void count_others(Counts counts) {
        others_.count(counts);
    }
    [[nodiscard]] other_list others() const { return others_.list(); }

private:
    static constexpr std::uint16_t not_asked = 0xFFFE;

    /// The commonest feed: one palette, and one column of a dictionary's codes. Each entry is looked up once;
    /// what is not found is looked up each time, and so counted.
    template <class PaletteOf>
    void read_table(std::int64_t begin, std::size_t count, PaletteOf palette_of, std::uint16_t* kinds) {
        auto const& data = *coded_;
        reading::with_integer_type(data.code_layout, [&](auto zero) {
            for (std::size_t i = 0; i < count; ++i) {
                auto const row = begin + static_cast<std::int64_t>(i);
                auto const entry = static_cast<std::uint64_t>(
                    reading::load_at<decltype(zero)>(data.values, data.offset + row));
                bool const is_known = entry < of_entry_.size() && of_entry_[entry] < not_asked &&
                                      (data.validity == nullptr || is_valid(data, row)) && palette_of(i) == 0;
                kinds[i] = is_known ? of_entry_[entry] : look_up(i, row, entry, palette_of(i));
            }
        });
    }

    [[nodiscard]] std::uint16_t look_up(std::size_t i, std::int64_t row, std::uint64_t entry,
                                        std::size_t palette) {
        auto kind = actions::no_kind;
        numbers_[0].read(row, 1, [&](std::size_t, std::uint32_t code) {
            if (code != met_texts::none) kind = kind_of(i, palette, code);
        });
        bool const is_found = kind != actions::no_kind && kind != table_.other() && palette == 0;
        if (is_found) of_entry_[entry] = kind;
        return kind;
    }

    [[nodiscard]] std::uint16_t kind_of(std::size_t row, std::size_t palette, std::uint32_t code) {
        auto const kind = palette < palettes_ ? table_.find(palette, actions::no_kind, code) : table_.other();
        if (kind == table_.other()) others_.note(row, code);
        return kind;
    }

    /// An unknown response, or one behind a gap, is an action of what is around it; which one is told.
    [[nodiscard]] std::uint16_t kind_within(std::size_t palette, std::size_t row, std::size_t level,
                                            std::uint16_t around, std::uint32_t code) {
        bool const is_over = code == met_texts::none || around == actions::no_kind ||
                             around == table_.other() || depths_[row] == nothing_within;
        if (is_over) return around;
        bool const has_gap = std::size_t{depths_[row]} + 1 < level;
        auto const kind = has_gap ? table_.other() : table_.find(palette, around, code);
        if (kind != table_.other()) {
            ++depths_[row];
            return kind;
        }
        others_.note(row, path_of(row, level));
        depths_[row] = nothing_within;
        return around;
    }

    /// From the cells themselves: a number may stand for another text by now.
    [[nodiscard]] std::string path_of(std::size_t row, std::size_t level) const {
        std::string path;
        for (std::size_t i = 0; i <= level; ++i) {
            auto const* const part = columns_[i].parts[batch_];
            auto const text = part == nullptr
                                  ? std::string()
                                  : running::text_of_cell(*part, begin_ + static_cast<std::int64_t>(row));
            if (!text.empty()) path += (path.empty() ? "" : " / ") + text;
        }
        return path;
    }

    static constexpr std::uint16_t nothing_within = UINT16_MAX;

    std::vector<running::feed_column> const& columns_;
    met_texts texts_;
    std::vector<text_numbers> numbers_;
    kind_table table_;
    std::size_t palettes_;
    std::size_t batch_ = 0;
    std::int64_t begin_ = 0;               ///< row of the batch where the block begins
    std::vector<std::uint16_t> depths_;    ///< by row of the block: the last level read, or `nothing_within`
    column const* coded_ = nullptr;        ///< of the batch, where a table says all
    std::vector<std::uint16_t> of_entry_;  ///< its kinds by entry of the dictionary
    other_codes others_;
};

}  // namespace tramo::acting
