// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The ordinary values of records as whole numbers; anything else is left to the readers of columns.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include <tramo/impl/run/calendar_days.ipp>
#include <tramo/impl/run/record_index.ipp>
#include <tramo/impl/run/spellings.ipp>
#include <tramo/impl/run/text_memo.ipp>
#include <tramo/impl/run/text_source.ipp>
#include <tramo/run/column.hpp>

namespace tramo::detail {

/// Reads one field of records.
class record_value_reader {
public:
    explicit record_value_reader(field const& of) : of_(of) {
        shift_ = of.type.kind == kind::percent ? of.type.scale - 2 : of.type.scale;
        if (of.type.kind == kind::integer || of.type.kind == kind::duration) shift_ = 0;
        if (shift_ >= 0 && shift_ <= 18) power_ = static_cast<std::int64_t>(power_of_ten(shift_));
        if (of.type.kind != kind::enumeration) return;
        for (std::size_t i = 0; i < of.type.values.size(); ++i) remember(of.type.values[i].value, i);
    }

    /// None where the value must be read the long way.
    [[nodiscard]] std::optional<running::indexed_value> read(column const& data) const {
        if (data.misfits != nullptr) return {};
        if (data.physical == layout::null || (data.validity[0] & 1) == 0)
            return of_.is_optional && !of_.is_key ? std::optional(running::indexed_value{}) : std::nullopt;
        switch (of_.type.kind) {
            case kind::boolean:
                if (data.physical != layout::boolean) return {};
                return known(*static_cast<std::uint8_t const*>(data.values) & 1);
            case kind::date:
                return day(data);
            case kind::enumeration:
                return data.physical == layout::large_utf8 ? member(text_at(data, 0)) : std::nullopt;
            case kind::text:
                return text(data);
            case kind::timestamp:
                return moment(data);
            default:
                return number(data);
        }
    }

private:
    [[nodiscard]] static std::optional<running::indexed_value> known(std::int64_t number) {
        return running::indexed_value{true, number};
    }

    void remember(std::string const& name, std::size_t value) {
        auto const& kept = spellings_.emplace_back(name);
        auto const key = reading::key_of(kept, kept.size());
        if (!memo_.is_full() && memo_.find(key) == nullptr)
            memo_.insert(key, {static_cast<std::int64_t>(value), reading::not_new, reading::outcome::known});
    }

    [[nodiscard]] std::optional<running::indexed_value> member(std::string_view text) const {
        if (auto const* const found = memo_.find(reading::key_of(text, text.size())))
            return known(found->index);
        if (find_invalid_utf8(text) != std::string_view::npos) return {};
        auto const spelled = reading::member_spelled(of_.type, reading::folded(reading::trim(text)));
        return spelled ? known(*spelled) : std::nullopt;
    }

    [[nodiscard]] std::optional<running::indexed_value> text(column const& data) const {
        bool const is_plain = data.physical == layout::large_utf8 && !of_.valid.tax_id &&
                              of_.valid.max_digits == 0 && !text_at(data, 0).empty() &&
                              reading::is_ascii(text_at(data, 0));
        return is_plain ? known(0) : std::nullopt;
    }

    [[nodiscard]] static std::optional<running::indexed_value> day(column const& data) {
        if (data.physical == layout::large_utf8) {
            auto const written = parse_date(text_at(data, 0));
            return written ? known(written->days) : std::nullopt;
        }
        if (data.physical != layout::date32) return {};
        auto const days = reading::load_at<std::int32_t>(data.values, 0);
        if (days < reading::first_calendar_day || days > reading::last_calendar_day) return {};
        return known(days);
    }

    [[nodiscard]] static std::optional<running::indexed_value> moment(column const& data) {
        if (data.physical != layout::timestamp || data.unit != time_unit::micro || !data.zone.empty())
            return {};
        auto const micros = reading::load_at<std::int64_t>(data.values, 0);
        bool const is_in_calendar = micros >= reading::first_calendar_day * micros_a_day &&
                                    micros < (reading::last_calendar_day + 1) * micros_a_day;
        return is_in_calendar ? known(micros) : std::nullopt;
    }

    [[nodiscard]] std::optional<running::indexed_value> number(column const& data) const {
        std::int64_t whole = 0;
        int missing = shift_;
        if (data.physical == layout::int64) {
            whole = reading::load_at<std::int64_t>(data.values, 0);
        } else if (data.physical == layout::decimal128 && of_.type.kind != kind::duration) {
            auto const wide = reading::load_at<int128>(data.values, 0);
            whole = static_cast<std::int64_t>(wide);
            if (wide != whole) return {};
            missing = shift_ - data.scale;
        } else if (data.physical == layout::large_utf8 && of_.type.kind != kind::percent) {
            auto const written = parse_decimal(text_at(data, 0));
            if (!written || written->coefficient != static_cast<std::int64_t>(written->coefficient))
                return {};
            whole = static_cast<std::int64_t>(written->coefficient);
            missing = shift_ - written->scale;
        } else {
            return {};
        }
        if (missing == 0) return known(whole);
        std::int64_t scaled = 0;
        if (missing != shift_ || power_ == 0 || __builtin_mul_overflow(whole, power_, &scaled))
            return missing == shift_ ? std::nullopt : moved(whole, missing);
        return known(scaled);
    }

    /// A coefficient with `missing` decimals fewer than the field's (or more, which must then be zeros).
    [[nodiscard]] static std::optional<running::indexed_value> moved(std::int64_t whole, int missing) {
        if (missing < -18 || missing > 18) return {};
        auto const power = static_cast<std::int64_t>(power_of_ten(missing < 0 ? -missing : missing));
        std::int64_t scaled = 0;
        if (missing < 0) return whole % power == 0 ? known(whole / power) : std::nullopt;
        return __builtin_mul_overflow(whole, power, &scaled) ? std::nullopt : known(scaled);
    }

    field const& of_;
    int shift_ = 0;
    std::int64_t power_ = 0;             ///< 0 where a shift is none of 64 bits
    std::deque<std::string> spellings_;  ///< what the memo's keys are views of
    reading::text_memo memo_;
};

/// The gate through which the values of a policy's records come.
class record_gate {
public:
    explicit record_gate(std::vector<field> const& fields) {
        for (auto const& one : fields) readers_.emplace_back(one);
    }

    /// None where the value is out of the ordinary. A text is only known or unknown.
    [[nodiscard]] std::optional<running::indexed_value> read(std::size_t index, column const& data) const {
        return readers_[index].read(data);
    }

private:
    std::deque<record_value_reader> readers_;  ///< by field
};

}  // namespace tramo::detail
