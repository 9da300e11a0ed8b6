// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables in: Arrow capsules without copying, dictionaries and JSON by their text; and diagnostics out.
#include <algorithm>
#include <utility>

#include <tramo/json/records.hpp>
#include <tramo/run/import_arrow.hpp>
#include <tramo/text/render.hpp>

#include "evaluation.hpp"
#include "handles.hpp"
#include "records.hpp"

namespace tramo_python {
namespace {

/// More drawings than anybody reads would only cost memory; the diagnostics themselves are all there.
constexpr std::size_t most_drawn = 50;

py::tuple label_of(tramo::label const& label, tramo::source const& text) {
    auto const begin = text.at(label.where.begin), end = text.at(label.where.end);
    return py::make_tuple(begin.line, begin.column, end.line, end.column, text_of(label.text));
}

template <class Struct>
Struct* capsule_pointer(py::handle capsule, char const* name) {
    auto* const found = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
    if (!found) throw py::error_already_set();
    return found;
}

py::tuple table_answer(tramo::checked<tramo::table> read) {
    py::object made = py::none();
    if (read.ok()) made = py::cast(std::make_shared<portfolio>(portfolio{std::move(read.value)}));
    return answer(std::move(made), read.diagnostics, tramo::source());
}

tramo::checked<tramo::table> one_batch(tramo::checked<tramo::batch> read) {
    tramo::checked<tramo::table> made;
    made.diagnostics = std::move(read.diagnostics);
    if (made.ok()) made.value.batches.push_back(std::move(read.value));
    return made;
}

void expand_children(tramo::table& data, tramo::schema const& fields) {
    if (fields.collections.empty()) return;
    for (auto& batch : data.batches) batch = tramo::expand_json_children(std::move(batch), fields);
}

/// Without a policy the table is a feed of events: no column of it is a list of children.
py::tuple table_from_stream(py::capsule capsule, tramo::policy const* policy) {
    auto* const stream = capsule_pointer<ArrowArrayStream>(capsule, "arrow_array_stream");
    tramo::checked<tramo::table> read;
    {
        py::gil_scoped_release const release;
        read = tramo::import_stream(stream);
        if (policy) expand_children(read.value, policy->fields());
    }
    return table_answer(std::move(read));
}

py::tuple table_from_array(py::capsule schema_capsule, py::capsule array_capsule,
                           tramo::policy const* policy) {
    auto* const schema = capsule_pointer<ArrowSchema>(schema_capsule, "arrow_schema");
    auto* const array = capsule_pointer<ArrowArray>(array_capsule, "arrow_array");
    if (!schema->release || !array->release)
        throw py::value_error("these Arrow capsules were consumed already");
    tramo::checked<tramo::table> read;
    {
        py::gil_scoped_release const release;
        read = one_batch(tramo::import_batch(array, schema));
        if (policy) expand_children(read.value, policy->fields());
    }
    return table_answer(std::move(read));
}

/// Dictionaries and JSON have a column for each field. Those that events or actions bring are left out where
/// no row holds one, so that it is told when they are asked for.
tramo::batch as_brought(tramo::batch data, tramo::schema const& fields) {
    auto const is_empty = [&](tramo::column const& one) {
        auto const of = std::find_if(fields.fields.begin(), fields.fields.end(),
                                     [&](auto const& field) { return field.name == one.name; });
        if (of == fields.fields.end() || !of->is_computed) return false;
        for (std::int64_t row = 0; row < data.rows; ++row)
            if (is_valid(one, row) || is_misfit(one, row)) return false;
        return data.rows > 0;
    };
    data.columns.erase(std::remove_if(data.columns.begin(), data.columns.end(), is_empty),
                       data.columns.end());
    return data;
}

py::tuple table_from_records(py::list records, tramo::policy const& policy, std::string const& key) {
    record_writer writer(with_key(policy.fields(), key));
    for (py::handle const record : records) writer.add(record);
    tramo::checked<tramo::table> read;
    read.value.batches.push_back(as_brought(writer.finish(), policy.fields()));
    return table_answer(std::move(read));
}

tramo::diagnostic unreadable(std::string const& what, foreign_cell const& found) {
    auto const row = what + ": row " + std::to_string(found.row) + ", counted from 0";
    if (found.column.empty())
        return {"T5002",
                tramo::severity::error,
                row + ", is no record but " + found.type,
                {},
                {"give a dict for each row"}};
    return {"T5002",
            tramo::severity::error,
            row + ", column `" + found.column + "`: no value can be read from " + found.type,
            {},
            {"give text, a number, a day, a moment or None"}};
}

/// Dictionaries with whatever keys: a column of texts for each. An error where `what`, which
/// names the table, is given and a row or a cell of it holds nothing that can be read.
py::tuple table_from_rows(py::list records, std::string const& what) {
    tramo::checked<tramo::table> read;
    record_writer writer(fields_met(records));
    for (py::handle const record : records) writer.add(record);
    if (auto const& foreign = writer.foreign(); foreign && !what.empty())
        read.diagnostics.push_back(unreadable(what, *foreign));
    else if (!records.empty())
        read.value.batches.push_back(writer.finish());
    return table_answer(std::move(read));
}

/// One table behind the other; columns may differ.
std::shared_ptr<portfolio> joined(portfolio const& first, portfolio const& second) {
    auto made = std::make_shared<portfolio>(first);
    auto const& more = second.data.batches;
    made->data.batches.insert(made->data.batches.end(), more.begin(), more.end());
    return made;
}

py::tuple table_from_json(py::bytes json, tramo::policy const& policy, std::string const& key) {
    auto const text = static_cast<std::string_view>(json);
    tramo::checked<tramo::table> read;
    {
        py::gil_scoped_release const release;
        read = one_batch(tramo::read_json_records(text, with_key(policy.fields(), key)));
        for (auto& part : read.value.batches) part = as_brought(std::move(part), policy.fields());
    }
    return table_answer(std::move(read));
}

py::list column_names(portfolio const& of) {
    py::list names;
    if (of.data.batches.empty()) return names;
    for (auto const& column : of.data.batches.front().columns) names.append(text_of(column.name));
    return names;
}

/// The first row of that key and how many have it; None when there is no such column.
py::object find_key(portfolio const& of, std::string const& name, std::string const& value) {
    std::int64_t first = -1, count = 0, before = 0;
    {
        py::gil_scoped_release const release;
        for (auto const& batch : of.data.batches) {
            auto const* const key = tramo::find_column(batch, name);
            if (!key) break;
            for (std::int64_t row = 0; row < batch.rows; ++row)
                if (tramo::is_valid(*key, row) && key_text(*key, row) == value && ++count == 1)
                    first = before + row;
            before += batch.rows;
        }
    }
    bool const is_there = of.data.batches.empty() || tramo::find_column(of.data.batches.front(), name);
    return is_there ? py::object(py::make_tuple(first, count)) : py::none();
}

py::object cell_text(py::handle value) {
    std::string text;
    switch (cell_reader().read(value, text)) {
        case cell_reader::found::nothing:
            return py::none();
        case cell_reader::found::text:
            return text_of(text);
        default:
            throw py::type_error("no value of a policy can be read from " + text);
    }
}

}  // namespace

py::str text_of(std::string_view bytes) {
    auto* const made = PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "replace");
    if (!made) throw py::error_already_set();
    return py::reinterpret_steal<py::str>(made);
}

std::string bytes_of(py::handle text) {
    py::object bytes = py::reinterpret_borrow<py::object>(text);
    if (PyUnicode_Check(text.ptr()))
        bytes = py::reinterpret_steal<py::object>(
            PyUnicode_AsEncodedString(text.ptr(), "utf-8", "surrogatepass"));
    if (!bytes) throw py::error_already_set();
    if (!PyBytes_Check(bytes.ptr())) throw py::type_error("a str or bytes is due");
    return {PyBytes_AS_STRING(bytes.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.ptr()))};
}

py::list findings(std::vector<tramo::diagnostic> const& all, tramo::source const& text) {
    py::list list;
    for (auto const& found : all) {
        py::tuple help(found.help.size());
        py::list labels;
        for (std::size_t i = 0; i < found.help.size(); ++i) help[i] = text_of(found.help[i]);
        for (auto const& label : found.labels) {
            bool const names_no_place = label.where == tramo::span{} && label.text.empty();
            if (!names_no_place) labels.append(label_of(label, text));
        }
        list.append(py::make_tuple(found.code, found.severity == tramo::severity::error ? "error" : "warning",
                                   text_of(found.message), help, py::tuple(labels),
                                   text_of(render(found, text))));
    }
    return list;
}

py::tuple answer(py::object value, std::vector<tramo::diagnostic> const& all, tramo::source const& text) {
    auto const drawn = all.empty() ? std::string() : render(all, text, most_drawn);
    return py::make_tuple(std::move(value), findings(all, text), text_of(drawn));
}

void bind_values(py::module_& module) {
    py::class_<portfolio, std::shared_ptr<portfolio>>(module, "Table")
        .def_property_readonly("rows", [](portfolio const& self) { return self.data.rows(); })
        .def_property_readonly("columns", &column_names)
        .def("find", &find_key, py::arg("column"), py::arg("value"))
        .def("export_stream", &export_table, py::arg("requested_schema"));
    module.def("table_from_stream", &table_from_stream, py::arg("stream"), py::arg("policy"));
    module.def("table_from_array", &table_from_array, py::arg("schema"), py::arg("array"), py::arg("policy"));
    module.def("table_from_records", &table_from_records, py::arg("records"), py::arg("policy"),
               py::arg("key") = "");
    module.def("table_from_rows", &table_from_rows, py::arg("records"), py::arg("what") = "");
    module.def("joined", &joined, py::arg("first"), py::arg("second"));
    module.def("table_from_json", &table_from_json, py::arg("json"), py::arg("policy"), py::arg("key") = "");
    module.def("cell_text", &cell_text, py::arg("value"));
}

}  // namespace tramo_python
