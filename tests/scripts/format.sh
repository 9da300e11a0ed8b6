#!/usr/bin/env bash
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Lays out every C++ file as .clang-format says.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

command -v clang-format >/dev/null || fail "clang-format is missing: apt-get install clang-format"
find include src bindings examples tests -regex '.*\.\(hpp\|ipp\|cpp\)' -print0 | xargs -0 -r clang-format -i
echo "formatted with $(clang-format --version)"
