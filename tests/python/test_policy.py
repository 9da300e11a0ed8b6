# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a policy says of itself, and how it is equal, pickled, printed and shown.

import pickle
from pathlib import Path

import pytest
import tramo
from conftest import AS_OF, POLICY, ROWS


def test_a_policy_tells_what_it_declares(policy: tramo.Policy) -> None:
    assert (policy.title, policy.version, policy.language) == ("Card arrears", "3", "en")
    assert (policy.currency, policy.zone, policy.key) == ("BRL", "America/Sao_Paulo", "account")
    assert policy.reads_as_of
    assert [field.name for field in policy.fields] == [
        "account", "product", "days", "balance", "rate", "last_payment", "blocked",
    ]  # fmt: skip
    assert policy.fields[2].label == "Days past due"
    assert [field.name for field in policy.fields if field.is_optional] == ["rate", "last_payment", "blocked"]
    assert [rule.name for rule in policy.segments] == ["late", "large", "recent", "dear"]
    assert policy.segments[1].rule_id == "R-7"
    (strategy,) = policy.strategies
    assert [queue.name for queue in strategy.queues] == ["blocked", "late", "small", "others"]
    (parameter,) = policy.parameters
    assert parameter.name == "limit" and parameter.has_initial
    assert policy.source == POLICY and policy.name == "arrears.tramo"
    assert policy.warnings == []


def test_a_translation_is_the_same_policy(policy: tramo.Policy) -> None:
    spanish = tramo.loads(policy.format("es"))
    assert spanish.language == "es" and "segmento late" in spanish.source
    assert spanish == policy and hash(spanish) == hash(policy) and spanish.hash == policy.hash
    assert policy != tramo.loads(POLICY.replace("days > 30", "days > 31"))
    assert policy != tramo.loads(POLICY, parameters={"limit": 200})
    assert policy != "a policy"


def test_formatting_again_changes_nothing(policy: tramo.Policy) -> None:
    once = policy.format()
    assert tramo.loads(once).format() == once
    with pytest.raises(ValueError, match="no such language"):
        policy.format("fr")


def test_a_policy_pickles_by_its_source() -> None:
    policy = tramo.loads(POLICY, "arrears.tramo", parameters={"limit": 1})
    copy = pickle.loads(pickle.dumps(policy))
    assert copy == policy and copy.name == policy.name
    assert copy.evaluate(ROWS, as_of=AS_OF).to_dict() == policy.evaluate(ROWS, as_of=AS_OF).to_dict()


def test_a_policy_and_a_result_show_themselves(policy: tramo.Policy) -> None:
    assert repr(policy) == f"<Policy 'Card arrears': 4 segments, 1 strategy, {policy.hash[:12]}>"
    assert "Late payers" in policy._repr_html_() and "days &gt; 30" in policy._repr_html_()
    result = policy.evaluate(ROWS, as_of=AS_OF, sum="balance")
    assert repr(result) == "<Result: 5 rows, 1 data error, 4 segments>"
    assert "product" in result._repr_html_() and "<td" in result._repr_html_()


def test_load_reads_a_file_whatever_its_marks_and_line_ends(policy: tramo.Policy, tmp_path: Path) -> None:
    for number, text in enumerate(
        [POLICY.encode(), b"\xef\xbb\xbf" + POLICY.encode(), POLICY.replace("\n", "\r\n").encode()]
    ):
        path = tmp_path / f"{number}.tramo"
        path.write_bytes(text)
        assert tramo.load(path) == policy
        assert tramo.load(str(path)).name == str(path)
    with pytest.raises(FileNotFoundError):
        tramo.load(tmp_path / "none.tramo")


def test_a_typing_error_is_drawn_with_its_mend() -> None:
    with pytest.raises(tramo.PolicyError) as caught:
        tramo.loads(POLICY.replace("days > 30", "dais > 30"), "arrears.tramo")
    error = caught.value
    assert isinstance(error, tramo.Error) and isinstance(error, ValueError)
    (found,) = [one for one in error.diagnostics if one.code == "T3001"]
    assert found.is_error and "dais" in found.message
    assert found.labels[0].line == 16
    assert found.labels[0].end_column - found.labels[0].column == len("dais")
    assert any("days" in line for line in found.help)
    assert "--> arrears.tramo:16:" in str(found) and str(found).strip() in str(error)
    assert found.to_dict()["labels"][0]["line"] == 16
    again = pickle.loads(pickle.dumps(error))
    assert again.diagnostics == error.diagnostics and str(again) == str(error)


def test_all_mistakes_come_in_one_go() -> None:
    text = (
        POLICY.replace("days > 30", "dais > 30")
        .replace("rate > 12.5%", 'rate > "x"')
        .replace("not large", "not larg")
    )
    with pytest.raises(tramo.PolicyError) as caught:
        tramo.loads(text)
    assert len([one for one in caught.value.diagnostics if one.is_error]) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "x",
        "tramo 9 en\n",
        b"\x00\x01\x02\xff" * 100,
        b"tramo 1 en\nfield \xff : text\n",
        "tramo 1 en\n\ud800",
    ],
)
def test_what_is_no_policy_is_refused_with_a_diagnostic(text: str | bytes) -> None:
    with pytest.raises(tramo.PolicyError) as caught:
        tramo.loads(text)
    assert all(one.code.startswith("T") for one in caught.value.diagnostics) and caught.value.diagnostics


def test_depth_and_length_are_bounded() -> None:
    deep = "tramo 1 en\nfield a : boolean\nsegment s = " + "(" * 10_000 + "a" + ")" * 10_000 + "\n"
    with pytest.raises(tramo.PolicyError):
        tramo.loads(deep)
    with pytest.raises(tramo.PolicyError):
        tramo.loads("tramo 1 en\n" + "x" * 10_000_000)


def test_warnings_do_not_stop_a_policy() -> None:
    policy = tramo.loads("tramo 1 en\nfield a : boolean\nfield b : boolean\nsegment s = a or b and a\n")
    assert [one.code for one in policy.warnings] == ["T4001"]
    assert not policy.warnings[0].is_error


def test_a_question_lacks_its_day(policy: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError) as caught:
        policy.evaluate(ROWS)
    assert [one.code for one in caught.value.diagnostics] == ["T4010"]


@pytest.mark.parametrize(
    ("parameters", "code"),
    [({"limt": 1}, "T3011"), ({"limit": "much"}, "T3012"), ({"limit": "1.001"}, "T3012")],
)
def test_a_parameter_is_wrong(policy: tramo.Policy, parameters: dict[str, object], code: str) -> None:
    with pytest.raises(tramo.QuestionError) as caught:
        policy.evaluate(ROWS, as_of=AS_OF, parameters=parameters)
    assert [one.code for one in caught.value.diagnostics] == [code]


def test_a_parameter_may_be_missing_from_the_policy() -> None:
    policy = tramo.loads(POLICY.replace(" = BRL 100", ""))
    with pytest.raises(tramo.QuestionError, match="limit"):
        policy.evaluate(ROWS, as_of=AS_OF)
    assert policy.evaluate(ROWS, as_of=AS_OF, parameters={"limit": 100}).segments["large"].true == 2


def test_parameters_take_python_values() -> None:
    with pytest.raises(TypeError, match="list"):
        tramo.loads(POLICY, parameters={"limit": []})
    with pytest.raises(ValueError, match="no value"):
        tramo.loads(POLICY, parameters={"limit": None})
