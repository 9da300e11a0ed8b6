// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Names, types and the careful reader.
#include <tramo/impl/check/check.ipp>
#include <tramo/impl/check/constant.ipp>
#include <tramo/impl/check/describe.ipp>
#include <tramo/impl/check/lint.ipp>
