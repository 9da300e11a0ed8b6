// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Rows set apart as Python holds them: the same words whether accounts or events were read.
#include <algorithm>
#include <map>
#include <utility>

#include <tramo/json/report.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

/// The field without the place of a child in its list: `debts.amount`.
std::string field_of(tramo::data_error const& error) {
    auto const open = error.field.find('['), close = error.field.find(']');
    if (open == std::string::npos || close == std::string::npos) return error.field;
    return error.field.substr(0, open) + error.field.substr(close + 1);
}

}  // namespace

py::str errors_json(std::vector<tramo::data_error> const& all, std::size_t begin, std::size_t end) {
    std::string json;
    {
        py::gil_scoped_release const release;
        auto const last = std::min(end, all.size()), first = std::min(begin, last);
        tramo::verdicts part;
        part.errors.assign(all.begin() + static_cast<std::ptrdiff_t>(first),
                           all.begin() + static_cast<std::ptrdiff_t>(last));
        json = tramo::errors_to_json(part);
    }
    return text_of(json);
}

py::list error_summary(std::vector<tramo::data_error> const& all) {
    std::map<std::pair<std::string, tramo::fault_reason>, std::int64_t> counts;
    {
        py::gil_scoped_release const release;
        for (auto const& error : all) ++counts[{field_of(error), error.reason}];
    }
    std::vector<std::pair<std::pair<std::string, tramo::fault_reason>, std::int64_t>> sorted(counts.begin(),
                                                                                             counts.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](auto const& a, auto const& b) { return a.second > b.second; });
    py::list list;
    for (auto const& [what, count] : sorted)
        list.append(py::make_tuple(text_of(what.first), text_of(name_of(what.second)),
                                   text_of(describe(what.second)), count));
    return list;
}

py::list new_values(std::vector<tramo::field_new_values> const& all) {
    py::list list;
    for (auto const& met : all) {
        py::list values;
        for (auto const& one : met.values) values.append(py::make_tuple(text_of(one.text), one.count));
        list.append(py::make_tuple(text_of(met.field), values));
    }
    return list;
}

}  // namespace tramo_python
