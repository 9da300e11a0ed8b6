// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Takes Arrow's structs over, keeps them while their columns are in use, and releases them once.
#pragma once

#include <memory>
#include <utility>

#include <tramo/impl/run/bits.ipp>
#include <tramo/impl/run/import_column.ipp>
#include <tramo/run/import_arrow.hpp>

namespace tramo {
namespace reading {

/// Moves a struct out of its place, as the interface's "Moving an array" asks.
template <class Struct>
[[nodiscard]] inline Struct take_over(Struct* from) {
    if (!from) return Struct{};
    Struct taken = *from;
    from->release = nullptr;
    return taken;
}

/// A struct of the interface that is released with its holder.
template <class Struct>
struct owned_struct {
    Struct held{};

    owned_struct() = default;
    explicit owned_struct(Struct* from) : held(take_over(from)) {}
    owned_struct(owned_struct&& other) noexcept : held(take_over(&other.held)) {}
    owned_struct& operator=(owned_struct&& other) noexcept {
        std::swap(held, other.held);
        return *this;
    }
    ~owned_struct() {
        if (held.release) held.release(&held);
    }
};

/// What a batch keeps alive: the array, and the bitmaps that had to be made.
struct imported_array {
    owned_struct<ArrowArray> array;
    std::vector<std::unique_ptr<std::uint8_t[]>> bitmaps;
};

/// The nulls of a structure are nulls of each of its fields, whatever their own bitmaps say.
TRAMO_INLINE void add_nulls(column const& parent, column& field, imported_array& owner) {
    if (field.physical == layout::null) return;
    auto const size = static_cast<std::size_t>((field.offset + field.length + 7) / 8);
    auto bitmap = std::make_unique<std::uint8_t[]>(size);
    for (std::int64_t row = 0; row < field.length; ++row) {
        std::int64_t const element = field.offset + row;
        bool const is_there = bit_at(parent.validity, parent.offset + row) &&
                              (!field.validity || bit_at(field.validity, element));
        if (is_there)
            bitmap[static_cast<std::size_t>(element / 8)] |= static_cast<std::uint8_t>(1U << (element % 8));
    }
    field.validity = bitmap.get();
    owner.bitmaps.push_back(std::move(bitmap));
}

TRAMO_INLINE void spread_nulls(column& data, imported_array& owner) {
    for (column& child : data.children) {
        if (data.physical == layout::structure && data.validity) add_nulls(data, child, owner);
        spread_nulls(child, owner);
    }
}

/// A batch from an array that `owner` holds already.
TRAMO_INLINE checked<batch> batch_of(std::shared_ptr<imported_array> owner, ArrowSchema const& schema) {
    checked<batch> result;
    column_importer importer(result.diagnostics);
    column root;
    if (!importer.read(&owner->array.held, &schema, 0, root)) return result;
    if (root.physical != layout::structure) {
        importer.complain("a record batch (a struct array) is due, this is " + describe(root));
        return result;
    }
    spread_nulls(root, *owner);
    result.value.columns = std::move(root.children);
    result.value.rows = root.length;
    result.value.owner = std::move(owner);
    return result;
}

[[nodiscard]] inline diagnostic broken_stream(std::string const& what) {
    return {"T5008", severity::error, "the stream of data failed: " + what, {}, {}};
}

}  // namespace reading

TRAMO_INLINE checked<batch> import_batch(ArrowArray* array, ArrowSchema* schema) {
    reading::owned_struct<ArrowSchema> const owned_schema(schema);
    auto owner = std::make_shared<reading::imported_array>();
    owner->array = reading::owned_struct<ArrowArray>(array);
    return reading::batch_of(std::move(owner), owned_schema.held);
}

struct stream_reader::state {
    reading::owned_struct<ArrowArrayStream> stream;
    reading::owned_struct<ArrowSchema> schema;
    bool has_ended = false;

    /// What a call of the stream's that failed has to say.
    [[nodiscard]] diagnostic failure(int code) {
        has_ended = true;
        ArrowArrayStream& source = stream.held;
        char const* const words = source.get_last_error ? source.get_last_error(&source) : nullptr;
        return reading::broken_stream(words && *words ? std::string(words)
                                                      : "error code " + std::to_string(code));
    }

    /// Asks for the schema, once.
    void begin(std::vector<diagnostic>& found) {
        ArrowArrayStream& source = stream.held;
        if (!source.release || !source.get_schema || !source.get_next) {
            has_ended = true;
            found.push_back(reading::broken_stream("it was released already, or lacks a function"));
            return;
        }
        if (int const code = source.get_schema(&source, &schema.held); code != 0) {
            schema.held.release = nullptr;
            found.push_back(failure(code));
        } else if (!schema.held.release) {
            has_ended = true;
            found.push_back(reading::broken_stream("its schema was released already"));
        }
    }
};

TRAMO_INLINE stream_reader::stream_reader(ArrowArrayStream* stream) : state_(std::make_unique<state>()) {
    state_->stream = reading::owned_struct<ArrowArrayStream>(stream);
}
TRAMO_INLINE stream_reader::stream_reader(stream_reader&&) noexcept = default;
TRAMO_INLINE stream_reader& stream_reader::operator=(stream_reader&&) noexcept = default;
TRAMO_INLINE stream_reader::~stream_reader() = default;

TRAMO_INLINE checked<batch> stream_reader::next() {
    checked<batch> result;
    if (state_->has_ended) return result;
    if (!state_->schema.held.release) state_->begin(result.diagnostics);
    if (state_->has_ended) return result;
    auto owner = std::make_shared<reading::imported_array>();
    ArrowArrayStream& source = state_->stream.held;
    if (int const code = source.get_next(&source, &owner->array.held); code != 0) {
        owner->array.held.release = nullptr;
        result.diagnostics.push_back(state_->failure(code));
        return result;
    }
    if (!owner->array.held.release) {
        state_->has_ended = true;
        return result;
    }
    result = reading::batch_of(std::move(owner), state_->schema.held);
    state_->has_ended = !result.ok();
    return result;
}

TRAMO_INLINE checked<table> import_stream(ArrowArrayStream* stream) {
    checked<table> result;
    stream_reader reader(stream);
    for (;;) {
        auto part = reader.next();
        result.diagnostics.insert(result.diagnostics.end(), part.diagnostics.begin(), part.diagnostics.end());
        if (!part.ok() || !part.value.owner) break;
        result.value.batches.push_back(std::move(part.value));
    }
    if (!result.ok()) result.value.batches.clear();
    return result;
}

}  // namespace tramo
