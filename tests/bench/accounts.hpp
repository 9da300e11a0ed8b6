// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Invented accounts to measure with: twelve columns, uncorrelated and shuffled, the worst case for any short
// cut. The first rows are the same however many there are.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <tramo/run/column.hpp>
#include <tramo/values/date.hpp>

#include "huge_pages.hpp"
#include "rules.hpp"

namespace tramo_bench {

inline tramo::date const as_of = *tramo::parse_date("2024-10-04");

class accounts {
public:
    explicit accounts(std::size_t rows) : rows_(rows), engine_(1) {
        auto const reserve = [&](auto&... columns) { (columns.reserve(rows), ...); };
        reserve(days_, paid_, invoices_, broken_, balance_, score_, segment_, product_, alert_, contact_,
                city_);
        for (std::size_t i = 0; i < rows; ++i) add_row();
        for (auto const& column : rule_columns()) batch_.columns.push_back(view_of(column));
        batch_.rows = static_cast<std::int64_t>(rows);
    }

    accounts(accounts const&) = delete;
    accounts& operator=(accounts const&) = delete;

    [[nodiscard]] tramo::batch const& all() const { return batch_; }

private:
    double unit() { return static_cast<double>(engine_() >> 11) * (1.0 / 9007199254740992.0); }
    int decaying(double mean, int most) {
        return std::min(most, static_cast<int>(-std::log(1 - unit()) * mean));
    }

    void add_row() {
        auto const row = days_.size();
        if (row % 8 == 0) {
            paid_there_.push_back(0);
            alert_there_.push_back(0);
            white_.push_back(0);
        }
        auto const set = [&](huge_vector<std::uint8_t>& bits) {
            bits.back() = static_cast<std::uint8_t>(bits.back() | 1U << (row % 8));
        };
        days_.push_back(unit() < 0.25 ? 0 : decaying(95, 1500));
        balance_.push_back(static_cast<std::int64_t>(std::exp(10.5 + 3 * (unit() + unit() + unit() - 1.5))));
        bool const has_paid = unit() >= 0.3;
        paid_.push_back(has_paid ? as_of.days - decaying(70, 3000) : 0);
        if (has_paid) set(paid_there_);
        invoices_.push_back(1 + decaying(2.5, 40));
        score_.push_back(std::floor(unit() * 100'000) / 100);
        broken_.push_back(decaying(1.3, 12));
        if (unit() < 0.03) set(white_);
        auto const skewed = [&](int values, double power) {
            return static_cast<int>(std::pow(unit(), power) * values);
        };
        segment_.push_back(static_cast<std::int8_t>(skewed(10, 2)));
        city_.push_back(static_cast<std::int16_t>(skewed(300, 3)));
        product_.push_back(static_cast<std::int8_t>(skewed(12, 1.5)));
        bool const has_alert = unit() >= 0.6;
        alert_.push_back(static_cast<std::int8_t>(skewed(4, 1)));
        if (has_alert) set(alert_there_);
        contact_.push_back(static_cast<std::int8_t>(skewed(5, 2)));
    }

    tramo::column view_of(rule_column const& of) {
        tramo::column made;
        made.name = of.name;
        made.length = static_cast<std::int64_t>(rows_);
        auto const hold = [&](tramo::layout physical, void const* values,
                              std::uint8_t const* validity = nullptr) {
            made.physical = physical;
            made.values = values;
            made.validity = validity;
        };
        if (of.name == "days_overdue") hold(tramo::layout::int32, days_.data());
        if (of.name == "balance") hold(tramo::layout::int64, balance_.data());
        if (of.name == "last_payment") hold(tramo::layout::date32, paid_.data(), paid_there_.data());
        if (of.name == "invoices") hold(tramo::layout::int32, invoices_.data());
        if (of.name == "score") hold(tramo::layout::float64, score_.data());
        if (of.name == "broken_promises") hold(tramo::layout::int32, broken_.data());
        if (of.name == "whitelisted") hold(tramo::layout::boolean, white_.data());
        if (of.name == "segment_of") hold(tramo::layout::int8, segment_.data());
        if (of.name == "city") hold(tramo::layout::int16, city_.data());
        if (of.name == "product") hold(tramo::layout::int8, product_.data());
        if (of.name == "alert") hold(tramo::layout::int8, alert_.data(), alert_there_.data());
        if (of.name == "contact") hold(tramo::layout::int8, contact_.data());
        if (of.values > 0) add_dictionary(of, made);
        return made;
    }

    void add_dictionary(rule_column const& of, tramo::column& made) {
        auto& texts = dictionaries_.emplace_back(std::make_unique<dictionary>());
        for (int i = 0; i < of.values; ++i) {
            texts->bytes += of.prefix + std::to_string(i);
            texts->offsets.push_back(static_cast<std::int32_t>(texts->bytes.size()));
        }
        auto entries = std::make_shared<tramo::column>();
        entries->physical = tramo::layout::utf8;
        entries->length = of.values;
        entries->offsets = texts->offsets.data();
        entries->bytes = texts->bytes.data();
        made.code_layout = made.physical;
        made.physical = tramo::layout::dictionary;
        made.dictionary = std::move(entries);
    }

    struct dictionary {
        std::string bytes;
        std::vector<std::int32_t> offsets{0};
    };

    std::size_t rows_;
    std::mt19937_64 engine_;
    huge_vector<std::int32_t> days_, paid_, invoices_, broken_;
    huge_vector<std::int64_t> balance_;
    huge_vector<double> score_;
    huge_vector<std::int8_t> segment_, product_, alert_, contact_;
    huge_vector<std::int16_t> city_;
    huge_vector<std::uint8_t> paid_there_, alert_there_, white_;
    std::vector<std::unique_ptr<dictionary>> dictionaries_;
    tramo::batch batch_;
};

/// All rows of some columns.
inline tramo::batch only(tramo::batch const& of, std::vector<std::string> const& columns) {
    tramo::batch made;
    made.rows = of.rows;
    for (auto const& name : columns) made.columns.push_back(*tramo::find_column(of, name));
    return made;
}

}  // namespace tramo_bench
