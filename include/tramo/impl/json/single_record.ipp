// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Puts what the parser meets straight into the fields of a record.
#pragma once

#include <nlohmann/json.hpp>

#include <tramo/impl/json/record_handler.ipp>
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
        return put([&](field_slot where) { into_.set(where, truth); });
    }
    bool number_integer(std::int64_t number) override {
        return put([&](field_slot where) { into_.set(where, number); });
    }
    bool number_unsigned(std::uint64_t number) override {
        return put([&](field_slot where) { into_.set(where, decimal(static_cast<int128>(number), 0)); });
    }
    bool number_float(double, std::string const& text) override {
        return put([&](field_slot where) {
            if (auto const number = parse_decimal(text))
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

}  // namespace json_reading

TRAMO_INLINE std::vector<diagnostic> read_json_record(std::string_view json, record& into) {
    into.clear();
    json_reading::single_record_handler handler(into);
    if (nlohmann::json::sax_parse(json.begin(), json.end(), &handler)) return {};
    // The reader of many records says where the mistake is.
    auto const read = read_json_records(json, into.policy().fields());
    if (!read.ok()) return read.diagnostics;
    return {{"T5005",
             severity::error,
             "the JSON holds " + std::to_string(read.value.rows) + " records in a list; expected one object",
             {},
             {}}};
}

}  // namespace tramo
