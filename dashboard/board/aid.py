"""Lists of recipients: what their verification adds up to, by list, area and month.

Read from the store like any number; who is in a list, the board does not know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection

import connectors
from connectors import Indicator, children, regency
from dashboard import figures, store
from dashboard.parts import Piece

SHARE, CHECKED, RISK = "valid_recipients_", "recipients_checked_", "recipients_at_risk_"


@dataclass(frozen=True)
class Aid:
    """One list in one area: its months (`period`, `checked`, `valid`, `at_risk`), oldest first."""

    code: str
    area: str
    months: pd.DataFrame
    simulated: bool

    @property
    def entry(self) -> Indicator:
        """The indicator of its valid share."""
        return connectors.indicator(SHARE + self.code)

    @property
    def pays(self) -> bool:
        """Whether it is a list of aid; health services pay nothing, so nothing is at risk."""
        return RISK + self.code in connectors.indicators()

    @property
    def checked(self) -> int:
        """How many claims were verified."""
        return round(self.months["checked"].sum())

    @property
    def share(self) -> float:
        """The share (%) of the claims that are valid; NaN without any."""
        return 100 * self.months["valid"].sum() / self.checked if self.checked else float("nan")

    @property
    def at_risk(self) -> float:
        """Rupiah of the claims that fail."""
        return float(self.months["at_risk"].sum())

    @property
    def address(self) -> str:
        """Where all its months stand, with what they are reckoned from."""
        place = "" if self.area == regency().code else f"?wilayah={self.area}"
        return f"/indikator/{SHARE}{self.code}{place}"

    @property
    def risk_address(self) -> str:
        """The same of the rupiah at risk."""
        return self.address.replace(SHARE, RISK)


@store.kept
def lists(db: Connection, codes: Sequence[str], moment: datetime | None) -> list[Aid]:
    """The lists `codes` that have been verified, in the regency, as known at the `moment`."""
    frame = _months(db, codes, [regency().code], moment)
    found = {str(code): rows for code, rows in frame.groupby("list", sort=False)}
    return [_aid(code, regency().code, found[code]) for code in codes if code in found]


@store.kept
def places(db: Connection, code: str, moment: datetime | None) -> list[Aid]:
    """One list in each kecamatan where it has claims."""
    areas = [area.code for area in children(regency().code)]
    frame = _months(db, [code], areas, moment)
    return [_aid(code, str(area), rows) for area, rows in frame.groupby("area")]


def _aid(code: str, area: str, rows: pd.DataFrame) -> Aid:
    return Aid(code, area, rows.sort_values("period"), bool(rows["simulated"].any()))


def _months(
    db: Connection, codes: Sequence[str], areas: Sequence[str], moment: datetime | None
) -> pd.DataFrame:
    """`list`, `area`, `period`, `checked`, `valid`, `at_risk`, `simulated`: a row a month."""
    names = {f"{start}{code}": (start, code) for code in codes for start in (SHARE, CHECKED, RISK)}
    known = [name for name in names if name in connectors.indicators()]
    frame = store.known(db, moment, known, areas, "", ["actual"])
    frame = frame.assign(
        what=[names[each][0] for each in frame["indicator"]],
        list=[names[each][1] for each in frame["indicator"]],
    )
    keys = ["list", "area", "period", "simulated"]
    wide = frame.pivot_table(index=keys, columns="what", values="value", aggfunc="first")
    wide = wide.reindex(columns=[SHARE, CHECKED, RISK]).reset_index()
    wide["checked"] = wide[CHECKED].fillna(0.0)
    wide["valid"] = (wide[SHARE].fillna(0.0) * wide["checked"] / 100).round()
    wide["at_risk"] = wide[RISK].fillna(0.0)
    return wide[[*keys, "checked", "valid", "at_risk"]]


def opening(found: Sequence[Aid], titles: dict[str, str]) -> list[Piece]:
    """The first sentence: how many claims are valid, which list is worst, what is at risk."""
    if not found:
        return [Piece("Belum ada daftar penerima yang diverifikasi.")]
    checked = sum(one.checked for one in found)
    valid = sum(one.months["valid"].sum() for one in found)
    worst = min(found, key=lambda one: one.share)
    risk = sum(one.at_risk for one in found)
    told = [
        Piece(
            f"{figures.quantity(100 * valid / checked, '%', 1)} dari {figures.number(checked)} "
            "penerima bantuan valid. "
        ),
        Piece(f"Terendah: {titles[worst.code]}, "),
        Piece(figures.quantity(worst.share, "%", 1), True, worst.address),
    ]
    if risk:
        told.append(Piece(f". {figures.quantity(risk, 'Rp', 0)} berisiko"))
    return [*told, Piece(".")]
