// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads texts as composed UTF-8 and holds them to their field's validity rule.
#pragma once

#include <utility>

#include <tramo/impl/run/reader_state.ipp>
#include <tramo/impl/run/text_source.ipp>
#include <tramo/values/tax_id.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::reading {

/// Whether a text holds as many digits as asked, and nothing else but what phones are written with.
[[nodiscard]] inline bool has_digits(std::string_view text, int least, int most) {
    int digits = 0;
    for (char const c : text) {
        if (c >= '0' && c <= '9')
            ++digits;
        else if (std::string_view(" -.+()").find(c) == std::string_view::npos)
            return false;
    }
    return digits >= least && digits <= most;
}

TRAMO_INLINE outcome check_validity(validity_rule const& rule, std::string_view text) {
    if (rule.tax_id && !parse_tax_id(*rule.tax_id, text)) return faulty(fault_reason::invalid_tax_id);
    if (rule.max_digits > 0 && !has_digits(text, rule.min_digits, rule.max_digits))
        return faulty(fault_reason::wrong_length);
    return outcome::known;
}

/// Texts that had to be made, and the rows they are for. Views are given out only when no more will come,
/// because short strings move with the vector that holds them.
class made_texts {
public:
    explicit made_texts(block& out) : out_(out) {}
    void add(std::size_t i, std::string text) {
        out_.composed.push_back(std::move(text));
        rows_.push_back(i);
    }
    void give_out() const {
        for (std::size_t n = 0; n < rows_.size(); ++n) out_.texts[rows_[n]] = out_.composed[n];
    }

private:
    block& out_;
    std::vector<std::size_t> rows_;
};

/// Composes a text where it must be, into `made`; what is not UTF-8 is a fault.
TRAMO_INLINE outcome compose(std::string_view text, std::string& made) {
    if (find_invalid_utf8(text) != std::string_view::npos) return faulty(fault_reason::invalid_text);
    if (!may_need_nfc(text)) return outcome::known;
    made = to_nfc(text);
    if (made == text) made.clear();
    return outcome::known;
}

/// The text of row `i`, whatever it holds.
TRAMO_INLINE void take_text(reader_state const& reader, block& out, std::size_t i, std::string_view text,
                            made_texts& made) {
    std::string composed;
    outcome found = text.empty() ? outcome::null : compose(text, composed);
    if (found == outcome::known) found = check_validity(reader.as->valid, composed.empty() ? text : composed);
    if (found != outcome::known) return set_aside(reader, out, i, found);
    if (composed.empty())
        out.texts[i] = text;
    else
        made.add(i, std::move(composed));
}

template <class Texts>
inline void read_text_rows(reader_state const& reader, block& out, Texts const& texts) {
    validity_rule const& rule = reader.as->valid;
    bool const is_ruled = rule.tax_id || rule.max_digits > 0;
    std::string_view const ascii = is_ruled ? std::string_view{} : texts.ascii(out.begin, out.count);
    char const* const ascii_end = ascii.data() + ascii.size();
    made_texts made(out);
    for_each_known(out, [&](std::size_t i) {
        std::string_view text;
        if (!texts.get(out.begin + static_cast<std::int64_t>(i), text))
            return add_fault(out, i, fault_reason::invalid_text);
        bool const is_plain =
            !text.empty() && text.data() >= ascii.data() && text.data() + text.size() <= ascii_end;
        if (is_plain)
            out.texts[i] = text;
        else
            take_text(reader, out, i, text, made);
    });
    made.give_out();
}

/// Numbers that are names: a client's id, a phone.
TRAMO_INLINE void read_texts_of_integers(reader_state const& reader, block& out) {
    column const& data = *reader.data;
    made_texts made(out);
    for_each_known(out, [&](std::size_t i) {
        std::string text = to_string(
            integer_at(data.physical, data.values, data.offset + out.begin + static_cast<std::int64_t>(i)));
        outcome const found = check_validity(reader.as->valid, text);
        if (found != outcome::known) return set_aside(reader, out, i, found);
        made.add(i, std::move(text));
    });
    made.give_out();
}

TRAMO_INLINE void read_texts(reader_state const& reader, block& out) {
    out.form = block::form_t::texts;
    grow(out.texts, out.count);
    if (is_integer_layout(reader.data->physical)) return read_texts_of_integers(reader, out);
    with_texts(*reader.data, [&](auto const& texts) { read_text_rows(reader, out, texts); });
}

}  // namespace tramo::reading
