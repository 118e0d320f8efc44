"""What is carried, and how a try can end when it was not taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Parcel:
    """What one recipient gets. `ident` stays the same from try to try."""

    ident: str
    subject: str
    text: str
    link: str  # where the same can be read; empty when there is none
    files: Mapping[str, bytes] = field(repr=False)  # by file name
    facts: Mapping[str, str] = field(default_factory=dict)  # what a machine is told of it


class NotYet(Exception):
    """It was not taken, surely; try again later."""


class Refused(Exception):
    """It was refused for good; a person must look."""


class Uncertain(Exception):
    """The other side may have it or not, and did not say: never send it again by yourself."""


def plain(said: bytes | str, most: int = 200) -> str:
    """What another side said, on one line, for a person to read."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())[:most]
