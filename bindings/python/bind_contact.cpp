// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Packs of contact limits, whether somebody may be contacted now, and clocks of places.
#include <pybind11/stl.h>

#include <memory>
#include <utility>

#include <tramo/contact/pack.hpp>
#include <tramo/contact/permission.hpp>
#include <tramo/contact/time_zone.hpp>
#include <tramo/json/contact_packs.hpp>

#include "calculator_values.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

namespace contact = tramo::contact;
using pack_ptr = std::shared_ptr<contact::pack>;
using zone_ptr = std::shared_ptr<contact::time_zone>;

constexpr auto asked_units = std::to_array<word<contact::unit>>(
    {{"attempt", contact::unit::attempt}, {"message", contact::unit::message}});
constexpr auto made_units = std::to_array<word<contact::unit>>({{"attempt", contact::unit::attempt},
                                                                {"conversation", contact::unit::conversation},
                                                                {"message", contact::unit::message}});

/// A moment on a clock; midnight of 1970-01-01 after an objection.
tramo::timestamp moment(arguments const& in, char const* name) {
    auto const written = in.text(name);
    if (auto const found = tramo::parse_timestamp(written)) return *found;
    in.object(name, "'" + written + "' is no moment such as 2026-11-21T10:30");
    return {};
}

/// `(pack or None, findings, drawing)`
py::tuple contact_pack(py::handle text, std::string const& name) {
    auto found = tramo::read_contact_pack(bytes_of(text), name);
    py::object made = py::none();
    if (found.ok()) made = py::cast(std::make_shared<contact::pack>(std::move(found.value)));
    return answer(std::move(made), found.diagnostics, tramo::source());
}

/// `(place among the packs or None, objections, caveats)`
py::tuple pack_for(std::vector<pack_ptr> const& among, py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const day = in.day("day");
    if (!unread.empty()) return told(py::none(), unread);
    std::vector<contact::pack> all;
    for (auto const& one : among) {
        auto& bare = all.emplace_back();  // where and when is all that is asked
        bare.jurisdiction = one->jurisdiction;
        bare.from = one->from;
        bare.until = one->until;
    }
    auto const* found = contact::pack_for(all, in.text("jurisdiction"), day);
    return told(found ? py::object(py::int_(found - all.data())) : py::object(py::none()), {});
}

std::vector<contact::made_contact> made_contacts(arguments const& given) {
    std::vector<contact::made_contact> all;
    for (auto const& in : given.members("made")) {
        contact::made_contact one;
        one.at = moment(in, "at");
        one.channel = in.text("channel");
        one.what = in.choice<contact::unit>("unit", made_units, one.what);
        one.counts = in.flag("counts");
        one.debt = static_cast<std::uint64_t>(in.whole("debt", 0));
        one.creditor = static_cast<std::uint64_t>(in.whole("creditor", 0));
        all.push_back(std::move(one));
    }
    return all;
}

/// `((allowed, by caps, places of the limits that say no, first, left, place of the tightest, unanswered),
/// objections, caveats)`
py::tuple may_contact(contact::pack const& by, py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    contact::question asked;
    asked.channel = in.text("channel");
    asked.what = in.choice<contact::unit>("unit", asked_units, asked.what);
    asked.now = moment(in, "now");
    asked.calendar = in.calendar("calendar");
    asked.has_consent = in.flag("consent");
    asked.debt = static_cast<std::uint64_t>(in.whole("debt", 0));
    asked.creditor = static_cast<std::uint64_t>(in.whole("creditor", 0));
    auto const made = made_contacts(in);
    asked.made = &made;
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = contact::may_contact(by.limits, asked);
    py::object first = py::none();
    if (found.first) first = text_of(to_string(*found.first));
    return told(py::make_tuple(found.is_allowed, found.is_allowed_by_caps, found.binding, first, found.left,
                               found.tightest, text_of(found.unanswered)),
                {});
}

py::list sources_of(contact::pack const& self) {
    py::list all;
    for (auto const& one : self.sources) all.append(py::make_tuple(text_of(one.norm), text_of(one.url)));
    return all;
}

/// `(zone or None, objections, caveats)`; `changes` are pairs (second UTC, seconds ahead).
py::tuple zone_from(py::dict given, std::vector<std::pair<std::int64_t, std::int32_t>> const& changes,
                    std::int64_t known_from, std::int64_t known_until) {
    objection_list unread;
    arguments const in(given, unread);
    auto made = std::make_shared<contact::time_zone>();
    made->name = in.text("name");
    made->release = in.text("release");
    made->first_offset = in.whole("first_offset", 0);
    for (auto const& [at, offset] : changes) made->changes.push_back({at, offset});
    made->known_from = known_from;
    made->known_until = known_until;
    if (auto const wrong = problem_of(*made); unread.empty() && !wrong.empty()) in.object("zone", wrong);
    return told(unread.empty() ? py::cast(made) : py::object(py::none()), unread);
}

py::object fixed_zone(std::string const& name) {
    auto const found = contact::fixed_zone(name);
    if (!found) return py::none();
    return py::cast(std::make_shared<contact::time_zone>(*found));
}

/// `(text or None, objections, caveats)`: None where the rules are not known.
py::tuple wall_clock(contact::time_zone const& self, py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const found = contact::wall_clock(self, contact::instant{moment(in, "instant").micros});
    return told(found ? py::object(text_of(to_string(*found))) : py::object(py::none()), unread);
}

/// `((one, skipped or twice, first, second) or None, objections, caveats)`
py::tuple read_wall_clock(contact::time_zone const& self, py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const found = contact::read_wall_clock(self, moment(in, "clock"));
    if (!found || !unread.empty()) return told(py::none(), unread);
    char const* const names[] = {"one", "skipped", "twice"};
    auto const shown = [](contact::instant at) { return text_of(to_string(tramo::timestamp{at.micros})); };
    return told(py::make_tuple(names[static_cast<std::size_t>(found->what)], shown(found->first),
                               shown(found->second)),
                {});
}

}  // namespace

void bind_contact(py::module_& module) {
    py::class_<contact::pack, pack_ptr>(module, "ContactPack")
        .def_readonly("id", &contact::pack::id)
        .def_readonly("jurisdiction", &contact::pack::jurisdiction)
        .def_readonly("label", &contact::pack::label)
        .def_readonly("version", &contact::pack::version)
        .def_property_readonly("from_", [](contact::pack const& self) { return text_or_none(self.from); })
        .def_property_readonly("until", [](contact::pack const& self) { return text_or_none(self.until); })
        .def_readonly("zone", &contact::pack::zone)
        .def_readonly("holidays", &contact::pack::holidays)
        .def_readonly("verify", &contact::pack::verify)
        .def_readonly("notes", &contact::pack::notes)
        .def("sources", &sources_of)
        .def("may_contact", &may_contact, py::arg("given"));
    module.def("contact_pack", &contact_pack, py::arg("text"), py::arg("name"));
    module.def("pack_for", &pack_for, py::arg("among"), py::arg("given"));
    py::class_<contact::time_zone, zone_ptr>(module, "Zone")
        .def_readonly("name", &contact::time_zone::name)
        .def_readonly("release", &contact::time_zone::release)
        .def("wall_clock", &wall_clock, py::arg("given"))
        .def("read_wall_clock", &read_wall_clock, py::arg("given"));
    module.def("zone_from", &zone_from, py::arg("given"), py::arg("changes"), py::arg("known_from"),
               py::arg("known_until"));
    module.def("fixed_zone", &fixed_zone, py::arg("name"));
}

}  // namespace tramo_python
