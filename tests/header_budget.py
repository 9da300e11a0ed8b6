#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Keeps the price of an include low: preprocessed lines repeat exactly, seconds of a compiler do not.
"""usage: header_budget.py [-v] [ROOT]     compiler: $CXX, else g++; -v prints every header's price"""

import os
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BUDGET = {"tramo/tramo.hpp": 55_000}
BUDGET_OF_OTHERS = 44_000
# What a caller of the compiled library must never have to install.
FOREIGN = ("/boost/", "/nlohmann/", "/pybind11/")


def price(header, include, compiler):
    """Preprocessed lines of the header in compiled mode, and the foreign headers that it draws in."""
    with tempfile.TemporaryDirectory() as folder:
        dependencies = Path(folder) / "headers.d"
        command = [*compiler, "-x", "c++", "-std=c++20", "-DTRAMO_COMPILED", f"-I{include}"]
        command += ["-E", "-P", "-MD", "-MF", str(dependencies), "-"]
        run = subprocess.run(command, input=f"#include <{header}>\n", text=True, capture_output=True)
        if run.returncode:
            return None, [run.stderr.strip()]
        drawn = dependencies.read_text().replace("\\\n", " ").split()
    return run.stdout.count("\n"), [path for path in drawn if any(part in path for part in FOREIGN)]


def complaint(header, lines, foreign):
    budget = BUDGET.get(header, BUDGET_OF_OTHERS)
    if lines is None:
        return f"{header} does not preprocess: {foreign[0]}"
    if foreign:
        return f"{header} draws in {foreign[0]} and {len(foreign) - 1} more in compiled mode"
    if lines > budget:
        return f"{header} costs {lines:,} preprocessed lines, at most {budget:,}"
    return None


def main(arguments):
    is_verbose = "-v" in arguments
    roots = [argument for argument in arguments if argument != "-v"]
    include = (Path(roots[0]).resolve() if roots else Path(__file__).resolve().parent.parent) / "include"
    compiler = shlex.split(os.environ.get("CXX", "g++"))
    headers = sorted(
        path.relative_to(include).as_posix()
        for path in include.rglob("*.hpp")
        if "impl" not in path.relative_to(include).parts
    )
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        prices = list(pool.map(lambda header: price(header, include, compiler), headers))
    complaints = [wrong for header, found in zip(headers, prices) if (wrong := complaint(header, *found))]
    if is_verbose:
        for header, (lines, _) in sorted(zip(headers, prices), key=lambda row: row[1][0] or 0):
            print(f"{lines or 0:>8,}  {header}")
    print("\n".join(complaints) if complaints else f"header budget: {len(headers)} headers within it")
    return 1 if complaints or not headers else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
