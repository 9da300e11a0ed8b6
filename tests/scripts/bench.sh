#!/usr/bin/env bash
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Measures the C++ library and its peers in Python; the results go to build/bench/report.json.
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

step "tools for the benchmarks"
if ! has_header benchmark/benchmark.h; then install_packages libbenchmark-dev; fi
"$python" -m pip install -q --progress-bar off -r tests/bench/requirements.txt

step "build the benchmarks"
cmake --preset release -DTRAMO_BUILD_BENCH=ON
cmake --build --preset release --target tramo_bench tramo_alerts_bench tramo_offers_bench tramo_offer_search_bench \
    tramo_worklist_bench tramo_decisions_bench

step "measure"
mkdir -p build/bench
exec "$python" tests/bench/bench.py "$@"
