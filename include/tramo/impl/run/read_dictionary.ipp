// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads dictionary columns: each entry is read once by the field's own reader, and rows look it up by code.
#pragma once

#include <algorithm>
#include <utility>

#include <tramo/impl/run/members.ipp>
#include <tramo/impl/run/read_texts.ipp>
#include <tramo/impl/run/reader_state.ipp>

namespace tramo::reading {

TRAMO_INLINE void read_block(reader_state& reader, std::int64_t begin, std::size_t count, block& out,
                             bool floats_allowed);

/// What each code stands for. One slot more than there are entries catches codes outside the dictionary.
struct dictionary_memo {
    reader_state entry_reader;
    block entries;
    block read;  ///< the entries read last
    std::vector<outcome> found;
    std::vector<std::uint8_t> is_read;  ///< where entries are read one by one
    std::vector<std::uint8_t> is_made;  ///< texts that `made` owns
    std::deque<std::string> made;
    std::vector<std::uint32_t> met;  ///< open enumerations: the place of a new value
    bool is_complete = false;
};

inline constexpr std::int64_t most_entries_at_once = 65'536;

/// Small dictionaries are read whole, unless the column has far fewer rows than the dictionary has entries.
[[nodiscard]] inline bool reads_whole_dictionary(column const& data) {
    std::int64_t const size = data.dictionary->length;
    return size <= 256 || (size <= most_entries_at_once && size / 8 <= data.length);
}

TRAMO_INLINE void make_room(reader_state const& reader, dictionary_memo& memo) {
    auto const size = static_cast<std::size_t>(reader.data->dictionary->length);
    memo.entries.form = reader.as->type.kind == kind::text ? block::form_t::texts : block::form_t::narrow;
    memo.entries.count = size + 1;
    if (reader.as->type.kind == kind::text)
        memo.entries.texts.assign(size + 1, {});
    else
        memo.entries.narrow.assign(size + 1, 0);
    memo.found.assign(size + 1, outcome::known);
    memo.found[size] = faulty(fault_reason::wrong_type);
    memo.is_made.assign(size, 0);
    if (reader.as->type.kind == kind::enumeration && reader.as->type.is_open) memo.met.assign(size, not_new);
}

/// Keeps what was read for entries `code`, `code + 1`, ….
TRAMO_INLINE void remember(dictionary_memo& memo, std::size_t code) {
    block const& read = memo.read;
    for (std::size_t i = 0; i < read.count; ++i) {
        bool const is_known = (read.known[i / 64] >> (i % 64) & 1) != 0;
        memo.found[code + i] = is_known ? outcome::known : outcome::null;
        if (!is_known) continue;
        if (read.form == block::form_t::narrow) store(memo.entries, code + i, read.narrow[i]);
        if (read.form == block::form_t::wide) store(memo.entries, code + i, read.wide[i]);
        if (read.form == block::form_t::texts) memo.entries.texts[code + i] = read.texts[i];
    }
    for (fault const& each : read.faults)
        memo.found[code + static_cast<std::size_t>(each.row - read.begin)] = faulty(each.reason);
    std::size_t next = 0;  // made texts stand in the order of their rows
    for (std::size_t i = 0; i < read.count && next < read.composed.size(); ++i) {
        if (read.texts[i].data() != read.composed[next].data()) continue;
        memo.entries.texts[code + i] = memo.made.emplace_back(std::move(memo.read.composed[next++]));
        memo.is_made[code + i] = 1;
    }
}

TRAMO_INLINE void read_entries(dictionary_memo& memo, std::int64_t begin, std::size_t count) {
    constexpr std::size_t chunk = 256;
    for (std::size_t done = 0; done < count; done += chunk) {
        std::int64_t const first = begin + static_cast<std::int64_t>(done);
        read_block(memo.entry_reader, first, std::min(chunk, count - done), memo.read, false);
        remember(memo, static_cast<std::size_t>(first));
    }
}

TRAMO_INLINE std::shared_ptr<dictionary_memo> make_dictionary_memo(reader_state const& reader) {
    auto memo = std::make_shared<dictionary_memo>();
    memo->entry_reader = reader;
    memo->entry_reader.data = reader.data->dictionary.get();
    memo->entry_reader.nulls_are_faults = false;
    make_room(reader, *memo);
    memo->is_complete = reads_whole_dictionary(*reader.data);
    if (memo->is_complete)
        read_entries(*memo, 0, static_cast<std::size_t>(reader.data->dictionary->length));
    else
        memo->is_read.assign(static_cast<std::size_t>(reader.data->dictionary->length), 0);
    return memo;
}

/// The codes of a block's rows; those outside the dictionary, negative ones too, become its length.
template <class Code>
struct code_view {
    char const* from;
    std::uint64_t size;

    code_view(column const& data, std::int64_t begin)
        : from(static_cast<char const*>(data.values) +
               (data.offset + begin) * static_cast<std::int64_t>(sizeof(Code))),
          size(static_cast<std::uint64_t>(data.dictionary->length)) {}

    std::size_t operator[](std::size_t i) const {
        Code code;
        std::memcpy(&code, from + i * sizeof(Code), sizeof(Code));
        auto const wide = static_cast<std::uint64_t>(static_cast<std::int64_t>(code));
        return static_cast<std::size_t>(wide < size ? wide : size);
    }
};

/// Reads the entries that this block's rows use and none did before.
template <class Code>
inline void read_entries_in_use(dictionary_memo& memo, block const& out, code_view<Code> const& codes) {
    for_each_known(out, [&](std::size_t i) {
        std::size_t const code = codes[i];
        if (code == codes.size || memo.is_read[code]) return;
        memo.is_read[code] = 1;
        read_entries(memo, static_cast<std::int64_t>(code), 1);
    });
}

template <class Code, class T>
inline bool gather(code_view<Code> const& codes, std::size_t count, std::vector<T> const& table,
                   std::vector<outcome> const& found, std::vector<T>& to) {
    grow(to, count);
    T const* const entries = table.data();
    outcome const* const outcomes = found.data();
    T* const slots = to.data();
    unsigned odd = 0;
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t const code = codes[i];
        slots[i] = entries[code];
        odd |= static_cast<unsigned>(outcomes[code]);
    }
    return odd == 0;
}

template <class Code>
inline bool gather_entries(dictionary_memo const& memo, block& out, code_view<Code> const& codes) {
    out.form = memo.entries.form;
    if (out.form == block::form_t::wide)
        return gather(codes, out.count, memo.entries.wide, memo.found, out.wide);
    if (out.form == block::form_t::texts)
        return gather(codes, out.count, memo.entries.texts, memo.found, out.texts);
    return gather(codes, out.count, memo.entries.narrow, memo.found, out.narrow);
}

/// Counts the rows that hold new values.
template <class Code>
inline void count_new(reader_state& reader, dictionary_memo& memo, block const& out,
                      code_view<Code> const& codes) {
    auto const new_index = static_cast<std::int64_t>(reader.as->type.values.size());
    column const& entries = *reader.data->dictionary;
    for_each_known(out, [&](std::size_t i) {
        if (out.narrow[i] != new_index) return;
        std::size_t const code = codes[i];
        if (memo.met[code] == not_new) {
            auto const row = static_cast<std::int64_t>(code);
            std::string const text =
                is_text_layout(entries.physical)
                    ? std::string(trim(text_at(entries, row)))
                    : to_string(integer_at(entries.physical, entries.values, entries.offset + row));
            memo.met[code] = place_of_new(reader, text);
        }
        ++reader.met[memo.met[code]].count;
    });
}

/// The block owns texts that were made for it, as everywhere.
template <class Code>
inline void copy_made_texts(dictionary_memo const& memo, block& out, code_view<Code> const& codes) {
    made_texts made(out);
    for_each_known(out, [&](std::size_t i) {
        if (memo.is_made[codes[i]]) made.add(i, std::string(out.texts[i]));
    });
    made.give_out();
}

template <class Code>
inline void read_codes(reader_state& reader, dictionary_memo& memo, block& out,
                       code_view<Code> const& codes) {
    if (!memo.is_complete) read_entries_in_use(memo, out, codes);
    if (!gather_entries(memo, out, codes)) {
        for_each_known(out, [&](std::size_t i) {
            outcome const found = memo.found[codes[i]];
            if (found != outcome::known) set_aside(reader, out, i, found);
        });
    }
    if (!memo.met.empty()) count_new(reader, memo, out, codes);
    if (!memo.made.empty()) copy_made_texts(memo, out, codes);
}

TRAMO_INLINE void read_dictionary(reader_state& reader, block& out) {
    if (!reader.dictionary) reader.dictionary = make_dictionary_memo(reader);
    with_integer_type(reader.data->code_layout, [&](auto zero) {
        code_view<decltype(zero)> const codes(*reader.data, out.begin);
        read_codes(reader, *reader.dictionary, out, codes);
    });
}

}  // namespace tramo::reading
