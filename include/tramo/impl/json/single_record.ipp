// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Puts what the parser meets straight into the fields of a record.
#pragma once

#include <nlohmann/json.hpp>

#include <tramo/impl/json/record_handler.ipp>
#include <tramo/impl/run/cells.ipp>
#include <tramo/json/records.hpp>
#include <tramo/json/single_record.hpp>

namespace tramo {
namespace json_reading {

class single_record_handler : public nlohmann::json::json_sax_t {
public:
    explicit single_record_handler(record& into) : into_(into) {}

    bool null() override {
        return put([](field_slot) {});
    }
    bool boolean(bool truth) override {
        return put([&](field_slot where) {
            if (kind_of(where) == kind::boolean)
                into_.set(where, truth);
            else
                into_.set(where, truth ? "true" : "false");
        });
    }
    bool number_integer(std::int64_t number) override {
        return put([&](field_slot where) {
            if (is_number(where) || kind_of(where) == kind::duration)
                into_.set(where, number);
            else
                into_.set(where, std::to_string(number));
        });
    }
    bool number_unsigned(std::uint64_t number) override {
        if (number > static_cast<std::uint64_t>(INT64_MAX)) return number_float(0, std::to_string(number));
        return number_integer(static_cast<std::int64_t>(number));
    }
    bool number_float(double, std::string const& text) override {
        return put([&](field_slot where) {
            auto const number = is_number(where) ? parse_decimal(text) : std::nullopt;
            if (number)
                into_.set(where, *number);
            else
                into_.set(where, text);
        });
    }
    bool string(std::string& text) override {
        return put([&](field_slot where) { into_.set(where, text); });
    }
    bool binary(binary_t&) override { return false; }
    bool key(std::string& name) override {
        if (depth_ > 1) return true;
        slot_ = into_.slot(name);
        if (slot_) into_.clear(*slot_);
        return true;
    }
    bool start_object(std::size_t) override { return depth_ == 0 ? (depth_ = 1) == 1 : enter("an object"); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return depth_ > 0 && enter("a list"); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t, std::string const&, nlohmann::json::exception const&) override {
        return false;
    }

private:
    [[nodiscard]] kind kind_of(field_slot where) const {
        return into_.policy().fields().fields[where.index].type.kind;
    }
    /// Whether a number is taken as one; for other fields its text is, as in tables.
    [[nodiscard]] bool is_number(field_slot where) const {
        auto const of = kind_of(where);
        return of == kind::integer || of == kind::decimal || of == kind::money || of == kind::percent;
    }

    template <class Put>
    bool put(Put how) {
        if (depth_ == 1 && slot_) how(*slot_);
        return depth_ > 0;
    }

    /// Passes over what a field cannot hold; of a field that is there it is a fault.
    bool enter(char const* what) {
        if (depth_ == 1 && slot_) into_.set_misfit(*slot_, what);
        ++depth_;
        return true;
    }
    bool leave() {
        --depth_;
        return true;
    }

    record& into_;
    std::optional<field_slot> slot_;
    std::size_t depth_ = 0;
};

/// The only row of a batch of texts.
TRAMO_INLINE void take_row(batch const& from, record& into) {
    into.clear();
    for (auto const& cells : from.columns) {
        auto const slot = into.slot(cells.name);
        std::string_view text;
        if (!slot || !is_valid(cells, 0)) continue;
        if (is_misfit(cells, 0))
            into.set_misfit(*slot, reading::find_text(cells, 0, text) ? text : "no value");
        else if (reading::find_text(cells, 0, text))
            into.set(*slot, text);
    }
}

/// The way of many records: it says where a mistake is, and takes numbers of any size.
TRAMO_INLINE std::vector<diagnostic> read_as_table(std::string_view json, record& into) {
    auto const read = read_json_records(json, into.policy().fields());
    if (!read.ok()) return read.diagnostics;
    bool const is_list = json.find_first_not_of(" \t\r\n\xEF\xBB\xBF") < json.size() &&
                         json[json.find_first_not_of(" \t\r\n\xEF\xBB\xBF")] == '[';
    if (read.value.rows == 1 && !is_list) {
        take_row(read.value, into);
        return {};
    }
    auto const records = std::to_string(read.value.rows) + (read.value.rows == 1 ? " record" : " records");
    return {{"T5005",
             severity::error,
             "the JSON holds " + records + (is_list ? " in a list" : "") + "; expected one object",
             {},
             {}}};
}

}  // namespace json_reading

TRAMO_INLINE std::vector<diagnostic> read_json_record(std::string_view json, record& into) {
    into.clear();
    json_reading::single_record_handler handler(into);
    bool const has_nul = json.find('\0') != std::string_view::npos;  // the parser takes it for the end
    if (!has_nul && nlohmann::json::sax_parse(json.begin(), json.end(), &handler)) return {};
    return json_reading::read_as_table(json, into);
}

}  // namespace tramo
