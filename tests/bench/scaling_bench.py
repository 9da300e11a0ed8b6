# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# How time and memory grow: with rows streamed from Parquet, and with segments over the same rows.
"""Rows for the report of bench.py. A file of a million accounts is streamed as often as it takes to come to the number
of rows, batch by batch, as a portfolio larger than memory comes; each number in a process of its own, so that its
memory can be told. usage: scaling_bench.py FILE POLICY ROWS     streams, and prints one JSON object"""

import json
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import tramo
from in_turns import row
from segments_data import AS_OF, coded_table, named_table, touched

BATCH = 1 << 17


def largest_memory_mb():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise LookupError("the system does not tell VmHWM")


def batches_of(path, columns, rows):
    """So many rows in all, from the file read again and again."""
    left = rows
    while left:
        for batch in pq.ParquetFile(path).iter_batches(BATCH, columns=columns):
            taken = batch.slice(0, left)
            left -= taken.num_rows
            yield taken
            if not left:
                return


def stream(path, text, rows):
    """Seconds of everything, of evaluating alone, and the largest memory of the process."""
    evaluation, evaluating = tramo.loads(text).start(as_of=AS_OF), 0.0
    begin = time.perf_counter()
    for batch in batches_of(path, touched(text), rows):
        before = time.perf_counter()
        evaluation.add(batch)
        evaluating += time.perf_counter() - before
    counted = evaluation.finish()
    seconds = time.perf_counter() - begin
    assert counted.rows == rows and counted.data_errors == 0
    return {"seconds": seconds, "evaluating": evaluating, "memory_mb": largest_memory_mb()}


def streamed_rows(folder, written, numbers, segments=50):
    path = Path(folder) / "accounts.parquet"
    accounts = named_table(coded_table(folder, written)).slice(0, 1_000_000)
    pq.write_table(accounts, path, row_group_size=BATCH, compression="zstd")
    policy = Path(folder) / f"std_{segments}.tramo"
    for number in numbers:
        command = [sys.executable, __file__, path, policy, str(number)]
        told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        name = f"python/streamed/std/segments:{segments}/rows:{number}"
        yield row(name, told["seconds"], "s", evaluating=told["evaluating"], rows=number)
        yield row(name + "/largest memory", told["memory_mb"], "MB", rows=number)


def rows(quick, full):
    import segments_bench  # it loads the peers, whose memory is not to be counted in the processes that stream

    written, rounds = segments_bench.rows_of(quick), 3 if quick else 5
    numbers = [10**power for power in range(4, 7 if quick else 8)] + ([10**8] if full else [])
    segments_bench.write_accounts(written)
    return [*segments_bench.program_rows(written, rounds, "^scaling/"),
            *streamed_rows(segments_bench.FOLDER, written, numbers)]


def main():
    path, policy, number = sys.argv[1:]
    print(json.dumps(stream(path, Path(policy).read_text(), int(number))))


if __name__ == "__main__":
    main()
