# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The package as it is installed: light to import, typed, and its stub true to the module.

import ast
import inspect
import json
import subprocess
import sys
from importlib import resources

import tramo
from tramo import _core

STUBS = ("_core.pyi", "_core_sql.pyi", "_core_treatment.pyi")
LIGHT = """
import json, sys, time
before = set(sys.modules)
begun = time.perf_counter()
import tramo
seconds = time.perf_counter() - begun
stdlib = sys.stdlib_module_names
foreign = sorted({name.split(".")[0] for name in set(sys.modules) - before} - set(stdlib) - {"tramo"})
print(json.dumps([seconds, foreign]))
"""


def test_importing_takes_less_than_a_tenth_of_a_second_and_no_other_package() -> None:
    runs = [json.loads(subprocess.check_output([sys.executable, "-c", LIGHT])) for _ in range(3)]
    assert min(seconds for seconds, _ in runs) < 0.1
    assert runs[0][1] == []


def test_everything_public_has_a_name_and_a_description() -> None:
    for name in tramo.__all__:
        assert name == "__version__" or inspect.getdoc(getattr(tramo, name))
    assert tramo.__version__ == _core.version


def test_the_package_is_typed() -> None:
    files = resources.files(tramo)
    assert (files / "py.typed").is_file()
    assert all((files / name).is_file() for name in STUBS)


def stub() -> list[ast.stmt]:
    """What the stubs say together; the parts have only what the whole brings from them by name."""
    whole, *parts = (ast.parse((resources.files(tramo) / name).read_text(encoding="utf-8")).body for name in STUBS)
    part = [node for one in parts for node in one]
    brought = {one.name for node in whole if isinstance(node, ast.ImportFrom) and node.level for one in node.names}
    assert brought == {node.name for node in part if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    return whole + part


def public(names: object) -> set[str]:
    return {name for name in names if not name.startswith("_")}  # type: ignore[attr-defined]


def test_the_stub_names_what_the_module_has() -> None:
    classes = {node.name: node for node in stub() if isinstance(node, ast.ClassDef)}
    functions = {node.name: node for node in stub() if isinstance(node, ast.FunctionDef)}
    assert set(classes) | set(functions) | {"version"} == public(vars(_core))
    for name, node in classes.items():
        assert {member.name for member in node.body if isinstance(member, ast.FunctionDef)} == public(
            vars(getattr(_core, name))
        ), name


def test_the_stub_names_the_arguments_in_their_order() -> None:
    for node in stub():
        if isinstance(node, ast.FunctionDef):
            signature = (getattr(_core, node.name).__doc__ or "").splitlines()[0]
            places = [signature.find(argument.arg + ":") for argument in node.args.args]
            assert places == sorted(places) and -1 not in places, signature
