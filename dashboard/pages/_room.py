"""The operator's room in words: what a source needs, its row, the coverage of the applications."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dash import html

from connectors import Source, is_set, regency, skpds
from dashboard import clock, figures, parts
from dashboard.board.room import LOOKS, Room, SourceLine
from dashboard.settings import Settings

HEAD = ["Sumber", "Keadaan", "Data terakhir", "Berikutnya", "Angka", "Lama menarik",
        "Andal 90 hari", "Hubungi"]  # fmt: skip
EVERY = {"hourly": "jam", "daily": "hari", "weekly": "pekan", "monthly": "bulan"}


def sentence(room: Room) -> html.H1:
    """The state of all sources in one sentence, what is wrong coloured."""
    live = [line for line in room.lines if line.reach != "unset"]
    if not live:
        return parts.sentence([parts.Piece("Belum ada sumber yang tersambung.")])
    needy = len(room.needy)
    opening = f"{len(live) - needy} dari {len(live)} sumber segar"
    if not needy:
        return parts.sentence([parts.Piece(f"{opening}; tidak ada yang perlu ditangani.")])
    wrong = parts.Piece(f" {needy} perlu ditangani.", worst=True)
    return parts.sentence([parts.Piece(f"{opening};"), wrong])


def counts(room: Room) -> html.Ul:
    """How many sources are in each state."""
    return parts.word_counts([(LOOKS[word], word, room.counts[word]) for word in LOOKS])


def need(line: SourceLine, now: datetime) -> parts.NeedItem:
    """What one source needs."""
    code = line.source.code
    text = line.error.removeprefix(f"{code}: ") or (
        f"Penarikan terakhir yang berhasil {ago(line.ok_at, now)} lalu; seharusnya setiap "
        f"{EVERY[line.source.refresh]}."
    )
    doctor = f"python -m dashboard doctor {code}"
    commands = [f"python -m dashboard {word} {line.run}" for word in ("accept", "reject")]
    return parts.NeedItem(
        LOOKS[line.word],
        line.word,
        line.source.title,
        sentence_of(text.partition(" Bila benar:")[0] if line.run else text),
        commands if line.run else [doctor],
        line.who,
        f"sejak {when(line.failing_since)}" if line.failing_since else "",
    )


def sentence_of(text: str) -> str:
    """What stood after a source's code, as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def row(line: SourceLine, now: datetime) -> list[Any]:
    """The table's row of one source."""
    name = [
        html.Strong(line.source.title),
        html.Span(f"{line.source.system} · {line.source.code}", className="soft"),
        parts.simulated(line.reach == "simulated"),
    ]
    last: Any = "–"
    if line.ok_at is not None:
        last = [f"{ago(line.ok_at, now)} lalu", html.Span(when(line.ok_at), className="soft")]
    return [
        name,
        parts.state_label(LOOKS[line.word], line.word),
        last,
        ahead(line.due_at, now),
        figures.number(line.rows) if line.rows else "–",
        lasting(line),
        "–" if line.reliability is None else f"{figures.number(line.reliability)} %",
        [skpds()[line.source.owner].short, html.Span(line.source.contact, className="soft")],
    ]


def lasting(line: SourceLine) -> Any:
    """How long refreshes take, and the way that has gone."""
    if not line.seconds:
        return "–"
    newest = f"{figures.number(line.seconds[-1], 1)} detik"
    if len(line.seconds) < 3:
        return newest
    label = f"Lama {len(line.seconds)} penarikan terakhir, kini {newest}"
    return [newest, parts.mark(figures.sparkline(line.seconds, label=label), "mark tiny")]


def coverage(found: Mapping[str, int]) -> html.Div:
    """How many of the registered applications are read, and how."""
    words = {
        "connected": ("fill-4", "Tersambung ke basis data atau layanan", ""),
        "file": ("fill-3", "Lewat berkas", ""),
        "ready": ("fill-1", "Konektor siap", "alamat belum diisi; data simulasi bila diminta"),
        "none": ("track", "Belum ada konektor", ""),
    }
    shown = [
        parts.Part(colour, word, found[name], note) for name, (colour, word, note) in words.items()
    ]
    return parts.parts_of(shown)


def waivers(sources: list[Source]) -> list[Any]:
    """Safeguards that somebody has let be, with who and why."""
    words = {"writes": "akun dapat menulis", "tls": "sambungan tidak diverifikasi"}
    return [
        parts.notice(
            f"{source.title}: {words[name]}. Diizinkan oleh {waiver['by']} pada "
            f"{figures.day(waiver['on'])}: {waiver['why']}"
        )
        for source in sources
        for name, waiver in source.waived.items()
    ]


def when(moment: datetime) -> str:
    """A moment as the regency's clocks show it."""
    return figures.clock(clock.local(moment), regency().zone)


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago."""
    if moment is None:
        return "–"
    minutes = max(int((now - moment).total_seconds() // 60), 0)
    if minutes < 60:
        return f"{minutes} menit"
    return f"{minutes // 60} jam" if minutes < 48 * 60 else figures.age(minutes // 1440)


def ahead(moment: datetime | None, now: datetime) -> str:
    """How long until then."""
    if moment is None:
        return "–"
    return f"dalam {ago(now, moment)}" if moment > now else "sekarang"


def reached(source: Source, found: Settings) -> str:
    """How a source is read now: connected, file, simulated, unset."""
    if not source.database or (source.dbms == "files" and is_set(source, found.environ)):
        return "file"
    if is_set(source, found.environ):
        return "connected"
    return "simulated" if found.demo else "unset"
