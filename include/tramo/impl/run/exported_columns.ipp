// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Arrow structs that own what they point to, each for itself: whoever imports them may move a column out of
// its batch.
#pragma once

#include <bit>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <tramo/run/arrow_abi.h>
#include <tramo/impl/run/bits.ipp>

namespace tramo::exporting {

/// What an exported schema or array owns besides its numbers.
template <class Struct>
struct holder {
    std::string format, name;                         ///< of a schema
    std::vector<void const*> buffers;                 ///< of an array
    std::vector<std::shared_ptr<void const>> owners;  ///< of the buffers
    std::vector<std::unique_ptr<Struct>> children;
    std::vector<Struct*> child_pointers;
    std::unique_ptr<Struct> dictionary;

    holder() = default;
    holder(holder const&) = delete;
    holder& operator=(holder const&) = delete;
    ~holder() {
        for (auto& child : children)
            if (child->release) child->release(child.get());
        if (dictionary && dictionary->release) dictionary->release(dictionary.get());
    }
    Struct& add_child() {
        children.push_back(std::make_unique<Struct>());
        child_pointers.push_back(children.back().get());
        return *children.back();
    }
};

using schema_holder = holder<ArrowSchema>;
using array_holder = holder<ArrowArray>;

template <class Struct>
inline void release(Struct* released) {
    delete static_cast<holder<Struct>*>(std::exchange(released->private_data, nullptr));
    released->release = nullptr;
}

/// Hands the holder over to the struct, which frees it when it is released.
template <class Struct>
inline void hand_over(std::unique_ptr<holder<Struct>> owned, Struct& out) {
    out.n_children = static_cast<std::int64_t>(owned->children.size());
    out.children = owned->child_pointers.data();
    out.dictionary = owned->dictionary.get();
    if constexpr (std::is_same_v<Struct, ArrowSchema>) {
        out.format = owned->format.c_str();
        out.name = owned->name.c_str();
    } else {
        out.n_buffers = static_cast<std::int64_t>(owned->buffers.size());
        out.buffers = owned->buffers.data();
    }
    out.release = &release<Struct>;
    out.private_data = owned.release();
}

TRAMO_INLINE void make_schema(std::string format, std::string name, ArrowSchema& out) {
    auto owned = std::make_unique<schema_holder>();
    owned->format = std::move(format);
    owned->name = std::move(name);
    out.flags = ARROW_FLAG_NULLABLE;
    hand_over(std::move(owned), out);
}

TRAMO_INLINE void make_dictionary_schema(std::string name, ArrowSchema& out) {
    auto owned = std::make_unique<schema_holder>();
    owned->format = "S";
    owned->name = std::move(name);
    owned->dictionary = std::make_unique<ArrowSchema>();
    make_schema("u", "", *owned->dictionary);
    out.flags = ARROW_FLAG_NULLABLE;
    hand_over(std::move(owned), out);
}

/// Never null, because some importers take a null for a missing buffer even where no row needs it.
[[nodiscard]] inline void const* not_null(void const* buffer) {
    static constexpr std::uint64_t nothing = 0;
    return buffer ? buffer : &nothing;
}

/// Which rows hold a value; no words when all do.
struct row_validity {
    std::shared_ptr<std::vector<std::uint64_t> const> words;
    std::int64_t nulls = 0;
};

/// Rows without a bit in either bitmap; an empty bitmap has no bits.
TRAMO_INLINE row_validity rows_outside(std::span<std::uint64_t const> a, std::span<std::uint64_t const> b,
                                       std::int64_t rows) {
    std::vector<std::uint64_t> valid(reading::word_count(static_cast<std::size_t>(rows)));
    row_validity found;
    for (std::size_t word = 0; word < valid.size(); ++word) {
        std::size_t const left = static_cast<std::size_t>(rows) - word * 64;
        auto const null_bits = ((word < a.size() ? a[word] : 0) | (word < b.size() ? b[word] : 0)) &
                               reading::low_bits(left < 64 ? left : 64);
        found.nulls += std::popcount(null_bits);
        valid[word] = ~null_bits & reading::low_bits(left < 64 ? left : 64);
    }
    if (found.nulls > 0) found.words = std::make_shared<std::vector<std::uint64_t> const>(std::move(valid));
    return found;
}

/// An array of one buffer of values; `owner` keeps them.
TRAMO_INLINE std::unique_ptr<array_holder> hold_values(row_validity const& validity, void const* values,
                                                       std::shared_ptr<void const> owner) {
    auto owned = std::make_unique<array_holder>();
    owned->buffers = {validity.words ? validity.words->data() : nullptr, not_null(values)};
    owned->owners = {validity.words, std::move(owner)};
    return owned;
}

inline void set_rows(ArrowArray& out, std::int64_t rows, std::int64_t nulls) {
    out.length = rows;
    out.null_count = nulls;
}

/// Texts of a utf8 array while they are gathered.
struct text_rows {
    std::vector<std::int32_t> offsets{0};
    std::string bytes;
    std::vector<std::uint64_t> valid;
    std::int64_t rows = 0, nulls = 0;
    bool is_too_long = false;  ///< the bytes exceed what the offsets of utf8 can say; some texts are left out

    void push(std::optional<std::string_view> text) {
        auto const row = static_cast<std::size_t>(rows);
        if (text && text->size() > std::numeric_limits<std::int32_t>::max() - bytes.size()) {
            is_too_long = true;
            text.reset();
        }
        if (row % 64 == 0) valid.push_back(0);
        if (text) valid.back() |= std::uint64_t{1} << (row % 64);
        if (text) bytes += *text;
        nulls += text ? 0 : 1;
        offsets.push_back(static_cast<std::int32_t>(bytes.size()));
        ++rows;
    }
};

TRAMO_INLINE void make_texts(std::shared_ptr<text_rows const> texts, ArrowArray& out) {
    auto owned = std::make_unique<array_holder>();
    owned->buffers = {texts->nulls > 0 ? texts->valid.data() : nullptr, texts->offsets.data(),
                      texts->bytes.data()};
    set_rows(out, texts->rows, texts->nulls);
    owned->owners.push_back(std::move(texts));
    hand_over(std::move(owned), out);
}

}  // namespace tramo::exporting
