# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# A PostgreSQL of a test's own: on a socket in a folder of its own, gone afterwards.

import contextlib
import csv
import io
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

TYPES = {"string": "TEXT", "int64": "BIGINT", "date32[day]": "DATE", "timestamp[us]": "TIMESTAMP", "bool": "BOOLEAN"}


def programs() -> Path | None:
    """Where initdb and its like are: on the PATH, or where Debian puts them; the newest."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += [path.parent for path in reversed(found)]
    return next((one for one in folders if (one / "pg_ctl").exists() and (one / "psql").exists()), None)


def somebody() -> str | None:
    """PostgreSQL refuses to run as root: whoever else there is."""
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    return None


class Postgres:
    def __init__(self, bin_folder: Path, folder: Path, user: str | None) -> None:
        self._bin, self._folder, self._user = bin_folder, folder, user

    def run(self, program: str, *arguments: str, text: str | None = None) -> str:
        done = subprocess.run(
            [str(self._bin / program), *arguments],
            input=text, capture_output=True, text=True, cwd=self._folder, user=self._user,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self._folder)}, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stderr}{done.stdout}"
        return done.stdout

    def ask(self, sql: str) -> list[list[str]]:
        """Rows as text, booleans as t and f, null as nothing."""
        told = self.run("psql", "-h", str(self._folder), "-U", "tester", "-d", "postgres", "-X", "-q", "-t",
                        "--csv", "-v", "ON_ERROR_STOP=1", text=sql)  # fmt: skip
        return list(csv.reader(io.StringIO(told)))

    def load(self, name: str, table: pa.Table) -> None:
        types = [TYPES.get(str(one.type)) or f"DECIMAL({one.type.precision}, {one.type.scale})" for one in table.schema]
        columns = ", ".join(f'"{one.name}" {kind}' for one, kind in zip(table.schema, types, strict=True))
        lines = "".join(",".join(map(cell, row.values())) + "\n" for row in table.to_pylist())
        copied = f"COPY {name} FROM STDIN (FORMAT csv);\n{lines}\\.\n"
        self.ask(f"DROP TABLE IF EXISTS {name};\nCREATE TABLE {name} ({columns});\n{copied}")


def cell(value: Any) -> str:
    """An empty text in quotes, null without."""
    return "" if value is None else '"' + str(value).replace('"', '""') + '"'


@contextlib.contextmanager
def running(bin_folder: Path) -> Iterator[Postgres]:
    user = somebody() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="tramo-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    server = Postgres(bin_folder, folder, user)
    data = str(folder / "data")
    try:
        server.run("initdb", "-D", data, "-U", "tester", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        server.run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield server
        finally:
            server.run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
