// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Points Arrow's structs at the buffers of columns.
#pragma once

#include <algorithm>
#include <cerrno>
#include <new>

#include <tramo/impl/run/arrow_format.ipp>
#include <tramo/impl/run/exported_columns.ipp>
#include <tramo/run/export_table.hpp>

namespace tramo {
namespace exporting {

[[nodiscard]] inline bool is_list_layout(layout physical) {
    return physical == layout::list || physical == layout::large_list;
}

[[nodiscard]] inline bool is_exported(column const& data) {
    if (is_list_layout(data.physical)) return !data.children.empty() && is_exported(data.children.front());
    if (data.physical == layout::dictionary) return data.dictionary && is_exported(*data.dictionary);
    return data.physical != layout::structure && data.unsupported.empty();
}

TRAMO_INLINE std::string format_of(column const& data) {
    auto const physical = data.physical == layout::dictionary ? data.code_layout : data.physical;
    if (physical == layout::decimal128)
        return "d:" + std::to_string(data.precision) + ',' + std::to_string(data.scale);
    if (physical == layout::timestamp)
        return std::string("ts") + "smun"[static_cast<std::size_t>(data.unit)] + ':' + data.zone;
    for (auto const& [format, named] : reading::plain_formats)
        if (named == physical) return std::string(format);
    return "n";
}

TRAMO_INLINE void make_column_schema(column const& data, ArrowSchema& out) {
    auto owned = std::make_unique<schema_holder>();
    owned->format = format_of(data);
    owned->name = data.name;
    if (data.physical == layout::dictionary) {
        owned->dictionary = std::make_unique<ArrowSchema>();
        make_column_schema(*data.dictionary, *owned->dictionary);
    }
    if (is_list_layout(data.physical)) make_column_schema(data.children.front(), owned->add_child());
    out.flags = ARROW_FLAG_NULLABLE;
    hand_over(std::move(owned), out);
}

TRAMO_INLINE std::vector<void const*> buffers_of(column const& data) {
    switch (data.physical) {
        case layout::null:
            return {};
        case layout::utf8:
        case layout::large_utf8:
            return {data.validity, not_null(data.offsets), not_null(data.bytes)};
        case layout::list:
        case layout::large_list:
            return {data.validity, not_null(data.offsets)};
        case layout::utf8_view: {
            std::vector<void const*> all{data.validity, not_null(data.values)};
            all.insert(all.end(), data.view_buffers, data.view_buffers + data.view_count);
            all.push_back(not_null(data.view_sizes));
            return all;
        }
        default:
            return {data.validity, not_null(data.values)};
    }
}

TRAMO_INLINE void make_column(column const& data, std::shared_ptr<void const> const& owner, ArrowArray& out) {
    auto owned = std::make_unique<array_holder>();
    owned->buffers = buffers_of(data);
    owned->owners = {owner};
    if (data.physical == layout::dictionary) {
        owned->dictionary = std::make_unique<ArrowArray>();
        make_column(*data.dictionary, owner, *owned->dictionary);
    }
    if (is_list_layout(data.physical)) make_column(data.children.front(), owner, owned->add_child());
    out.length = data.length;
    out.offset = data.offset;
    out.null_count = data.physical == layout::null ? data.length : data.validity ? -1 : 0;
    hand_over(std::move(owned), out);
}

/// Names and types of a batch, to tell one that differs.
TRAMO_INLINE std::string shape_of(column const& data) {
    auto shape = data.name + ':' + format_of(data) + ';';
    if (data.physical == layout::dictionary) shape += shape_of(*data.dictionary);
    if (is_list_layout(data.physical)) shape += shape_of(data.children.front());
    return shape;
}

TRAMO_INLINE std::string shape_of(batch const& data) {
    std::string shape;
    for (auto const& one : data.columns)
        if (is_exported(one)) shape += shape_of(one);
    return shape;
}

class table_source : public batch_source {
public:
    explicit table_source(std::shared_ptr<table const> data) : data_(std::move(data)) {}
    bool next(batch& into) override {
        if (next_ == data_->batches.size()) return false;
        into = data_->batches[next_++];
        into.owner = data_;
        return true;
    }

private:
    std::shared_ptr<table const> data_;
    std::size_t next_ = 0;
};

/// The first batch is asked for with the schema, and kept until it is taken.
struct table_stream {
    std::shared_ptr<batch_source> from;
    bool is_begun = false, is_first_taken = false, has_first = false;
    batch first;
    std::string shape;
    int failed = 0;  ///< what is told from then on
    std::string error;

    void begin() {
        if (is_begun) return;
        has_first = from->next(first);
        if (has_first) shape = shape_of(first);
        is_begun = true;
    }

    void make_schema(ArrowSchema& out) {
        begin();
        auto root = std::make_unique<schema_holder>();
        root->format = "+s";
        for (auto const& one : first.columns)
            if (is_exported(one)) make_column_schema(one, root->add_child());
        hand_over(std::move(root), out);
    }

    [[nodiscard]] bool take(batch& part) {
        begin();
        if (std::exchange(is_first_taken, true)) return from->next(part);
        part = first;
        first.owner.reset();
        return has_first;
    }

    /// Leaves `out` released at the end, or where the batch differs from the first (false).
    bool make_next(ArrowArray& out) {
        batch part;
        if (!take(part)) return true;
        if (shape_of(part) != shape) return false;
        auto root = std::make_unique<array_holder>();
        root->buffers = {nullptr};
        for (auto const& one : part.columns)
            if (is_exported(one)) make_column(one, part.owner, root->add_child());
        set_rows(out, part.rows, 0);
        hand_over(std::move(root), out);
        return true;
    }
};

/// Lets no exception pass into the C code that asks.
template <class Struct, class Make>
inline int answer_of_table(ArrowArrayStream* stream, Struct* out, Make&& make) {
    auto& of = *static_cast<table_stream*>(stream->private_data);
    *out = Struct{};
    auto const fail = [&](int code, char const* why) {
        of.error = why;
        return of.failed = code;
    };
    if (of.failed != 0) return of.failed;
    try {
        if (make(of, *out)) return 0;
        return fail(EINVAL, "a batch has other columns, or columns of other types, than the first");
    } catch (std::bad_alloc const&) {
        return fail(ENOMEM, "out of memory");
    } catch (std::exception const& error) {
        return fail(EIO, error.what());
    } catch (...) {
        return fail(EIO, "the table could not be made");
    }
}

inline int get_table_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    return answer_of_table(stream, out, [](table_stream& from, ArrowSchema& made) {
        from.make_schema(made);
        return true;
    });
}
inline int get_next_of_table(ArrowArrayStream* stream, ArrowArray* out) {
    return answer_of_table(stream, out,
                           [](table_stream& from, ArrowArray& made) { return from.make_next(made); });
}
inline char const* get_last_error_of_table(ArrowArrayStream* stream) {
    auto const& of = *static_cast<table_stream*>(stream->private_data);
    return of.failed != 0 ? of.error.c_str() : nullptr;
}
inline void release_table_stream(ArrowArrayStream* stream) {
    delete static_cast<table_stream*>(std::exchange(stream->private_data, nullptr));
    stream->release = nullptr;
}

}  // namespace exporting

TRAMO_INLINE batch_source::~batch_source() = default;

TRAMO_INLINE void export_table(std::shared_ptr<table const> data, ArrowArrayStream* out) {
    export_batches(std::make_shared<exporting::table_source>(std::move(data)), out);
}

TRAMO_INLINE void export_batches(std::shared_ptr<batch_source> from, ArrowArrayStream* out) {
    auto stream = std::make_unique<exporting::table_stream>();
    stream->from = std::move(from);
    out->get_schema = &exporting::get_table_schema;
    out->get_next = &exporting::get_next_of_table;
    out->get_last_error = &exporting::get_last_error_of_table;
    out->release = &exporting::release_table_stream;
    out->private_data = stream.release();
}

TRAMO_INLINE std::int64_t exported_columns(table const& data) {
    if (data.batches.empty()) return 0;
    auto const& columns = data.batches.front().columns;
    return std::count_if(columns.begin(), columns.end(), &exporting::is_exported);
}

}  // namespace tramo
