"""Reads the .toml files: the sources and their indicators.

A .toml that cannot be used takes no other down: its source is left out, and `broken()` says why.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any

from connectors._contract import PEOPLE, Indicator, Source
from connectors._facts import HERE, programmes, skpds, urusan


@cache
def sources() -> dict[str, Source]:
    """Every source that can be used, by code. One .toml beside this file is one source."""
    return _declared()[0]


@cache
def broken() -> dict[str, str]:
    """The sources whose .toml cannot be used, each with what is wrong and where."""
    return _declared()[1]


def source_of(code: str, facts: Mapping[str, Any]) -> Source:
    """The source that a .toml declares. A key too many or too few is a TypeError, a value that
    nobody knows a ValueError; both name the key."""
    rest = dict(facts)
    indicators = []
    for name, entry in _each(rest.pop("indicator", {}), rest.pop("each", {})):
        _complete(Indicator, entry, f"{code}: [indicator.{name}]", {"code"})
        limits = {key: tuple(entry[key]) for key in entry if key == "range"}
        indicators.append(Indicator(code=name, **entry | limits))
    _complete(Source, rest, code, {"code", "indicators"})
    for name in ("query", "borrows"):
        if isinstance(rest.get(name), str):
            raise TypeError(f"{code}: {name} harus berupa daftar, di antara kurung siku")
        rest[name] = tuple(rest.pop(name, ()))
    return Source(code=code, indicators=tuple(indicators), **rest)


def _each(
    entries: Mapping[str, Any], members: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The indicators as they are declared; where a source speaks of several things alike
    (`[each.aladin]`), each indicator once for each of them: `{name}` in its texts is theirs, their
    other keys take the place of its own, and `without` names those that they do not have."""
    if not members:
        yield from entries.items()
    for code, entry in entries.items() if members else ():
        for member, own in members.items():
            told = {
                key: value.replace("{name}", own["name"]) if isinstance(value, str) else value
                for key, value in entry.items()
            }
            rest = {key: value for key, value in own.items() if key not in ("name", "without")}
            if code not in own.get("without", ()):
                yield f"{code}_{member}", told | rest


def _complete(record: type, given: Mapping[str, Any], where: str, ours: set[str]) -> None:
    """Raise TypeError unless the keys given are those of the record, but for `ours`."""
    known = {each.name: each for each in fields(record) if each.name not in ours}
    if strange := sorted(set(given) - set(known)):
        raise TypeError(f"{where}: kunci {', '.join(strange)} tidak dikenal; yang dikenal: "
                        f"{', '.join(known)}")  # fmt: skip
    needed = [
        name
        for name, each in known.items()
        if each.default is MISSING and each.default_factory is MISSING
    ]
    if missing := [name for name in needed if name not in given]:
        raise TypeError(f"{where}: kunci {', '.join(missing)} belum diisi")


@cache
def _declared() -> tuple[dict[str, Source], dict[str, str]]:
    found: dict[str, Source] = {}
    faults: dict[str, str] = {}
    for path in sorted(HERE.glob("[!_]*.toml")):
        code = path.stem
        try:
            found[code] = source_of(code, tomllib.loads(path.read_text("utf-8")))
        except tomllib.TOMLDecodeError as error:
            faults[code] = f"{code}: connectors/{path.name} bukan TOML yang benar: {error}"
        except (TypeError, ValueError) as error:
            faults[code] = f"{error} (connectors/{path.name})"
    owners: dict[str, str] = {}
    units: dict[str, str] = {}
    for source in found.values():
        for entry in source.indicators:
            owners.setdefault(entry.code, source.code)
            units.setdefault(entry.code, entry.unit)
    whole = not faults  # what another file declares is not missed when that one cannot be read
    for code, source in list(found.items()):
        if whole and (strange := next(_uncounted(source, units), "")):
            faults[code] = f"{code}: {strange} (connectors/{code}.toml)"
            del found[code]
            continue
        if strange := next(_strange(source, owners), ""):
            faults[code] = f"{code}: {strange} (connectors/{code}.toml)"
            del found[code]
    return found, faults


def _strange(source: Source, owners: Mapping[str, str]) -> Iterator[str]:
    """What the .toml names that nobody knows."""
    if source.owner not in skpds():
        yield f"owner = {source.owner!r} tidak ada dalam connectors/_skpd.csv"
    for entry in source.indicators:
        if owners[entry.code] != source.code:
            yield f"indikator {entry.code} sudah ada di sumber {owners[entry.code]}"
        if entry.skpd and entry.skpd not in skpds():
            yield f"{entry.code}: skpd = {entry.skpd!r} tidak ada dalam connectors/_skpd.csv"
        if entry.urusan and entry.urusan not in urusan():
            yield f"{entry.code}: urusan = {entry.urusan!r} tidak ada dalam connectors/_urusan.csv"
        if entry.programme and entry.programme not in programmes():
            yield f"{entry.code}: programme = {entry.programme!r} tidak ada dalam _programmes.csv"
        if entry.out_of and entry.out_of not in owners:
            yield f"{entry.code}: out_of = {entry.out_of!r} tidak ada di sumber mana pun"
    for code in source.borrows:
        if code not in owners:
            yield f"meminjam indikator {code}, yang tidak ada di sumber mana pun"
    if source.values:
        mine = {entry.code for entry in source.indicators}
        if lost := sorted(set(source.values) - mine - set(source.borrows)):
            yield f"[values] menyebut {', '.join(lost)}, yang tidak ada di bawah [indicator]"
        if unfed := sorted(mine - set(source.values)):
            if not (HERE / f"{source.code}.py").exists():
                yield f"indikator {', '.join(unfed)} tidak ada di bawah [values]"


def _uncounted(source: Source, units: Mapping[str, str]) -> Iterator[str]:
    """Whose people nobody counts: `people` must name an indicator in a unit of people."""
    for entry in source.indicators:
        if entry.people and units.get(entry.people) not in PEOPLE:
            yield (
                f"{entry.code}: people = {entry.people!r} bukan indikator yang mencacah orang; "
                f"satuannya harus salah satu dari {', '.join(PEOPLE)}"
            )


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator of every source, by code."""
    return {entry.code: entry for source in sources().values() for entry in source.indicators}


def accepted(source: Source) -> dict[str, Indicator]:
    """The indicators that a frame of `source` may speak of: its own and those it borrows."""
    own = {entry.code: entry for entry in source.indicators}
    return own | {code: indicator(code) for code in source.borrows}


def indicator(code: str) -> Indicator:
    """The indicator with this code; KeyError when no source declares it."""
    return indicators()[code]


@cache
def _source_codes() -> dict[str, str]:
    return {entry.code: source.code for source in sources().values() for entry in source.indicators}


def source_of_indicator(code: str) -> Source:
    """The source that declares the indicator; KeyError when none does."""
    return sources()[_source_codes()[code]]


def answering(indicator: Indicator) -> str:
    """The code of the SKPD that answers for an indicator: its own, or its source's owner."""
    return indicator.skpd or source_of_indicator(indicator.code).owner


def urusan_of(indicator: Indicator) -> str:
    """The code of the affair that an indicator belongs to: its own, or that of its SKPD."""
    return indicator.urusan or ".".join(answering(indicator).split(".")[:2])
