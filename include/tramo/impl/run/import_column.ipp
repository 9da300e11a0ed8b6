// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Turns one Arrow array and its schema into a column, distrusting every pointer and count that can be
// checked.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <tramo/config.hpp>

#include <tramo/run/arrow_abi.h>
#include <tramo/impl/run/arrow_format.ipp>
#include <tramo/impl/run/cells.ipp>
#include <tramo/run/column.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo::reading {

inline constexpr int deepest_nesting = 32;

/// Elements beyond any memory: their sizes in bytes and bits still fit 64 bits.
inline constexpr std::int64_t most_elements = std::int64_t{1} << 56;

class column_importer {
public:
    explicit column_importer(std::vector<diagnostic>& found) : found_(found) {}

    /// False when the array contradicts itself or its schema; what is wrong was then said.
    bool read(ArrowArray const* array, ArrowSchema const* schema, int depth, column& out);

    bool complain(std::string const& what) {
        std::string const place =
            path_.empty() ? "the Arrow data" : "the Arrow data of column `" + path_ + '`';
        found_.push_back(
            {"T5001",
             severity::error,
             place + " cannot be read: " + what,
             {},
             {"export the table again; the library that made it broke Arrow's C data interface"}});
        return false;
    }

private:
    bool check_counts(ArrowArray const& array);
    bool read_format(ArrowSchema const& schema, column& out);
    bool check_buffers(ArrowArray const& array, layout physical);
    bool take_buffers(ArrowArray const& array, layout physical, column& out);
    bool check_offsets(column& data);
    bool read_dictionary(ArrowArray const& array, ArrowSchema const& schema, int depth, column& out);
    bool read_children(ArrowArray const& array, ArrowSchema const& schema, int depth, column& out);
    bool read_child(ArrowArray const& array, ArrowSchema const& schema, std::int64_t n, int depth,
                    column& out);
    bool check_children(ArrowArray const& array, column& out);

    std::vector<diagnostic>& found_;
    std::string path_;
};

TRAMO_INLINE bool column_importer::check_counts(ArrowArray const& array) {
    if (!array.release) return complain("the array was released already");
    if (array.length < 0 || array.offset < 0 || array.n_buffers < 0 || array.n_children < 0)
        return complain("a length, offset or count is negative");
    if (array.length > most_elements || array.offset > most_elements) return complain("its length is absurd");
    if (array.null_count < -1 || array.null_count > array.length)
        return complain("its null count is " + std::to_string(array.null_count));
    if (array.n_buffers > 0 && !array.buffers) return complain("its list of buffers is missing");
    return true;
}

TRAMO_INLINE bool column_importer::read_format(ArrowSchema const& schema, column& out) {
    if (!schema.release) return complain("the schema was released already");
    if (!schema.format) return complain("its format is missing");
    auto const format = parse_arrow_format(schema.format);
    if (!format)
        return complain("its format `" + std::string(schema.format).substr(0, 40) + "` is not Arrow's");
    out.physical = format->physical;
    if (!format->is_supported) out.unsupported = schema.format;
    if (format->physical == layout::decimal128) out.precision = format->precision;
    out.scale = format->scale;
    out.unit = format->unit;
    out.zone = format->zone;
    return true;
}

TRAMO_INLINE bool column_importer::check_buffers(ArrowArray const& array, layout physical) {
    std::int64_t const due = buffer_count(physical);
    bool const is_view = physical == layout::utf8_view;
    bool const may_have_more =
        is_view || physical == layout::null;  // some bring a bitmap of a column of nulls
    if (array.n_buffers < due || (array.n_buffers > due && !may_have_more))
        return complain("it has " + std::to_string(array.n_buffers) + " buffers where " +
                        std::to_string(due) + " are due");
    if (due > 0 && array.null_count > 0 && !array.buffers[0])
        return complain("it has nulls but no validity bitmap");
    bool const is_empty = array.offset + array.length == 0;
    if (due > 1 && !is_empty && !array.buffers[1]) return complain("its buffer of values is missing");
    return true;
}

/// Requires that `check_buffers` agreed.
TRAMO_INLINE bool column_importer::take_buffers(ArrowArray const& array, layout physical, column& out) {
    if (physical == layout::null) return true;
    if (array.null_count != 0) out.validity = static_cast<std::uint8_t const*>(array.buffers[0]);
    if (physical == layout::structure) return true;
    bool const has_offsets = physical == layout::utf8 || physical == layout::large_utf8 ||
                             physical == layout::list || physical == layout::large_list;
    (has_offsets ? out.offsets : out.values) = array.buffers[1];
    if (physical == layout::utf8_view) {
        out.view_count = array.n_buffers - 3;
        out.view_buffers = array.buffers + 2;
        out.view_sizes = array.buffers[array.n_buffers - 1];
        if (out.view_count > 0 && !out.view_sizes) return complain("its buffer of sizes is missing");
        return true;
    }
    if (is_text_layout(physical)) out.bytes = static_cast<char const*>(array.buffers[2]);
    return !has_offsets || check_offsets(out);
}

/// The first and last offset; each row's own are checked when it is read.
TRAMO_INLINE bool column_importer::check_offsets(column& data) {
    if (data.offset + data.length == 0 || !data.offsets) return true;
    std::int64_t const first = offset_at(data, data.offset),
                       last = offset_at(data, data.offset + data.length);
    if (first < 0 || last < first) return complain("its offsets are out of order");
    if (is_text_layout(data.physical) && last > 0 && !data.bytes) return complain("its bytes are missing");
    data.byte_count = last;
    return true;
}

TRAMO_INLINE bool column_importer::read_dictionary(ArrowArray const& array, ArrowSchema const& schema,
                                                   int depth, column& out) {
    if (!array.dictionary || !schema.dictionary)
        return complain("its dictionary is missing in one of array and schema");
    if (!is_integer_layout(out.physical)) return complain("the codes of its dictionary are not integers");
    out.code_layout = out.physical;
    out.physical = layout::dictionary;
    auto values = std::make_shared<column>();
    if (!read(array.dictionary, schema.dictionary, depth + 1, *values)) return false;
    if (values->physical == layout::dictionary) {
        out.physical = layout::null;
        out.unsupported = schema.format;
    }
    out.dictionary = std::move(values);
    return true;
}

TRAMO_INLINE bool column_importer::check_children(ArrowArray const& array, column& out) {
    if (out.physical == layout::structure) {
        for (column& each : out.children) {
            if (each.length < array.offset + array.length)
                return complain("child `" + each.name + "` is too short");
            each.offset += array.offset;
            each.length = array.length;
        }
        return true;
    }
    if (array.offset + array.length == 0 || !out.offsets) return true;
    if (offset_at(out, array.offset + array.length) > out.children.front().length)
        return complain("its offsets point beyond its items");
    return true;
}

TRAMO_INLINE bool column_importer::read_child(ArrowArray const& array, ArrowSchema const& schema,
                                              std::int64_t n, int depth, column& out) {
    if (!array.children[n] || !schema.children[n])
        return complain("child " + std::to_string(n) + " is missing");
    std::size_t const path_size = path_.size();
    if (!path_.empty()) path_ += '.';
    path_ += schema.children[n]->name ? schema.children[n]->name : "";
    bool const is_sound = read(array.children[n], schema.children[n], depth + 1, out);
    path_.resize(path_size);
    return is_sound;
}

TRAMO_INLINE bool column_importer::read_children(ArrowArray const& array, ArrowSchema const& schema,
                                                 int depth, column& out) {
    bool const is_structure = out.physical == layout::structure;
    bool const is_list = out.physical == layout::list || out.physical == layout::large_list;
    if (array.n_children != schema.n_children)
        return complain("array and schema differ in their number of children");
    if (is_list && array.n_children != 1) return complain("a list has one child");
    if (!is_structure && !is_list)
        return array.n_children == 0 || complain("it has children, which its format does not");
    if (array.n_children > 0 && (!array.children || !schema.children))
        return complain("its children are missing");
    bool all_sound = true;
    for (std::int64_t n = 0; n < array.n_children; ++n)
        all_sound &= read_child(array, schema, n, depth, out.children.emplace_back());
    return all_sound && check_children(array, out);
}

TRAMO_INLINE bool column_importer::read(ArrowArray const* array, ArrowSchema const* schema, int depth,
                                        column& out) {
    if (depth > deepest_nesting) return complain("its types are nested too deeply");
    out.name = schema->name ? schema->name : "";
    if (!check_counts(*array) || !read_format(*schema, out)) return false;
    out.length = array->length;
    out.offset = array->offset;
    if (!out.unsupported.empty()) return true;
    if (!check_buffers(*array, out.physical) || !take_buffers(*array, out.physical, out)) return false;
    if (array->dictionary || schema->dictionary) return read_dictionary(*array, *schema, depth, out);
    return read_children(*array, *schema, depth, out);
}

}  // namespace tramo::reading
