// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Messages as people read them: templates filled with what is known of an account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tramo/impl/policy/decision_holds.ipp>
#include <tramo/impl/policy/decision_words.ipp>
#include <tramo/treatment/wording.hpp>

namespace tramo::deciding {

/// A message to one account; without a text where something that it would say is unknown.
struct written_message {
    std::uint32_t row = 0;
    message_template const* of = nullptr;
    effect_definition const* by = nullptr;  ///< null: nobody but the template itself asks for it
    std::string subject, text;
    std::vector<std::string> unknown;  ///< placeholders, as written, or why there is no text
};

class message_writer {
public:
    message_writer(decisions::model const& of, account_texts& texts) : model_(of), texts_(texts) {
        auto const& treatment = of.treatment();
        for (auto const& effect : treatment.effects) {
            auto& templates = of_effect_.emplace_back();
            for (auto const& planned : of.plan().templates)
                if (!effect.template_name.empty() &&
                    treatment.templates[planned.which].name == effect.template_name)
                    templates.push_back(&planned);
        }
        for (auto const& planned : of.plan().templates) {
            auto const& name = treatment.templates[planned.which].name;
            bool const is_named =
                std::any_of(treatment.effects.begin(), treatment.effects.end(),
                            [&](auto const& effect) { return effect.template_name == name; });
            if (!is_named && planned.condition != no_index) unnamed_.push_back(&planned);
        }
    }

    /// Calls `use(message)` for each message to an account; none where a hold freezes messages, whatever
    /// asks for them.
    template <class Use>
    void write(std::uint32_t row, Use use) {
        if (holds_in_force(model_, row, frozen::messages) != 0) return;
        for_rows(model_.effects, model_.effect_starts, {row, row + 1}, [&](decided_effect const& one) {
            auto const& effect = model_.treatment().effects[one.effect];
            if (one.status != effect_status::in_force || effect.what == effect_kind::block) return;
            if (of_effect_[one.effect].empty()) write_lack(row, effect, use);
            for (auto const* const planned : of_effect_[one.effect])
                if (is_wanted(planned->condition, row)) return use(written(row, *planned, &effect));
        });
        for (auto const* const planned : unnamed_)
            if (is_wanted(planned->condition, row)) use(written(row, *planned, nullptr));
    }

private:
    /// Of a template none of whose versions holds on the day.
    template <class Use>
    void write_lack(std::uint32_t row, effect_definition const& by, Use& use) const {
        for (auto const& one : model_.treatment().templates)
            if (!by.template_name.empty() && one.name == by.template_name)
                return use(
                    {row, &one, &by, {}, {}, {say(phrase::no_version, model_.with.policy().language())}});
    }

    [[nodiscard]] bool is_wanted(std::size_t condition, std::uint32_t row) const {
        auto const answers = model_.treated_answers(row);
        return !answers.is_set_apart() && (condition == no_index || answers.is_true(condition));
    }

    [[nodiscard]] written_message written(std::uint32_t row, planned_template const& planned,
                                          effect_definition const* by) {
        auto const& of = model_.treatment().templates[planned.which];
        written_message made{row, &of, by, {}, {}, {}};
        in_ = language_of(of.language).value_or(model_.with.policy().language());
        locale_ = treatment::locale_of(code_of(in_), model_.program().currency);
        if (of.subject && is_wanted(planned.subject.condition, row))
            made.subject = filled(*of.subject, planned.subject, row, made.unknown);
        bool is_first = true;
        for (std::size_t i = 0; i < of.text.size(); ++i) {
            if (!is_wanted(planned.text[i].condition, row)) continue;
            if (!is_first) made.text += '\n';
            is_first = false;
            made.text += filled(of.text[i], planned.text[i], row, made.unknown);
        }
        if (!made.unknown.empty()) made.subject = made.text = {};
        return made;
    }

    [[nodiscard]] std::string filled(message_paragraph const& of, planned_paragraph const& planned,
                                     std::uint32_t row, std::vector<std::string>& unknown) {
        std::string text;
        for (std::size_t i = 0; i < of.parts.size(); ++i) {
            auto const& part = of.parts[i];
            if (part.what == message_part::form::text) {
                text += part.text;
                continue;
            }
            auto const number = i < planned.numbers.size() ? planned.numbers[i] : no_index;
            auto const word = filled(part, number, row);
            text += word;
            bool const is_new = std::find(unknown.begin(), unknown.end(), part.text) == unknown.end();
            if (word.empty() && is_new) unknown.push_back(part.text);
        }
        return text;
    }

    /// Empty where it is unknown.
    [[nodiscard]] std::string filled(message_part const& part, std::size_t number, std::uint32_t row) {
        switch (part.what) {
            case message_part::form::text_field:
                return std::string(texts_.field(part.field, row));
            case message_part::form::effect_day:
                return first_day_of(part.effect, row);
            case message_part::form::truth:
                return number == no_index ? std::string() : truth_word(number, row);
            default:
                break;
        }
        auto const* const known = number == no_index ? nullptr : model_.treated_answers(row).number(number);
        return known == nullptr ? std::string() : number_words(part.meaning->type, *known);
    }

    [[nodiscard]] std::string truth_word(std::size_t condition, std::uint32_t row) const {
        auto const answers = model_.treated_answers(row);
        if (answers.is_unknown(condition)) return {};
        return say(answers.is_true(condition) ? phrase::yes : phrase::no, in_);
    }

    /// Of whichever version of the effect holds on the day.
    [[nodiscard]] std::string first_day_of(std::size_t effect, std::uint32_t row) const {
        auto const& all = model_.treatment().effects;
        std::string text;
        for_rows(model_.effects, model_.effect_starts, {row, row + 1}, [&](decided_effect const& one) {
            bool const is_asked = all[one.effect].name == all[effect].name;
            bool const is_to_come =
                one.status != effect_status::unknown && one.status != effect_status::released;
            if (is_asked && one.first && is_to_come) text = treatment::write_day(*one.first, locale_);
        });
        return text;
    }

    [[nodiscard]] std::string number_words(data_type const& type, decimal const& number) const {
        switch (type.kind) {
            case kind::money: {
                auto const& currency = type.currency.empty() ? model_.program().currency : type.currency;
                auto const shown = rescale(number, type.scale, rounding::half_even);
                return treatment::write_amount(shown.value_or(number), currency, locale_);
            }
            case kind::percent:
                return treatment::write_percent(number, locale_);
            case kind::date:
                return treatment::write_day(date{static_cast<std::int32_t>(number.coefficient)}, locale_);
            case kind::timestamp:
                return moment_words({static_cast<std::int64_t>(number.coefficient)});
            case kind::duration:
                return treatment::write_number(number, locale_) + ' ' +
                       say(number == decimal(1) ? phrase::day : phrase::days, in_);
            default:
                return treatment::write_number(number, locale_);
        }
    }

    /// The day and the hour, to the minute.
    [[nodiscard]] std::string moment_words(timestamp moment) const {
        constexpr std::size_t hour_at = 11, hour_size = 5;
        return treatment::write_day(day_of(moment), locale_) + ' ' +
               to_string(moment).substr(hour_at, hour_size);
    }

    decisions::model const& model_;
    account_texts& texts_;
    std::vector<std::vector<planned_template const*>> of_effect_;  ///< by effect
    std::vector<planned_template const*> unnamed_;  ///< that no effect names and that have a condition
    language in_ = language::en;
    treatment::wording_locale locale_;
};

}  // namespace tramo::deciding
