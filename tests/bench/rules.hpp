// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Rules to measure with: trees of three to eight conditions as strategies have them, the same for the same
// set.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace tramo_bench {

/// `standard` compares with a few usual thresholds, `distinct` with thresholds that hardly ever repeat,
/// `narrow` has segments of few accounts each: there a first match decides almost nothing early, so it is the
/// honest one.
enum class rule_set { standard, distinct, narrow };

inline std::string name_of(rule_set set) {
    return set == rule_set::standard ? "std" : set == rule_set::distinct ? "dist" : "narrow";
}

/// A column that rules may ask of: its declaration, and its thresholds.
struct rule_column {
    std::string name, type;
    int weight = 0;
    std::vector<std::string> usual;
    int values = 0;  ///< of an enumeration
    std::string prefix;
};

inline std::string enumeration(std::string const& prefix, int values) {
    std::string text = "one of ";
    for (int i = 0; i < values; ++i) text += (i == 0 ? "\"" : ", \"") + prefix + std::to_string(i) + "\"";
    return text;
}

/// Twelve columns, about 38 bytes a row.
inline std::vector<rule_column> const& rule_columns() {
    using words = std::vector<std::string>;
    static std::vector<rule_column> const all = {
        {"days_overdue", "integer", 18,
         words{"1", "5", "10", "15", "30", "45", "60", "90", "120", "180", "360"}, 0, ""},
        {"balance", "money", 14, words{"10000", "25000", "50000", "100000", "200000", "500000", "1000000"}, 0,
         ""},
        {"last_payment", "date optional", 11, words{"7", "15", "30", "45", "60", "90", "120", "180", "365"},
         0, ""},
        {"invoices", "integer", 5, words{"1", "2", "3", "4", "5", "6", "8", "10", "12"}, 0, ""},
        {"score", "decimal(2)", 7, words{"250", "300", "400", "450", "500", "550", "600", "700", "800"}, 0,
         ""},
        {"broken_promises", "integer", 5, words{"1", "2", "3", "4", "5"}, 0, ""},
        {"whitelisted", "boolean", 5, {}, 0, ""},
        {"segment_of", "", 9, {}, 10, "SEG"},
        {"city", "", 9, {}, 300, "CITY"},
        {"product", "", 7, {}, 12, "PROD"},
        {"alert", "optional", 9, {}, 4, "ALERT"},
        {"contact", "", 7, {}, 5, "CONTACT"}};
    return all;
}

/// Numbers as std::mt19937_64 gives them: the same with every standard library.
class rule_generator {
public:
    /// Where the first segment reads about as many bytes of a row as segments of the set do on average.
    explicit rule_generator(rule_set set)
        : set_(set),
          engine_(set == rule_set::standard   ? 8
                  : set == rule_set::distinct ? 27
                                              : 4) {}

    /// Conditions of so many segments.
    std::vector<std::string> make(std::size_t count) {
        std::vector<std::string> all;
        while (all.size() < count) {
            bool const wide = set_ != rule_set::narrow && roll(100) >= 85;
            auto const leaves = set_ == rule_set::narrow ? 4 + roll(5) : 3 + roll(6);
            all.push_back(tree(leaves, 0, !wide));
        }
        return all;
    }

private:
    std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }

    std::string tree(std::size_t leaves, int depth, bool all) {
        if (leaves == 1) return roll(100) < 6 ? std::string("not (") + leaf() + ")" : leaf();
        std::string text;
        for (auto left = leaves; left > 0;) {
            bool const is_single = leaves <= 3 || depth >= 2 || set_ == rule_set::narrow || roll(5) < 3;
            auto part = is_single ? 1 : std::min(left, 2 + roll(2));
            if (part == leaves) part = leaves - 1;
            text += (text.empty() ? ""
                     : all        ? " and "
                                  : " or ") +
                    (std::string("(") + tree(part, depth + 1, !all) + ")");
            left -= part;
        }
        return text;
    }

    rule_column const& column() {
        int total = 0;
        for (auto const& one : rule_columns()) total += one.weight;
        auto left = static_cast<int>(roll(static_cast<std::size_t>(total)));
        for (auto const& one : rule_columns())
            if ((left -= one.weight) < 0) return one;
        return rule_columns().front();
    }

    std::string threshold(rule_column const& of) {
        if (set_ != rule_set::distinct) return of.usual[roll(of.usual.size())];
        if (of.name == "days_overdue") return std::to_string(1 + roll(700));
        if (of.name == "balance") return std::to_string(1000 + roll(2'000'000));
        if (of.name == "last_payment") return std::to_string(3 + roll(500));
        if (of.name == "score") return std::to_string(100 + roll(800)) + "." + std::to_string(10 + roll(90));
        return std::to_string(1 + roll(of.name == "invoices" ? 14 : 7));
    }

    std::string leaf() {
        auto const& of = column();
        if (of.values > 0) return member(of);
        if (of.name == "whitelisted") return roll(5) == 0 ? of.name : "not " + of.name;
        bool const is_optional = of.type.find("optional") != std::string::npos;
        if (is_optional && roll(4) == 0) return of.name + (roll(2) == 0 ? " is unknown" : " is known");
        std::vector<std::string> const orders = {" > ", " >= ", " < ", " <= "};
        auto const order = orders[roll(4)];
        if (of.name == "last_payment") return of.name + order + "as_of - " + threshold(of) + " days";
        bool const is_range = (of.weight == 18 || of.weight == 14 || of.weight == 7) && roll(10) < 4;
        return is_range ? range(of) : of.name + order + threshold(of);
    }

    std::string range(rule_column const& of) {
        auto low = threshold(of), high = threshold(of);
        while (low == high) high = threshold(of);
        if (std::stod(high) < std::stod(low)) std::swap(low, high);
        return of.name + " between " + low + " and " + high;
    }

    std::string member(rule_column const& of) {
        if (of.type == "optional" && roll(3) == 0)
            return of.name + (roll(2) == 0 ? " is unknown" : " is known");
        auto const values = static_cast<std::size_t>(of.values);
        auto const one = [&] {
            return std::string("\"") + of.prefix + std::to_string(roll(1 + roll(values))) + "\"";
        };
        auto const kind = roll(10);
        if (kind < 3) return of.name + " = " + one();
        std::string list;
        auto const members = kind == 3          ? 1
                             : of.values == 300 ? 3 + roll(23)
                                                : 2 + roll(std::min<std::size_t>(values - 2, 4));
        for (std::size_t i = 0; i < members; ++i) {
            auto const next = one();
            if (list.find(next) == std::string::npos) list.append(i == 0 ? "" : ", ").append(next);
        }
        return of.name + (kind == 3 ? " not in (" : " in (") + list + ")";
    }

    rule_set set_;
    std::mt19937_64 engine_;
};

}  // namespace tramo_bench
