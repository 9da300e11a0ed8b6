// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Exports columns through Arrow's C structs by hand, so that tests can break each promise of the interface.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <tramo/run/arrow_abi.h>

#include "made_columns.hpp"

namespace made {

/// An array and its schema. Releasing the array frees its buffers, so that a sanitizer sees a use after that.
struct arrow_node {
    std::string format, name;
    std::vector<std::shared_ptr<char[]>> memory;
    std::vector<void const*> buffers;
    std::vector<std::shared_ptr<arrow_node>> children;
    std::vector<ArrowArray*> child_arrays;
    std::vector<ArrowSchema*> child_schemas;
    std::shared_ptr<arrow_node> dictionary;
    ArrowArray array{};
    ArrowSchema schema{};
    int array_releases = 0, schema_releases = 0;
    std::shared_ptr<arrow_node> itself;  ///< while an array that was handed over may call back

    void free_all() {
        memory.clear();
        for (auto& child : children) child->free_all();
        if (dictionary) dictionary->free_all();
    }

    /// Sets the structs from what the node holds.
    arrow_node& connect() {
        child_arrays.clear();
        child_schemas.clear();
        for (auto& child : children) {
            child_arrays.push_back(&child->array);
            child_schemas.push_back(&child->schema);
        }
        array.n_buffers = static_cast<std::int64_t>(buffers.size());
        array.buffers = buffers.data();
        array.n_children = schema.n_children = static_cast<std::int64_t>(children.size());
        array.children = child_arrays.data();
        schema.children = child_schemas.data();
        array.dictionary = dictionary ? &dictionary->array : nullptr;
        schema.dictionary = dictionary ? &dictionary->schema : nullptr;
        schema.format = format.c_str();
        schema.name = name.c_str();
        array.private_data = schema.private_data = this;
        array.release = [](ArrowArray* released) {
            auto* const node = static_cast<arrow_node*>(released->private_data);
            auto const last_owner = std::move(node->itself);
            ++node->array_releases;
            node->free_all();
            released->release = nullptr;
        };
        schema.release = [](ArrowSchema* released) {
            ++static_cast<arrow_node*>(released->private_data)->schema_releases;
            released->release = nullptr;
        };
        return *this;
    }
};

using arrow_export = std::shared_ptr<arrow_node>;

inline arrow_export exported(std::string format, std::string name, made_column const& column) {
    auto node = std::make_shared<arrow_node>();
    node->format = std::move(format);
    node->name = std::move(name);
    node->memory = column.buffers;
    node->array.length = column.view.length;
    node->array.offset = column.view.offset;
    node->array.null_count = -1;
    if (column.view.physical != tramo::layout::null) node->buffers.push_back(column.view.validity);
    if (column.view.values) node->buffers.push_back(column.view.values);
    if (column.view.offsets) node->buffers.push_back(column.view.offsets);
    if (column.view.bytes) node->buffers.push_back(column.view.bytes);
    for (std::int64_t n = 0; n < column.view.view_count; ++n)
        node->buffers.push_back(column.view.view_buffers[n]);
    if (column.view.view_sizes) node->buffers.push_back(column.view.view_sizes);
    node->connect();
    return node;
}

inline arrow_export with_dictionary(arrow_export codes, arrow_export entries) {
    codes->dictionary = std::move(entries);
    codes->connect();
    return codes;
}

/// A structure: of columns for a batch, of a child's fields for a list.
template <class... Fields>
arrow_export structure(std::string name, std::int64_t length, Fields... fields) {
    auto node = std::make_shared<arrow_node>();
    node->format = "+s";
    node->name = std::move(name);
    node->array.length = length;
    node->array.null_count = -1;
    node->buffers = {nullptr};
    (node->children.push_back(std::move(fields)), ...);
    node->connect();
    return node;
}

template <class Offset>
arrow_export list(std::string format, std::string name, std::vector<Offset> const& offsets,
                  arrow_export items) {
    made_column column;
    column.view.physical = tramo::layout::list;
    column.view.length = static_cast<std::int64_t>(offsets.size()) - 1;
    column.view.offsets = column.keep(offsets);
    auto node = exported(std::move(format), std::move(name), column);
    node->children.push_back(std::move(items));
    node->connect();
    return node;
}

}  // namespace made
