"""The sections of the pages of recipients: lists, reasons, kecamatan and desa."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
from dash import dcc, html

from connectors import areas, regency, skpds
from dashboard import clock, figures, parts, recipients
from dashboard.board.aid import Aid
from dashboard.measures import State
from dashboard.pages import _areas, _map
from dashboard.recipients import Reason, Run

HOME = "/bantuan"
RECENT = 24  # months of the small trend
SEVERITY = {"gagal": State.WORSENING, "periksa": State.BELOW_PATH, "catatan": State.NO_TARGET}
ACTS = {"skpd": "SKPD", "dukcapil": "Dukcapil", "skpd dan desa": "SKPD dan desa"}
HOW = "python -m dashboard verify"
TOP = 8  # reasons of all lists together


def runs() -> dict[str, Run]:
    """The last run of each list; none before there was one."""
    try:
        with recipients.reading() as db:
            return recipients.last_runs(db)
    except recipients.NeverVerified:
        return {}


def listed(found: Sequence[Aid], known: Mapping[str, Run], kind: str, today: date) -> Any:
    """The lists of a kind, the least valid first; those without a number say why."""
    every = {code: one for code, one in recipients.claim_lists().items() if one.kind == kind}
    rows = [
        _row(one, known.get(one.code), today) for one in sorted(found, key=lambda one: one.share)
    ]
    shown = {one.code for one in found}
    rows += [_unknown(code, known.get(code)) for code in every if code not in shown]
    money = kind == "aid"
    head = ["Daftar", "Valid", "Menurut bulan", "Baris", "Rupiah berisiko", "Verifikasi terakhir"]
    picked = [place for place in range(len(head)) if money or place != 4]
    cut = [[row[place] for place in picked] for row in rows]
    numbers = [picked.index(place) for place in (1, 3, 4) if place in picked]
    minor = [picked.index(place) for place in (2, 3, 5)]
    caption = "Daftar penerima bantuan" if money else "Daftar pasien"
    return parts.table([head[place] for place in picked], cut, caption, numbers, minor)


def _row(one: Aid, run: Run | None, today: date) -> list[Any]:
    # Of the month that runs, the register does not know everybody yet: that is no fall.
    recent = one.months[one.months["period"] < pd.Timestamp(today.replace(day=1))].tail(RECENT)
    shares = (100 * recent["valid"] / recent["checked"]).tolist()
    label = f"{one.entry.title}: {len(recent)} bulan terakhir"
    places = [day.toordinal() for day in recent["period"]]
    risk = parts.value(figures.quantity(one.at_risk, "Rp"), one.risk_address)
    return [
        _name(one.code),
        parts.value(figures.quantity(one.share, "%", 1), one.address, "strong"),
        html.Div(
            parts.mark(figures.sparkline(shares, label=label, places=places)), className="tiny"
        ),
        parts.value(figures.number(one.checked), one.address),
        risk,
        last(run),
    ]


def _unknown(code: str, run: Run | None) -> list[Any]:
    return [_name(code), "–", None, "–", "–", last(run)]


def _name(code: str) -> list[Any]:
    one = recipients.claim_lists()[code]
    return [dcc.Link(one.title, href=f"{HOME}/{code}", className="strong"),
            html.Span(f" {skpds()[one.skpd].short}", className="soft")]  # fmt: skip


def last(run: Run | None) -> Any:
    """When a list was verified last, or why it was not."""
    if run is None:
        return html.Span(f"belum pernah; jalankan {HOW}", className="soft")
    day = figures.day(clock.today(run.started_at))
    if run.state == "refused":
        return html.Span([f"{day}: tidak dapat dijalankan. ", run.error], className="late note")
    return html.Span(day, className="soft")


def mapped(
    found: Sequence[Aid], titles: Mapping[str, str], code: str, moment: datetime | None
) -> list[Any]:
    """One list by kecamatan: the choice of the list, tiles, and the table behind them."""
    choice = parts.Choice("daftar", "Daftar", dict(titles), code, "", True)
    return [parts.filters([choice], "aid-places", moment), *tiles(found, code)]


def tiles(found: Sequence[Aid], code: str) -> list[Any]:
    """The valid share of each kecamatan as tiles, and as a table, the lowest first."""
    if not found:
        return [parts.empty("Belum ada baris yang kecamatannya diketahui.")]
    by_area = {one.area: one for one in found}
    entry = found[0].entry
    shares = pd.DataFrame({"area": list(by_area), "value": [one.share for one in by_area.values()]})
    ranked = _map.ranked_with_all(shares, entry)
    made = _map.tiles(
        ranked,
        lambda row: figures.number(row["value"], 1),
        lambda row: f"ke-{row['rank']}",
        lambda area: (
            f"{HOME}/{code}?kecamatan={area}#desa",
            by_area[area].address if area in by_area else "",
        ),
    )
    told = "Bagian baris yang valid (%), dalam lima kelompok yang sama banyak."
    paid = pays(code)
    rows = [
        [
            dcc.Link(areas()[one.area].name, href=f"{HOME}/{code}?kecamatan={one.area}#desa"),
            parts.value(figures.quantity(one.share, "%", 1), one.address),
            parts.value(figures.number(one.checked), one.address),
            *([parts.value(figures.quantity(one.at_risk, "Rp"), one.risk_address)] if paid else []),
        ]
        for one in sorted(found, key=lambda one: one.share)
    ]
    caption = "Penerima valid menurut kecamatan, dari yang terendah"
    table = parts.table(heads("Kecamatan", paid), rows, caption, (1, 2, 3), (2,))
    title = f"Tabel {len(rows)} kecamatan"
    legend = _areas.legend(entry, ranked)
    drawn = html.Div([parts.tile_map(made, told), legend], className="panel")
    return [drawn, parts.folded(title, table)]


def pays(code: str) -> bool:
    """Whether a list is of money given; a health service's is not."""
    return recipients.claim_lists()[code].kind == "aid"


def heads(place: str, paid: bool) -> list[str]:
    """The columns of a table by place."""
    return [place, "Valid", "Baris", *(["Rupiah berisiko"] if paid else [])]


def every_reason() -> Any:
    """The most frequent reasons of all lists together, notes aside."""
    return reasons_of("", TOP)


def reasons_of(code: str, most: int = 0) -> Any:
    """The reasons of one list, or of all, by weight; how many claims have each and who acts."""
    try:
        with recipients.reading() as db:
            found = recipients.reason_totals(db, code, regency().code)
    except recipients.NeverVerified:
        return parts.empty("Belum ada verifikasi.")
    known = recipients.reasons()
    if most:
        heavy = [known[code].severity != "catatan" for code in found["reason"]]
        found = found[heavy].sort_values("value", ascending=False).head(most)
    if found.empty:
        return parts.empty("Tidak ada temuan.")
    rows = [reason_row(known[code], count) for code, count in zip(*_columns(found), strict=True)]
    head = ["Alasan", "Berat", "Baris", "Langkah berikutnya", "Yang mengerjakan"]
    caption = "Mengapa baris tidak valid, atau perlu diketahui"
    return parts.table(head, rows, caption, (2,), (3, 4))


def _columns(found: pd.DataFrame) -> tuple[list[str], list[float]]:
    return found["reason"].tolist(), found["value"].tolist()


def reason_row(one: Reason, count: float) -> list[Any]:
    """One reason with the number of claims that have it."""
    return [
        html.Div(
            [html.Strong(one.title), html.Br(), html.Span(one.sentence, className="soft")],
            className="note",
        ),
        parts.state_label(SEVERITY[one.severity], one.severity),
        parts.counted(figures.number(count)),
        html.Span(one.step, className="note"),
        ACTS[one.office],
    ]
