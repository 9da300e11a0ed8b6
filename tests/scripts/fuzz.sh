#!/usr/bin/env bash
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Fuzzes each target for a while (fuzz.sh [seconds] [target…]) and says what it found. The inputs that reached
# something new stay in build/fuzz/<target>, so that the next run goes on from there.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

seconds=${1:-60}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(text_to_diagnostics json_to_diagnostics arrow_to_verdicts)
programs=$root/build/asan/tests/fuzz

cmake --preset asan
cmake --build --preset asan --target "${targets[@]/#/tramo_fuzz_}"

broken=0
for target in "${targets[@]}"; do
    step "$target, $seconds seconds"
    found=$root/build/fuzz/$target
    words=()
    if [ -f "$programs/seeds/${target%%_*}.dict" ]; then words=("-dict=$programs/seeds/${target%%_*}.dict"); fi
    mkdir -p "$found"
    "$programs/tramo_fuzz_$target" -max_total_time="$seconds" -timeout=20 -print_final_stats=1 "${words[@]}" \
        -artifact_prefix="$root/build/fuzz/$target-" "$found" "$programs/seeds/$target" 2>&1 |
        tee "$found.log" | grep -E "^(stat|SUMMARY|broken|Test unit|==|artifact)|ERROR" || true
    grep -E "cov: " "$found.log" | tail -n 1
    if grep -q "SUMMARY" "$found.log"; then broken=$((broken + 1)); fi
done
[ "$broken" -eq 0 ] || fail "$broken of them broke a law: build/fuzz/*.log says which; the input is beside it"
