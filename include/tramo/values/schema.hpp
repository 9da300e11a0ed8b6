// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a policy says of its data: the types of fields, and the fields of an account and of its children.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>
#include <tramo/values/tax_id.hpp>

namespace tramo {

enum class kind { boolean, integer, decimal, money, percent, date, timestamp, duration, text, enumeration };

/// One value of an enumeration, and the other spellings under which data may bring it.
struct enumerant {
    std::string value;
    std::vector<std::string> aliases;
    friend bool operator==(enumerant const&, enumerant const&) = default;
};

/// The values of an enumeration. Copies share them: every expression carries its type, and with it such a
/// list.
class enumerant_list {
public:
    enumerant_list() = default;
    enumerant_list(std::initializer_list<enumerant> all) : enumerant_list(std::vector<enumerant>(all)) {}
    explicit enumerant_list(std::vector<enumerant> all);
    enumerant_list(enumerant_list const& other) noexcept;
    enumerant_list(enumerant_list&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
    enumerant_list& operator=(enumerant_list other) noexcept {
        std::swap(held_, other.held_);
        return *this;
    }
    ~enumerant_list();

    [[nodiscard]] enumerant const* begin() const;
    [[nodiscard]] enumerant const* end() const { return begin() + size(); }
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] enumerant const& operator[](std::size_t index) const { return begin()[index]; }
    /// The value that a spelling means, or size() when none: values first, then aliases. `folded` is the
    /// spelling in NFC, trimmed and folded.
    [[nodiscard]] std::size_t find_folded(std::string const& folded) const;
    friend bool operator==(enumerant_list const& a, enumerant_list const& b) {
        return a.held_ == b.held_ || a.has_same_values(b);
    }

private:
    struct shared;
    [[nodiscard]] bool has_same_values(enumerant_list const& other) const;
    shared* held_ =
        nullptr;  ///< none when empty; std::shared_ptr would double what including this header costs
};

/// The type of a field or parameter.
struct data_type {
    tramo::kind kind = kind::boolean;
    std::string currency;   ///< money: the ISO code
    int scale = 0;          ///< decimals kept: money its minor units, decimal 18 unless declared, percent 6
    enumerant_list values;  ///< enumeration: in the order written
    bool is_open = false;   ///< enumeration: new values are kept and reported
    friend bool operator==(data_type const&, data_type const&) = default;
};

/// What the data gate checks beyond the type.
struct validity_rule {
    std::optional<tax_id_kind> tax_id;   ///< the text is a tax id of this kind
    int min_digits = 0, max_digits = 0;  ///< max_digits > 0: the text has this many digits (a phone)
    friend bool operator==(validity_rule const&, validity_rule const&) = default;
};

struct field {
    std::string name;
    std::string label;
    data_type type;
    bool is_optional = false;
    bool is_key = false;
    validity_rule valid;
    bool is_computed = false;  ///< from events or actions: a state of an alert, a counter, `best.code`
};

/// A list of child records of an account: its debts, say.
struct collection {
    std::string name;
    std::string label;
    std::vector<field> fields;
};

struct schema {
    std::vector<field> fields;
    std::vector<collection> collections;
};

/// No value is there.
struct unknown_t {
    friend constexpr bool operator==(unknown_t, unknown_t) = default;
};

/// One value of a record or a parameter. Money, percent (12.5 % is 0.125) and durations (days) travel
/// as decimals; text and enumerations as strings.
using value = std::variant<unknown_t, bool, decimal, date, timestamp, std::string>;

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/schema.ipp>
#endif
