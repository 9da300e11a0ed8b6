#!/usr/bin/env bash
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Every test there is: C++, Python, the consumers of the package, the house rules, the sanitizers.
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# The sanitizers' build is Clang's, which alone can fuzz.
can_fuzz() {
    echo 'extern "C" int LLVMFuzzerTestOneInput(char const*, unsigned long) { return 0; }' |
        clang++ -x c++ - -fsanitize=address,undefined,fuzzer -o /dev/null 2>/dev/null
}
sanitizers_package() { apt-cache depends clang | sed -n 's/.*Depends: clang-\([0-9]*\)$/libclang-rt-\1-dev/p'; }

step "tools for the tests"
# Counts instructions; where it cannot be had, that one test says so and is skipped.
has_command valgrind || (install_packages valgrind) || true
can_fuzz || install_packages clang $(sanitizers_package)
can_fuzz || fail "clang++ cannot build a fuzz target: its package of sanitizers (compiler-rt) is missing"

step "who may include whom, sizes"
"$python" tests/layering.py

step "what an include costs"
"$python" tests/header_budget.py

step "build the C++ library and its tests"
cmake --preset dev
cmake --build --preset dev

step "C++ tests"
ctest --preset dev --parallel 2

step "consumers of the package"
bash tests/scripts/package.sh

step "react-querybuilder, the other side of a test"
bash tests/scripts/interchange.sh

step "Python tests"
"$python" -m pytest tests/python tests/requirements.py

step "build the C++ tests and fuzz targets with sanitizers"
cmake --preset asan
cmake --build --preset asan

step "C++ tests and some seconds of fuzzing with sanitizers"
ctest --preset asan --parallel 2

printf '\nsteps: %d passed, 0 failed\n' "$steps"
