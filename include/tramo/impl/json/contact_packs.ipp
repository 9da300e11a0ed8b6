// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads a pack of contact limits; whatever the schema does not know refuses it, and all of it is told at
// once.
#pragma once

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include <tramo/impl/json/pack_member.ipp>
#include <tramo/impl/json/record_handler.ipp>
#include <tramo/json/contact_packs.hpp>
#include <tramo/text/source.hpp>

namespace tramo {
namespace json_reading {

inline constexpr std::string_view pack_schema = "tramo-contact-pack/1";

/// Keys that a limit of a kind has beside those of all kinds.
struct kind_of_limit {
    std::string name;
    std::vector<std::string> needs, may;
};

[[nodiscard]] inline std::vector<kind_of_limit> const& kinds_of_limit() {
    static std::vector<kind_of_limit> const all = {
        {"count", {"most", "within"}, {"counted", "counted_channels", "only_unanswered", "per"}},
        {"spacing", {"days"}, {"counted", "counted_channels", "per"}},
        {"hours", {"hours"}, {"holidays_rest"}},
        {"quiet_after", {"days"}, {"counted_channels", "per"}},
        {"same_channel", {"within"}, {"counted_channels", "per"}},
        {"after_answer", {"most", "within"}, {"counted", "counted_channels", "per"}},
        {"consent", {}, {}},
        {"forbidden", {}, {}}};
    return all;
}

[[nodiscard]] inline std::vector<std::string> names_of_kinds() {
    std::vector<std::string> names;
    for (auto const& one : kinds_of_limit()) names.push_back(one.name);
    return names;
}

[[nodiscard]] inline bool is_in(std::vector<std::string> const& all, std::string const& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// Keys that some kind has, each once.
[[nodiscard]] inline std::vector<std::string> keys_of_kinds() {
    std::vector<std::string> keys;
    for (auto const& kind : kinds_of_limit())
        for (auto const* list : {&kind.needs, &kind.may})
            std::copy_if(list->begin(), list->end(), std::back_inserter(keys),
                         [&](auto const& key) { return !is_in(keys, key); });
    return keys;
}

/// Keys that are there and say nothing to this kind, and keys that it needs and are not there.
TRAMO_INLINE void judge_keys(pack_member const& in, kind_of_limit const& kind) {
    for (auto const& key : keys_of_kinds()) {
        auto const found = in.member(key);
        bool const is_needed = is_in(kind.needs, key);
        if (found && !is_needed && !is_in(kind.may, key))
            found->tell("a limit of the kind '" + kind.name + "' has none; leave it out");
        if (!found && is_needed)
            in.tell("'" + key + "' is missing; a limit of the kind '" + kind.name + "' needs it");
    }
}

[[nodiscard]] inline std::optional<contact::hours> read_shift(pack_member const& in) {
    auto const text = in.value().is_string() ? in.value().get<std::string>() : std::string();
    auto const dash = text.find('-');
    if (dash != std::string::npos) {
        auto const from = contact::read_minutes(std::string_view(text).substr(0, dash));
        auto const until = contact::read_minutes(std::string_view(text).substr(dash + 1));
        if (from && until && *from < 1440) return contact::hours{*from, *until};
    }
    in.tell("it is " + shown(in.value()) + ", no hours of a clock; write them such as \"08:00-20:00\"");
    return {};
}

TRAMO_INLINE void read_hours(pack_member const& in, contact::limit& made) {
    std::vector<std::string> const weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
    bool has_unread = !in.is_object_of(weekdays);
    for (std::size_t day = 0; !has_unread && day < weekdays.size(); ++day) {
        auto const found = in.member(weekdays[day]);
        if (!found) continue;
        for (auto const& one : found->elements()) {
            auto const shift = read_shift(one);
            has_unread |= !shift;
            if (shift) made.open[day].push_back(*shift);
        }
    }
    auto const is_empty = [](auto const& day) { return day.empty(); };
    // What could not be read was told; that no day is open would not be true.
    if (has_unread && std::all_of(made.open.begin(), made.open.end(), is_empty)) made.open[0] = {{0, 1440}};
}

TRAMO_INLINE contact::window read_window(pack_member const& in) {
    contact::window made;
    if (in.value().is_string()) {
        made.what = std::array{contact::window::kind::day, contact::window::kind::week,
                               contact::window::kind::month}[in.choice({"day", "week", "month"})];
        return made;
    }
    if (!in.value().is_object()) {
        in.expect("{\"days\": 7}, or one of \"day\", \"week\", \"month\" of the calendar,");
        return made;
    }
    in.is_object_of({"days"});
    if (auto const days = in.member("days"))
        made.days = days->whole(made.days);
    else
        in.tell("'days' is missing; write {\"days\": 7}, or \"week\"");
    return made;
}

TRAMO_INLINE void read_counting(pack_member const& in, contact::limit& made) {
    using contact::scope, contact::unit;
    made.most = made.days = 1;  // where they cannot be read, so that nothing is said of them twice
    if (auto const found = in.member("counted"))
        made.counted =
            std::array{unit::any, unit::attempt, unit::conversation,
                       unit::message}[found->choice({"any", "attempt", "conversation", "message"})];
    if (auto const found = in.member("counted_channels")) made.counted_channels = found->texts();
    if (auto const found = in.member("only_unanswered")) made.only_unanswered = found->flag();
    if (auto const found = in.member("most")) made.most = found->whole(1);
    if (auto const found = in.member("days")) made.days = found->whole(1);
    if (auto const found = in.member("within")) made.within = read_window(*found);
    if (auto const found = in.member("per"))
        made.per = std::array{scope::person, scope::debt,
                              scope::creditor}[found->choice({"person", "debt", "creditor"})];
    if (auto const found = in.member("hours")) read_hours(*found, made);
    if (auto const found = in.member("holidays_rest")) made.holidays_rest = found->flag();
}

/// A text that may not be missing; something else stands for it once its lack was told.
[[nodiscard]] inline std::string needed_text(pack_member const& in, std::string const& key) {
    auto const found = in.member(key);
    if (!found) in.tell("'" + key + "' is missing");
    if (!found || !found->value().is_string()) {
        if (found) found->expect("a text in double quotes");
        return "?" + in.path();
    }
    return found->text();
}

TRAMO_INLINE contact::limit read_limit(pack_member const& in) {
    contact::limit made;
    made.id = "?" + in.path();
    auto known = keys_of_kinds();
    for (auto const* key : {"id", "label", "source", "verify", "kind", "strictness", "channels"})
        known.emplace_back(key);
    if (!in.is_object_of(known)) {
        made.what = contact::limit::kind::forbidden;
        return made;
    }
    made.id = needed_text(in, "id");
    if (auto const found = in.member("label")) made.label = found->text();
    if (auto const found = in.member("source")) made.source = found->text();
    if (auto const found = in.member("verify")) made.verify = found->flag();
    if (auto const found = in.member("channels")) made.channels = found->texts();
    if (auto const found = in.member("strictness"))
        made.how = found->choice({"cap", "presumption"}) == 0 ? contact::strictness::cap
                                                              : contact::strictness::presumption;
    read_counting(in, made);
    auto const kind = in.member("kind");
    auto const number = kind ? kind->choice(names_of_kinds()) : 0;
    if (!kind) in.tell("'kind' is missing", known_words("", names_of_kinds()));
    bool const is_known = kind && kind->value() == kinds_of_limit()[number].name;
    made.what = is_known ? static_cast<contact::limit::kind>(number) : contact::limit::kind::forbidden;
    if (is_known) judge_keys(in, kinds_of_limit()[number]);
    // Hours that are missing were told to be.
    if (made.what == contact::limit::kind::hours && !in.member("hours")) made.open[0] = {{0, 1440}};
    return made;
}

TRAMO_INLINE contact::pack_source read_source(pack_member const& in) {
    contact::pack_source made;
    if (!in.is_object_of({"norm", "url"})) return made;
    made.norm = needed_text(in, "norm");
    if (auto const found = in.member("url")) made.url = found->text();
    return made;
}

TRAMO_INLINE void read_head(pack_member const& in, contact::pack& made) {
    made.id = needed_text(in, "id");
    made.jurisdiction = needed_text(in, "jurisdiction");
    made.version = needed_text(in, "version");
    if (auto const schema = needed_text(in, "schema"); schema != pack_schema && schema.front() != '?')
        in.member("schema")->tell("it is \"" + schema + "\"; this release reads \"" +
                                  std::string(pack_schema) + "\"");
    if (auto const found = in.member("label")) made.label = found->text();
    if (auto const found = in.member("zone")) made.zone = found->text();
    if (auto const found = in.member("holidays")) made.holidays = found->text();
    if (auto const found = in.member("verify")) made.verify = found->flag();
    if (auto const found = in.member("from")) made.from = found->day();
    if (auto const found = in.member("until")) made.until = found->day();
    if (auto const found = in.member("notes")) made.notes = found->texts();
}

TRAMO_INLINE contact::pack read_pack(pack_member const& in) {
    contact::pack made;
    bool const is_object =
        in.is_object_of({"schema", "id", "jurisdiction", "label", "version", "from", "until", "zone",
                         "holidays", "verify", "sources", "notes", "limits"});
    if (!is_object) return made;
    read_head(in, made);
    if (auto const found = in.member("sources"))
        for (auto const& one : found->elements()) made.sources.push_back(read_source(one));
    auto const limits = in.member("limits");
    if (!limits) in.tell("'limits' is missing; a pack without any says [] there");
    if (limits)
        for (auto const& one : limits->elements()) made.limits.push_back(read_limit(one));
    return made;
}

/// The whole text as JSON; nothing after a finding. A key that stands twice is told, not overwritten.
TRAMO_INLINE std::optional<nlohmann::json> parse_pack(std::string_view text, pack_findings& told) {
    using nlohmann::json;
    std::vector<std::set<std::string>> keys;
    auto const see = [&](int, json::parse_event_t event, json& value) {
        if (event == json::parse_event_t::object_start) keys.emplace_back();
        if (event == json::parse_event_t::object_end) keys.pop_back();
        if (event == json::parse_event_t::key && !keys.back().insert(value.get<std::string>()).second)
            told.tell("", "the key '" + value.get<std::string>() + "' stands twice in one object; keep one");
        return true;
    };
    try {
        return json::parse(text, see);
    } catch (json::parse_error const& error) {
        auto const offset = std::min(text.size(), error.byte == 0 ? 0 : error.byte - 1);
        auto const at = source(std::string(text)).at(offset);
        told.tell("", "the JSON cannot be read at line " + std::to_string(at.line) + ", column " +
                          std::to_string(at.column) + ": " + words_of(error.what()));
    } catch (json::out_of_range const& error) {  // a number like 1e400: it comes without its place
        told.tell("", "the JSON cannot be read: " + words_of(error.what()));
    }
    return {};
}

}  // namespace json_reading

TRAMO_INLINE checked<contact::pack> read_contact_pack(std::string_view json, std::string const& name) {
    json_reading::pack_findings told{name, {}};
    checked<contact::pack> result;
    if (auto const whole = json_reading::parse_pack(json, told)) {
        result.value = json_reading::read_pack(json_reading::pack_member(*whole, "", told));
        if (whole->is_object())
            for (auto const& wrong : contact::problems_of(result.value)) {
                auto const colon = wrong.find(": ");
                told.tell(wrong.substr(0, colon), wrong.substr(colon + 2));
            }
    }
    result.diagnostics = std::move(told.all);
    return result;
}

}  // namespace tramo
