// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Python values to text. Only stable calls of CPython's own interface: this runs once for each cell.
#include "records.hpp"

#include <datetime.h>

#include <cmath>
#include <unordered_set>
#include <utility>

namespace tramo_python {
namespace {

bool take_str(PyObject* text, std::string& out) {
    Py_ssize_t size = 0;
    char const* const bytes = text ? PyUnicode_AsUTF8AndSize(text, &size) : nullptr;
    if (!bytes) {
        PyErr_Clear();  // a lone surrogate, or a number of more digits than Python writes
        return false;
    }
    out.assign(bytes, static_cast<std::size_t>(size));
    return true;
}

bool take_new(PyObject* text, std::string& out) {
    auto const owner = py::reinterpret_steal<py::object>(text);
    return take_str(owner.ptr(), out);
}

bool is_unequal_to_itself(PyObject* value) {
    auto const same = py::reinterpret_steal<py::object>(PyObject_RichCompare(value, value, Py_EQ));
    int const truth = same ? PyObject_IsTrue(same.ptr()) : -1;
    if (truth < 0) PyErr_Clear();
    return truth == 0;
}

bool take_float(double number, std::string& out) {
    char* const written = PyOS_double_to_string(number, 'r', 0, 0, nullptr);
    if (!written) throw py::error_already_set();
    out = written;
    PyMem_Free(written);
    return true;
}

tramo::field text_field(std::string name) {
    tramo::field made;
    made.name = std::move(name);
    made.type.kind = tramo::kind::text;
    made.is_optional = true;
    return made;
}

}  // namespace

cell_reader::found cell_reader::read(py::handle value, std::string& text) {
    PyObject* const object = value.ptr();
    auto const done = [&](bool is_read) {
        if (!is_read) text = Py_TYPE(object)->tp_name;
        return is_read ? found::text : found::foreign;
    };
    if (object == Py_None) return found::nothing;
    if (PyUnicode_Check(object)) return done(take_str(object, text));
    if (PyBool_Check(object)) {
        text = object == Py_True ? "true" : "false";
        return found::text;
    }
    if (PyFloat_Check(object)) {
        double const number = PyFloat_AS_DOUBLE(object);
        if (std::isnan(number)) return found::nothing;
        return done(take_float(number, text));
    }
    if (PyLong_Check(object)) return done(take_new(PyNumber_ToBase(object, 10), text));
    return read_other(value, text);
}

cell_reader::found cell_reader::read_other(py::handle value, std::string& text) {
    if (!PyDateTimeAPI) PyDateTime_IMPORT;
    if (!decimal_) decimal_ = py::module_::import("decimal").attr("Decimal");
    PyObject* const object = value.ptr();
    auto const done = [&](bool is_read) {
        if (!is_read) text = Py_TYPE(object)->tp_name;
        return is_read ? found::text : found::foreign;
    };
    if (py::isinstance(value, decimal_)) {
        if (py::cast<bool>(value.attr("is_nan")())) return found::nothing;
        return done(take_new(PyObject_Str(object), text));
    }
    if (PyDate_Check(object)) {  // a datetime is a date
        if (is_unequal_to_itself(object)) return found::nothing;
        return done(take_new(PyObject_CallMethod(object, "isoformat", nullptr), text));
    }
    if (PyDelta_Check(object)) {
        bool const is_whole =
            PyDateTime_DELTA_GET_SECONDS(object) == 0 && PyDateTime_DELTA_GET_MICROSECONDS(object) == 0;
        text = std::to_string(PyDateTime_DELTA_GET_DAYS(object));
        return done(is_whole);
    }
    if (PyIndex_Check(object)) {
        auto const number = py::reinterpret_steal<py::object>(PyNumber_Index(object));
        return number ? done(take_new(PyNumber_ToBase(number.ptr(), 10), text))
                      : (PyErr_Clear(), done(false));
    }
    std::string_view const type = Py_TYPE(object)->tp_name;
    if (type.ends_with("NAType")) return found::nothing;  // pandas.NA
    if (type.starts_with("numpy.") && py::hasattr(value, "item") && !py::hasattr(value, "__len__")) {
        py::object const plain = value.attr("item")();
        if (Py_TYPE(plain.ptr()) != Py_TYPE(object)) return read(plain, text);
    }
    return done(false);
}

tramo::schema with_key(tramo::schema fields, std::string const& key) {
    if (key.empty()) return fields;
    for (auto const& field : fields.fields)
        if (field.name == key) return fields;
    fields.fields.push_back(text_field(key));
    return fields;
}

tramo::schema fields_met(py::list records) {
    tramo::schema fields;
    std::unordered_set<std::string> names;
    std::string name;
    for (py::handle const record : records) {
        if (!PyDict_Check(record.ptr())) continue;
        PyObject *key = nullptr, *value = nullptr;
        for (Py_ssize_t at = 0; PyDict_Next(record.ptr(), &at, &key, &value);)
            if (PyUnicode_Check(key) && take_str(key, name) && names.insert(name).second)
                fields.fields.push_back(text_field(name));
    }
    return fields;
}

record_writer::record_writer(tramo::schema fields) : fields_(std::move(fields)), batch_(fields_) {}

void record_writer::add(py::handle record) {
    if (!PyDict_Check(record.ptr())) note_foreign({}, Py_TYPE(record.ptr())->tp_name);
    set_all(fields_.fields, record);
    if (PyDict_Check(record.ptr()))
        for (auto const& collection : fields_.collections)
            if (PyObject* const found = PyDict_GetItemString(record.ptr(), collection.name.c_str()))
                add_children(collection, found);
    batch_.end_record();
    ++row_;
}

void record_writer::note_foreign(std::string column, std::string type) {
    if (!foreign_) foreign_ = foreign_cell{row_, std::move(column), std::move(type)};
}

void record_writer::set_all(std::vector<tramo::field> const& fields, py::handle record) {
    bool const is_dictionary = PyDict_Check(record.ptr());
    for (auto const& field : fields) {
        if (!is_dictionary)
            set_broken(field, Py_TYPE(record.ptr())->tp_name);
        else if (PyObject* const found = PyDict_GetItemString(record.ptr(), field.name.c_str()))
            set(field, found);
    }
}

void record_writer::set(tramo::field const& field, py::handle value) {
    switch (reader_.read(value, text_)) {
        case cell_reader::found::nothing:
            return;
        case cell_reader::found::text:
            batch_.set(field.name, text_);
            return;
        default:
            note_foreign(field.name, text_);
            set_broken(field, text_);
    }
}

void record_writer::set_broken(tramo::field const& field, std::string const& type) {
    // A text field would take any text, so it gets one that no text is.
    bool const takes_any =
        field.type.kind == tramo::kind::text || field.type.kind == tramo::kind::enumeration;
    batch_.set(field.name, (takes_any ? "\xFF<" : "<") + type + ">");
}

void record_writer::add_children(tramo::collection const& of, py::handle children) {
    if (children.is_none()) return;
    if (!PyList_Check(children.ptr()) && !PyTuple_Check(children.ptr()))
        return add_broken_child(of, children);
    batch_.set_empty(of.name);
    for (py::handle const child : children) {
        batch_.begin_child(of.name);
        set_all(of.fields, child);
        batch_.end_child();
    }
}

void record_writer::add_broken_child(tramo::collection const& of, py::handle what) {
    batch_.begin_child(of.name);
    for (auto const& field : of.fields) set_broken(field, Py_TYPE(what.ptr())->tp_name);
    batch_.end_child();
}

}  // namespace tramo_python
