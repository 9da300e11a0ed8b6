// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Compiles the definitions of the values module into the library.
#include <tramo/impl/values/business_calendar.ipp>
#include <tramo/impl/values/currency.ipp>
#include <tramo/impl/values/date.ipp>
#include <tramo/impl/values/decimal.ipp>
#include <tramo/impl/values/interval_set.ipp>
#include <tramo/impl/values/long_vector.ipp>
#include <tramo/impl/values/schema.ipp>
#include <tramo/impl/values/sha256.ipp>
#include <tramo/impl/values/tax_id.ipp>
#include <tramo/impl/values/unicode.ipp>
