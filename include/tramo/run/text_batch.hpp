// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Builds a batch from records whose values come as text: JSON, dictionaries, forms. The text is read exactly,
// by the same gate as any column, so money never passes through a double.
#pragma once

#include <memory>
#include <string_view>

#include <tramo/run/column.hpp>
#include <tramo/values/schema.hpp>

namespace tramo {

/// One utf8 column for each field of the schema, and a list of structures for each collection.
/// Usage: for each record, `set` what is there, add children with `begin_child` … `end_child`, then
/// `end_record`; at last `finish`. What is not set is null. Names that the schema does not know are ignored
/// and counted.
class text_batch {
public:
    explicit text_batch(schema const& fields);
    ~text_batch();
    text_batch(text_batch&&) noexcept;
    text_batch& operator=(text_batch&&) noexcept;

    /// Sets a field of the record, or of the child between begin_child and end_child. The last one set wins.
    /// False when there is no such field.
    bool set(std::string_view name, std::string_view text);
    /// Also for a collection of the record: takes back what was said of its list, children and all.
    bool set_null(std::string_view name);
    /// Says that what is there is nothing that a text or a list of records could stand for, and what it is
    /// ("an object"): a fault of the row. Also for a collection of the record.
    bool set_misfit(std::string_view name, std::string_view what);
    /// Starts a child of a collection; false when there is no such collection (then nothing was started).
    bool begin_child(std::string_view collection);
    void end_child();
    /// Says that the record's list of that collection is there though empty (a list never begun is null, and
    /// a missing list is read as no children).
    bool set_empty(std::string_view collection);
    void end_record();

    [[nodiscard]] std::int64_t rows() const;
    /// The records so far as a batch that owns its buffers; the builder is empty afterwards.
    [[nodiscard]] batch finish();

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/text_batch.ipp>
#endif
