// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Settlement matrices: what a row gives, and what is wrong with the whole.
#include <pybind11/stl.h>

#include <algorithm>
#include <memory>

#include <tramo/offers/settlement_matrix.hpp>

#include "calculator_values.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

namespace offers = tramo::offers;
using matrix_ptr = std::shared_ptr<offers::settlement_matrix>;

offers::matrix_axis axis_of(arguments const& in) {
    offers::matrix_axis made;
    made.name = in.text("name");
    made.is_text = in.has("texts");
    made.texts = in.texts("texts");
    made.scale = in.whole("scale", 0);
    made.lowest = in.number("lowest");
    made.is_rising = in.flag("is_rising");
    if (made.scale < 0 || made.scale > tramo::division_scale)
        in.object("scale", "it is " + std::to_string(made.scale) + "; it must be 0 to " +
                               std::to_string(tramo::division_scale));
    if (made.is_text && made.texts.empty()) in.object("texts", "there is none; there must be at least one");
    if (made.is_text && made.is_rising) in.object("is_rising", "texts do not rise; only numbers do");
    return made;
}

offers::matrix_range range_of(arguments const& in, offers::matrix_axis const& axis) {
    offers::matrix_range made;
    made.is_all = false;
    made.texts = in.texts("texts");
    made.from = in.share_if("from_");
    made.until = in.share_if("until");
    made.half_open = in.flag("half_open");
    if (axis.is_text && !in.has("texts")) in.object("texts", "the axis has texts; give one or several");
    if (!axis.is_text && in.has("texts")) in.object("from_", "the axis has numbers; give from and until");
    for (auto const& text : made.texts)
        if (axis.is_text && std::find(axis.texts.begin(), axis.texts.end(), text) == axis.texts.end())
            in.object("texts", "'" + text + "' is none of the axis");
    return made;
}

offers::matrix_row row_of(arguments const& in, std::vector<offers::matrix_axis> const& axes) {
    offers::matrix_row made;
    made.share = in.share("share");
    auto const where = in.member("where");
    for (auto const& axis : axes) {
        bool const is_bound = where.has(axis.name.c_str());
        made.ranges.push_back(is_bound ? range_of(where.member(axis.name.c_str()), axis)
                                       : offers::matrix_range());
    }
    return made;
}

py::tuple matrix_from(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto made = std::make_shared<offers::settlement_matrix>();
    for (auto const& one : in.members("axes")) made->axes.push_back(axis_of(one));
    for (auto const& one : in.members("rows")) made->rows.push_back(row_of(one, made->axes));
    if (made->axes.empty()) in.object("axes", "there is none; there must be at least one");
    return told(unread.empty() ? py::cast(made) : py::object(py::none()), unread);
}

/// `(number of the row, share)`, or None where no row admits the point.
py::tuple decide(offers::settlement_matrix const& self, py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    offers::matrix_point at;
    for (auto const& axis : self.axes) {
        auto const* const name = axis.name.c_str();
        if (!axis.is_text) {
            at.emplace_back(in.share(name));
            continue;
        }
        at.emplace_back(in.text(name));
        if (std::find(axis.texts.begin(), axis.texts.end(), in.text(name)) == axis.texts.end())
            in.object(name, "'" + in.text(name) + "' is none of the axis");
    }
    if (!unread.empty()) return told(py::none(), unread);
    auto const row = offers::deciding_row(self, at);
    if (!row) return told(py::none(), {});
    return told(py::make_tuple(*row, text_of_number(self.rows[*row].share)), {});
}

char const* name_of(offers::matrix_flaw flaw) {
    switch (flaw) {
        case offers::matrix_flaw::hole:
            return "hole";
        case offers::matrix_flaw::falling:
            return "falling";
        case offers::matrix_flaw::hidden:
            return "hidden";
        case offers::matrix_flaw::empty_range:
            return "empty_range";
        case offers::matrix_flaw::bad_share:
            return "bad_share";
        case offers::matrix_flaw::splitting:
            return "splitting";
        case offers::matrix_flaw::unfinished:
            return "unfinished";
    }
    return "";
}

/// `{axis: (is text, value)}`; empty where the finding has no such point.
py::dict point_dict(offers::settlement_matrix const& of, offers::matrix_point const& at) {
    py::dict made;
    for (std::size_t i = 0; i < at.size() && i < of.axes.size(); ++i) {
        auto const* const number = std::get_if<tramo::decimal>(&at[i]);
        made[text_of(of.axes[i].name)] =
            py::make_tuple(!number, number ? text_of_number(*number) : text_of(std::get<std::string>(at[i])));
    }
    return made;
}

/// `(flaw, witness, before, row, row before, message)`
py::tuple finding_tuple(offers::settlement_matrix const& of, offers::matrix_finding const& found) {
    return py::make_tuple(name_of(found.what), point_dict(of, found.witness), point_dict(of, found.before),
                          found.row, found.row_before, text_of(found.message));
}

py::list verify(offers::settlement_matrix const& self, std::size_t most) {
    py::list list;
    for (auto const& found : offers::verify(self, most)) list.append(finding_tuple(self, found));
    return list;
}

py::object gain_from_splitting(offers::settlement_matrix const& self, std::size_t axis) {
    auto const found = offers::find_gain_from_splitting(self, axis);
    return found ? py::object(finding_tuple(self, *found)) : py::object(py::none());
}

}  // namespace

void bind_matrix(py::module_& module) {
    py::class_<offers::settlement_matrix, matrix_ptr>(module, "SettlementMatrix")
        .def("decide", &decide, py::arg("given"))
        .def("verify", &verify, py::arg("most"))
        .def("gain_from_splitting", &gain_from_splitting, py::arg("axis"));
    module.def("settlement_matrix_from", &matrix_from, py::arg("given"));
}

}  // namespace tramo_python
