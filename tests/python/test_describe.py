# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# C-052, C-054: policies as prose and as flows: recorded pages, no word of another language, XML that viewers open.

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import tramo
from write_descriptions import LANGUAGES, POLICIES, described, recorded

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples" / "policies").glob("*.tramo"))
MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DIAGRAM = "{http://www.omg.org/spec/BPMN/20100524/DI}"
NODES = {MODEL + kind for kind in ("startEvent", "endEvent", "task", "subProcess", "exclusiveGateway")}

# Words that each language has and the other two do not; those of names and labels are taken out first.
WORDS = {
    "en": "the of and when is not field account queue holds days first otherwise none with from until",
    "es": "el la del cuando no cuenta cola campo días si los las línea según también antes",
    "pt": "o da do quando não conta fila campo dias se os as linha também em uma",
}

# Words of another language's list that are words of this one too.
SHARED = {
    "en": {"no", "as", "do"},
    "es": {"o", "as", "se", "do", "da", "a", "fila"},
    "pt": {"cola", "as", "no", "la", "se", "os", "antes"},
}

STRANGE = """tramo 1 es
política "<Mora> & \\"más\\" |" versión "1" { moneda PYG }
campo cliente : texto clave
campo a : entero opcional "A [x] {y} `z` *n* _m_ <b>"
segmento `en` "1. lista" = (a > 1 y no (a = 5 o a en 7..9)) o a es desconocido
estrategia e "- «E»\\n# no" {
  cola c1 "]]> --> <!-- x" si `en`
  cola c2 "fin; end" inactivo si a > 3
  resto r "subgraph"
}
"""


def own_words(text: str) -> list[str]:
    """The words of a page less those of labels, names, texts and pictures."""
    text = re.sub(r"```.*?```", " ", text, flags=re.S)
    text = re.sub(r"^(# .*|### [\d.]+ [^:\n]*: .*?)(?= \(l|$)", " ", text, flags=re.M)
    text = re.sub(r"\\.", "", text)
    for marked in (r"\*\*", r"``.*?``", r"`[^`]*`"):
        text = re.sub(marked, " ", text)
    text = re.sub(r"(?<!\w)\*[^*\n]*\*(?!\w)|«[^»]*»|“[^”]*”", " ", text)
    return re.findall(r"[^\W\d_]+", text.lower())


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_is_as_recorded(name: str, language: str) -> None:
    assert described(name, language) == recorded(name, language).read_text(encoding="utf-8"), (
        "where that is meant: python tests/python/write_descriptions.py"
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_described_in_one_language_at_a_time(path: Path) -> None:
    policy = tramo.load(path)
    for language in LANGUAGES:
        found = set(own_words(policy.describe(language)))
        for other in set(LANGUAGES) - {language}:
            foreign = set(WORDS[other].split()) - set(WORDS[language].split()) - SHARED[language]
            assert not found & foreign, (language, other)


def test_the_words_of_a_language_are_found_in_its_own_pages() -> None:
    for language in LANGUAGES:
        found = set(own_words(tramo.load(ROOT / "examples/policies/b2b_procedure.tramo").describe(language)))
        assert len(found & set(WORDS[language].split())) > 8


def test_a_policy_is_described_in_its_own_language_unless_one_is_named() -> None:
    policy = tramo.loads(STRANGE)
    assert "## 1. Datos" in policy.describe()
    assert "## 1. Dados" in policy.describe("pt")
    assert "```mermaid" not in policy.describe(pictures=False)
    with pytest.raises(ValueError, match="no such language: 'fr'"):
        policy.describe("fr")


def processes(tree: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The process, and each subprocess that has a flow within."""
    for one in tree.iter():
        if one.tag == MODEL + "process" or (one.tag == MODEL + "subProcess" and len(one.findall(MODEL + "startEvent"))):
            yield one


def check_bpmn(text: str) -> ElementTree.Element:
    """What a viewer needs: ids, ends of flows, defaults of gateways, and a place for everything."""
    tree = ElementTree.fromstring(text)
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    planes = {one.get("bpmnElement"): one for one in tree.iter(DIAGRAM + "BPMNPlane")}
    for process in processes(tree):
        nodes = {one.get("id"): one for one in process if one.tag in NODES}
        flows = {one.get("id"): one for one in process.findall(MODEL + "sequenceFlow")}
        for name, flow in flows.items():
            assert flow.get("sourceRef") in nodes
            assert flow.get("targetRef") in nodes
            assert name in [one.text for one in nodes[flow.get("sourceRef")].findall(MODEL + "outgoing")]
            assert name in [one.text for one in nodes[flow.get("targetRef")].findall(MODEL + "incoming")]
        for node in nodes.values():
            check_node(node, flows)
        plane = planes[process.get("id")]
        drawn = {one.get("bpmnElement"): one for one in plane}
        assert set(drawn) == set(nodes) | set(flows)
        for name in flows:
            assert len([one for one in drawn[name] if one.tag.endswith("waypoint")]) >= 2
        check_no_overlap([one for one in plane if one.tag == DIAGRAM + "BPMNShape"])
    return tree


def check_node(node: ElementTree.Element, flows: dict[str | None, ElementTree.Element]) -> None:
    outgoing = [one.text for one in node.findall(MODEL + "outgoing")]
    if node.tag == MODEL + "exclusiveGateway":
        assert len(outgoing) == 2
        assert node.get("default") in outgoing
        for name in outgoing:
            has_condition = flows[name].find(MODEL + "conditionExpression") is not None
            assert has_condition == (name != node.get("default"))
    else:
        assert len(outgoing) == (0 if node.tag == MODEL + "endEvent" else 1)
    assert (node.tag == MODEL + "startEvent") == (not node.findall(MODEL + "incoming"))


def check_no_overlap(shapes: list[ElementTree.Element]) -> None:
    boxes = [[float(shape[0].get(side) or "") for side in ("x", "y", "width", "height")] for shape in shapes]
    for number, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[:number]:
            assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_opens_as_bpmn(path: Path) -> None:
    policy = tramo.load(path)
    for language in LANGUAGES:
        check_bpmn(policy.flow(form="bpmn", language=language))
    for strategy in policy.strategies:
        check_bpmn(policy.flow(strategy.name, "bpmn"))
    for segment in policy.segments:
        check_bpmn(policy.flow(form="bpmn", segment=segment.name))


def test_signs_of_xml_and_mermaid_in_labels_are_kept_as_text() -> None:
    policy = tramo.loads(STRANGE)
    tree = check_bpmn(policy.flow(form="bpmn"))
    names = {one.get("name") for one in tree.iter()}
    assert {'<Mora> & "más" |', "]]> --> <!-- x", "- «E» # no", "1. lista"} <= names
    drawn = policy.flow("e").splitlines()
    assert drawn[0] == "flowchart TD"
    assert '    n2(["]]#62; --#62; #60;!-- x"])' in drawn
    assert all(re.fullmatch(r'    n\d+(\(\["[^"]*"\]\)|\{"[^"]*"\}| -->(\|"[^"]*"\|)? n\d+)', one) for one in drawn[1:])


def test_conditions_of_a_flow_are_those_of_the_policy() -> None:
    tree = check_bpmn(tramo.loads(STRANGE).flow(form="bpmn", segment="en"))
    conditions = [one.text for one in tree.iter(MODEL + "conditionExpression")]
    assert conditions == ["a > 1", "no a = 5", "no a en 7..9", "a es desconocido"]


def test_a_flow_of_nothing_known_says_what_may_be_meant() -> None:
    policy = tramo.loads(STRANGE)
    with pytest.raises(KeyError, match="no strategy 'x'; there are: e"):
        policy.flow("x")
    with pytest.raises(KeyError, match="no segment 'enn'; is 'en' meant"):
        policy.flow(segment="enn")
    with pytest.raises(ValueError, match="form is mermaid or bpmn, not 'svg'"):
        policy.flow("e", "svg")
    with pytest.raises(ValueError, match="name one of them"):
        policy.flow("e", segment="en")


def test_a_condition_of_too_many_questions_is_not_drawn() -> None:
    many = " or ".join(f"a = {number}" for number in range(101))
    policy = tramo.loads(f"tramo 1 en\nfield k : text key\nfield a : integer\nsegment s = {many}\n")
    with pytest.raises(ValueError, match="segment 's' asks more questions than a picture can show"):
        policy.flow(segment="s")
    check_bpmn(policy.flow(form="bpmn"))
