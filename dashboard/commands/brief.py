"""`brief`: the printed snapshot of a week, of the regency, of one place or of one agency."""

import argparse
from dataclasses import replace
from pathlib import Path

from connectors import skpds
from dashboard import brief, clock, handing, printing, store, weekly
from dashboard.board import place
from dashboard.brief import AREA, OFFICE, Asked
from dashboard.commands._words import Commands, Refused, say
from dashboard.printing import Made
from dashboard.settings import Settings


def add(commands: Commands) -> None:
    """The words it takes."""
    about = "laporan mingguan tercetak (PDF); tanpa --week: pekan tertutup terakhir"
    one = commands.add_parser("brief", help=about, description=about)
    one.add_argument("--week", help="pekan ISO, seperti 2026-W47")
    one.add_argument("--out", type=Path, help="berkas PDF; tanpa ini: di folder ini")
    which = one.add_mutually_exclusive_group()
    which.add_argument("--area", help="satu halaman untuk satu wilayah, seperti 35.22.15")
    which.add_argument("--skpd", help="satu halaman untuk satu SKPD, menurut kodenya")
    one.add_argument("--due", action="store_true", help="tutup pekan dan kirim bila waktunya")
    one.add_argument("--send-again", metavar="ALAMAT", help="kirim pekan itu sekali lagi ke sini")
    one.set_defaults(command=run)


def run(asked: argparse.Namespace, found: Settings) -> int:
    """Make a brief; the exit status is the number that could not be made."""
    now = clock.now()
    store.upgrade(found.store_url)
    if asked.due:
        made = weekly.work(found, now)
        for each in made:
            told(each)
        return sum(bool(each.error) for each in made)
    which = Asked(*chosen(asked, found), True, found.public_url)
    if asked.send_again:
        scope = which.scope or None  # of every brief of the week that this address gets
        with store.writing(found.store_url) as db:
            again = handing.send_again(db, which.week.name, asked.send_again, now, scope)
        say(f"  ✓ {again} pengiriman ke {asked.send_again} dimulai lagi; lihat /sumber-data")
        return 0
    each = made_now(which, found)
    told(each)
    if each.error:
        return 1
    name = asked.out or Path(brief.file_name(each.week, each.scope, "pdf"))
    try:
        name.write_bytes(each.pdf)
    except OSError as error:
        raise Refused(f"{name} tidak dapat ditulis: {error.strerror}; pilih --out lain") from error
    say(f"  {name}")
    return 0


def chosen(asked: argparse.Namespace, found: Settings) -> tuple[brief.Week, str]:
    """The week and the scope. Raises Refused for what is not known."""
    scope = ""
    if asked.area:
        if place.within(asked.area) is None:
            raise Refused(
                f"Wilayah {asked.area} tidak ada; tulis kode Kemendagri, seperti 35.22.15"
            )
        scope = f"{AREA}{asked.area}"
    if asked.skpd:
        if asked.skpd not in skpds():
            near = ", ".join(list(skpds())[:3])
            raise Refused(f"SKPD {asked.skpd} tidak ada; kodenya seperti {near}, lihat /skpd")
        scope = f"{OFFICE}{asked.skpd}"
    running = brief.week_of(clock.today(clock.now()))
    if not asked.week:
        # A visit wants today's numbers; the weekly brief a week that is over, if there is one.
        with store.reading(found.store_url) as db:
            first = store.first_known(db)
        closed = first is not None and first <= running.before.end
        return (running.before if closed and not scope else running), scope
    try:
        week = brief.week_named(asked.week)
    except ValueError as error:
        raise Refused(f"Pekan {asked.week} tidak terbaca; tulis seperti {running.name}") from error
    if week > running:
        raise Refused(f"Pekan {week.name} belum mulai; pekan ini {running.name}")
    return week, scope


def made_now(which: Asked, found: Settings) -> Made:
    """The brief of a week: of one that is over as it is frozen, of the running one a draft."""
    now = clock.now()
    if not which.week.is_over(now):
        return printing.drafted(found, replace(which, final=False), now)
    with store.reading(found.store_url) as db:
        known = store.brief(db, which.week.name, which.scope)
    if known is not None and known.final and known.sha256:
        return printing.again(found, known)
    return printing.closed(found, which, now)


def told(each: Made) -> None:
    """How one brief went."""
    name = f"{each.week}{f' {each.scope}' if each.scope else ''}"
    if each.error:
        say(f"  ✗ {name} tidak diterbitkan: {each.error}")
    elif not each.final:
        say(f"  ✓ {name}: rancangan, pekan ini belum ditutup")
    else:
        say(f"  ✓ {name}: {each.again or 'ditutup dan dicetak'}")
