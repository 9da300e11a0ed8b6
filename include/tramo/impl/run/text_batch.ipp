// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Grows one text column for each field, record by record, and hands them over as a batch.
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <tramo/run/text_batch.hpp>

namespace tramo {
namespace reading {

/// Bits that say which rows are there.
struct growing_bitmap {
    std::vector<std::uint8_t> bytes;
    std::size_t count = 0;

    void push(bool is_there) {
        if (count % 8 == 0) bytes.push_back(0);
        if (is_there) bytes.back() = static_cast<std::uint8_t>(bytes.back() | 1U << (count % 8));
        ++count;
    }
    void shrink(std::size_t to) {
        count = to;
        bytes.resize((to + 7) / 8);
        if (to % 8 != 0) bytes.back() = static_cast<std::uint8_t>(bytes.back() & 0xFFU >> (8 - to % 8));
    }
};

/// Bits that are seldom set: none are kept before the first.
struct growing_marks {
    growing_bitmap bits;
    bool any = false;

    void push(std::size_t row, bool is_marked) {
        if (!is_marked && !any) return;
        any = true;
        while (bits.count < row) bits.push(false);
        bits.push(is_marked);
    }
    void shrink(std::size_t rows) {
        if (any && bits.count > rows) bits.shrink(rows);
    }
    [[nodiscard]] std::uint8_t const* data() const { return any ? bits.bytes.data() : nullptr; }
};

/// A text column; what lies beyond the last offset belongs to the record being made.
struct growing_texts {
    growing_bitmap validity;
    growing_marks misfits;
    std::vector<std::int64_t> offsets{0};
    std::string bytes;
    bool is_set = false, is_misfit = false;

    void set(std::string_view text) {
        unset();
        bytes += text;
        is_set = true;
    }
    void unset() {
        bytes.resize(static_cast<std::size_t>(offsets.back()));
        is_set = is_misfit = false;
    }
    void end_row() {
        misfits.push(validity.count, is_misfit);
        validity.push(is_set);
        offsets.push_back(static_cast<std::int64_t>(bytes.size()));
        is_set = is_misfit = false;
    }
    void shrink(std::size_t rows) {
        misfits.shrink(rows);
        validity.shrink(rows);
        offsets.resize(rows + 1);
        unset();
    }
};

/// The fields of an account or of a child, found by name.
struct growing_fields {
    std::vector<std::string> names;
    std::unordered_map<std::string, std::size_t> places;
    std::vector<growing_texts> texts;

    explicit growing_fields(std::vector<field> const& fields) : texts(fields.size()) {
        for (field const& each : fields) {
            places.emplace(each.name, names.size());
            names.push_back(each.name);
        }
    }
    [[nodiscard]] growing_texts* find(std::string_view name) {
        auto const found = places.find(std::string(name));
        return found == places.end() ? nullptr : &texts[found->second];
    }
    void end_row() {
        for (auto& each : texts) each.end_row();
    }
    void shrink(std::size_t rows) {
        for (auto& each : texts) each.shrink(rows);
    }
};

struct growing_list {
    std::string name;
    growing_fields fields;
    growing_bitmap validity;
    growing_marks misfits;
    std::vector<std::int64_t> offsets{0};
    std::int64_t children = 0;
    bool is_there = false, is_misfit = false;

    void end_row() {
        misfits.push(validity.count, is_misfit);
        validity.push(is_there);
        offsets.push_back(children);
        is_there = is_misfit = false;
    }
    /// Drops the children of the record being made, one that is not ended too.
    void unset() {
        children = offsets.back();
        fields.shrink(static_cast<std::size_t>(children));
        is_there = is_misfit = false;
    }
};

struct growing_records {
    growing_fields fields;
    std::vector<growing_list> lists;
    std::int64_t rows = 0;

    explicit growing_records(schema const& of) : fields(of.fields) {
        for (collection const& each : of.collections)
            lists.push_back({each.name, growing_fields(each.fields), {}, {}, {0}, 0, false, false});
    }
};

TRAMO_INLINE column column_of(std::string const& name, growing_texts const& texts) {
    column made;
    made.name = name;
    made.physical = layout::large_utf8;
    made.length = static_cast<std::int64_t>(texts.validity.count);
    made.validity = texts.validity.bytes.data();
    made.misfits = texts.misfits.data();
    made.offsets = texts.offsets.data();
    made.bytes = texts.bytes.data();
    return made;
}

TRAMO_INLINE column column_of(growing_list const& list) {
    column items;
    items.name = "item";
    items.physical = layout::structure;
    items.length = list.children;
    for (std::size_t f = 0; f < list.fields.texts.size(); ++f)
        items.children.push_back(column_of(list.fields.names[f], list.fields.texts[f]));
    column made;
    made.name = list.name;
    made.physical = layout::large_list;
    made.length = static_cast<std::int64_t>(list.validity.count);
    made.validity = list.validity.bytes.data();
    made.misfits = list.misfits.data();
    made.offsets = list.offsets.data();
    made.children.push_back(std::move(items));
    return made;
}

}  // namespace reading

struct text_batch::state {
    tramo::schema schema;
    std::shared_ptr<reading::growing_records> records;
    reading::growing_list* open_list = nullptr;  ///< of the child being made

    explicit state(tramo::schema const& fields)
        : schema(fields), records(std::make_shared<reading::growing_records>(fields)) {}

    [[nodiscard]] reading::growing_texts* find(std::string_view name) {
        return (open_list ? open_list->fields : records->fields).find(name);
    }
    [[nodiscard]] reading::growing_list* find_list(std::string_view name) {
        for (auto& each : records->lists)
            if (each.name == name) return &each;
        return nullptr;
    }
    /// Takes back what was said of a list of the record.
    reading::growing_list* clear_list(std::string_view name) {
        auto* const list = open_list ? nullptr : find_list(name);
        if (list) list->unset();
        return list;
    }
};

TRAMO_INLINE text_batch::text_batch(schema const& fields) : state_(std::make_unique<state>(fields)) {}
TRAMO_INLINE text_batch::~text_batch() = default;
TRAMO_INLINE text_batch::text_batch(text_batch&&) noexcept = default;
TRAMO_INLINE text_batch& text_batch::operator=(text_batch&&) noexcept = default;

TRAMO_INLINE bool text_batch::set(std::string_view name, std::string_view text) {
    auto* const found = state_->find(name);
    if (found) found->set(text);
    return found != nullptr;
}

TRAMO_INLINE bool text_batch::set_null(std::string_view name) {
    auto* const found = state_->find(name);
    if (found) found->unset();
    return found != nullptr || state_->clear_list(name) != nullptr;
}

TRAMO_INLINE bool text_batch::set_misfit(std::string_view name, std::string_view what) {
    if (auto* const found = state_->find(name)) {
        found->set(what);
        return found->is_misfit = true;
    }
    auto* const list = state_->clear_list(name);
    if (list) list->is_there = list->is_misfit = true;
    return list != nullptr;
}

TRAMO_INLINE bool text_batch::begin_child(std::string_view collection) {
    auto* const list = state_->find_list(collection);
    if (!list) return false;
    end_child();
    list->is_there = true;
    state_->open_list = list;
    return true;
}

TRAMO_INLINE void text_batch::end_child() {
    if (!state_->open_list) return;
    state_->open_list->fields.end_row();
    ++state_->open_list->children;
    state_->open_list = nullptr;
}

TRAMO_INLINE bool text_batch::set_empty(std::string_view collection) {
    auto* const list = state_->find_list(collection);
    if (list) list->is_there = true;
    return list != nullptr;
}

TRAMO_INLINE void text_batch::end_record() {
    end_child();
    state_->records->fields.end_row();
    for (auto& list : state_->records->lists) list.end_row();
    ++state_->records->rows;
}

TRAMO_INLINE std::int64_t text_batch::rows() const {
    return state_->records->rows;
}

TRAMO_INLINE batch text_batch::finish() {
    auto const records =
        std::exchange(state_->records, std::make_shared<reading::growing_records>(state_->schema));
    state_->open_list = nullptr;
    batch made;
    for (std::size_t f = 0; f < records->fields.texts.size(); ++f)
        made.columns.push_back(reading::column_of(records->fields.names[f], records->fields.texts[f]));
    for (auto const& list : records->lists) made.columns.push_back(reading::column_of(list));
    made.rows = records->rows;
    made.owner = records;
    return made;
}

}  // namespace tramo
