#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Gathers what the fuzz targets begin with, from the policies and packs that are in the tree anyway.
"""usage: write_seeds.py FOLDER     writes FOLDER/<target>/*, FOLDER/<target>.list and FOLDER/{text,json}.dict"""

import base64
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(__file__).resolve().parent / "corpus"

SIGNS = "= == != <> ≠ < <= ≤ > >= ≥ .. ..< + - * / ( ) { } => : , . % # \" ` \\ alert. best. R$ 12.5%".split()

# What no pack holds: accounts for tests/fuzz/fixed_policy.hpp, in every shape that is read.
ACCOUNT = """{"account": "A-1", "tax": "529.982.247-25", "phone": "98765432", "note": "a\\u00f1c", "is_open": true,
"marked": null, "late": 31, "score": 7, "rate": 0.2500, "balance": 1250.50, "limit": "2e3", "share": 12.5,
"due": "2026-01-31", "paid": "2026-02-28", "seen": "2026-01-31T10:30", "grace": 14, "tier": "vip", "channel": "fax",
"debts": [{"id": "1", "amount": 10.5, "since": "2025-12-31", "kind": "card", "settled": false, "weight": 1e-3}]}"""
RECORDS = [
    "{}",
    "[]",
    ACCOUNT,
    f"[{ACCOUNT}, {{}}, {ACCOUNT.replace('A-1', 'A-2').replace('false', 'null')}]",
    ACCOUNT.replace("\n", " ") + "\n" + ACCOUNT.replace("\n", " ").replace("1250.50", "-0.005") + "\n",
    '[{"account": {"a": [1, {"b": 2}]}, "debts": [{"amount": 1}, 3, null], "late": 1e400, "note": "\\ud83d\\ude00"}]',
    '[{"debts": {"id": []}, "other": [[[[{}]]]], "is_open": "sí", "late": "x", "late": 2}]',
    '[{"id": "1", "amount": 3}, {"amount": {}}]',
    '{"account": NaN}',
    '\ufeff{"account": "A"} {"late": 1',
]


def texts():
    """Policies, and of every diagnostic's file the bad example and the good one."""
    for folder in ("examples/policies", "tests/cases"):
        for path in sorted((ROOT / folder).glob("*.tramo")):
            yield path.stem, path.read_bytes()
    for path in sorted((ROOT / "tests/diagnostics").glob("*.tramo")):
        bad, _, rest = path.read_bytes().partition(b"=== diagnostics\n")
        yield path.stem, bad
        yield path.stem + "_good", rest.partition(b"=== good\n")[2]


def jsons():
    for path in sorted((ROOT / "python/tramo/packs").glob("*.json")):
        yield path.stem, path.read_bytes()
    for number, text in enumerate(RECORDS):
        yield f"records_{number}", text.encode()


def arrows():
    """Bytes that a fuzzer has found: a line each, in base 64."""
    for number, line in enumerate((CORPUS / "arrow_to_verdicts.txt").read_text().split()):
        yield f"{number:03}", base64.b64decode(line)


def dictionary(words):
    """As libFuzzer reads it: all but plain letters and digits by their bytes."""
    def escaped(word):
        return "".join(chr(b) if chr(b).isalnum() and b < 128 else f"\\x{b:02x}" for b in word.encode())
    return "".join(f'"{escaped(word)}"\n' for word in sorted(set(words)))


def keywords():
    text = (ROOT / "include/tramo/syntax/keywords.def").read_text()
    for spellings in re.findall(r'^TRAMO_KEYWORD\(.*?("[^)]*)\)', text, re.M):
        for column in re.findall(r'"([^"]*)"', spellings):
            yield from column.split("|")


def main(folder):
    shutil.rmtree(folder, ignore_errors=True)
    for target, seeds in (("text_to_diagnostics", texts()), ("json_to_diagnostics", jsons()),
                          ("arrow_to_verdicts", arrows())):
        (folder / target).mkdir(parents=True)
        paths = []
        for name, data in seeds:
            paths.append(folder / target / name)
            paths[-1].write_bytes(data)
        # A test begins with some of many, so that it has time to go on from there.
        (folder / f"{target}.list").write_text(",".join(map(str, paths[:: 1 + len(paths) // 100])))
    quoted = {word for _, text in jsons() for word in re.findall(r'"[\w -]{1,24}"', text.decode("utf-8"))}
    (folder / "json.dict").write_text(dictionary(quoted | {"null", "true", "\\u00e9", "1e9", "]", "}", "[", "{"}))
    (folder / "text.dict").write_text(dictionary([*keywords(), *SIGNS]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
