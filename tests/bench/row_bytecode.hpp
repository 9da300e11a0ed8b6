// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What one would write by hand for one record: conditions as short code over a row of numbers, with jumps as
// soon as the answer is clear. The measure for records, and a second opinion on every row.
#pragma once

#include <array>
#include <cctype>
#include <cmath>
#include <string_view>

#include "accounts.hpp"

namespace tramo_bench {

/// Numbers by column: codes of enumerations, days, hundredths of scores.
struct bare_row {
    std::array<std::int64_t, 12> values{};
    std::uint32_t known = 0;
};

inline bare_row bare_row_of(tramo::batch const& from, std::int64_t row) {
    bare_row made;
    for (std::size_t i = 0; i < rule_columns().size(); ++i) {
        auto const& column = *tramo::find_column(from, rule_columns()[i].name);
        auto const at = static_cast<std::size_t>(row);
        auto const as = [&](auto type) { return static_cast<decltype(type) const*>(column.values)[at]; };
        bool const is_coded = column.physical == tramo::layout::dictionary;
        auto const physical = is_coded ? column.code_layout : column.physical;
        auto& value = made.values[i];
        if (physical == tramo::layout::boolean)
            value = (static_cast<std::uint8_t const*>(column.values)[at / 8] >> (at % 8)) & 1;
        if (physical == tramo::layout::int8) value = as(std::int8_t{});
        if (physical == tramo::layout::int16) value = as(std::int16_t{});
        if (physical == tramo::layout::int32 || physical == tramo::layout::date32) value = as(std::int32_t{});
        if (physical == tramo::layout::int64) value = as(std::int64_t{});
        if (physical == tramo::layout::float64) value = std::llround(as(double{}) * 100);
        if (tramo::is_valid(column, row)) made.known |= 1U << i;
    }
    return made;
}

/// One condition; it reads what `rule_generator` writes.
class row_bytecode {
public:
    explicit row_bytecode(std::string_view condition) : rest_(condition) {
        start_ = write(read(false), yes, no);
    }

    [[nodiscard]] bool holds_for(bare_row const& row) const {
        auto at = start_;
        while (at >= 0) at = code_[static_cast<std::size_t>(at)].next(row);
        return at == yes;
    }

private:
    static constexpr std::int32_t yes = -1, no = -2;

    struct step {
        enum class what : std::uint8_t { known, range, set } test = what::known;
        bool is_wanted = true;
        std::uint8_t column = 0;
        std::int32_t if_true = yes, if_false = no;
        std::int64_t low = INT64_MIN, high = INT64_MAX;
        std::array<std::uint64_t, 5> members{};

        [[nodiscard]] std::int32_t next(bare_row const& row) const {
            bool const is_known = ((row.known >> column) & 1) != 0;
            auto const value = row.values[column];
            bool holds = is_known;
            if (test == what::range) holds = value >= low && value <= high;
            if (test == what::set)
                holds = ((members[static_cast<std::size_t>(value) / 64] >> (value % 64)) & 1) != 0;
            bool const is_true = holds == is_wanted && (is_known || test == what::known);
            return is_true ? if_true : if_false;
        }
    };

    /// What is read is kept as a tree first: jumps are known only from behind.
    struct node {
        step leaf;
        bool is_all = true;
        std::vector<node> parts;
    };

    bool takes(std::string_view word) {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
        if (!rest_.starts_with(word)) return false;
        bool const is_word = std::isalpha(static_cast<unsigned char>(word.front())) != 0;
        if (is_word && rest_.size() > word.size()) {
            auto const next = static_cast<unsigned char>(rest_[word.size()]);
            if (std::isalnum(next) != 0 || next == '_') return false;
        }
        rest_.remove_prefix(word.size());
        return true;
    }

    node read(bool is_negated) {
        node all;
        all.parts.push_back(part(is_negated));
        while (true) {
            bool const is_and = takes("and");
            if (!is_and && !takes("or")) break;
            all.is_all = is_and != is_negated;
            all.parts.push_back(part(is_negated));
        }
        return all.parts.size() == 1 ? all.parts.front() : all;
    }

    node part(bool is_negated) {
        if (takes("not")) return part(!is_negated);
        if (!takes("(")) return leaf(is_negated);
        auto inner = read(is_negated);
        takes(")");
        return inner;
    }

    node leaf(bool is_negated) {
        node made;
        auto& one = made.leaf;
        auto const& columns = rule_columns();
        while (!takes(columns[one.column].name)) ++one.column;
        one.is_wanted = !is_negated;
        if (takes("is")) {
            if (takes("unknown")) one.is_wanted = is_negated;
            takes("known");
            return made;
        }
        one.test = step::what::range;
        if (columns[one.column].name == "whitelisted")
            one.low = 1;
        else if (columns[one.column].values > 0)
            members(one);
        else
            limits(one);
        return made;
    }

    void limits(step& of) {
        if (takes("between")) {
            of.low = number(of.column);
            takes("and");
            of.high = number(of.column);
        } else if (takes(">=")) {
            of.low = number(of.column);
        } else if (takes("<=")) {
            of.high = number(of.column);
        } else if (takes(">")) {
            of.low = number(of.column) + 1;
        } else if (takes("<")) {
            of.high = number(of.column) - 1;
        }
    }

    void members(step& of) {
        of.test = step::what::set;
        if (takes("not")) of.is_wanted = !of.is_wanted;
        if (!takes("in")) takes("=");
        bool const is_list = takes("(");
        do {
            takes("\"");
            rest_.remove_prefix(rule_columns()[of.column].prefix.size());
            auto const code = static_cast<std::size_t>(digits());
            of.members[code / 64] |= std::uint64_t{1} << (code % 64);
            takes("\"");
        } while (takes(","));
        if (is_list) takes(")");
    }

    std::int64_t number(std::uint8_t column) {
        if (takes("as_of")) {
            takes("-");
            auto const day = as_of.days - digits();
            takes("days");
            return day;
        }
        auto const whole = digits();
        if (rule_columns()[column].name != "score") return whole;
        if (rest_.empty() || rest_.front() != '.') return whole * 100;
        rest_.remove_prefix(1);
        return whole * 100 + digits();
    }

    std::int64_t digits() {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
        std::int64_t number = 0;
        for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; rest_.remove_prefix(1))
            number = number * 10 + (rest_.front() - '0');
        return number;
    }

    /// From the last part to the first; tells where the code of the tree begins.
    std::int32_t write(node const& tree, std::int32_t if_true, std::int32_t if_false) {
        if (tree.parts.empty()) {
            code_.push_back(tree.leaf);
            code_.back().if_true = if_true;
            code_.back().if_false = if_false;
            return static_cast<std::int32_t>(code_.size()) - 1;
        }
        auto next = tree.is_all ? if_true : if_false;
        for (auto part = tree.parts.rbegin(); part != tree.parts.rend(); ++part)
            next = tree.is_all ? write(*part, next, if_false) : write(*part, if_true, next);
        return next;
    }

    std::string_view rest_;
    std::vector<step> code_;
    std::int32_t start_ = yes;
};

/// The first of many that holds, or how many there are.
inline std::uint16_t first_of(std::vector<row_bytecode> const& all, bare_row const& row) {
    std::size_t i = 0;
    while (i < all.size() && !all[i].holds_for(row)) ++i;
    return static_cast<std::uint16_t>(i);
}

}  // namespace tramo_bench
