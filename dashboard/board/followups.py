"""The follow-ups of red lights, and how each one goes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

import connectors
from connectors import regency
from dashboard import clock, figures, measures, store
from dashboard.board import sentences
from dashboard.board._lines import Line
from dashboard.measures import Entry, Known, Progress

Key = tuple[str, str, str]  # indicator, area, skpd


@dataclass(frozen=True)
class FollowUp:
    """One follow-up as known at a moment; `course` holds all that happened to it."""

    indicator: str
    area: str
    skpd: str
    owner: str  # who is to do it
    due: date
    late: int  # days after the due date; 0 while it is not overdue
    percent: int
    note: str  # of the newest entry
    by: str
    at: datetime  # of the newest entry
    begun: datetime
    progress: Progress
    since: datetime  # open, claimed or closed since
    reopened: int  # how often the data opened it again
    course: measures.Course

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.indicator, self.area, self.skpd

    @property
    def open(self) -> bool:
        """Whether the data have not closed it."""
        return self.progress is not Progress.CLOSED

    @property
    def address(self) -> str:
        """Its page."""
        return address_of(*self.key)


def address_of(code: str, area: str, skpd: str = "") -> str:
    """The address of the page of one follow-up, begun or not."""
    asked = [f"wilayah={area}"] if area != regency().code else []
    asked += [f"skpd={skpd}"] if skpd else []
    return f"/tindak-lanjut/{code}" + ("?" + "&".join(asked) if asked else "")


@store.kept
def followups(db: Connection, today: date, moment: datetime | None) -> dict[Key, FollowUp]:
    """Every follow-up, as known now or at `moment`; open and most overdue first, closed last."""
    written: dict[Key, list[Entry]] = {}
    known = connectors.indicators()
    for row in store.followups(db, moment):
        if row.indicator in known:  # one that is no longer declared has no page
            entry = Entry(row.at, row.by, row.owner, row.due, row.progress, row.note,
                          row.claim == "done")  # fmt: skip
            written.setdefault((row.indicator, row.area, row.skpd), []).append(entry)
    if not written:
        return {}
    until = moment or clock.end_of(today)
    spoken = judgements(db, written, moment)
    made = [_made(key, entries, spoken[key], today, until) for key, entries in written.items()]
    order = {Progress.OPEN: 0, Progress.CLAIMED: 1, Progress.CLOSED: 2}
    made.sort(key=lambda one: (order[one.progress], one.due, one.key))
    return {one.key: one for one in made}


def judgements(
    db: Connection, written: dict[Key, list[Entry]], moment: datetime | None
) -> dict[Key, list[Known]]:
    """How the indicator of each follow-up was judged since it was begun."""
    codes, places, offices = (sorted({key[at] for key in written}) for at in range(3))
    frame = store.vintages(db, codes, places, offices, moment)
    rows = dict(list(frame.groupby(["indicator", "area", "skpd"], sort=False)))
    plans = [plan.code for plan in regency().plans]
    return {
        key: measures.judged(
            rows[key], connectors.indicator(key[0]), plans, entries[0].at, clock.today
        )
        if key in rows
        else []
        for key, entries in written.items()
    }


def _made(
    key: Key, entries: list[Entry], spoken: list[Known], today: date, until: datetime
) -> FollowUp:
    course = measures.course(entries, spoken, clock.end_of, until)
    newest = course.entry
    return FollowUp(
        *key,
        owner=newest.owner,
        due=newest.due,
        late=max((today - newest.due).days, 0) if course.overdue else 0,
        percent=newest.progress,
        note=newest.note,
        by=newest.by,
        at=newest.at,
        begun=entries[0].at,
        progress=course.progress,
        since=course.since,
        reopened=course.reopened,
        course=course,
    )


def answerable(one: FollowUp) -> set[str]:
    """The SKPD that answer for it: the indicator's, and the one that it is about."""
    return {connectors.answering(connectors.indicator(one.indicator)), one.skpd} - {""}


def counts(db: Connection, today: date, moment: datetime | None) -> dict[str, int]:
    """How many open follow-ups each SKPD answers for."""
    open_ones = [one for one in followups(db, today, moment).values() if one.open]
    return dict(Counter(code for one in open_ones for code in answerable(one)))


def briefly(one: FollowUp | None, code: str, area: str) -> tuple[str, str]:
    """A follow-up in a few words, or that there is none; and the address of its page."""
    if one is None:
        return "Belum ada tindak lanjut", address_of(code, area)
    told = status(one)
    text = f"Tindak lanjut {told[:1].lower()}{told[1:]}"
    if one.open:
        text += f" · {one.owner}, tenggat {figures.day(one.due)}"
    return text, one.address


def may_begin(line: Line | None) -> bool:
    """Whether a follow-up can be begun: the newest value is off its path, whatever its age."""
    return line is not None and line.standing.last_state in sentences.OFF


def status(one: FollowUp) -> str:
    """Where it is, in words."""
    if one.late:
        return f"Lewat tenggat {one.late} hari"
    if one.progress is Progress.OPEN:
        return "Dibuka kembali oleh data" if one.reopened else "Berjalan"
    if one.progress is Progress.CLAIMED:
        return "Dinyatakan selesai, menunggu data"
    return "Ditutup oleh data"


def standing(one: FollowUp) -> str:
    """Where it is and since when, as a sentence."""
    since = figures.day(clock.today(one.since))
    often = f" Sudah {one.reopened} kali dibuka kembali oleh data." if one.reopened else ""
    if one.progress is Progress.CLOSED:
        return f"Ditutup oleh data sejak {since}; dibuka kembali bila data memburuk lagi.{often}"
    if one.progress is Progress.CLAIMED:
        return (
            f"Dinyatakan selesai pada {since}, tetapi data belum menunjukkannya. Ditutup bila data "
            f"berikutnya pulih; bila tidak, dibuka kembali.{often}"
        )
    return f"Berjalan sejak {since}. Hanya data yang menutupnya.{often}"
