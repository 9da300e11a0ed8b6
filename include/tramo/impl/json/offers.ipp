// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Says offers to programs.
#pragma once

#include <tramo/check/program.hpp>
#include <tramo/impl/json/json_text.ipp>
#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/json/offers.hpp>

namespace tramo {

namespace json_writing {

class offer_writer {
public:
    offer_writer(offer_finder const& by, batch const& data, std::int64_t first_row)
        : by_(by), policy_(by.with().policy().program()), first_row_(first_row) {
        if (policy_.key) key_ = find_column(data, policy_.fields.fields[*policy_.key].name);
    }

    void write(offer const& one, json_text& out) const {
        auto const& condition = policy_.conditions[one.condition];
        auto const& alternative = condition.alternatives[one.alternative];
        out.begin_object();
        out.name("account").text(account(one.row));
        out.name("condition").text(condition.name);
        out.name("alternative").text(alternative.name);
        out.name("total").text(amount(one.total));
        out.name("discounts").begin_object();
        for (std::size_t i = 0; i < component_count; ++i)
            if (one.owed[i] != 0) out.name(component_names[i]).text(amount(one.forgiven[i]));
        out.end_object();
        write_payments(one, out);
        out.name("effective_rate")
            .text_or_null(one.effective_rate == no_rate ? "" : to_string(decimal(one.effective_rate, 8)));
        out.name("saving").text(amount(one.saving()));
        out.name("rule").text(alternative.rule_id);
        out.end_object();
    }

    /// All of one condition and account: the first of them, and their reasons.
    void write(refused_offer const& first, std::string const& reasons, json_text& out) const {
        out.begin_object();
        out.name("account").text(account(first.row));
        out.name("condition").text(policy_.conditions[first.condition].name);
        out.name("reason").text(reasons);
        out.end_object();
    }

private:
    [[nodiscard]] std::string amount(std::int64_t units) const {
        return to_string(decimal(units, by_.scale()));
    }

    [[nodiscard]] std::string account(std::uint32_t row) const {
        if (!key_) return std::to_string(first_row_ + row);
        std::string made;
        return std::string(running::name_in_cell(*key_, row, made));
    }

    void write_payments(offer const& one, json_text& out) const {
        out.name("entry").text(amount(one.entry));
        out.name("installments").begin_array();
        for (auto const& payment : by_.payments(one)) {
            if (payment.number == 0) continue;
            out.begin_object();
            out.name("due").text(to_string(payment.due));
            out.name("amount").text(amount(payment.amount));
            out.end_object();
        }
        out.end_array();
    }

    offer_finder const& by_;
    program const& policy_;
    std::int64_t first_row_;
    column const* key_ = nullptr;
};

}  // namespace json_writing

TRAMO_INLINE std::string offers_to_json(offer_finder const& by, offer_batch const& found, batch const& data) {
    json_writing::json_text out;
    json_writing::offer_writer const writer(by, data, found.first_row);
    for (auto const& one : found.offers) writer.write(one, out);
    return out.take();
}

TRAMO_INLINE std::string refusals_to_json(offer_finder const& by, offer_batch const& found,
                                          batch const& data) {
    json_writing::json_text out;
    json_writing::offer_writer const writer(by, data, found.first_row);
    auto const& all = found.refused;
    for (std::size_t i = 0, next = 0; i < all.size(); i = next) {
        std::string reasons;
        for (next = i;
             next < all.size() && all[next].row == all[i].row && all[next].condition == all[i].condition;
             ++next)
            reasons += (reasons.empty() ? "" : "; ") + by.reason(all[next]);
        writer.write(all[i], reasons, out);
    }
    return out.take();
}

}  // namespace tramo
