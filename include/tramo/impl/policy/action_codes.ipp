// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which kind of action each row of a feed is, from one column of codes or one for each level of the palette.
#pragma once

#include <algorithm>
#include <map>

#include <tramo/actions/best_action.hpp>
#include <tramo/impl/policy/met_texts.ipp>
#include <tramo/policy/best_actions.hpp>

namespace tramo::acting {

/// What no palette knows, and how often it was met.
class other_codes {
public:
    static constexpr std::size_t most_listed = 1'000;

    explicit other_codes(met_texts const& texts) : texts_(texts) {}

    void add(std::uint32_t text) {
        if (text == met_texts::passing) return add(texts_.text(text));
        if (text >= of_text_.size()) of_text_.resize(std::size_t{text} + 1, 0);
        ++of_text_[text];
    }
    void add(std::string path) {
        if (rows_.size() >= most_kept && !rows_.contains(path)) return;
        ++rows_[std::move(path)];
    }
    /// The most frequent first.
    [[nodiscard]] std::vector<other_code> list() const {
        auto together = rows_;
        for (std::size_t i = 0; i < of_text_.size(); ++i)
            if (of_text_[i] > 0) together[texts_.text(static_cast<std::uint32_t>(i))] += of_text_[i];
        std::vector<other_code> all;
        for (auto const& [code, rows] : together) all.push_back({code, rows});
        std::stable_sort(all.begin(), all.end(),
                         [](auto const& a, auto const& b) { return a.rows > b.rows; });
        if (all.size() > most_listed) all.resize(most_listed);
        return all;
    }

private:
    static constexpr std::size_t most_kept = 100'000;
    met_texts const& texts_;
    std::vector<std::int64_t> of_text_;
    std::map<std::string, std::int64_t> rows_;
};

/// Kinds by palette, the kind around and the number of a text, found once each.
class kind_table {
public:
    kind_table(actions::palette_set const& palettes, actions::kind_finder const& finder, bool has_levels,
               met_texts const& texts)
        : finder_(finder),
          texts_(texts),
          has_levels_(has_levels),
          kinds_(palettes.kinds.size()),
          other_(palettes.other()),
          tables_(palettes.palettes * (kinds_ + 1)) {}

    /// Within `parent`, `actions::no_kind` at the top; `other` where there is none.
    [[nodiscard]] std::uint16_t find(std::size_t palette, std::uint16_t parent, std::uint32_t text) {
        if (text == met_texts::passing) return look_up(palette, parent, text);
        auto& table = tables_[palette * (kinds_ + 1) + (parent == actions::no_kind ? kinds_ : parent)];
        if (text >= table.size()) table.resize(std::size_t{text} + 1, not_asked);
        auto& known = table[text];
        if (known == not_asked) known = look_up(palette, parent, text);
        return known;
    }
    [[nodiscard]] std::uint16_t other() const { return other_; }

private:
    static constexpr std::uint16_t not_asked = 0xFFFE;

    [[nodiscard]] std::uint16_t look_up(std::size_t palette, std::uint16_t parent, std::uint32_t text) const {
        auto const& code = texts_.text(text);
        return has_levels_ ? finder_.within(palette, parent, code) : finder_.find(palette, code);
    }

    actions::kind_finder const& finder_;
    met_texts const& texts_;
    bool has_levels_;
    std::size_t kinds_;
    std::uint16_t other_;
    std::vector<std::vector<std::uint16_t>> tables_;
};

/// Reads the columns of codes of a feed, block by block.
class code_reader {
public:
    code_reader(code_reader const&) = delete;
    code_reader& operator=(code_reader const&) = delete;
    code_reader(actions::palette_set const& palettes, actions::kind_finder const& finder,
                std::vector<running::feed_column> columns)
        : columns_(std::move(columns)),
          table_(palettes, finder, columns_.size() > 1, texts_),
          palettes_(palettes.palettes),
          others_(texts_) {
        for (std::size_t i = 0; i < columns_.size(); ++i) numbers_.emplace_back(texts_);
        codes_.resize(columns_.size());
    }

    void begin(std::size_t batch) {
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
        if (coded_ != nullptr) return read_table(begin, count, palette_of, kinds);
        if (columns_.size() == 1) {
            numbers_[0].read(begin, count, [&](std::size_t i, std::uint32_t code) {
                kinds[i] = code == met_texts::none ? actions::no_kind : kind_of(palette_of(i), code);
            });
            return;
        }
        for (std::size_t level = 0; level < columns_.size(); ++level) {
            codes_[level].resize(count);
            numbers_[level].read(begin, count, [&](std::size_t i, std::uint32_t code) {
                codes_[level][i] = code;
                // Numbers that stand for another text each time are looked up before they pass on.
                if (level == 0)
                    kinds[i] = code == met_texts::none ? actions::no_kind : kind_of(palette_of(i), code);
                else if (kinds[i] != actions::no_kind)
                    kinds[i] = kind_within(palette_of(i), i, level, kinds[i]);
            });
        }
    }

    [[nodiscard]] std::vector<other_code> others() const { return others_.list(); }

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
                kinds[i] = is_known ? of_entry_[entry] : look_up(row, entry, palette_of(i));
            }
        });
    }

    [[nodiscard]] std::uint16_t look_up(std::int64_t row, std::uint64_t entry, std::size_t palette) {
        auto kind = actions::no_kind;
        numbers_[0].read(row, 1, [&](std::size_t, std::uint32_t code) {
            if (code != met_texts::none) kind = kind_of(palette, code);
        });
        bool const is_found = kind != actions::no_kind && kind != table_.other() && palette == 0;
        if (is_found) of_entry_[entry] = kind;
        return kind;
    }

    [[nodiscard]] std::uint16_t kind_of(std::size_t palette, std::uint32_t code) {
        auto const kind = palette < palettes_ ? table_.find(palette, actions::no_kind, code) : table_.other();
        if (kind == table_.other()) others_.add(code);
        return kind;
    }

    /// An unknown response is an action of what is around it; which one is told.
    [[nodiscard]] std::uint16_t kind_within(std::size_t palette, std::size_t row, std::size_t level,
                                            std::uint16_t around) {
        auto& code = codes_[level][row];
        bool const is_last = code == met_texts::none || around == table_.other() ||
                             (level > 1 && codes_[level - 1][row] == met_texts::none);
        if (is_last) return around;
        auto const kind = table_.find(palette, around, code);
        if (kind != table_.other()) return kind;
        others_.add(path_of(row, level));
        code = met_texts::none;  // what stands behind it is within something unknown
        return around;
    }

    [[nodiscard]] std::string path_of(std::size_t row, std::size_t level) const {
        std::string path;
        for (std::size_t i = 0; i <= level; ++i)
            if (codes_[i][row] != met_texts::none)
                path += (path.empty() ? "" : " / ") + texts_.text(codes_[i][row]);
        return path;
    }

    std::vector<running::feed_column> columns_;
    met_texts texts_;
    std::vector<text_numbers> numbers_;
    kind_table table_;
    std::size_t palettes_;
    std::vector<std::vector<std::uint32_t>> codes_;  ///< of each level, of the block
    column const* coded_ = nullptr;                  ///< of the batch, where a table says all
    std::vector<std::uint16_t> of_entry_;            ///< its kinds by entry of the dictionary
    other_codes others_;
};

}  // namespace tramo::acting
