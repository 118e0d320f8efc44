"""Every indicator of a place: what stands out first, then all of them by theme."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import dcc, html

from connectors import Area
from dashboard import figures, parts
from dashboard.board import place, profile, words
from dashboard.board.place import Seen
from dashboard.board.telling import SPARK
from dashboard.pages import _area

CAREFUL = "angka kecil, hati-hati"
RULE = (
    "Peringkat: ke-1 terbaik menurut arah indikator; tanpa arah, terbesar. Jumlah dibandingkan "
    "sebagai bagian dari seluruhnya, angka relatif sebagai selisih; hanya angka relatif yang "
    "berarah dinilai lebih baik atau lebih buruk, dan hanya periode yang sama dibandingkan. "
    "Angka kecil (!): jumlah di bawah lima, atau angka relatif atas kurang dari tiga puluh kasus."
)


def outstanding(where: Area, seen: Sequence[Seen]) -> Any:
    """The strongest and the weakest points, side by side."""
    best, worst = profile.strongest(seen), profile.weakest(seen)
    if not best and not worst:
        return parts.empty(
            "Tidak ada angka relatif yang masuk sepertiga teratas atau terbawah di antara wilayah "
            "sejenis."
        )
    target = profile.targeted(seen)
    upper = "tercapai atau di jalurnya" if target else "masuk sepertiga teratas"
    lower = "di luar jalurnya" if target else "masuk sepertiga terbawah"
    return html.Div(
        [
            points("Paling kuat", best, where, f"Tidak ada yang {upper}."),
            points("Paling lemah", worst, where, f"Tidak ada yang {lower}."),
        ],
        className="columns even",
    )


def points(title: str, found: Sequence[Seen], where: Area, nothing: str) -> html.Div:
    """A few indicators, each with its value and why it stands out."""
    items = [
        html.Li(
            [
                html.Div(
                    [
                        dcc.Link(
                            _area.name(each), href=_area.more(each, where), className="strong"
                        ),
                        parts.value(_area.amount(each), each.line.address, "number"),
                    ],
                    className="point",
                ),
                html.Div(
                    [
                        parts.value(profile.why(each, where), each.line.address, "soft"),
                        _area.mark(each),
                    ],
                    className="point",
                ),
            ]
        )
        for each in found
    ]
    shown: Any = html.Ul(items, className="points") if items else parts.empty(nothing)
    return html.Div([html.H3(title), shown])


def themes(where: Area, seen: Sequence[Seen], today: date) -> list[Any]:
    """Every indicator, by theme, and by what rule they are compared."""
    badge = not profile.all_simulated(seen)
    names = sorted({each.line.indicator.theme for each in seen})
    tables = [
        themed(
            one, [each for each in seen if each.line.indicator.theme == one], where, today, badge
        )
        for one in names
    ]
    told = [] if badge else [html.P(parts.simulated(True), className="tell")]
    return [*told, *tables, html.P(RULE, className="note soft")]


def themed(theme: str, mine: Sequence[Seen], where: Area, today: date, badge: bool) -> Any:
    """The indicators of one theme, folded; what is better and what is worse stands in the title."""
    good, bad = profile.better_and_worse(mine)
    whole = badge and profile.all_simulated(mine)
    title = [
        html.Span(theme),
        parts.counted(f"{len(mine)} indikator", "soft"),
        parts.counted(parts.judged(True, f"{good} lebih baik")) if good else None,
        parts.counted(parts.judged(False, f"{bad} lebih buruk")) if bad else None,
        parts.simulated(whole),
    ]
    head = ["Indikator", "Nilai", "Peringkat", profile.compared(where, mine), "Periode", "Gerak",
            "Asal"]  # fmt: skip
    rows = [row(each, where, today, badge and not whole) for each in mine]
    minor = [4, 5, 6]
    if not any(each.ranks or profile.note(each) for each in mine):  # nothing to compare with
        head, rows = [*head[:2], *head[4:]], [[*cells[:2], *cells[4:]] for cells in rows]
        minor = [3, 4]
    made = parts.table(head, rows, f"{theme}: {place.called(where)}", (1,), minor)
    return parts.folded([one for one in title if one], made)


def row(each: Seen, where: Area, today: date, badge: bool) -> list[Any]:
    """One indicator of the place as a row of its theme's table."""
    line = each.line
    entry, standing = line.indicator, line.standing
    note, light = profile.note(each), _area.mark(each)
    ranks = [html.Span(profile.briefly(rank), className="row") for rank in each.ranks]
    return [
        [dcc.Link(entry.title, href=_area.more(each, where)), " ",
         parts.simulated(badge and line.simulated)],
        [parts.value(_area.amount(each), line.address),
         html.Span(CAREFUL, className="soft careful") if each.small else None],
        ranks or html.Span("tanpa peringkat", className="soft"),
        [light, parts.value(note, line.address, "row soft") if note else None]
        if note or light else html.Span("tidak dibandingkan", className="soft"),
        [html.Span(words.period(standing, entry), className="row"),
         html.Span(words.age(standing, entry, today), className="soft")],
        spark(each),
        parts.value(words.origin(line), line.address),
    ]  # fmt: skip


def spark(each: Seen) -> Any:
    """The last periods as a line; of one period there is none."""
    rows = each.line.rows
    actual = rows[rows["kind"] == "actual"].tail(SPARK)
    if len(actual) < 2:
        return html.Span("satu periode", className="soft")
    label = f"{_area.name(each)}: {len(actual)} periode terakhir, terbaru {_area.amount(each)}"
    days = [day.toordinal() for day in actual["period"]]
    return parts.mark(figures.sparkline(list(actual["value"]), label=label, places=days), "tiny")
