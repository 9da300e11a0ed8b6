#!/usr/bin/env bash
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Puts react-querybuilder's own functions beside the tests that talk to them, where Node is there.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

into=build/interchange
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "no node or no npm: the tests against react-querybuilder are skipped"
    exit 0
fi
mkdir -p "$into"
if ! cmp -s tests/interchange/package-lock.json "$into/installed.json"; then
    cp tests/interchange/package.json tests/interchange/package-lock.json "$into/"
    (cd "$into" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    cp tests/interchange/package-lock.json "$into/installed.json"
fi
cp tests/interchange/query_builder.mjs "$into/"
echo "react-querybuilder is in $into"
