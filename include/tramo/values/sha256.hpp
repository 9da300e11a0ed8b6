// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// SHA-256, to name a policy by its content.
#pragma once

#include <string>
#include <string_view>

#include <tramo/config.hpp>

namespace tramo {

/// The digest as 64 lower-case hexadecimal digits. Source: FIPS 180-4.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/sha256.ipp>
#endif
