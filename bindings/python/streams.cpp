// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Arrow's stream as Python passes it on: in a capsule.
#include <utility>

#include <tramo/run/export_table.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

void release_stream(PyObject* capsule) {
    auto* const stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream"));
    if (stream && stream->release) stream->release(stream);
    delete stream;
}

}  // namespace

void check_wish(py::handle schema, std::int64_t columns) {
    if (schema.is_none()) return;
    auto* const wanted = static_cast<ArrowSchema*>(PyCapsule_GetPointer(schema.ptr(), "arrow_schema"));
    if (!wanted) throw py::error_already_set();
    if (!wanted->release) throw py::value_error("this Arrow schema was consumed already");
    if (wanted->n_children != columns)
        throw py::value_error("the schema asked for has " + std::to_string(wanted->n_children) +
                              " columns, the result " + std::to_string(columns));
}

py::object stream_capsule(std::unique_ptr<ArrowArrayStream> stream) {
    auto* const capsule = PyCapsule_New(stream.get(), "arrow_array_stream", &release_stream);
    if (!capsule) {
        if (stream->release) stream->release(stream.get());
        throw py::error_already_set();
    }
    (void)stream.release();
    return py::reinterpret_steal<py::object>(capsule);
}

py::object export_table(std::shared_ptr<portfolio const> const& self, py::handle requested_schema) {
    check_wish(requested_schema, tramo::exported_columns(self->data));
    auto stream = std::make_unique<ArrowArrayStream>();
    stream->release = nullptr;
    tramo::export_table(std::shared_ptr<tramo::table const>(self, &self->data), stream.get());
    return stream_capsule(std::move(stream));
}

}  // namespace tramo_python
