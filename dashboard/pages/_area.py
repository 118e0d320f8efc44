"""The head of the profile of one place, and what is said of one indicator there."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from connectors import Area, children, regency
from dashboard import figures, parts
from dashboard.board import place, profile, sentences, words
from dashboard.board.place import Seen
from dashboard.pages._outlines import Stamp, outlines

HOME = "/wilayah"


def crumbs(where: Area) -> html.Div:
    """The way down to a place, and its neighbours in the list."""
    kin = place.kin(where)
    steps = [("Wilayah", HOME), *((place.called(one), address(one)) for one in kin.above)]
    beside = [
        dcc.Link([sign[0], one.name, sign[1]], href=address(one), className="quiet")
        for one, sign in ((kin.before, ("← ", "")), (kin.after, ("", " →")))
        if one is not None
    ]
    return html.Div([parts.crumbs(steps), html.Div(beside, className="next-door")], className="way")


def address(where: Area) -> str:
    """The page of a place."""
    return f"{HOME}/{where.code}"


def facts(where: Area, seen: Sequence[Seen]) -> html.Dl:
    """What one wants to know of a place before its numbers."""
    told: list[tuple[str, Any]] = []
    count = place.people(seen)
    if count is not None:
        line = count.line
        amount = words.amount(line.standing.value, line.indicator)
        told.append(("Penduduk", parts.value(amount, line.address)))
        told.append(("Dihitung pada", words.period(line.standing, line.indicator)))
        if count.ranks:
            ranks = "; ".join(profile.briefly(rank) for rank in count.ranks)
            told.append(("Urutan penduduk", ranks))
    good, bad = profile.better_and_worse(seen)
    told.append(("Indikator tercatat", parts.counted(str(len(seen)))))
    if good or bad:
        text = f"{good} lebih baik, {bad} lebih buruk"
        told.append((f"Terhadap {profile.whole(where)}", parts.counted(text)))
    if small := profile.warned(seen):
        told.append(("Angka kecil", parts.counted(f"{small} indikator")))
    return html.Dl([html.Div([html.Dt(k), html.Dd(v)]) for k, v in told], className="facts")


def spot(where: Area, file: Stamp) -> html.Div:
    """Where the place lies: its kecamatan on the small map."""
    inside = children(regency().code)
    chosen = next((one for one in inside if where.code.startswith(one.code)), None)
    label = f"Letak {place.called(chosen)}" if chosen else f"Peta {regency().name}"
    code = chosen.code if chosen else ""
    found, _ = outlines(file)
    spots = {one.code: (one.row, one.column) for one in inside}
    drawn = figures.outlined(found, code, label) if found else figures.located(spots, code, label)
    return html.Div([parts.mark(drawn), html.P(label, className="soft")], className="spot-map")


def name(each: Seen) -> str:
    """The short name of an indicator."""
    return each.line.indicator.short or each.line.indicator.title


def amount(each: Seen) -> str:
    """The value with its unit."""
    return words.amount(each.line.standing.value, each.line.indicator)


def more(each: Seen, where: Area) -> str:
    """The page of the indicator at the place."""
    return f"/indikator/{each.line.indicator.code}?wilayah={where.code}"


def mark(each: Seen) -> Any:
    """The light where there is a target of its own, else better or worse than the whole."""
    standing = each.line.standing
    if standing.state in (*sentences.GREEN, *sentences.OFF):
        return parts.state_label(standing.state)
    return parts.judged(each.versus.good if each.judged else None)
