// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads a column as the type its field declares, block by block: the data gate. What does not fit is a fault
// of its row, never a guess.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/run/column.hpp>
#include <tramo/text/diagnostic.hpp>
#include <tramo/values/schema.hpp>

namespace tramo {

enum class fault_reason {
    missing,          ///< null in a field that is not optional
    not_a_member,     ///< outside a closed enumeration
    wrong_type,       ///< cannot be read as the field's type
    too_precise,      ///< more decimals than the field keeps
    overflow,         ///< too large
    infinite,         ///< plus or minus infinity
    invalid_tax_id,   ///< form or check digit
    wrong_length,     ///< not the number of digits that the policy asks for
    invalid_text,     ///< not UTF-8
    wrong_cells,      ///< a line of a file with more or fewer cells than columns (set by who reads the file)
    broken_list,      ///< a list of children that cannot be read
    arithmetic,       ///< an expression whose result does not fit (set by the evaluator)
    unknown_event,    ///< no event type of the policy (these and the following are set by who reads a feed)
    unknown_account,  ///< a key that the accounts lack
    unknown_child,    ///< a child that the account lacks
    not_increasing,   ///< a step of a running total that is not positive
    undoes_nothing,   ///< a reversal that names no event, or one undone before
    before_horizon,   ///< too old for what a snapshot still remembers
    not_by_hand,      ///< an act that the policy does not let a hand do
    repeated_key,     ///< a key that a row before it has (set by who reads a table of cases)
    not_positive      ///< an amount promised or paid that is not above 0 (set by who decides)
};

/// In words: "is not one of the declared values".
[[nodiscard]] std::string_view describe(fault_reason reason);
/// As an identifier for machines: "not_a_member".
[[nodiscard]] std::string_view name_of(fault_reason reason);

struct fault {
    std::int64_t row = 0;  ///< of the column
    fault_reason reason = fault_reason::missing;
};

/// Up to `count` values of a column, decoded. Exactly one of `narrow`, `wide`, `floats`, `texts` is
/// meaningful, as `form` says. Numbers are coefficients at the field's scale (integer 0; money its minor
/// units; percent its scale, with 12.5 % as 0.125; duration whole days, scale 0); dates days; timestamps
/// microseconds; booleans 0 or 1; enumerations the index of the value, or `values.size()` for a new value of
/// an open one. Where a value is unknown or faulty its bit of `known` is clear and its slot holds 0 (an empty
/// text). The vectors only grow; they may be longer than `count`. Bits of `known` beyond `count` are clear.
struct block {
    enum class form_t { narrow, wide, floats, texts };
    form_t form = form_t::narrow;
    std::int64_t begin = 0;
    std::size_t count = 0;
    bool all_known = true;
    std::vector<std::uint64_t> known;
    std::vector<std::int64_t> narrow;
    std::vector<int128> wide;
    std::vector<double> floats;
    std::vector<std::string_view> texts;  ///< NFC
    std::vector<std::string> composed;    ///< owns the texts that had to be composed, or converted to text
    std::vector<fault> faults;
};

/// A new value of an open enumeration, with how often it was met.
struct new_value {
    std::string text;
    std::int64_t count = 0;
};

/// A column bound to its field. Cheap to make for each thread; not to be shared by threads (it remembers
/// strings).
class column_reader {
public:
    /// Whether columns of this layout can hold this field at all; else a T5 diagnostic that names the field,
    /// the column's type and how to mend it. `zone` is the policy's ("America/Asuncion", "-03:00"): a
    /// timestamp column with a zone is read only where that is a fixed offset.
    [[nodiscard]] static std::vector<diagnostic> check(field const& as, column const& data,
                                                       std::string_view zone);

    /// Requires that `check` found nothing, and that both outlive the reader.
    column_reader(field const& as, column const& data, std::string_view zone);
    ~column_reader();
    column_reader(column_reader&&) noexcept;
    column_reader& operator=(column_reader&&) noexcept;

    /// Decodes rows [begin, begin + count). Clears `out` first. With `floats_allowed`, a decimal or percent
    /// field on a float64 column comes as form `floats`: the column's own numbers (percent points for
    /// percent), NaN unknown, infinities and what is too large faults.
    void read(std::int64_t begin, std::size_t count, block& out, bool floats_allowed = false);

    /// New values of an open enumeration met so far by this reader.
    [[nodiscard]] std::vector<new_value> const& new_values() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/column_reader.ipp>
#endif
