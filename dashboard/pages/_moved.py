"""The sections of the page of what moved."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dash import dcc, html

from dashboard import figures, parts
from dashboard.board.moved import DAYS, Moved
from dashboard.pages._opened import part

WORDS = {
    "pekan": "Pekan ini (7 hari)",
    "bulan": "Bulan ini (30 hari)",
    "tahun": "Tahun ini (365 hari)",
}
ITSELF = {"pekan": "pekan ini", "bulan": "dalam sebulan ini", "tahun": "dalam setahun ini"}
FEW = 5  # lines in sight of what is less urgent
LISTED = "moved"  # the class of what the filters look through


def lead(found: Moved) -> html.Div:
    """Which days, and against what; said plainly where nothing older is known."""
    days = f"{figures.day(found.first)} sampai {figures.day(found.last)}"
    text = f"{days}: yang menjadi diketahui, dibandingkan dengan yang sudah diketahui pada awalnya."
    told = [html.P(text, className="lead")]
    if found.loaded:
        before = "periode yang sama setahun sebelumnya" if found.span == "tahun" else (
            "periode sebelumnya"
        )  # fmt: skip
        who, whose = f"{found.loaded} indikator dimuat", "Untuk itu yang"
        if not found.known:
            who, whose = "Semua data dimuat", "Yang"
        text = (
            f"{who} pertama kali {ITSELF[found.span]}, jadi keadaannya pada awal rentang tidak "
            f"diketahui. {whose} dibandingkan ialah periodenya: periode terbaru yang sudah selesai "
            f"dengan {before}."
        )
        told.append(html.P(parts.counted(text), className="notice", role="status"))
    return html.Div(told)


def form(found: Moved, chosen: Mapping[str, str], moment: datetime | None) -> Any:
    """The span, and what to show of it."""
    names = list(DAYS)
    return parts.filters(
        [
            parts.Choice(
                "rentang",
                "Rentang",
                {name: WORDS[name] for name in names[1:]},
                found.span,
                everything=WORDS[names[0]],
                asks=True,
            ),
            parts.Choice("skpd", "SKPD", found.skpds, chosen["skpd"]),
            parts.Choice("tema", "Tema", found.themes, chosen["tema"]),
        ],
        LISTED,
        moment,
    )


def sections(found: Moved, chosen: Mapping[str, str]) -> list[Any]:
    """Everything that moved; first what waits for a person, then what matters most."""
    when = ITSELF[found.span]
    waiting = [part("Menunggu keputusan", lambda: waits(found))]
    made = [
        part("Memburuk", lambda: moved(found.worsened, chosen, f"Tidak ada {when}.")),
        part("Membaik", lambda: moved(found.improved, chosen, f"Tidak ada {when}.")),
        part("Direvisi atau dicabut", lambda: parts.moves(
            found.revised, chosen, f"Belum ada angka yang direvisi atau dicabut {when}.",
            shown=FEW,
        )),
        part("Data baru", lambda: parts.moves(found.new, chosen, nothing_new(found), shown=FEW)),
        part("Lewat umur", lambda: overdue(found, chosen)),
        part("Berubah, tanpa arah baik atau buruk", lambda: parts.moves(
            found.neither, chosen, f"Tidak ada {when}.", shown=0,
        )),
    ]  # fmt: skip
    return [*waiting, *made] if found.waiting or found.failed else [*made, *waiting]


def moved(items: Sequence[parts.MoveItem], chosen: Mapping[str, str], nothing: str) -> list[Any]:
    """Indicators that moved one way."""
    lead = (
        f"{len(items)} indikator. Lebih dulu yang berpindah keluar dari atau kembali ke jalurnya, "
        "lalu perubahan terbesar terhadap nilai semula."
    )
    return parts.moves(items, chosen, nothing, lead)


def waits(found: Moved) -> list[Any]:
    """What a person must decide, and what could not be read."""
    items = [parts.ChangeItem("held", *told) for told in found.waiting]
    items += [parts.ChangeItem("late", *told) for told in found.failed]
    if not items:
        return [parts.empty("Tidak ada penarikan yang menunggu keputusan atau gagal.")]
    more = dcc.Link("Putuskan di halaman sumber data", href="/sumber-data")
    return [parts.changes_list(items), html.P(more, className="no-print")]


def nothing_new(found: Moved) -> str:
    """Why no new number is told."""
    if found.loaded and not found.known:
        return "Semua data baru saja dimuat pertama kali; yang menyusul akan tercatat di sini."
    return f"Belum ada data baru {ITSELF[found.span]}."


def overdue(found: Moved, chosen: Mapping[str, str]) -> list[Any]:
    """Numbers whose next one is late: those that fell due within the span, then the older ones."""
    when = ITSELF[found.span]
    told = parts.moves(found.late, chosen, f"Tidak ada angka yang menjadi lewat umur {when}.",
                       shown=FEW)  # fmt: skip
    if found.older:
        told.append(html.P("Sudah lewat umur sebelumnya:", className="soft"))
        told += parts.moves(found.older, chosen, "", shown=0)
    return told


def method(found: Moved) -> html.Details:
    """How it is reckoned, for who wants to know."""
    told = [
        "Bergerak berarti: periode terbaru yang diketahui pada akhir rentang dibandingkan dengan "
        "periode yang terbaru pada awal rentang. Keduanya menurut angka yang diketahui pada akhir "
        "rentang, jadi revisi atas periode lama tercatat sebagai revisi, bukan gerak.",
        "Membaik atau memburuk menurut arah indikatornya, bukan menurut naik atau turunnya.",
        f"Periode yang masih berjalan tidak dibandingkan: {found.running} indikator menunggu "
        "periodenya selesai.",
        "Angka yang dihitung sejak Januari, dan yang geraknya berulang tiap tahun (sedikitnya dua "
        "tahun terakhir searah dan separuh besarnya), dibandingkan dengan periode yang sama "
        "setahun sebelumnya.",
    ]
    items = html.Ul([html.Li(parts.counted(text)) for text in told], className="method")
    return html.Details([html.Summary("Cara menghitung"), items])
