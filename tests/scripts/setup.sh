#!/usr/bin/env bash
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Installs what building and testing need: Debian packages where allowed, .venv, and tramo itself into it.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

has_command() { command -v "$1" >/dev/null; }
has_header() { echo "#include <$1>" | "$CXX" -x c++ -std=c++20 -M - >/dev/null 2>&1; }

# Debian's two lines of Boost packages exclude each other: the newer one where it is to be had.
boost_package() {
    if apt-cache show libboost1.81-dev >/dev/null 2>&1; then echo libboost1.81-dev; else echo libboost-dev; fi
}

# What is missing, by what it does rather than by package: somebody may have it from elsewhere.
missing_packages() {
    has_command "$CXX" || echo g++
    has_command cmake || echo cmake
    has_command ninja || echo ninja-build
    has_command ccache || echo ccache
    has_header boost/spirit/home/x3.hpp || boost_package
    has_header nlohmann/json.hpp || echo nlohmann-json3-dev
    has_header catch2/catch.hpp || echo catch2
    has_command python3 || echo python3
    python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
    python3 - 2>/dev/null <<'PYTHON' || echo python3-dev
import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))
PYTHON
}

install_packages() {
    local as_root=() packages=("$@")
    if ! has_command apt-get; then
        fail "Missing, by their names in Debian: ${packages[*]}. Install them and run this again."
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if has_command sudo && sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            fail "Some packages are missing. Run this, then try again:
    sudo apt-get install -y --no-install-recommends ${packages[*]}"
        fi
    fi
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends)
    install=("${as_root[@]}" "${install[@]}" "${packages[@]}")
    "${install[@]}" </dev/null ||
        { "${as_root[@]}" apt-get update -q && "${install[@]}" </dev/null; } ||
        fail "apt-get could not install: ${packages[*]}"
}

step "system packages"
missing=$(missing_packages)
if [ -n "$missing" ]; then
    echo "missing:" $missing
    # The names of Boost's packages are known only once the package lists are there.
    if has_command apt-get && [ "$(id -u)" -eq 0 ] && ! apt-cache show ninja-build >/dev/null 2>&1; then
        apt-get update -q
        missing=$(missing_packages)
    fi
    install_packages $missing
    missing=$(missing_packages)
    [ -z "$missing" ] || fail "Installed, yet still not found:" $missing
else
    echo "all there"
fi

step "virtual environment .venv"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "The pinned test tools need Python 3.11 or later; python3 is $(python3 --version 2>&1)."
version='import sys; print(sys.version_info[:2])'
if [ "$("$python" -c "$version" 2>/dev/null || true)" != "$(python3 -c "$version")" ]; then
    echo "creating it with $(python3 --version)"
    rm -rf .venv
    python3 -m venv .venv || fail "python3 -m venv failed"
fi
stamp=.venv/requirements.txt
if cmp -s tests/requirements.txt "$stamp"; then
    echo "tools are as tests/requirements.txt says"
else
    echo "installing tests/requirements.txt"
    "$python" -m pip install -q --progress-bar off -r tests/requirements.txt
    cp tests/requirements.txt "$stamp"
fi

step "pip install . (into .venv)"
# The build tools are in .venv already, and build/ keeps the objects: a second run compiles only what changed.
"$python" -m pip install -q --progress-bar off --no-build-isolation \
    -C cmake.define.TRAMO_DEVELOPER_WARNINGS=ON ".[all]"
"$python" -c 'import tramo; print("tramo", tramo.__version__)'
