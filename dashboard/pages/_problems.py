"""The sections of the page of problems."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from dash import html
from sqlalchemy import Connection

from connectors import (
    Indicator,
    answering,
    children,
    documents,
    indicators,
    programmes,
    regency,
    skpds,
)
from dashboard import parts
from dashboard.board import Line, Problem, problems

FULL = 40  # problems told in full; those after them in short, for the page to stay light
LISTS = "problem-lists"
HOME = "/permasalahan"


def known(asked: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What the filters of the address ask for, without what nobody knows."""
    missions = {str(entry.mission) for entry in indicators().values() if entry.mission}
    there: dict[str, Any] = {"skpd": skpds(), "misi": missions, "program": programmes()}
    return {name: value for name, value in asked if value in there[name]}


def choices(
    entries: Sequence[Indicator], chosen: dict[str, str], area: str, moment: datetime | None
) -> Any:
    """The filters: only what is there to choose, and what is chosen."""
    owners = {answering(entry) for entry in entries} | {chosen.get("skpd", "")}
    missions = {str(entry.mission or "") for entry in entries} | {chosen.get("misi", "")}
    codes = {entry.programme for entry in entries} | {chosen.get("program", "")}
    plan = documents()[regency().plans[-1].code]
    named = {str(mission.number): mission.title for mission in plan.missions}
    inside = sorted(children(regency().code), key=lambda each: each.name)
    offered = {
        "skpd": {code: skpds()[code].short for code in sorted(owners - {""})},
        "misi": {
            number: " ".join(f"{number} {named.get(number, '')}".split())
            for number in sorted(missions - {""})
        },
        "program": {code: programmes()[code].title for code in sorted(codes - {""})},
    }
    offered["skpd"] = dict(sorted(offered["skpd"].items(), key=lambda pair: pair[1]))
    labels = {"skpd": "SKPD", "misi": "Misi RPJMD", "program": "Program prioritas"}
    place = parts.Choice("wilayah", "Kecamatan", {each.code: each.name for each in inside}, area,
                         "Seluruh kabupaten", asks=True)  # fmt: skip
    made = [
        parts.Choice(name, labels[name], options, chosen.get(name, ""))
        for name, options in offered.items()
        if options
    ]
    return parts.filters([*made, place], LISTS, moment)


def lead(lines: Sequence[Line]) -> html.P:
    """How much can be judged at all."""
    aimed = sum(line.standing.target_period is not None for line in lines)
    text = (
        f"{aimed} dari {len(lines)} indikator tingkat kabupaten punya target yang berlaku; "
        "yang lain belum dapat dinilai."
    )
    return html.P(parts.counted(text), className="lead")


def off(
    db: Connection,
    found: Sequence[Problem],
    chosen: dict[str, str],
    today: date,
    moment: datetime | None,
) -> list[Any]:
    """What is off its path, worst first: the first ones in full."""
    items = problems.items(db, found, today, moment)
    if not items:
        return [parts.empty("Tidak ada indikator bertarget yang di luar jalurnya.")]
    made: list[Any] = [parts.problem_list(items[:FULL], chosen)]
    if items[FULL:]:
        made.append(parts.attention_list(items[FULL:], chosen))
    return [*made, parts.none_fits()]


def late(
    db: Connection,
    found: Sequence[Problem],
    chosen: dict[str, str],
    today: date,
    moment: datetime | None,
) -> list[Any]:
    """What has a target but is too old to be judged, longest overdue first."""
    if not found:
        return [parts.empty("Tidak ada indikator bertarget yang lewat umur.")]
    items = problems.items(db, found, today, moment)
    told = (
        "Punya target, tetapi angka barunya belum datang pada waktunya. Karena itu tidak dapat "
        "dinilai; yang paling lama terlambat lebih dulu."
    )
    return [
        html.P(told, className="soft above"),
        parts.attention_list(items, chosen),
        parts.none_fits(),
    ]


def explained() -> html.Details:
    """How the order comes about, folded."""
    told: list[Any] = [
        "Setiap permasalahan mendapat angka 0 sampai 100 dari empat bagian; yang terbesar berdiri "
        "paling atas. Ini keputusan dasbor ini, bukan peraturan.",
        html.Dl(
            [
                html.Div([html.Dt(name), html.Dd(text)])
                for name, text in (
                    ("Arah, sampai 40", "memburuk 40, tertinggal 30, di bawah jalur 15."),
                    (
                        "Jarak, sampai 30",
                        "kekurangan terhadap jalur dibanding besarnya target: sepersepuluh target "
                        "mendapat setengahnya, makin jauh makin besar.",
                    ),
                    (
                        "Lamanya, sampai 15",
                        "sejak periode pertama di luar jalur tanpa putus: satu tahun mendapat "
                        "setengahnya, makin lama makin besar.",
                    ),
                    (
                        "Warga terdampak, sampai 15",
                        "banyaknya orang dibanding penduduk, setiap kelipatan sepuluh sama "
                        "besarnya. Yang belum diketahui tidak mendapat angka.",
                    ),
                )
            ]
        ),
        "Yang lewat umur tidak dapat dinilai, jadi tidak diberi angka dan selalu di belakang.",
    ]
    body = [html.P(each) if isinstance(each, str) else each for each in told]
    return parts.folded(
        "Bagaimana urutan ini dihitung", html.Div(body, className="note ranking-told")
    )
