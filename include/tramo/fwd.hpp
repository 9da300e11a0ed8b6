// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Names only, for those who pass handles on.
#pragma once

namespace tramo {

class policy;
class prepared_policy;
class record;
class source;
struct batch;
struct data_error;
struct diagnostic;
struct explanation;
struct record_verdict;
struct schema;
struct table;
struct verdicts;

}  // namespace tramo
