#!/usr/bin/env bash
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Builds and runs the projects in tests/package against the library that preset dev has built.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

prefix=$root/build/package-prefix
launcher=()
if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi

# Builds tests/package/<name>, one folder below build/ so that ccache knows the objects again, and runs it.
consume() {
    local name=$1 build=build/package-$1
    shift
    echo "-- $name"
    cmake -S "tests/package/$name" -B "$build" -G Ninja "${launcher[@]}" "$@" >"$build.log" 2>&1 &&
        cmake --build "$build" >>"$build.log" 2>&1 ||
        { cat "$build.log" >&2; fail "tests/package/$name does not build"; }
    "$build/consumer" || fail "tests/package/$name does not run"
}

rm -rf "$prefix"
cmake --install build/dev --prefix "$prefix" --component development >/dev/null

# Whoever links tramo::tramo needs neither Boost nor nlohmann/json, not even to be found.
consume installed -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON -DCMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON
consume header_only -DCMAKE_PREFIX_PATH="$prefix"
# The same flags as preset dev, so that the library's objects come from ccache.
consume subdirectory -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O2 -g1 -DNDEBUG" \
    -DTRAMO_DEVELOPER_WARNINGS=ON
