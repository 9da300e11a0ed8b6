# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The wheel's build backend: scikit-build-core, plus header packages from PyPI that the compiler lacks.
"""PEP 517 hooks: `pip install .` works where only a compiler and Python are."""

import os
import shlex
import subprocess

from scikit_build_core import build as _backend
from scikit_build_core.build import *  # noqa: F403 (the other hooks are passed on as they are)

HEADERS = {
    "boost/spirit/home/x3.hpp": "boost-headers>=1.81",
    "nlohmann/json.hpp": "nlohmann-json>=3.11",
}


def _compiler_finds(header):
    """Whether the compiler that CMake will take sees the header; one that cannot be asked counts as a no."""
    compiler = shlex.split(os.environ.get("CXX", "c++"))
    command = [*compiler, "-x", "c++", "-std=c++20", *shlex.split(os.environ.get("CXXFLAGS", "")), "-E", "-"]
    question = f"#if !__has_include(<{header}>)\n#error missing\n#endif\n"
    try:
        return subprocess.run(command, input=question, text=True, capture_output=True).returncode == 0
    except OSError:
        return False


def _with_headers(requirements):
    missing = [package for header, package in HEADERS.items() if not _compiler_finds(header)]
    return [*requirements, *missing]


def get_requires_for_build_wheel(config_settings=None):
    return _with_headers(_backend.get_requires_for_build_wheel(config_settings))


def get_requires_for_build_editable(config_settings=None):
    return _with_headers(_backend.get_requires_for_build_editable(config_settings))
