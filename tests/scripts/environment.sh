# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Sourced by the other scripts: goes to the root of the tree and says how steps and failures are told.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$root"
python=$root/.venv/bin/python

# The same source compiled for the library, the wheel and a consumer is compiled once where ccache is there:
# neither the folder of the build nor that of the tree may count, and the compiler must go by one name.
export CXX=${CXX:-g++} CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
export PIP_DISABLE_PIP_VERSION_CHECK=1
unset PYTHONPATH PYTHONHOME

steps=0
step() {
    steps=$((steps + 1))
    printf '\n== %s (%d s)\n' "$*" "$SECONDS"
}

fail() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

trap 'printf "\n%s stopped at line %s.\n" "$0" "$LINENO" >&2' ERR
