// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Offers, their payments and refusals as columns.
#pragma once

#include <numeric>

#include <tramo/impl/policy/offer_names.ipp>
#include <tramo/impl/policy/offer_words.ipp>
#include <tramo/impl/run/gather_rows.ipp>
#include <tramo/impl/run/made_columns.ipp>

namespace tramo::offering {

/// Texts that many rows share, each under its number.
class shared_texts {
public:
    [[nodiscard]] std::uint16_t number_of(std::string const& text) {
        auto const at = static_cast<std::size_t>(std::find(texts.begin(), texts.end(), text) - texts.begin());
        if (at == texts.size()) texts.push_back(text);
        return static_cast<std::uint16_t>(at);
    }
    std::vector<std::string> texts;
};

class offer_table_maker {
public:
    offer_table_maker(offer_names names, offer_batch const& found, batch const& data)
        : names_(names), found_(found), data_(data) {}

    [[nodiscard]] batch offers() const {
        auto const& all = found_.offers;
        running::batch_maker made(static_cast<std::int64_t>(all.size()));
        add_keys(made, all);
        add_names(made, all);
        add(made, "installments", layout::int32, all,
            [](offer const& one) { return std::int32_t{one.installments}; });
        add_amounts(made, all, "debt", [](offer const& one) { return one.debt; });
        for (std::size_t i = 0; i < component_count; ++i)
            add_amounts(made, all, "discount_" + std::string(component_names[i]),
                        [i](offer const& one) { return one.forgiven[i]; });
        add_amounts(made, all, "net", [](offer const& one) { return one.net; });
        add_amounts(made, all, "entry", [](offer const& one) { return one.entry; });
        add_amounts(made, all, "installment",
                    [](offer const& one) { return one.installments > 1 ? one.regular : one.odd; });
        add_amounts(made, all, "interest", [](offer const& one) { return one.interest; });
        add_amounts(made, all, "total", [](offer const& one) { return one.total; });
        add_amounts(made, all, "saving", [](offer const& one) { return one.saving(); });
        add_rates(made, all);
        add_days(made, all);
        add_marks(made, all);
        return finish(made);
    }

    [[nodiscard]] batch payments() const {
        std::vector<std::uint32_t> of;
        std::vector<std::int32_t> numbers, dues;
        std::vector<int128> amounts;
        for (std::size_t i = 0; i < found_.offers.size(); ++i)
            for (auto const& one : names_.payments(found_.offers[i])) {
                of.push_back(static_cast<std::uint32_t>(i));
                numbers.push_back(one.number);
                dues.push_back(one.due.days);
                amounts.push_back(one.amount);
            }
        std::vector<offer> repeated;
        repeated.reserve(of.size());
        for (auto const i : of) repeated.push_back(found_.offers[i]);
        running::batch_maker made(static_cast<std::int64_t>(of.size()));
        add_keys(made, repeated);
        add_names(made, repeated);
        add(made, "installments", layout::int32, repeated,
            [](offer const& one) { return std::int32_t{one.installments}; });
        made.add("number", layout::int32, std::move(numbers));
        made.add("due", layout::date32, std::move(dues));
        made.add("amount", layout::decimal128, std::move(amounts)).scale = scale();
        return finish(made);
    }

    [[nodiscard]] batch refusals() const {
        auto const& all = found_.refused;
        running::batch_maker made(static_cast<std::int64_t>(all.size()));
        add_keys(made, all);
        shared_texts conditions, alternatives, reasons, rules;
        std::vector<std::uint16_t> condition, alternative, reason, rule;
        std::vector<bool> has_alternative;
        refusal_teller const teller(names_.policy, names_.as_of);
        for (auto const& one : all) {
            auto const& of = names_.policy.conditions[one.condition];
            condition.push_back(conditions.number_of(of.name));
            has_alternative.push_back(one.alternative != 0xFFFF);
            alternative.push_back(
                alternatives.number_of(has_alternative.back() ? of.alternatives[one.alternative].name : ""));
            reason.push_back(reasons.number_of(teller.tell(one)));
            rule.push_back(rules.number_of(rule_of(of, one)));
        }
        made.add_coded("condition", std::move(condition), conditions.texts);
        made.add_coded("alternative", std::move(alternative), alternatives.texts, has_alternative);
        made.add_coded("reason", std::move(reason), reasons.texts);
        made.add_coded("rule", std::move(rule), rules.texts);
        return finish(made);
    }

private:
    [[nodiscard]] int scale() const { return names_.policy.debt->money.scale; }

    [[nodiscard]] static std::string rule_of(payment_condition const& of, refused_offer const& one) {
        if (one.why == refusal::requirement || one.why == refusal::requirement_unknown)
            return of.requirements[one.requirement].rule_id;
        return one.alternative == 0xFFFF ? of.rule_id : of.alternatives[one.alternative].rule_id;
    }

    /// Whether a column of these tables is called like that.
    [[nodiscard]] static bool is_taken(std::string_view name) {
        static constexpr std::string_view names[] = {
            "condition",      "alternative", "installments", "debt",        "net",
            "entry",          "installment", "interest",     "total",       "saving",
            "effective_rate", "first_due",   "last_due",     "valid_until", "approval",
            "billing",        "default",     "rule",         "number",      "due",
            "amount",         "reason"};
        return name.starts_with("discount_") ||
               std::find(std::begin(names), std::end(names), name) != std::end(names);
    }

    template <class Row>
    void add_keys(running::batch_maker& made, std::vector<Row> const& rows) const {
        std::string const own =
            names_.policy.key ? names_.policy.fields.fields[*names_.policy.key].name : "row";
        auto const* const keys = names_.policy.key ? find_column(data_, own) : nullptr;
        std::string const name = is_taken(own) ? "account" : own;
        if (!keys) {
            std::vector<std::int64_t> numbers;
            for (auto const& one : rows) numbers.push_back(found_.first_row + one.row);
            made.add(name, layout::int64, std::move(numbers));
            return;
        }
        running::row_list picked;
        for (auto const& one : rows) picked.push_back(one.row);
        auto taken = running::gather(keys, picked);
        taken.data.name = name;
        made.take(std::move(taken.data), std::move(taken.owner));
    }

    template <class Value>
    static void add(running::batch_maker& made, std::string name, layout physical,
                    std::vector<offer> const& all, Value value) {
        std::vector<decltype(value(all.front()))> values;
        values.reserve(all.size());
        for (auto const& one : all) values.push_back(value(one));
        made.add(std::move(name), physical, std::move(values));
    }

    template <class Value>
    void add_amounts(running::batch_maker& made, std::vector<offer> const& all, std::string name,
                     Value value) const {
        std::vector<int128> values;
        values.reserve(all.size());
        for (auto const& one : all) values.push_back(value(one));
        made.add(std::move(name), layout::decimal128, std::move(values)).scale = scale();
    }

    template <class Text>
    static void add_texts(running::batch_maker& made, std::string name, std::vector<offer> const& all,
                          Text text) {
        shared_texts shared;
        std::vector<std::uint16_t> codes;
        std::vector<bool> known;
        codes.reserve(all.size());
        offer const* before = nullptr;
        for (auto const& one : all) {
            bool const is_same = before && before->condition == one.condition &&
                                 before->alternative == one.alternative &&
                                 before->needs_approval == one.needs_approval;
            codes.push_back(is_same ? codes.back() : shared.number_of(text(one)));
            known.push_back(!shared.texts[codes.back()].empty());
            before = &one;
        }
        made.add_coded(std::move(name), std::move(codes), shared.texts, known);
    }

    void add_names(running::batch_maker& made, std::vector<offer> const& all) const {
        add_texts(made, "condition", all, [&](offer const& one) { return names_.condition(one).name; });
        add_texts(made, "alternative", all, [&](offer const& one) { return names_.alternative(one).name; });
    }

    static void add_rates(running::batch_maker& made, std::vector<offer> const& all) {
        std::vector<int128> rates;
        std::vector<bool> known;
        for (auto const& one : all) {
            known.push_back(one.effective_rate != no_rate);
            rates.push_back(known.back() ? one.effective_rate : 0);
        }
        made.add("effective_rate", layout::decimal128, std::move(rates), known).scale = 8;
    }

    void add_days(running::batch_maker& made, std::vector<offer> const& all) const {
        std::vector<std::int32_t> first, last, until;
        std::vector<bool> has_end;
        for (auto const& one : all) {
            auto const& by = names_.terms(one);
            first.push_back(by.dues.front().days);
            last.push_back(by.dues[static_cast<std::size_t>(one.installments) - (by.has_entry ? 0 : 1)].days);
            auto const& period = names_.condition(one).period;
            has_end.push_back(period.until.has_value());
            until.push_back(period.until ? period.until->days : 0);
        }
        made.add("first_due", layout::date32, std::move(first));
        made.add("last_due", layout::date32, std::move(last));
        made.add("valid_until", layout::date32, std::move(until), has_end);
    }

    void add_marks(running::batch_maker& made, std::vector<offer> const& all) const {
        add_texts(made, "approval", all, [&](offer const& one) {
            return one.needs_approval ? names_.condition(one).approval_by : std::string();
        });
        add_texts(made, "billing", all, [&](offer const& one) { return names_.condition(one).billing_form; });
        std::vector<std::uint8_t> bits((all.size() + 7) / 8, 0);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (names_.condition(all[i]).is_default)
                bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1U << (i % 8));
        made.add("default", layout::boolean, std::move(bits));
        add_texts(made, "rule", all, [&](offer const& one) { return names_.alternative(one).rule_id; });
    }

    [[nodiscard]] batch finish(running::batch_maker& made) const {
        made.keep(data_.owner);
        return made.finish();
    }

    offer_names names_;
    offer_batch const& found_;
    batch const& data_;
};

}  // namespace tramo::offering
