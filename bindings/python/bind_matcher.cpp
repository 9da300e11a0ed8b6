// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The queue of one account at a time, from a dictionary or JSON text, straight into a typed record.
#include <cmath>
#include <unordered_map>

#include <tramo/json/single_record.hpp>
#include <tramo/policy/record_matcher.hpp>

#include "handles.hpp"
#include "records.hpp"

namespace tramo_python {
namespace {

class matcher {
public:
    matcher(tramo::prepared_policy with, std::size_t strategy)
        : with_(std::move(with)), index_(with_, strategy), account_(with_.policy()) {
        for (auto const& queue : with_.strategies()[strategy].queues) names_.push_back(text_of(queue.name));
    }

    [[nodiscard]] py::object queue_of_dict(py::dict const& record) {
        account_.clear();
        PyObject *key = nullptr, *value = nullptr;
        Py_ssize_t at = 0;
        while (PyDict_Next(record.ptr(), &at, &key, &value) != 0) {
            if (PyUnicode_CheckExact(key) == 0) return queue_of_any(record);
            if (auto const slot = slot_of(key); slot && !set(*slot, value)) return queue_of_any(record);
        }
        return name_of(index_.queue_of(account_));
    }

    /// `(queue or None, findings, drawing)`.
    [[nodiscard]] py::tuple queue_of_json(std::string const& text) {
        auto const found = tramo::read_json_record(text, account_);
        auto queue = found.empty() ? name_of(index_.queue_of(account_)) : py::none();
        return answer(std::move(queue), found, tramo::source());
    }

    [[nodiscard]] bool is_laid_out() const { return index_.is_laid_out(); }

private:
    static constexpr std::size_t most_keys = 4096;

    [[nodiscard]] py::object name_of(std::uint16_t queue) const {
        return queue == tramo::no_queue ? py::none() : names_[queue];
    }

    /// Values that only Python can read: it may run any code meanwhile, so that nothing borrowed is held, and
    /// another record is filled.
    [[nodiscard]] py::object queue_of_any(py::dict const& record) {
        auto const copy = py::reinterpret_steal<py::dict>(PyDict_Copy(record.ptr()));
        tramo::record account(with_.policy());
        cell_reader cells;
        std::string text;
        auto const& fields = with_.policy().fields().fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            auto const name = text_of(fields[i].name);
            auto const value =
                py::reinterpret_borrow<py::object>(PyDict_GetItemWithError(copy.ptr(), name.ptr()));
            if (!value && PyErr_Occurred() != nullptr) throw py::error_already_set();
            if (!value) continue;
            auto const found = cells.read(value, text);
            if (found == cell_reader::found::text) account.set({i}, text);
            if (found == cell_reader::found::foreign) account.set_misfit({i}, text);
        }
        return name_of(index_.queue_of(account));
    }

    /// Keys of dictionaries are nearly always the same objects: they are looked up by their address.
    [[nodiscard]] std::optional<tramo::field_slot> slot_of(PyObject* key) {
        auto const known = slots_.find(key);
        if (known != slots_.end()) return known->second.second;
        auto const found = account_.slot(bytes_of(key));
        if (slots_.size() < most_keys && PyUnicode_CHECK_INTERNED(key) != 0)
            slots_.emplace(key, std::make_pair(py::reinterpret_borrow<py::object>(key), found));
        return found;
    }

    [[nodiscard]] tramo::kind kind_of(tramo::field_slot where) const {
        return with_.policy().fields().fields[where.index].type.kind;
    }
    /// Whether a number is taken as one; for other fields its text is, as in tables.
    [[nodiscard]] bool is_number(tramo::field_slot where) const {
        auto const of = kind_of(where);
        return of == tramo::kind::integer || of == tramo::kind::decimal || of == tramo::kind::money ||
               of == tramo::kind::percent;
    }

    /// False where the value is none of the plain ones.
    [[nodiscard]] bool set(tramo::field_slot where, PyObject* value) {
        if (value == Py_None) return true;
        if (PyUnicode_CheckExact(value) != 0) return set_text(where, value);
        if (PyBool_Check(value) != 0) return set_truth(where, value == Py_True);
        if (PyLong_CheckExact(value) != 0) return set_whole(where, value);
        return PyFloat_CheckExact(value) != 0 && is_number(where) &&
               set_float(where, PyFloat_AS_DOUBLE(value));
    }

    [[nodiscard]] bool set_text(tramo::field_slot where, PyObject* value) {
        Py_ssize_t size = 0;
        char const* const text = PyUnicode_AsUTF8AndSize(value, &size);
        if (text == nullptr) PyErr_Clear();
        if (text != nullptr) account_.set(where, {text, static_cast<std::size_t>(size)});
        return text != nullptr;
    }

    [[nodiscard]] bool set_truth(tramo::field_slot where, bool truth) {
        if (kind_of(where) == tramo::kind::boolean) account_.set(where, truth);
        return kind_of(where) == tramo::kind::boolean;
    }

    [[nodiscard]] bool set_whole(tramo::field_slot where, PyObject* value) {
        int overflow = 0;
        auto const number = PyLong_AsLongLongAndOverflow(value, &overflow);
        if (overflow != 0 || !(is_number(where) || kind_of(where) == tramo::kind::duration)) return false;
        account_.set(where, static_cast<std::int64_t>(number));
        return true;
    }

    /// Numbers of few decimals, whose shortest text need not be written to be known.
    [[nodiscard]] bool set_float(tramo::field_slot where, double number) {
        constexpr double surely_shortest = 1e15;
        double power = 1;
        for (int scale = 0; scale <= 4; ++scale, power *= 10) {
            double const digits = std::nearbyint(number * power);
            if (!(std::fabs(digits) < surely_shortest)) return false;
            if (digits / power != number) continue;
            account_.set(where, tramo::decimal(static_cast<std::int64_t>(digits), scale));
            return true;
        }
        return false;
    }

    tramo::prepared_policy with_;
    tramo::record_matcher index_;
    tramo::record account_;
    std::vector<py::object> names_;
    std::unordered_map<PyObject*, std::pair<py::object, std::optional<tramo::field_slot>>> slots_;
};

}  // namespace

void bind_matcher(py::module_& module) {
    py::class_<matcher>(module, "Matcher")
        .def("queue_of_dict", &matcher::queue_of_dict, py::arg("record"))
        .def(
            "queue_of_json",
            [](matcher& self, py::handle text) { return self.queue_of_json(bytes_of(text)); },
            py::arg("text"))
        .def_property_readonly("is_laid_out", &matcher::is_laid_out);
    module.def(
        "matcher_of",
        [](tramo::prepared_policy const& with, std::size_t strategy) {
            if (strategy >= with.strategies().size()) throw py::index_error("no such strategy");
            return std::make_unique<matcher>(with, strategy);
        },
        py::arg("prepared"), py::arg("strategy"));
}

}  // namespace tramo_python
