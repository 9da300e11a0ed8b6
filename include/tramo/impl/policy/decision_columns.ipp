// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Rows told cell by cell become columns: what is told once serves tables and other forms alike.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_model.ipp>
#include <tramo/impl/run/gather_rows.ipp>
#include <tramo/impl/run/made_columns.ipp>

namespace tramo::deciding {

/// Rows from `begin` on and before `end`.
struct row_span {
    std::uint32_t begin = 0, end = 0;
};

[[nodiscard]] inline row_span all_rows(decisions::model const& of) {
    return {0, static_cast<std::uint32_t>(of.rows())};
}

/// Texts joined by commas, or listed where a form has lists. `key`: the account's, of which nobody tells.
enum class told : std::uint8_t { key, coded, text, texts, day, moment, truth, whole, amount };

struct told_column {
    std::string name;
    told what = told::text;
    int scale = 0;  ///< of amounts
};
using told_columns = std::vector<told_column>;

[[nodiscard]] inline std::string joined(std::vector<std::string> const& all, std::string_view by = ", ") {
    std::string text;
    for (auto const& one : all) {
        if (!text.empty()) text += by;
        text += one;
    }
    return text;
}

/// One column as it grows. An empty text is none.
class growing_column {
public:
    explicit growing_column(told_column about) : about_(std::move(about)) {}

    void add_text(std::string_view text) {
        known_.push_back(!text.empty());
        any_missing_ = any_missing_ || text.empty();
        if (about_.what == told::coded) {
            codes_.push_back(code_of(text));
        } else {
            bytes_ += text;
            ends_.push_back(static_cast<std::int64_t>(bytes_.size()));
        }
    }
    void add_number(std::optional<std::int64_t> number) {
        note(number.has_value());
        numbers_.push_back(number.value_or(0));
    }
    void add_amount(std::optional<decimal> const& amount) {
        auto const shown =
            amount ? rescale(*amount, about_.scale, rounding::half_even) : std::optional<decimal>();
        note(shown.has_value());
        amounts_.push_back(shown ? shown->coefficient : 0);
    }

    void put_into(running::batch_maker& made) {
        auto const known = any_missing_ ? known_ : std::vector<bool>();
        switch (about_.what) {
            case told::coded:
                return put_codes(made, known);
            case told::text:
            case told::texts:
                return put_texts(made, known);
            case told::day:
                return put_days(made, known);
            case told::truth:
                return put_truths(made, known);
            case told::amount:
                made.add(about_.name, layout::decimal128, std::move(amounts_), known).scale = about_.scale;
                return;
            default:
                made.add(about_.name, about_.what == told::moment ? layout::timestamp : layout::int64,
                         std::move(numbers_), known);
        }
    }

private:
    void note(bool is_known) {
        known_.push_back(is_known);
        any_missing_ = any_missing_ || !is_known;
    }

    /// Rows that follow each other often say the same.
    [[nodiscard]] std::uint32_t code_of(std::string_view text) {
        if (!codes_.empty() && *texts_[codes_.back()] == text) return codes_.back();
        sought_.assign(text);
        auto const next = static_cast<std::uint32_t>(texts_.size());
        auto const [at, is_new] = numbers_of_.try_emplace(sought_, next);
        if (is_new) texts_.push_back(&at->first);
        return at->second;
    }

    /// More texts than 16 bits number stand as they are.
    void put_codes(running::batch_maker& made, std::vector<bool> const& known) {
        constexpr std::size_t most_coded = 65'536;
        if (texts_.size() > most_coded) {
            for (auto const code : codes_) {
                bytes_ += *texts_[code];
                ends_.push_back(static_cast<std::int64_t>(bytes_.size()));
            }
            return put_texts(made, known);
        }
        std::vector<std::string> texts;
        for (auto const* const one : texts_) texts.push_back(*one);
        std::vector<std::uint16_t> codes(codes_.begin(), codes_.end());
        made.add_coded(about_.name, std::move(codes), texts, known);
    }

    void put_texts(running::batch_maker& made, std::vector<bool> const& known) {
        struct held_texts {
            std::vector<std::int64_t> ends;
            std::string bytes;
            std::vector<std::uint8_t> validity;
        };
        auto held = std::make_shared<held_texts>();
        held->ends = std::move(ends_);
        held->bytes = std::move(bytes_);
        held->validity = bits_of(known);
        column column;
        column.name = about_.name;
        column.physical = layout::large_utf8;
        column.length = static_cast<std::int64_t>(known_.size());
        column.offsets = held->ends.data();
        column.bytes = held->bytes.data();
        if (!known.empty()) column.validity = held->validity.data();
        made.take(std::move(column), std::move(held));
    }

    void put_days(running::batch_maker& made, std::vector<bool> const& known) {
        std::vector<std::int32_t> days;
        days.reserve(numbers_.size());
        for (auto const one : numbers_) days.push_back(static_cast<std::int32_t>(one));
        made.add(about_.name, layout::date32, std::move(days), known);
    }

    void put_truths(running::batch_maker& made, std::vector<bool> const& known) {
        std::vector<bool> truths(numbers_.size());
        for (std::size_t i = 0; i < truths.size(); ++i) truths[i] = numbers_[i] != 0;
        made.add(about_.name, layout::boolean, bits_of(truths), known);
    }

    [[nodiscard]] static std::vector<std::uint8_t> bits_of(std::vector<bool> const& from) {
        std::vector<std::uint8_t> bits((from.size() + 7) / 8, 0);
        for (std::size_t i = 0; i < from.size(); ++i)
            if (from[i]) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1U << (i % 8));
        return bits;
    }

    told_column about_;
    std::vector<bool> known_;
    bool any_missing_ = false;
    std::vector<std::int64_t> numbers_;
    std::vector<int128> amounts_;
    std::vector<std::int64_t> ends_{0};
    std::string bytes_, sought_;
    std::vector<std::uint32_t> codes_;
    std::vector<std::string const*> texts_;  ///< by code
    std::unordered_map<std::string, std::uint32_t> numbers_of_;
};

/// A table as it is told: `begin`, then every cell but the key's in the order of the columns, then `end`.
class told_table {
public:
    told_table(decisions::model const& of, told_columns const& columns) : model_(of), about_(columns) {
        for (auto const& one : about_) columns_.emplace_back(one);
    }

    void begin(std::uint32_t row) {
        rows_.push_back(row);
        at_ = 0;
    }
    void text(std::string_view text) { next().add_text(text); }
    void texts(std::vector<std::string> const& all) { next().add_text(joined(all)); }
    void day(std::optional<date> of) {
        next().add_number(of ? std::optional<std::int64_t>(of->days) : std::nullopt);
    }
    void moment(std::optional<timestamp> of) {
        next().add_number(of ? std::optional(of->micros) : std::nullopt);
    }
    void truth(bool of) { next().add_number(of ? 1 : 0); }
    void whole(std::optional<std::int64_t> of) { next().add_number(of); }
    void amount(std::optional<decimal> const& of) { next().add_amount(of); }
    void end() {}

    [[nodiscard]] batch finish() {
        running::batch_maker made(static_cast<std::int64_t>(rows_.size()));
        for (std::size_t i = 0; i < columns_.size(); ++i)
            about_[i].what == told::key ? add_key(made) : columns_[i].put_into(made);
        for (auto const& part : model_.accounts.batches) made.keep(part.owner);
        return made.finish();
    }

private:
    [[nodiscard]] growing_column& next() {
        while (about_[at_].what == told::key) ++at_;
        return columns_[at_++];
    }

    /// A key that is called like another column is told as `account`; without one rows have their number.
    void add_key(running::batch_maker& made) const {
        auto const& policy = model_.program();
        std::string const own = policy.key ? policy.fields.fields[*policy.key].name : "row";
        bool is_taken = false, has_any = false;
        for (auto const& one : about_) is_taken = is_taken || (one.what != told::key && one.name == own);
        std::string const name = is_taken ? "account" : own;
        std::vector<column const*> chunks;
        for (auto const& part : model_.accounts.batches) {
            chunks.push_back(policy.key ? find_column(part, own) : nullptr);
            has_any = has_any || chunks.back() != nullptr;
        }
        if (!has_any) {
            made.add(name, layout::int64, std::vector<std::int64_t>(rows_.begin(), rows_.end()));
            return;
        }
        std::vector<std::int64_t> first_rows(model_.first_rows.begin(), model_.first_rows.end());
        running::row_list picked;
        for (auto const row : rows_) picked.push_back(row);
        auto taken = running::gather(chunks, first_rows, picked);
        taken.data.name = name;
        made.take(std::move(taken.data), std::move(taken.owner));
    }

    decisions::model const& model_;
    told_columns about_;
    std::vector<growing_column> columns_;
    std::vector<std::uint32_t> rows_;
    std::size_t at_ = 0;
};

/// What was decided of some rows: `starts` has one place for each row, and one behind the last.
template <class Thing, class Use>
void for_rows(std::vector<Thing> const& all, std::vector<std::size_t> const& starts, row_span rows, Use use) {
    if (starts.empty()) return;
    for (std::size_t i = starts[rows.begin]; i < starts[rows.end]; ++i) use(all[i]);
}

}  // namespace tramo::deciding
