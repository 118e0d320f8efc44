"""What the commands share: how they speak to the person at the terminal."""

import argparse
from collections.abc import Sequence
from typing import TypeAlias

from rich.console import Console

import connectors
from connectors import Source
from dashboard.refresh import Outcome

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

console = Console(soft_wrap=True)


class Refused(Exception):
    """The command cannot be carried out; the sentence says why and what to do."""


def named(codes: Sequence[str]) -> list[Source]:
    """The sources with these codes. Raises Refused that says which are not there, or why."""
    known, broken = connectors.sources(), connectors.broken()
    if told := [broken[code] for code in codes if code in broken]:
        raise Refused("\n".join(told))
    if unknown := [code for code in codes if code not in known]:
        raise Refused(f"Sumber {', '.join(unknown)} tidak ada; yang ada: {', '.join(known)}")
    return [known[code] for code in codes]


def say(text: str) -> None:
    """One line of progress."""
    console.print(text, markup=False, highlight=False)


def tell(outcome: Outcome) -> None:
    """How the refresh of one source ended."""
    if outcome.state == "ok" and outcome.counts:
        say(f"  ✓ {outcome.source}: {outcome.counts.seen} angka, {outcome.seconds:.1f} detik")
    else:
        say(f"  {MARKS.get(outcome.state, '–')} {outcome.error}")


MARKS = {"failed": "✗", "held": "?"}
