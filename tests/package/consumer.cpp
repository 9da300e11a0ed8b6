// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A stranger's program: it must build with the include directories and flags of the linked target alone.
#include <cstdio>

#include <tramo/tramo.hpp>

#if TRAMO_HEADER_ONLY
#    error "tramo::tramo is the compiled library"
#endif

int main() {
    auto const loaded = tramo::load("tramo 1 en\nfield days : integer\nsegment late = days > 30\n");
    auto const prepared = loaded.value.prepare();
    auto const data = tramo::read_json_records(R"([{"days": 31}, {"days": 30}])", loaded.value.fields());
    auto const result = prepared.value.evaluate({{data.value}});
    bool const is_right = result.ok() && result.value.segments[0].is_true.rows == 1;
    std::printf("tramo %s: %s\n", TRAMO_VERSION, tramo::counts_to_json(prepared.value, result.value).c_str());
    return is_right ? 0 : 1;
}
