// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One account as a C++ program holds it, with fields looked up once.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include <tramo/policy/policy.hpp>

namespace tramo {

enum class truth_value { no, yes, unknown };

/// The verdict on one account. Where `errors` is not empty it is set apart: every segment `no`, every queue
/// `no_queue`.
struct record_verdict {
    std::vector<truth_value> segments;  ///< as prepared_policy::segments()
    std::vector<std::uint16_t> queues;  ///< as prepared_policy::strategies()
    std::vector<data_error> errors;
};

/// A place in the records of one policy, found once by name.
struct field_slot {
    std::size_t index = 0;
};

/// The fields of one account. Not for collections: give those as JSON or Arrow. Percents are percent points,
/// as in data. Cheap to set anew for the next account.
class record {
public:
    explicit record(tramo::policy const& of);
    ~record();
    record(record&&) noexcept;
    record& operator=(record&&) noexcept;

    /// None when the policy declares no such field.
    [[nodiscard]] std::optional<field_slot> slot(std::string_view name) const;

    /// A value of another type than the field's is found at evaluation and reported like any data error.
    void set(field_slot where, bool truth);
    void set(field_slot where, std::int64_t number);
    void set(field_slot where, decimal const& number);
    void set(field_slot where, date day);
    void set(field_slot where, timestamp moment);
    void set(field_slot where, std::string_view text);
    void set(field_slot where, char const* text) { set(where, std::string_view(text)); }
    template <class Integer>
    requires(std::is_integral_v<Integer> && sizeof(Integer) <= 4) void set(field_slot where, Integer number) {
        set(where, static_cast<std::int64_t>(number));
    }
    /// Binary floats carry no exact number: give a decimal (`tramo::from_double` makes one).
    void set(field_slot where, double number) = delete;
    /// Makes it unknown, as all fields are at first.
    void clear(field_slot where);
    /// The same for all fields.
    void clear();
    /// Something that is no value, told in messages as `what`: a data error whatever the field.
    void set_misfit(field_slot where, std::string_view what);

    [[nodiscard]] tramo::policy const& policy() const;
    /// The record as a batch of one row; valid until the record changes or goes.
    [[nodiscard]] batch const& as_batch() const;

private:
    friend class record_matcher;
    struct state;
    std::unique_ptr<state> state_;
};

/// The same plan as for tables, on one row.
[[nodiscard]] record_verdict evaluate(prepared_policy const& with, record const& account);
/// The verdict on row `row` of a batch; requires that the batch has the columns the policy reads.
[[nodiscard]] record_verdict verdict_of(verdicts const& all, std::size_t batch, std::int64_t row);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/policy/record.ipp>
#endif
