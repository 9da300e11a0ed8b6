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
        while (PyDict_Next(record.ptr(), &at, &key, &value) != 0)
            if (auto const slot = slot_of(key)) set(*slot, value);
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

    /// Keys of dictionaries are nearly always the same objects: they are looked up by their address.
    [[nodiscard]] std::optional<tramo::field_slot> slot_of(PyObject* key) {
        auto const known = slots_.find(key);
        if (known != slots_.end()) return known->second.second;
        if (PyUnicode_Check(key) == 0) return {};
        auto const found = account_.slot(bytes_of(key));
        if (slots_.size() < most_keys)
            slots_.emplace(key, std::make_pair(py::reinterpret_borrow<py::object>(key), found));
        return found;
    }

    void set(tramo::field_slot where, PyObject* value) {
        if (value == Py_None) return;
        if (PyBool_Check(value) != 0) return account_.set(where, value == Py_True);
        if (PyLong_CheckExact(value) != 0) {
            int overflow = 0;
            auto const number = PyLong_AsLongLongAndOverflow(value, &overflow);
            if (overflow == 0) return account_.set(where, static_cast<std::int64_t>(number));
        }
        if (PyUnicode_CheckExact(value) != 0) {
            Py_ssize_t size = 0;
            char const* const text = PyUnicode_AsUTF8AndSize(value, &size);
            if (text != nullptr) return account_.set(where, {text, static_cast<std::size_t>(size)});
            PyErr_Clear();
        }
        if (PyFloat_CheckExact(value) != 0 && set_float(where, PyFloat_AS_DOUBLE(value))) return;
        set_other(where, value);
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

    void set_other(tramo::field_slot where, PyObject* value) {
        auto const found = cells_.read(value, text_);
        if (found == cell_reader::found::text) account_.set(where, text_);
        if (found == cell_reader::found::foreign) account_.set_misfit(where, text_);
    }

    tramo::prepared_policy with_;
    tramo::record_matcher index_;
    tramo::record account_;
    std::vector<py::object> names_;
    std::unordered_map<PyObject*, std::pair<py::object, std::optional<tramo::field_slot>>> slots_;
    cell_reader cells_;
    std::string text_;
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
            return std::make_unique<matcher>(with, strategy);
        },
        py::arg("prepared"), py::arg("strategy"));
}

}  // namespace tramo_python
