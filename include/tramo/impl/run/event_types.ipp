// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which event type each row of a feed is of: the first declared whose columns hold what it asks for.
#pragma once

#include <algorithm>
#include <map>
#include <unordered_map>

#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/run/event_log.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::running {

inline constexpr std::uint16_t no_event_type = UINT16_MAX - 1;

/// The word in the log's event column that says: done by hand.
inline constexpr std::string_view word_by_hand = "manual";

/// What one column can say, and what its rows say: numbers of texts, 0 for all others.
struct told_column {
    feed_column data;
    std::map<std::string, std::uint16_t, std::less<>> numbers;  ///< of folded texts, from 1

    std::uint16_t number(std::string const& folded) {
        return numbers.try_emplace(folded, static_cast<std::uint16_t>(numbers.size() + 1)).first->second;
    }
    [[nodiscard]] std::uint16_t number_of(std::string const& text) const {
        auto const at = numbers.find(fold(text));
        return at == numbers.end() ? std::uint16_t{0} : at->second;
    }
};

class event_type_finder {
public:
    event_type_finder(program const& policy, table const& feed) : feed_(feed) {
        bool const has_hands = [&] {
            for (auto const& one : policy.alerts)
                if (one.clears_by_hand || !one.raised_by_hand.empty()) return true;
            return false;
        }();
        for (std::size_t i = 0; i < policy.events.size(); ++i) add(policy, i);
        if (has_hands && column_of(feed, policy.log.event).is_there())
            rules_.push_back(
                {event_log::by_hand, {{column(policy.log.event), {number(policy.log.event, word_by_hand)}}}});
    }

    /// The type of each row: `no_event_type` where none matches.
    [[nodiscard]] long_vector<std::uint16_t> find(std::int64_t total) {
        long_vector<std::uint16_t> types(static_cast<std::size_t>(total));
        bool const tells_all =
            columns_.size() == 1 && std::all_of(rules_.begin(), rules_.end(),
                                                [](auto const& one) { return one.demands.size() == 1; });
        if (tells_all) {
            find_by_table(types);
            return types;
        }
        std::fill(types.begin(), types.end(), no_event_type);
        std::vector<std::vector<std::uint16_t>> said;
        for (auto const& one : columns_) said.push_back(numbers_of(one, total));
        for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule)
            for (std::size_t row = 0; row < types.size(); ++row)
                if (holds(*rule, said, row)) types[row] = rule->type;
        return types;
    }

private:
    struct demand {
        std::size_t column = 0;
        std::vector<std::uint16_t> numbers;
    };
    struct matching_rule {
        std::uint16_t type = 0;
        std::vector<demand> demands;
    };

    void add(program const& policy, std::size_t index) {
        auto const& type = policy.events[index];
        matching_rule made{static_cast<std::uint16_t>(index), {}};
        for (auto const& match : type.matches) {
            demand due{column(match.column), {}};
            for (auto const& text : match.folded) due.numbers.push_back(columns_[due.column].number(text));
            made.demands.push_back(std::move(due));
        }
        if (type.matches.empty()) {
            demand due{column(policy.log.event), {number(policy.log.event, type.name)}};
            if (!type.label.empty()) due.numbers.push_back(number(policy.log.event, type.label));
            made.demands.push_back(std::move(due));
        }
        rules_.push_back(std::move(made));
    }

    std::size_t column(std::string const& name) {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i].data.name == name) return i;
        columns_.push_back({column_of(feed_, name), {}});
        return columns_.size() - 1;
    }
    std::uint16_t number(std::string const& name, std::string_view text) {
        return columns_[column(name)].number(fold(text));
    }

    [[nodiscard]] static bool holds(matching_rule const& what,
                                    std::vector<std::vector<std::uint16_t>> const& said, std::size_t row) {
        for (auto const& due : what.demands) {
            bool found = false;
            for (auto const number : due.numbers) found = found || said[due.column][row] == number;
            if (!found) return false;
        }
        return true;
    }

    /// One column tells all: a table from what it says to the type.
    void find_by_table(long_vector<std::uint16_t>& types) const {
        auto const& column = columns_.front();
        std::vector<std::uint16_t> type_of(column.numbers.size() + 1, no_event_type);
        for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule)
            for (auto const number : rule->demands.front().numbers) type_of[number] = rule->type;
        std::size_t first = 0;
        for (std::size_t i = 0; i < feed_.batches.size(); ++i) {
            auto const rows = static_cast<std::size_t>(feed_.batches[i].rows);
            read(column, column.data.parts[i], rows, types.data() + first,
                 [&](std::uint16_t number) { return type_of[number]; });
            first += rows;
        }
    }

    [[nodiscard]] std::vector<std::uint16_t> numbers_of(told_column const& from, std::int64_t total) const {
        std::vector<std::uint16_t> numbers(static_cast<std::size_t>(total), 0);
        std::size_t first = 0;
        for (std::size_t i = 0; i < feed_.batches.size(); ++i) {
            auto const rows = static_cast<std::size_t>(feed_.batches[i].rows);
            read(from, from.data.parts[i], rows, numbers.data() + first,
                 [](std::uint16_t number) { return number; });
            first += rows;
        }
        return numbers;
    }

    template <class Map>
    static void read(told_column const& of, tramo::column const* data, std::size_t rows, std::uint16_t* out,
                     Map map) {
        if (data == nullptr || data->physical == layout::null) {
            for (std::size_t i = 0; i < rows; ++i) out[i] = map(0);
            return;
        }
        if (data->physical == layout::dictionary && data->dictionary)
            return read_coded(of, *data, rows, out, map);
        std::unordered_map<std::string, std::uint16_t> met;
        std::string made, last_text;
        std::uint16_t last = map(of.number_of(last_text));
        for (std::size_t i = 0; i < rows; ++i) {
            auto const text = name_in_cell(*data, static_cast<std::int64_t>(i), made);
            if (text != last_text) {
                last_text = text;
                auto const known = met.find(last_text);
                auto const number = known != met.end() ? known->second : of.number_of(last_text);
                if (known == met.end() && met.size() < most_remembered) met.emplace(last_text, number);
                last = map(number);
            }
            out[i] = last;
        }
    }

    template <class Map>
    static void read_coded(told_column const& of, tramo::column const& data, std::size_t rows,
                           std::uint16_t* out, Map map) {
        std::vector<std::uint16_t> of_code;
        for (std::int64_t i = 0; i < data.dictionary->length; ++i)
            of_code.push_back(map(of.number_of(text_of_cell(*data.dictionary, i))));
        auto const none = map(0);
        reading::with_integer_type(data.code_layout, [&](auto zero) {
            for (std::size_t i = 0; i < rows; ++i) {
                auto const row = static_cast<std::int64_t>(i);
                auto const code = static_cast<std::uint64_t>(
                    reading::load_at<decltype(zero)>(data.values, data.offset + row));
                bool const is_told =
                    code < of_code.size() && (data.validity == nullptr || is_valid(data, row));
                out[i] = is_told ? of_code[code] : none;
            }
        });
    }

    static constexpr std::size_t most_remembered = 4096;

    table const& feed_;
    std::vector<told_column> columns_;
    std::vector<matching_rule> rules_;
};

}  // namespace tramo::running
