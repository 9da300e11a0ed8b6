#!/usr/bin/env bash
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Every test there is: C++, Python, the consumers of the package, the house rules, the sanitizers.
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

step "tools for the tests"
# Counts instructions; where it cannot be had, that one test says so and is skipped.
has_command valgrind || (install_packages valgrind) || true

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

step "build the C++ tests with sanitizers"
cmake --preset asan
cmake --build --preset asan

step "C++ tests with sanitizers"
ctest --preset asan --parallel 2

printf '\nsteps: %d passed, 0 failed\n' "$steps"
