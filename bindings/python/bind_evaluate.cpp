// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Verdicts and explanations as Python holds them: counts, JSON, and Arrow's stream.
#include <utility>

#include <tramo/explain/explain.hpp>
#include <tramo/json/report.hpp>
#include <tramo/run/export_arrow.hpp>

#include "evaluation.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

/// `(evaluation or None, findings, drawing)`: there is none where `amount` names no money field.
py::tuple begin(tramo::prepared_policy const& with, int threads, std::size_t block_rows,
                std::string const& amount, std::string const& key) {
    std::optional<std::size_t> index;
    auto const checked = with.evaluate({}, {}, amount);
    py::object made = py::none();
    if (checked.ok()) {
        auto const& fields = with.policy().fields().fields;
        for (std::size_t i = 0; i < fields.size() && !amount.empty(); ++i)
            if (fields[i].name == amount) index = i;
        made = py::cast(
            std::make_unique<evaluation>(with, tramo::evaluation_options{threads, block_rows}, index, key));
    }
    return answer(std::move(made), checked.diagnostics, with.policy().source());
}

py::tuple add(evaluation& self, portfolio const& data, bool keep) {
    std::vector<tramo::diagnostic> found;
    {
        py::gil_scoped_release const release;
        found = self.add(data.data, keep);
    }
    return answer(py::none(), found, tramo::source());
}

std::shared_ptr<outcome> finish(evaluation& self) {
    py::gil_scoped_release const release;
    return self.finish();
}

std::shared_ptr<outcome> take(evaluation& self) {
    py::gil_scoped_release const release;
    return self.take();
}

py::object amount_of(outcome const& self, tramo::tally const& of) {
    if (self.amount_scale < 0) return py::none();
    auto const amount = rescale_exactly(of.amount, self.amount_scale);
    return text_of(to_string(amount.value_or(of.amount)));
}

/// `[(name, rows true, amount, rows unknown, amount), …]`
py::list segments_of(outcome const& self) {
    py::list list;
    for (std::size_t i = 0; i < self.all->segments.size(); ++i) {
        auto const& found = self.all->segments[i];
        list.append(py::make_tuple(text_of(self.with.segments()[i].name), found.is_true.rows,
                                   amount_of(self, found.is_true), found.is_unknown.rows,
                                   amount_of(self, found.is_unknown)));
    }
    return list;
}

/// `[(name, [(queue, rows, amount), …]), …]`
py::list strategies_of(outcome const& self) {
    py::list list;
    for (std::size_t i = 0; i < self.all->queues.size(); ++i) {
        auto const& strategy = self.with.strategies()[i];
        py::list queues;
        for (std::size_t j = 0; j < self.all->queues[i].size(); ++j) {
            auto const& found = self.all->queues[i][j];
            queues.append(
                py::make_tuple(text_of(strategy.queues[j].name), found.rows, amount_of(self, found)));
        }
        list.append(py::make_tuple(text_of(strategy.name), queues));
    }
    return list;
}

tramo::export_names names_of(outcome const& self) {
    tramo::export_names names;
    auto const& batches = self.data->batches;
    bool const has_key = batches.empty() || tramo::find_column(batches.front(), self.key);
    if (has_key) names.key = self.key;
    for (auto const& segment : self.with.segments()) names.segments.push_back(segment.name);
    for (auto const& strategy : self.with.strategies()) {
        names.strategies.push_back(strategy.name);
        auto& queues = names.queues.emplace_back();
        auto& rule_ids = names.rule_ids.emplace_back();
        for (auto const& queue : strategy.queues) {
            queues.push_back(queue.name);
            rule_ids.push_back(queue.rule_id);
        }
    }
    return names;
}

py::object export_stream(outcome const& self, py::handle requested_schema) {
    auto const names = names_of(self);
    auto const columns =
        (names.key.empty() ? 0 : 1) + names.segments.size() + 2 * names.strategies.size() + 1;
    check_wish(requested_schema, static_cast<std::int64_t>(columns));
    auto stream = std::make_unique<ArrowArrayStream>();
    stream->release = nullptr;
    tramo::export_stream(self.all, self.data, names, stream.get());
    return stream_capsule(std::move(stream));
}

/// `((JSON, text) or None, findings, drawing)` for a row of the table, whose own rows are numbered from
/// `first_row`.
py::tuple explain(tramo::prepared_policy const& with, portfolio const& data, std::int64_t row,
                  std::int64_t first_row, std::string const& key, std::string const& segment,
                  std::string const& queue) {
    tramo::checked<tramo::explanation> found;
    std::string json, text;
    {
        py::gil_scoped_release const release;
        std::int64_t first = 0;
        auto batch = data.data.batches.begin();
        for (; batch != data.data.batches.end() && row >= first + batch->rows; ++batch) first += batch->rows;
        if (batch != data.data.batches.end() && row >= first) {
            found = queue.empty() ? explain_segment(with, *batch, row - first, segment)
                                  : explain_queue(with, *batch, row - first, queue);
            auto const* const named = key.empty() ? nullptr : find_column(*batch, key);
            if (named) found.value.key = key_text(*named, row - first);
            for (auto& error : found.value.errors) {
                error.row = first_row + row;
                if (named) error.key = found.value.key;
            }
            found.value.row = first_row + row;
            if (found.ok()) {
                json = to_json(found.value);
                text = to_text(found.value, with);
            }
        }
    }
    if (json.empty() && found.ok()) throw py::index_error("no row " + std::to_string(row) + " in the table");
    py::object made = py::none();
    if (found.ok()) made = py::make_tuple(text_of(json), text_of(text));
    return answer(std::move(made), found.diagnostics, with.policy().source());
}

}  // namespace

void bind_evaluate(py::module_& module) {
    py::class_<evaluation>(module, "Evaluation")
        .def_property_readonly("rows", &evaluation::rows)
        .def("add", &add, py::arg("table"), py::arg("keep"))
        .def("set_apart", &evaluation::set_apart, py::arg("key"), py::arg("line"))
        .def("take", &take)
        .def("finish", &finish);
    module.def("begin", &begin, py::arg("prepared"), py::arg("threads"), py::arg("block_rows"),
               py::arg("amount"), py::arg("key"));

    py::class_<outcome, std::shared_ptr<outcome>>(module, "Verdicts")
        .def_property_readonly("rows", [](outcome const& self) { return self.all->rows; })
        .def_property_readonly("data_errors", [](outcome const& self) { return self.all->rows_set_apart; })
        .def_property_readonly("error_count", [](outcome const& self) { return self.all->errors.size(); })
        .def_property_readonly("errors_not_listed",
                               [](outcome const& self) { return self.all->errors_not_listed; })
        .def_property_readonly("key", [](outcome const& self) { return text_of(self.key); })
        .def("segments", &segments_of)
        .def("strategies", &strategies_of)
        .def("new_values", [](outcome const& self) { return new_values(self.all->new_values); })
        .def("counts_json", [](outcome const& self) { return text_of(counts_to_json(self.with, *self.all)); })
        .def(
            "errors_json",
            [](outcome const& self, std::size_t begin, std::size_t end) {
                return errors_json(self.all->errors, begin, end);
            },
            py::arg("begin"), py::arg("end"))
        .def("error_summary", [](outcome const& self) { return error_summary(self.all->errors); })
        .def("export_stream", &export_stream, py::arg("requested_schema"));
    module.def("explain", &explain, py::arg("prepared"), py::arg("table"), py::arg("row"),
               py::arg("first_row"), py::arg("key"), py::arg("segment"), py::arg("queue"));
}

}  // namespace tramo_python
