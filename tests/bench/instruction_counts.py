#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Guards speed by what does not depend on who else uses the machine: instructions, as valgrind counts them.
"""usage: instruction_counts.py PROGRAM [--record]

Runs PROGRAM (tramo_counted_work) under callgrind and compares with instruction_counts.json beside this file. More than
5 % more instructions fail; more than 5 % fewer fail too, until they are recorded with --record. Valgrind hides AVX-512
from programs, so what is counted is the work of AVX2, or of plain instructions where the processor has no AVX2.

Counts are of one compiler and one processor's instructions: with others nothing is compared, and the exit is 77, which
ctest tells as skipped."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

RECORDED = Path(__file__).with_suffix(".json")
TOLERANCE = 0.05
WORKS = ("table", "records")
SKIPPED = 77


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def circumstances(program):
    """What counts depend on: the compiler, and whether the processor has AVX2."""
    compiler = subprocess.run([program, "compiler"], check=True, capture_output=True, text=True).stdout.strip()
    info = Path("/proc/cpuinfo")
    has_avx2 = info.exists() and " avx2 " in info.read_text()
    return {"compiler": compiler, "instructions": "AVX2" if has_avx2 else "plain"}


def counted(program, work):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", f"--toggle-collect=counted_{work}",
                   str(program), work]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        found = re.search(r"^(?:totals|summary): (\d+)", out.read_text(), re.MULTILINE)
    if not found or not int(found[1]):
        sys.exit(f"callgrind counted nothing in counted_{work}")
    return int(found[1])


def judge(work, was, is_now):
    """What is wrong, or nothing."""
    change = is_now / was - 1
    print(f"{work}: {is_now:,} instructions, {change:+.2%} beside the {was:,} recorded")
    if change > TOLERANCE:
        return f"{work} takes {change:.1%} more instructions than recorded; at most {TOLERANCE:.0%} is let pass"
    if change < -TOLERANCE:
        return f"{work} takes {-change:.1%} fewer instructions than recorded: record them, or the guard stays loose"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--record", action="store_true", help="write down what is counted now")
    asked = parser.parse_args()
    if shutil.which("valgrind") is None:
        skip("valgrind is not installed (in Debian: the package valgrind)")
    here = circumstances(asked.program)
    recorded = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
    if not recorded and not asked.record:
        skip(f"{RECORDED.name} is not there: write it with --record")
    if not asked.record and (other := {key: recorded.get(key) for key in here}) != here:
        skip(f"the recorded counts are of {other}, this is {here}")
    counts = {work: counted(asked.program, work) for work in WORKS}
    if asked.record:
        RECORDED.write_text(json.dumps(here | {"counts": counts}, indent=1) + "\n")
        print(f"written to {RECORDED.name}: {counts}")
        return 0
    wrong = [one for work in WORKS if (one := judge(work, recorded["counts"][work], counts[work]))]
    for one in wrong:
        print(one)
    if wrong:
        print(f"to record what is counted now: python3 tests/bench/{Path(__file__).name} {asked.program} --record")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
