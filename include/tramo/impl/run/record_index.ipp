// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// For single records: each field's value names a row of bits, one bit for each alternative of each condition
// that this value does not rule out. All rows together leave the alternatives that hold.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include <tramo/impl/run/term_list.ipp>
#include <tramo/values/schema.hpp>

namespace tramo::running {

/// A field's value as an index sees it: none, or a whole number (of an enumeration its place).
struct indexed_value {
    bool is_known = false;
    std::int64_t number = 0;
};

/// The rows of bits of one field.
class indexed_field {
public:
    indexed_field(field_use const& use, std::size_t words)
        : field_(use.field), words_(words), cuts_(use.cuts.size()) {
        for (std::size_t i = 0; i < cuts_.size(); ++i) cuts_[i] = static_cast<std::int64_t>(use.cuts[i]);
        bits_.assign((cuts_.size() + 2) * words, ~std::uint64_t{0});
        auto const span = cuts_.empty() ? 0
                                        : static_cast<std::uint64_t>(cuts_.back()) -
                                              static_cast<std::uint64_t>(cuts_.front());
        if (!cuts_.empty() && span < widest_table) make_table(span);
    }

    /// Whether the cuts of a use can be laid out.
    [[nodiscard]] static bool is_possible(field_use const& use) {
        using limits = std::numeric_limits<std::int64_t>;
        return use.cuts.size() < 0xFFFF && std::all_of(use.cuts.begin(), use.cuts.end(), [](int128 cut) {
                   return cut > limits::min() && cut <= limits::max();
               });
    }

    [[nodiscard]] std::size_t field() const { return field_; }

    /// Rules term `number` out wherever the literal does not hold.
    void add(literal const& what, field_test const& test, std::size_t number) {
        for (std::size_t bin = 0; bin <= cuts_.size() + 1; ++bin)
            if (!holds(what.asked, test, bin))
                bits_[bin * words_ + number / 64] &= ~(std::uint64_t{1} << (number % 64));
    }

    [[nodiscard]] std::uint64_t const* row_of(indexed_value const& value) const {
        return bits_.data() + (value.is_known ? bin_of(value.number) : cuts_.size() + 1) * words_;
    }

private:
    static constexpr std::uint64_t widest_table = 4096;

    /// Numbers from below the first cut to the last.
    void make_table(std::uint64_t span) {
        std::size_t at = 0;
        for (std::uint64_t i = 0; i <= span + 1; ++i) {
            auto const value = cuts_.front() - 1 + static_cast<std::int64_t>(i);
            while (at < cuts_.size() && cuts_[at] <= value) ++at;
            table_.push_back(static_cast<std::uint16_t>(at));
        }
    }

    [[nodiscard]] std::size_t bin_of(std::int64_t number) const {
        if (!table_.empty()) {
            auto const base = cuts_.front() - 1;
            return table_[static_cast<std::size_t>(std::clamp(number, base, cuts_.back()) - base)];
        }
        auto const* at = cuts_.data();
        for (auto left = cuts_.size(); left > 0;) {
            auto const half = (left + 1) / 2;
            at = at[half - 1] <= number ? at + half : at;
            left -= half;
        }
        return static_cast<std::size_t>(at - cuts_.data());
    }

    [[nodiscard]] bool holds(asked_truth asked, field_test const& test, std::size_t bin) const {
        bool const is_known = bin <= cuts_.size();
        bool yes = false, no = false;
        if (test.asks_unknown) {
            yes = !is_known;
            no = is_known;
        } else if (is_known) {
            yes = test.numbers.contains(bin == 0 ? lowest_int128 : int128{cuts_[bin - 1]});
            no = !yes;
        }
        switch (asked) {
            case asked_truth::yes:
                return yes;
            case asked_truth::no:
                return no;
            case asked_truth::not_yes:
                return !yes;
            default:
                return !no;
        }
    }

    std::size_t field_, words_;
    std::vector<std::int64_t> cuts_;
    std::vector<std::uint16_t> table_;
    std::vector<std::uint64_t> bits_;  ///< by bin: between the cuts, then unknown
};

/// The conditions of one list, first to last.
class record_index {
public:
    static constexpr std::size_t no_condition = static_cast<std::size_t>(-1);

    /// None where a condition cannot be written out, or tests something else than numbers.
    [[nodiscard]] static std::optional<record_index> make(space const& of,
                                                          std::vector<node_index> const& conditions) {
        record_index made;
        std::vector<term> all;
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            auto terms = term_writer(of).write(conditions[i], asked_truth::yes);
            if (!terms || all.size() + terms->size() > most_terms) return {};
            for (auto& one : *terms) {
                all.push_back(std::move(one));
                made.condition_of_.push_back(i);
            }
        }
        return made.lay_out(of, all) ? std::optional(std::move(made)) : std::nullopt;
    }

    /// The first condition that surely holds, or `no_condition`. `values` are by field of the schema.
    [[nodiscard]] std::size_t first(indexed_value const* values) const {
        std::array<std::uint64_t const*, most_fields> rows;
        for (std::size_t i = 0; i < fields_.size(); ++i)
            rows[i] = fields_[i].row_of(values[fields_[i].field()]);
        for (std::size_t word = 0; word < words_; ++word) {
            auto bits = valid_[word];
            for (std::size_t i = 0; i < fields_.size(); ++i) bits &= rows[i][word];
            if (bits != 0) return condition_of_[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))];
        }
        return no_condition;
    }

private:
    static constexpr std::size_t most_terms = 1U << 14;
    static constexpr std::size_t most_fields = 128;

    [[nodiscard]] bool lay_out(space const& of, std::vector<term> const& all) {
        words_ = (all.size() + 63) / 64;
        valid_.assign(words_, ~std::uint64_t{0});
        if (all.size() % 64 != 0) valid_.back() = ~std::uint64_t{0} >> (64 - all.size() % 64);
        std::vector<std::size_t> place(of.uses.size(), no_condition);
        for (std::size_t i = 0; i < all.size(); ++i)
            for (auto const& one : all[i]) {
                auto const& use = of.uses[one.use];
                auto const& test = use.tests[one.test];
                if (test.what != field_test::form::numbers || !indexed_field::is_possible(use)) return false;
                if (place[one.use] == no_condition) {
                    if (fields_.size() == most_fields) return false;
                    place[one.use] = fields_.size();
                    fields_.emplace_back(use, words_);
                }
                fields_[place[one.use]].add(one, test, i);
            }
        return true;
    }

    std::size_t words_ = 0;
    std::vector<std::uint64_t> valid_;       ///< a bit for each term there is
    std::vector<std::size_t> condition_of_;  ///< by term
    std::vector<indexed_field> fields_;
};

}  // namespace tramo::running
