// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which words begin a line inside a block such as `condition` or `task`, being names everywhere else.
#pragma once

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>

#include <tramo/syntax/keywords.hpp>

namespace tramo::grammar {

inline constexpr keyword debt_words[] = {keyword::principal, keyword::interest, keyword::fine, keyword::fees,
                                         keyword::overdue};
inline constexpr keyword condition_words[] = {
    keyword::amounts,  keyword::overdue, keyword::billing,   keyword::first,       keyword::interest,
    keyword::fine,     keyword::base,    keyword::requires_, keyword::approval,    keyword::discount,
    keyword::rounding, keyword::broken,  keyword::lump_sum,  keyword::installments};
inline constexpr keyword matrix_words[] = {keyword::row};
inline constexpr keyword actions_words[] = {keyword::account, keyword::code,  keyword::happened,
                                            keyword::id,      keyword::agent, keyword::window};
inline constexpr keyword palette_words[] = {keyword::action, keyword::response};
inline constexpr keyword worklist_words[] = {keyword::candidate, keyword::order, keyword::agent};
inline constexpr keyword table_words[] = {keyword::column, keyword::row};
inline constexpr keyword effect_words[] = {
    keyword::if_,     keyword::stands,    keyword::release,  keyword::requires_, keyword::approval,
    keyword::since,   keyword::after,     keyword::within,   keyword::only_on,   keyword::month_days,
    keyword::lead,    keyword::calendar,  keyword::holidays, keyword::once,      keyword::owner,
    keyword::to,      keyword::copy,      keyword::cause,    keyword::route,     keyword::stops,
    keyword::channel, keyword::template_, keyword::reason};
inline constexpr keyword hold_words[] = {
    keyword::if_,   keyword::of,        keyword::from,    keyword::until,  keyword::before, keyword::freezes,
    keyword::needs, keyword::starts_on, keyword::ends_on, keyword::reason, keyword::owner};
inline constexpr keyword arrears_words[] = {keyword::due, keyword::grace};
inline constexpr keyword promises_words[] = {keyword::made, keyword::paid, keyword::tolerance};
inline constexpr keyword contact_words[] = {keyword::zone,     keyword::jurisdiction, keyword::pack,
                                            keyword::calendar, keyword::on,           keyword::consent,
                                            keyword::limit};
inline constexpr keyword template_words[] = {keyword::if_, keyword::channel, keyword::subject, keyword::text,
                                             keyword::states};

/// What may, must or must not be done to an account: one kind of block with five words.
inline constexpr keyword effect_kinds[] = {keyword::block, keyword::cut, keyword::notify, keyword::task,
                                           keyword::escalate};

/// Blocks whose words are words only inside them. They are common names themselves: they declare only where
/// no expression goes on.
inline constexpr keyword blocks_with_words[] = {
    keyword::debt,      keyword::condition,     keyword::matrix, keyword::actions, keyword::palette,
    keyword::worklist,  keyword::table,         keyword::block,  keyword::cut,     keyword::notify,
    keyword::task,      keyword::escalate,      keyword::hold,   keyword::arrears, keyword::promises,
    keyword::template_, keyword::contact_limits};

[[nodiscard]] constexpr bool is_among(keyword which, std::span<keyword const> words) {
    for (auto const one : words)
        if (one == which) return true;
    return false;
}

[[nodiscard]] constexpr bool is_block_word(keyword which) {
    return is_among(which, blocks_with_words);
}

[[nodiscard]] constexpr bool is_effect_kind(keyword which) {
    return is_among(which, effect_kinds);
}

/// Whether rows of cells stand in the block.
[[nodiscard]] inline bool has_rows(std::optional<keyword> block) {
    return block == keyword::matrix || block == keyword::table;
}

/// What the lines of a block begin with; nothing for all other blocks.
[[nodiscard]] inline std::span<keyword const> words_inside(std::optional<keyword> block) {
    if (!block) return {};
    if (is_effect_kind(*block)) return effect_words;
    switch (*block) {
        case keyword::debt:
            return debt_words;
        case keyword::condition:
            return condition_words;
        case keyword::matrix:
            return matrix_words;
        case keyword::actions:
            return actions_words;
        case keyword::palette:
            return palette_words;
        case keyword::worklist:
            return worklist_words;
        case keyword::table:
            return table_words;
        case keyword::hold:
            return hold_words;
        case keyword::arrears:
            return arrears_words;
        case keyword::promises:
            return promises_words;
        case keyword::contact_limits:
            return contact_words;
        case keyword::template_:
            return template_words;
        default:
            return {};
    }
}

/// The words of clauses that stand behind members on their lines.
[[nodiscard]] inline std::span<keyword const> clauses_inside(std::optional<keyword> block) {
    static constexpr keyword offered[] = {keyword::every, keyword::entry,    keyword::rate, keyword::minimum,
                                          keyword::from,  keyword::enforced, keyword::for_, keyword::until};
    static constexpr keyword listed[] = {keyword::channel, keyword::skill,  keyword::minutes,
                                         keyword::cost,    keyword::value_, keyword::if_};
    static constexpr keyword treated[] = {keyword::by, keyword::evidence, keyword::alias, keyword::per};
    static constexpr keyword promised[] = {keyword::due, keyword::amount, keyword::where, keyword::for_};
    static constexpr keyword limited[] = {keyword::where, keyword::by, keyword::within, keyword::per,
                                          keyword::for_};
    static constexpr keyword tabled[] = {keyword::inferred};
    static constexpr keyword worded[] = {keyword::locked};
    static constexpr keyword held[] = {keyword::where};
    if (!block || block == keyword::actions || block == keyword::palette || block == keyword::arrears)
        return {};
    if (is_effect_kind(*block)) return treated;
    if (block == keyword::worklist) return listed;
    if (block == keyword::promises) return promised;
    if (block == keyword::contact_limits) return limited;
    if (block == keyword::table) return tabled;
    if (block == keyword::template_) return worded;
    if (block == keyword::hold) return held;
    return offered;
}

}  // namespace tramo::grammar
