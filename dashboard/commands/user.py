"""`user`: the persons who may write follow-ups."""

import argparse

from rich.table import Table

import connectors
from dashboard import access, clock, figures, store
from dashboard.commands._words import Commands, Refused, console, say
from dashboard.settings import Settings


def add(commands: Commands) -> None:
    """The words it takes."""
    user = commands.add_parser("user", help="atur siapa yang boleh menulis tindak lanjut")
    words = user.add_subparsers(required=True, metavar="TINDAKAN")
    one = words.add_parser("add", help="tambah orang; tautan masuknya tampil sekali")
    one.add_argument("name", metavar="NAMA", help="nama orangnya, di antara tanda kutip")
    one.add_argument("--skpd", required=True, metavar="KODE", help="kode SKPD-nya, seperti 1.02")
    one.add_argument(
        "--all", action="store_true", help="boleh menulis untuk semua SKPD (Kominfo, Bappeda)"
    )
    one.add_argument("--address", help="alamat dasbor sebagaimana dibuka orang itu")
    one.set_defaults(command=new)
    words.add_parser("list", help="tampilkan semua orang").set_defaults(command=everybody)
    gone = words.add_parser("revoke", help="cabut hak seseorang, seketika")
    gone.add_argument("number", type=int, metavar="NOMOR", help="nomor dari `user list`")
    gone.set_defaults(command=revoke)


def new(asked: argparse.Namespace, found: Settings) -> int:
    """Add a person and say their link, this once."""
    if asked.skpd not in connectors.skpds():
        raise Refused(f"SKPD {asked.skpd} tidak ada; lihat kodenya di connectors/_skpd.csv")
    store.upgrade(found.store_url)
    name = " ".join(asked.name.split())
    try:
        with store.writing(found.store_url) as db:
            person, token = access.add(db, name, asked.skpd, asked.all, clock.now())
    except ValueError as error:
        raise Refused(f"Tidak ditambahkan: {error}") from error
    home = (asked.address or f"http://{found.host}:{found.port}").rstrip("/")
    say(f"{person.name} ({office(person)}) ditambahkan sebagai nomor {person.number}")
    say("Kirim tautan ini hanya kepadanya; tidak dapat ditampilkan lagi:")
    say(f"  {home}/masuk#{token}")
    return 0


def everybody(asked: argparse.Namespace, found: Settings) -> int:
    """List the persons."""
    store.upgrade(found.store_url)
    with store.reading(found.store_url) as db:
        known = access.persons(db)
    table = Table(title="Yang boleh menulis tindak lanjut")
    for name in ("Nomor", "Nama", "SKPD", "Menulis untuk", "Sejak", "Dicabut"):
        table.add_column(name)
    for person in known:
        gone = figures.day(clock.today(person.revoked_at)) if person.revoked_at else ""
        extent = "semua SKPD" if person.every else "SKPD-nya"
        since = figures.day(clock.today(person.added_at))
        table.add_row(str(person.number), person.name, office(person), extent, since, gone)
    console.print(table)
    return 0


def revoke(asked: argparse.Namespace, found: Settings) -> int:
    """Take a person's access away."""
    store.upgrade(found.store_url)
    with store.writing(found.store_url) as db:
        if not access.revoke(db, asked.number, clock.now()):
            raise Refused(f"Nomor {asked.number} tidak ada atau sudah dicabut; lihat `user list`")
    say(f"Hak nomor {asked.number} dicabut; sesinya berakhir seketika. Tulisannya tetap")
    return 0


def office(person: access.Person) -> str:
    """The short name of a person's SKPD."""
    known = connectors.skpds().get(person.skpd)
    return known.short if known else person.skpd
