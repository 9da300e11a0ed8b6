# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The command that writes a policy for people to read.
"""describe."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

import tramo

from . import writing
from .failures import OutputFormat, WrongUse, told, warn
from .options import PolicyPath


class DescriptionFormat(str, Enum):
    """Prose, or the picture of a flow."""

    markdown = "markdown"
    mermaid = "mermaid"
    bpmn = "bpmn"


class Language(str, Enum):
    """The languages of policies."""

    en = "en"
    es = "es"
    pt = "pt"


def describe(
    policy: PolicyPath,
    language: Annotated[
        Language | None, typer.Option("--language", help="The language to write in; else the policy's own.")
    ] = None,
    output: Annotated[
        DescriptionFormat,
        typer.Option("--format", help="Prose with pictures, or one flow: as Mermaid, or as BPMN 2.0 XML."),
    ] = DescriptionFormat.markdown,
    strategy: Annotated[
        str | None,
        typer.Option("--strategy", metavar="NAME", help="The strategy whose flow is drawn; else the whole policy."),
    ] = None,
    segment: Annotated[
        str | None, typer.Option("--segment", metavar="NAME", help="The segment whose condition is drawn.")
    ] = None,
    pictures: Annotated[bool, typer.Option(help="Draw strategies and alerts in the prose, as Mermaid.")] = True,
    out: Annotated[
        Path | None,
        typer.Option("--output", "--out", metavar="FILE", help="Write it there instead of printing it."),
    ] = None,
) -> None:
    """Write a policy as numbered prose, or draw it as a flow."""
    with told(OutputFormat.text):
        if output is DescriptionFormat.markdown and (strategy is not None or segment is not None):
            option = "--strategy" if strategy is not None else "--segment"
            raise WrongUse(f"{option} names what is drawn: give --format mermaid or --format bpmn too")
        writing.refuse_to_overwrite({"--output": out}, [policy])
        loaded = tramo.load(policy)
        warn(loaded.warnings)
        in_words = language.value if language is not None else None
        if output is DescriptionFormat.markdown:
            text = loaded.describe(in_words, pictures=pictures)
        else:
            text = loaded.flow(strategy, output.value, segment=segment, language=in_words)
        if out is None:
            print(text, end="")
        else:
            writing.write_text(text, out, "--output")
