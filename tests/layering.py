#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds the picture in src/README.md: who may include whom, whose headers stay inside, how large files grow.
"""usage: layering.py [ROOT]     prints each offending line and exits 1, or a line of praise and exits 0"""

import re
import sys
from pathlib import Path

LANGUAGE = ["values", "text", "syntax", "check", "plan", "run"]  # each may include those before it
DOMAIN = ["alerts", "actions", "contact", "treatment", "offers"]  # siblings: they know values and nobody else
TOP = ["json", "export", "explain"]  # siblings above policy

ALLOWED = {
    **{module: set(LANGUAGE[:height]) for height, module in enumerate(LANGUAGE)},
    **{module: {"values"} for module in DOMAIN},
    "policy": {*LANGUAGE, *DOMAIN},
    **{module: {*LANGUAGE, *DOMAIN, "policy"} for module in TOP},
}
ALLOWED["json"].add("explain")  # an explanation is written as JSON like every other result

# Where headers of others may be included; everywhere else they would become our callers' burden.
THIRD_PARTY = {
    "boost": ("include/tramo/impl/", "bindings/", "tests/"),
    "nlohmann": ("include/tramo/impl/", "bindings/", "tests/"),
    "pybind11": ("bindings/",),
}
# Standard headers that cost every caller more than they give.
HEAVY = {"iostream", "regex"}

MAX_LINES = 400
MAX_COLUMNS = 120  # .clang-format breaks at 110, but leaves words in quotes whole
# Tables, generated or written as such, may be as long as what they list.
TABLES = re.compile(r"(_tables?\.(ipp|hpp|py)|\.inc|\.def)$")

FOLDERS = ["include", "src", "bindings", "python", "examples", "tests"]
CODE = {".hpp", ".ipp", ".cpp", ".h", ".def", ".inc", ".py", ".pyi", ".sh", ".cmake"}
CPP = {".hpp", ".ipp", ".cpp", ".h", ".def", ".inc"}
INCLUDE = re.compile(r"""^\s*#\s*include\s*[<"]([^>"]+)[>"]""")


def module_of(path):
    """The module a file of the library belongs to; none for the headers that stand above all modules."""
    parts = path.split("/")
    if parts[0] == "src" and len(parts) == 2 and path.endswith(".cpp"):
        return parts[1].removesuffix(".cpp")
    if parts[:3] == ["include", "tramo", "impl"] and len(parts) > 4:
        return parts[3]
    if parts[:2] == ["include", "tramo"] and len(parts) > 3:
        return parts[2]
    return None


def included_module(header):
    parts = header.split("/")
    if parts[0] != "tramo":
        return None
    if len(parts) == 2:
        return None if parts[1] == "config.hpp" else parts[1]
    return parts[2] if parts[1] == "impl" else parts[1]


def judge_include(path, header):
    """What is wrong with `path` including `header`, or nothing."""
    owner = header.split("/")[0]
    if owner in THIRD_PARTY and not path.startswith(THIRD_PARTY[owner]):
        return f"{owner} stays within {', '.join(THIRD_PARTY[owner])}"
    if header in HEAVY and path.startswith("include/"):
        return f"<{header}> is too dear for every caller"
    module, target = module_of(path), included_module(header)
    if module is None or target in (None, module):
        return None
    if module not in ALLOWED:
        return f"{module} has no place in the house yet: give it one in {Path(__file__).name}"
    if target not in ALLOWED[module]:
        return f"{module} stands below {target}, beside it, or in the other tower"
    return None


def judge_file(path, lines):
    """Yields (line number, what is wrong)."""
    if len(lines) > MAX_LINES and not TABLES.search(path):
        yield len(lines), f"{len(lines)} lines, at most {MAX_LINES}: split it by what it is about"
    if "Apache-2.0" not in "".join(lines[:3]) and not path.endswith(".def"):
        yield 1, "the first lines name copyright and licence"
    is_module_source = path.startswith("src/") and path.endswith(".cpp")
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\n")
        if len(text) > MAX_COLUMNS and not TABLES.search(path):
            yield number, f"{len(text)} columns, at most {MAX_COLUMNS}"
        if Path(path).suffix not in CPP:
            continue
        found = INCLUDE.match(text)
        wrong = judge_include(path, found[1]) if found else None
        if wrong:
            yield number, f"{text.strip()}: {wrong}"
        if is_module_source and text and not found and not text.startswith("//"):
            yield number, "a module's source is nothing but includes of its .ipp files"
        if path.endswith(".ipp") and re.match(r"(\s*namespace\s*\{|static\s)", text):
            yield number, f"{text.strip()}: an .ipp enters every caller's file; use namespace detail, inline"


def main(root):
    files = [
        path
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*"))
        if (path.suffix in CODE or path.name == "CMakeLists.txt") and "__pycache__" not in path.parts
    ]
    complaints = []
    for path in files:
        name = path.relative_to(root).as_posix()
        with open(path, encoding="utf-8") as file:
            found = judge_file(name, file.readlines())
            complaints += [f"{name}:{number}: {wrong}" for number, wrong in found]
    print("\n".join(complaints) if complaints else f"layering: {len(files)} files keep to the house's rules")
    return 1 if complaints or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()))
