// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Python's own values and dictionaries, written down as the text that the engine's data gate reads.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/run/text_batch.hpp>
#include <tramo/values/schema.hpp>

namespace tramo_python {

namespace py = pybind11;

/// Writes one value as text without loss: a Decimal by its digits, a float by its shortest form, days as ISO.
class cell_reader {
public:
    enum class found { nothing, text, foreign };
    /// `foreign`: no value a policy knows; `text` then names its type.
    [[nodiscard]] found read(py::handle value, std::string& text);

private:
    [[nodiscard]] found read_other(py::handle value, std::string& text);
    py::object decimal_;  ///< decimal.Decimal, once it was needed
};

/// The fields, and a text field of that name where none is declared: rows can then be called by it.
[[nodiscard]] tramo::schema with_key(tramo::schema fields, std::string const& key);

/// A text field for each key of the dictionaries, in the order first met.
[[nodiscard]] tramo::schema fields_met(py::list records);

/// What no policy can read: a value, or where `column` is empty a row that is no dictionary.
struct foreign_cell {
    std::int64_t row = 0;
    std::string column, type;
};

/// Grows a batch of dictionaries, of their children too.
class record_writer {
public:
    explicit record_writer(tramo::schema fields);
    void add(py::handle record);
    [[nodiscard]] tramo::batch finish() { return batch_.finish(); }
    /// The first that was met.
    [[nodiscard]] std::optional<foreign_cell> const& foreign() const { return foreign_; }

private:
    void set_all(std::vector<tramo::field> const& fields, py::handle record);
    void set(tramo::field const& field, py::handle value);
    void set_broken(tramo::field const& field, std::string const& type);
    void note_foreign(std::string column, std::string type);
    void add_children(tramo::collection const& of, py::handle children);
    void add_broken_child(tramo::collection const& of, py::handle what);

    tramo::schema fields_;
    tramo::text_batch batch_;
    cell_reader reader_;
    std::string text_;
    std::int64_t row_ = 0;
    std::optional<foreign_cell> foreign_;
};

}  // namespace tramo_python
