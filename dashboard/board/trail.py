"""The audit trail of a follow-up, in words: who wrote what, and what the data said."""

import connectors
from connectors import Indicator, regency, skpds
from dashboard import clock, figures
from dashboard.board import words
from dashboard.board.followups import FollowUp
from dashboard.measures import Entry, Event, Happening, Known
from dashboard.parts import TrailEntry, origin_of


def trail(one: FollowUp) -> list[TrailEntry]:
    """Everything that happened to it, newest first."""
    return [_told(event, one) for event in reversed(one.course.events)]


PERSONAL = {
    Happening.BEGUN: "Tindak lanjut dimulai",
    Happening.UPDATED: "Diperbarui",
    Happening.CLAIMED: "Dinyatakan selesai; menunggu data",
    Happening.UNCLAIMED: "Pernyataan selesai ditarik",
}
BY_DATA = {
    Happening.CLOSED: "Ditutup oleh data",
    Happening.REOPENED: "Dibuka kembali oleh data",
    Happening.DENIED: "Dibuka kembali: data belum menunjukkan selesai",
}


def _told(event: Event, one: FollowUp) -> TrailEntry:
    when = figures.clock(clock.local(event.at), regency().zone)
    if event.known is not None and event.known.period is not None:
        entry, known = connectors.indicator(one.indicator), event.known
        text = f"{figures.period(event.known.period, entry)}: {_valued(known, entry)}"
        source = connectors.source_of_indicator(entry.code)
        origin = origin_of(entry.code, one.area, one.skpd, known.period)
        who = skpds()[source.owner].short
        return TrailEntry(BY_DATA[event.kind], (text,), "", when, f"data {who}", True, origin)
    if event.entry is None or event.kind is Happening.OVERDUE:
        due = figures.day(event.entry.due) if event.entry else ""
        return TrailEntry(f"Lewat tenggat {due}", (), "", when, "")
    return TrailEntry(
        PERSONAL[event.kind],
        tuple(_changes(event.entry, event.before)),
        event.entry.note,
        when,
        event.entry.by,
    )


def _valued(known: Known, entry: Indicator) -> str:
    return f"{words.amount(known.value, entry)}, {known.state.word}"


def _changes(new: Entry, old: Entry | None) -> list[str]:
    """What an entry says that the one before did not."""
    due = figures.day(new.due)
    if old is None:
        told = [f"Penanggung jawab {new.owner}", f"Tenggat {due}", f"Kemajuan {new.progress} %"]
        return [*told, "Langsung dinyatakan selesai"] if new.done else told
    told = []
    if new.owner != old.owner:
        told.append(f"Penanggung jawab dari {old.owner} ke {new.owner}")
    if new.due != old.due:
        told.append(f"Tenggat dari {figures.day(old.due)} ke {due}")
    if new.progress != old.progress:
        told.append(f"Kemajuan dari {old.progress} % ke {new.progress} %")
    return told
