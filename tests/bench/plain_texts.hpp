// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The accounts once more with plain utf8 where the others have dictionaries, and what one comparison of such
// a column costs.
#pragma once

#include <cstring>
#include <list>
#include <string_view>

#include "policies.hpp"

namespace tramo_bench {

class plain_texts {
public:
    explicit plain_texts(tramo::batch const& coded) : batch_(coded) {
        for (auto& column : batch_.columns)
            if (column.physical == tramo::layout::dictionary) spell_out(column);
    }

    plain_texts(plain_texts const&) = delete;
    plain_texts& operator=(plain_texts const&) = delete;

    [[nodiscard]] tramo::batch const& all() const { return batch_; }

private:
    struct texts {
        huge_vector<std::int32_t> offsets{0};
        huge_vector<char> bytes;
    };

    void spell_out(tramo::column& column) {
        auto& made = spelt_.emplace_back();
        made.offsets.reserve(static_cast<std::size_t>(column.length) + 1);
        made.bytes.reserve(static_cast<std::size_t>(column.length) * 8);
        bool const is_wide = column.code_layout == tramo::layout::int16;
        for (std::int64_t row = 0; row < column.length; ++row) {
            auto const code = is_wide ? static_cast<std::int16_t const*>(column.values)[row]
                                      : static_cast<std::int8_t const*>(column.values)[row];
            auto const text = tramo::text_at(*column.dictionary, code);
            made.bytes.insert(made.bytes.end(), text.begin(), text.end());
            made.offsets.push_back(static_cast<std::int32_t>(made.bytes.size()));
        }
        column.physical = tramo::layout::utf8;
        column.values = nullptr;
        column.dictionary = nullptr;
        column.offsets = made.offsets.data();
        column.bytes = made.bytes.data();
    }

    std::list<texts> spelt_;
    tramo::batch batch_;
};

/// One equality as anyone would write it: the length, then memcmp; a bit for each row.
inline void compare_texts(tramo::column const& texts, std::string_view with,
                          std::vector<std::uint64_t>& bits) {
    auto const* const offsets = static_cast<std::int32_t const*>(texts.offsets);
    auto const size = static_cast<std::int32_t>(with.size());
    auto const rows = static_cast<std::size_t>(texts.length);
    for (std::size_t begin = 0; begin < rows; begin += 64) {
        std::uint64_t word = 0;
        auto const end = std::min(begin + 64, rows);
        for (auto row = begin; row < end; ++row) {
            bool const is_equal = offsets[row + 1] - offsets[row] == size &&
                                  std::memcmp(texts.bytes + offsets[row], with.data(), with.size()) == 0;
            word |= std::uint64_t{is_equal} << (row - begin);
        }
        bits[begin / 64] = word;
    }
}

/// Ten conditions on the cities alone: equalities, and lists of three to twelve.
inline std::vector<std::string> city_conditions() {
    std::vector<std::string> all;
    for (int i = 0; i < 10; ++i) {
        auto const city = [&](int step) {
            return std::string("\"CITY").append(std::to_string((i * 29 + step * 17) % 300)) + "\"";
        };
        auto list = city(0);
        for (int step = 1; step < 3 + i; ++step) list += ", " + city(step);
        all.push_back(i % 3 == 0 ? std::string("city = ") + city(0) : std::string("city in (") + list + ")");
    }
    return all;
}

}  // namespace tramo_bench
