"""The page of where one kecamatan lags."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dash import dcc, html
from sqlalchemy import Connection

from connectors import areas
from dashboard import parts
from dashboard.board import lags, sentences
from dashboard.pages import _problems
from dashboard.pages._opened import part


def kecamatan(
    db: Connection, area: str, chosen: dict[str, str], moment: datetime | None
) -> html.Div:
    """The page of one kecamatan: a comparison, never a judgement."""
    any_known, found = bool(lags.newest(db, moment)), lags.found(db, area, moment)
    last = [each for each in found if each[1].last and not each[1].total]
    worse = [each for each in found if not each[1].last]
    totals = [each for each in found if each[1].total]
    told = (
        "Target hanya ditetapkan untuk kabupaten. Karena itu kecamatan tidak dinilai terhadap "
        "target, melainkan dibandingkan dengan kecamatan lain dan dengan kabupaten pada periode "
        "yang sama."
    )
    groups = (
        ("Termasuk tiga terakhir di antara kecamatan", last, ""),
        ("Lebih buruk daripada kabupaten", worse, ""),
        (
            "Jumlahnya termasuk tiga terbanyak",
            totals,
            "Belum dibanding jumlah penduduk: kecamatan besar wajar punya jumlah besar.",
        ),
    )
    sections = [
        part(title, lambda group=group, note=note: _group(group, note, area, chosen))  # type: ignore[misc]
        for title, group, note in groups
        if group
    ]
    name = areas()[area].name
    if not any_known:
        return parts.page(
            f"Kecamatan {name}",
            parts.empty("Belum ada data kecamatan."),
            current=_problems.HOME,
            moment=moment,
        )
    return parts.page(
        parts.sentence(sentences.lags(name, len(last), len(worse), len(totals))),
        html.P(
            [told, " ", dcc.Link(f"Profil Kecamatan {name}", href=f"/wilayah/{area}"), "."],
            className="lead",
        ),
        _problems.choices([each[0] for each in found], chosen, area, moment),
        html.Div(sections, className=_problems.LISTS),
        current=_problems.HOME,
        moment=moment,
    )


def _group(group: Sequence[lags.Found], note: str, area: str, chosen: dict[str, str]) -> list[Any]:
    head = [html.P(note, className="soft above")] if note else []
    listed = parts.lag_list([lags.told(each, area) for each in group], chosen)
    return [*head, listed, parts.none_fits()]
