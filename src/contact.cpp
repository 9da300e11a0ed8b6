// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Compiles the room `contact`.
#include <tramo/impl/contact/limit.ipp>
#include <tramo/impl/contact/pack.ipp>
#include <tramo/impl/contact/permission.ipp>
#include <tramo/impl/contact/time_zone.ipp>
