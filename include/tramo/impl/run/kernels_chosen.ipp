// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which set of inner loops runs: one binary serves all processors.
#pragma once

#include <tramo/impl/run/kernels_avx512.ipp>
// Behind it, so that the processor's header is read as that file wants it.
#include <tramo/impl/run/kernels_avx2.ipp>
#include <tramo/run/verdicts.hpp>

namespace tramo::kernels {

/// The set asked for, or the next lower one that this processor has.
[[nodiscard]] inline kernel_set const& chosen(instructions asked) {
#if defined(__x86_64__)
    static bool const has_avx512 = avx512::is_here(), has_avx2 = avx2::is_here();
    if (has_avx512 && (asked == instructions::best || asked == instructions::avx512)) return avx512::set;
    if (has_avx2 && asked != instructions::plain) return avx2::set;
#else
    static_cast<void>(asked);
#endif
    return plain::set;
}

}  // namespace tramo::kernels
