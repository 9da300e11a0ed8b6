// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The version, and the one switch between the compiled library and the header-only one.
#pragma once

#define TRAMO_VERSION_MAJOR 0
#define TRAMO_VERSION_MINOR 1
#define TRAMO_VERSION_PATCH 0
#define TRAMO_VERSION "0.1.0"

#if defined(TRAMO_COMPILED)
#    define TRAMO_INLINE
#    define TRAMO_HEADER_ONLY 0
#else
#    define TRAMO_INLINE inline
#    define TRAMO_HEADER_ONLY 1
#endif
