// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Finds the value that a spelling means: of an enumeration, or of a boolean.
#pragma once

#include <tramo/impl/run/reader_state.ipp>
#include <tramo/impl/run/spellings.ipp>
#include <tramo/impl/run/text_source.ipp>

namespace tramo::reading {

/// The place of a new value among those met; new ones start with a count of 0.
TRAMO_INLINE std::uint32_t place_of_new(reader_state& reader, std::string_view text) {
    auto const [at, is_first] = reader.met_index.emplace(to_nfc(text), reader.met.size());
    if (is_first) reader.met.push_back({at->first, 0});
    return static_cast<std::uint32_t>(at->second);
}

/// What a spelling means, looked up in full.
TRAMO_INLINE resolved_text resolve_member(reader_state& reader, std::string_view raw) {
    data_type const& type = reader.as->type;
    bool const is_enumeration = type.kind == kind::enumeration;
    if (find_invalid_utf8(raw) != std::string_view::npos)
        return {0, not_new, faulty(fault_reason::invalid_text)};
    std::string_view const text = trim(raw);
    if (text.empty()) {
        bool const is_dirty = is_enumeration && !type.is_open && reader.is_required;
        return {0, not_new, is_dirty ? faulty(fault_reason::not_a_member) : outcome::null};
    }
    if (auto const known = member_spelled(type, folded(text))) return {*known, not_new, outcome::known};
    if (!is_enumeration) return {0, not_new, faulty(fault_reason::wrong_type)};
    if (!type.is_open) return {0, not_new, faulty(fault_reason::not_a_member)};
    return {static_cast<std::int64_t>(type.values.size()), place_of_new(reader, text), outcome::known};
}

inline void take_member(reader_state& reader, block& out, std::size_t i, resolved_text const& member) {
    if (member.found != outcome::known) return set_aside(reader, out, i, member.found);
    out.narrow[i] = member.index;
    if (member.met != not_new) ++reader.met[member.met].count;
}

/// Resolves the spelling of row `i`, from memory where it was met before.
inline void read_member(reader_state& reader, block& out, std::size_t i, text_key const& key) {
    if (auto const* const met = reader.memo.find(key)) return take_member(reader, out, i, *met);
    resolved_text const member = resolve_member(reader, key.text);
    if (!reader.memo.is_full()) reader.memo.insert(key, member);
    take_member(reader, out, i, member);
}

/// Calls `use(i, key)` for the text of each known row; a row whose offsets lie is a fault.
template <class Use>
inline void for_each_text(reader_state const& reader, block& out, Use&& use) {
    with_texts(*reader.data, [&](auto const& texts) {
        for_each_known(out, [&](std::size_t i) {
            std::string_view text;
            if (!texts.get(out.begin + static_cast<std::int64_t>(i), text))
                return add_fault(out, i, fault_reason::invalid_text);
            use(i, key_of(text, texts.readable(text)));
        });
    });
}

}  // namespace tramo::reading
