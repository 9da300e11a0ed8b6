# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Policies as JSON: out and back, held to the published schema, and refused wherever the schema refuses.

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tramo
from conftest import POLICY, ROOT

jsonschema = pytest.importorskip("jsonschema")

POLICIES = sorted((ROOT / "examples" / "policies").glob("*.tramo")) + sorted(
    (ROOT / "tests" / "cases").rglob("*.tramo")
)


@pytest.fixture(scope="module")
def schema() -> Any:
    found = tramo.json_schema()
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def test_the_published_schema_is_the_one_that_the_package_knows() -> None:
    published = json.loads((ROOT / "grammar" / "policy.schema.json").read_text(encoding="utf-8"))
    assert published == tramo.json_schema()


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_policy_in_json_is_as_the_schema_says_and_comes_back_with_its_comments(
    path: Path, schema: Any
) -> None:
    policy = tramo.load(path)
    text = policy.to_json()
    schema.validate(json.loads(text))
    for back in (tramo.from_json(text), tramo.from_json(json.loads(text)), tramo.from_json(text.encode())):
        assert back == policy
        assert back.language == policy.language
        assert back.source == policy.format()


def test_the_indent_changes_the_lines_only(policy: tramo.Policy) -> None:
    assert policy.to_json(indent=None).count("\n") == 1
    assert json.loads(policy.to_json(indent=None)) == json.loads(policy.to_json(indent=4))
    assert '\n    "language"' in policy.to_json(indent=4)


def test_literals_are_texts_and_words_english_whatever_the_language() -> None:
    text = tramo.loads(POLICY).format("es")
    document = json.loads(tramo.loads(text).to_json())
    assert document["tramo"] == 1 and document["language"] == "es"
    limit = next(one for one in document["declarations"] if one["declaration"] == "parameter")
    assert limit["initial"] == {"node": "money", "number": "100", "currency": "BRL"}


def test_every_mistake_is_told_with_its_pointer_and_its_place() -> None:
    text = """{"tramo": 1, "language": "en",
 "declarations": [{"declaration": "segmnt"},
  {"declaration": "value", "name": ""}]}"""
    with pytest.raises(tramo.PolicyError) as raised:
        tramo.from_json(text, "mine.json")
    first, second, third = raised.value.diagnostics
    assert (
        first.message.startswith("/declarations/0/declaration: ") and 'did you mean "segment"?' in first.help
    )
    assert (first.labels[0].line, first.labels[0].column) == (2, 35)
    assert second.message == '/declarations/1: the member "meaning" is missing'
    assert third.message.startswith("/declarations/1/name: ")
    assert "--> mine.json:2:35" in str(raised.value)


def test_mistakes_of_meaning_have_places_in_the_text_that_the_tree_is_written_as() -> None:
    document = json.loads(tramo.loads(POLICY).to_json())
    document["declarations"] = [one for one in document["declarations"] if one.get("name") != "days"]
    with pytest.raises(tramo.PolicyError) as raised:
        tramo.from_json(document)
    (found,) = raised.value.diagnostics
    assert found.code == "T3001" and "segment late" in found.rendering


@pytest.mark.parametrize("wrong", [5, None, ["x"], {1, 2}])
def test_what_is_neither_text_nor_dict_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="text of JSON or a dict"):
        tramo.from_json(wrong)


def test_a_dict_that_holds_itself_is_refused() -> None:
    document: dict[str, Any] = {"tramo": 1}
    document["declarations"] = document
    with pytest.raises(ValueError, match="holds itself|Circular"):
        tramo.from_json(document)


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) of a tree."""
    for key, one in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        yield tree, key
        if isinstance(one, (dict, list)):
            yield from places(one)


def mutated(document: Any, draw: random.Random) -> Any:
    """One value dropped, replaced by another of the tree or by a stranger, or a member more."""
    made = copy.deepcopy(document)
    all_places = list(places(made))
    within, key = draw.choice(all_places)
    other_within, other_key = draw.choice(all_places)
    other = copy.deepcopy(other_within[other_key])
    strangers = [None, 0, -1, 10**9, 1.5, True, "", "x", "a`b", "a\nb", "10.5", "2026-01-01", [], {}]
    match draw.randrange(4):
        case 0:
            del within[key]
        case 1:
            within[key] = other
        case 2:
            within[key] = draw.choice(strangers)
        case _:
            (within if isinstance(within, dict) else made)[draw.choice(["name", "member", "op", "more"])] = (
                other
            )
    return made


def some(declarations: list[Any], draw: random.Random) -> list[Any]:
    begin = draw.randrange(max(1, len(declarations) - 3))
    return declarations[begin : begin + 3]


def test_what_the_schema_refuses_is_refused_whatever_the_mutation(schema: Any) -> None:
    draw = random.Random(7)
    documents = [json.loads(tramo.load(path).to_json()) for path in POLICIES]
    refused = taken = 0
    for _ in range(1200):
        whole = draw.choice(documents)
        # A part of a policy is judged faster than the whole, and as strictly.
        document = mutated({**whole, "declarations": some(whole["declarations"], draw)}, draw)
        valid = schema.is_valid(document)
        try:
            tramo.from_json(document)
            taken += 1
            assert valid, document
        except tramo.PolicyError as error:
            refused += not valid
            told = {one.code[:2] for one in error.diagnostics if one.is_error}
            assert valid or told == {"T7"}, (told, document)
    assert refused > 300 and taken + refused < 1200
