// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tax and identity numbers: their form and check digits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>

namespace tramo {

enum class tax_id_kind {
    cl_rut,
    br_cpf,
    br_cnpj,
    py_ruc,
    pe_ruc,
    ar_cuit,
    co_nit,
    mx_rfc,
    uy_rut,
    do_rnc,
    ve_rif
};

/// A number taken apart. `body` and `check` hold digits and letters only, upper case.
struct tax_id {
    std::string body;
    std::string check;
    std::string formatted;  ///< as the country writes it: `76.000.000-0`
};

enum class tax_id_error { none, format, length, checksum, repeated };

struct tax_id_result {
    tax_id id;  ///< meaningful where error is none
    tax_id_error error = tax_id_error::none;
    explicit operator bool() const { return error == tax_id_error::none; }
};

/// Reads a number with or without its usual dots, dashes, slashes and blanks, one at a time and between its
/// characters. Zeros before a RUT, RUC or NIT are dropped. Each algorithm's source stands in the
/// implementation.
[[nodiscard]] tax_id_result parse_tax_id(tax_id_kind kind, std::string_view text);
/// The kind named `cl_rut`, `br_cpf`, …; none for another name.
[[nodiscard]] std::optional<tax_id_kind> tax_id_kind_of(std::string_view name);
[[nodiscard]] std::string_view name_of(tax_id_kind kind);
[[nodiscard]] std::vector<std::string_view> const& tax_id_kinds();
/// In words, for a message: "its check digit is wrong".
[[nodiscard]] std::string_view describe(tax_id_error error);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/tax_id.ipp>
#endif
