"""Every source: does it answer, how old is what it gave, when is it next, what is wrong."""

from typing import Any

from dash import html, register_page

import connectors
from connectors import regency, skpds
from dashboard import clock, figures, parts, store
from dashboard.settings import settings

TITLE = "Sumber data"
register_page(__name__, path="/sumber-data", name=TITLE, title=f"{TITLE} · {regency().product}",
              order=90)  # fmt: skip

STATES = {
    "ok": ("reached", "berhasil"),
    "failed": ("behind", "gagal"),
    "held": ("behind", "ditahan"),
    "rejected": ("below_path", "ditolak"),
    "running": ("on_path", "sedang ditarik"),
    "interrupted": ("below_path", "terputus"),
    "unset": ("no_value", "belum disambungkan"),
    "never": ("no_value", "belum ditarik"),
}


def layout(**_query: str) -> html.Div:
    """The page; it is about this very moment, so nothing of it is kept."""
    now = clock.now()
    try:
        with store.reading() as db:
            runs = {run["source"]: run for run in store.last_runs(db).to_dict("records")}
            due = store.next_due(db)
    except store.StoreUnusable as error:
        return parts.page(TITLE, parts.notice(str(error), "error"), current="/sumber-data")
    environ, demo = settings().environ, settings().demo
    rows, faults = [], []
    for source in connectors.sources().values():
        run = runs.get(source.code, {})
        unset = source.database and not connectors.address_of(source, environ) and not demo
        state = "unset" if unset else run.get("state", "never")
        shape, word = STATES[state]
        if run.get("error"):
            faults.append(parts.notice(run["error"], "error"))
        name = [html.Strong(source.title), html.Span(f"{source.system} · {source.code}",
                className="soft"), parts.simulated(bool(run.get("ok_simulated")))]  # fmt: skip
        rows.append(
            [
                name,
                skpds()[source.owner].short,
                parts.state_label(shape, word),
                when(run.get("ok_ended_at")),
                age(run.get("ok_ended_at"), now),
                when(due.get(source.code)),
                figures.number(run.get("ok_rows_seen") or 0),
            ]
        )
    head = ["Sumber", "SKPD", "Keadaan", "Terakhir berhasil", "Umur", "Berikutnya", "Angka"]
    about = "Setiap sumber dan penarikan terakhirnya"
    table = parts.table(head, rows, about, numeric=(6,), minor=(1, 6))
    lead = "Satu sumber yang gagal tidak mengubah yang lain; angka terakhirnya tetap dipakai."
    return parts.page(TITLE, *faults, table, current="/sumber-data", lead=lead)


def when(moment: Any) -> str:
    """A moment as the regency's clocks show it."""
    if moment is None or moment != moment:
        return "–"
    return figures.clock(clock.local(moment), regency().zone)


def age(moment: Any, now: Any) -> str:
    """How long ago."""
    if moment is None or moment != moment:
        return "–"
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 0)} menit"
    return f"{minutes // 60} jam" if minutes < 48 * 60 else figures.age(minutes // 1440)
