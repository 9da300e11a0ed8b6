// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The best action of each case: by rank, then the latest, then the smallest id; and how much was tried.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <tramo/actions/palette.hpp>

namespace tramo::actions {

inline constexpr std::uint32_t no_case = UINT32_MAX;
inline constexpr std::uint32_t excluded_case = UINT32_MAX - 1;
inline constexpr std::uint32_t no_row = UINT32_MAX;
inline constexpr std::uint16_t no_group = 0xFFFF;
inline constexpr std::uint16_t apart_group = 0xFFFE;  ///< of cases set apart for an error in their data

/// A row of the feed that stands for a case.
struct case_action {
    std::int64_t moment = 0;     ///< micros since 1970
    std::uint32_t row = no_row;  ///< of the feed, from 0; `no_row`: the case has none
    std::uint16_t kind = no_kind;
    std::uint16_t order = 0xFFFF;  ///< place of its rank among all ranks
    [[nodiscard]] bool is_there() const { return row != no_row; }
};

struct best_options {
    std::int64_t before = INT64_MAX;        ///< micros: actions at or after it are not looked at
    std::int64_t window_begin = INT64_MIN;  ///< micros: actions before it are outside the window
    std::int64_t day_begin = INT64_MAX;     ///< micros: from here on they count for the day
    std::vector<std::int32_t>
        since;  ///< days since 1970, by case: the window of each; empty: the same for all
    /// By case: which report it belongs to, `no_group`: out of scope, or `apart_group`. Empty: all to report
    /// 0.
    std::vector<std::uint16_t> groups;
    std::size_t group_count = 1;
    bool has_details = true;  ///< fill `last` and what stands behind it
};

/// Rows that count nowhere, by reason; each row in one.
struct left_out {
    std::int64_t without_case = 0;    ///< of no case, or of none that is known
    std::int64_t out_of_scope = 0;    ///< of `excluded_case`, or of a case of `no_group`
    std::int64_t case_set_apart = 0;  ///< of a case of `apart_group`
    std::int64_t too_late = 0;        ///< at or after `before`
    std::int64_t set_apart = 0;       ///< no kind (`no_kind`): could not be read
};

/// What else is known of a case. Counts are of all that happened before `before`, but for those of the
/// window.
struct case_details {
    case_action last;                        ///< whatever the window
    std::int64_t first_contact = INT64_MAX;  ///< micros; of no meaning without contacts
    std::int64_t last_contact = INT64_MIN;
    std::uint32_t total = 0;
    std::uint32_t day = 0;
    std::uint32_t contacts = 0;
    std::uint32_t contacts_window = 0;
    std::uint32_t contacts_day = 0;
};

/// By case.
struct case_standings {
    std::vector<case_action> best;        ///< of the window
    std::vector<std::uint32_t> attempts;  ///< in the window
    std::vector<case_details> details;    ///< empty without details
    std::vector<std::uint16_t> groups;    ///< as in the options
    /// By group and kind (`other()` the last): rows in the window. Their sum, `outside_window` and `left_out`
    /// are the rows given.
    std::vector<std::vector<std::int64_t>> of_kind;
    std::int64_t outside_window = 0;
    std::int64_t rows = 0;
    actions::left_out left_out;
};

/// The last tie-break but for kinds and rows: asked for rows of one case and moment, and for nothing else.
/// Of rows with one id the smaller kind counts, then the smaller row. Ids merge nothing: two rows of one id
/// count twice.
class id_order {
public:
    virtual ~id_order() = default;
    /// Whether row `a` of the feed has the smaller id; false for equal ones.
    [[nodiscard]] virtual bool is_smaller(std::uint32_t a, std::uint32_t b) const = 0;
};

/// Takes the feed block by block, in any order; the result does not depend on it.
class best_finder {
public:
    /// Requires that palettes and ids outlive the finder.
    best_finder(palette_set const& all, std::size_t cases, best_options options, id_order const& ids);
    ~best_finder();
    best_finder(best_finder&&) noexcept;
    best_finder& operator=(best_finder&&) noexcept;

    /// Further cases, without actions so far. Requires that `since` and `groups` are empty.
    void grow(std::size_t cases);
    /// Rows first_row, first_row + 1, …: the case (`no_case`, `excluded_case`: none), the kind (`no_kind`:
    /// set apart) and the moment of each. Requires equal lengths.
    void add(std::uint32_t first_row, std::span<std::uint32_t const> cases,
             std::span<std::uint16_t const> kinds, std::span<std::int64_t const> moments);
    [[nodiscard]] case_standings finish();

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace tramo::actions

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/actions/best_action.ipp>
#endif
