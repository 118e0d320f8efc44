"""The contents of a brief: everything that is on the paper, as plain data to be frozen."""

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

import segno
from sqlalchemy import Connection

from connectors import regency
from dashboard import clock, figures
from dashboard.brief._aims import aims
from dashboard.brief._blocks import Block, words
from dashboard.brief._data import Row, as_csv, row_of
from dashboard.brief._front import front
from dashboard.brief._headline import headline
from dashboard.brief._known import Known
from dashboard.brief._people import people
from dashboard.brief._places import places
from dashboard.brief._purse import purse
from dashboard.brief._sources import sources
from dashboard.brief._trouble import trouble
from dashboard.brief._weeks import Week

Contents: TypeAlias = dict[str, Any]

LAYOUT = Path(__file__).with_name("brief.typ")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none looks like another
CODE = 10  # letters of the code, 50 bits
PAGES = (
    ("Laporan mingguan", front),
    ("Indikator utama", headline),
    ("Permasalahan", trouble),
    ("Misi dan program prioritas", aims),
    ("Kecamatan", places),
    ("Anggaran dan pengadaan", purse),
    ("Penerima bantuan", people),
    ("Mutu data, sumber, dan arti kata", sources),
)


@dataclass(frozen=True)
class Asked:
    """Which brief: the week, of what (`scope`, empty for the regency), whether final, and the
    address at which the paper is checked."""

    week: Week
    scope: str = ""
    final: bool = True
    public_url: str = ""

    @property
    def address(self) -> str:
        """Where it is checked."""
        place = f"/{self.scope}" if self.scope else ""
        return f"{self.public_url}/laporan/{self.week.name}{place}"


def weekly(db: Connection, asked: Asked, moment: datetime) -> Contents:
    """The brief of the regency, as known at `moment`."""
    known = Known(db, clock.today(moment), moment)
    pages = [
        {
            "title": title,
            "aside": f"{asked.week.title}, {asked.week.days}" if not number else "",
            "blocks": make(known),
        }
        for number, (title, make) in enumerate(PAGES)
    ]
    rows = [row_of(line) for line in known.lines]
    return assembled(asked, moment, "Laporan mingguan", pages, rows, known.simulated)


def assembled(
    asked: Asked,
    moment: datetime,
    title: str,
    pages: Sequence[dict[str, Any]],
    rows: Sequence[Row],
    simulated: bool,
) -> Contents:
    """The pages with what stands on each of them, and the code that is reckoned from it all."""
    week, home = asked.week, regency()
    when = f"Data per {figures.clock(clock.local(moment), home.zone)}"
    badge = "Memuat data simulasi" * simulated
    if not asked.final and not asked.scope:
        badge = f"Rancangan{' · data simulasi' * simulated}"
    day = clock.today(moment)
    paper = {
        "title": words(f"{title} {home.name}, {week.title.lower()}"),
        "author": words(home.government),
        "day": [day.year, day.month, day.day],
        "kop": [words(home.government.upper()), words(home.product)],
        "running": words(f"{home.name} · {title} · {week.title}"),
        "data": words(when),
        "badge": words(badge),
        "csv": {
            "name": f"data-{week.name}{f'-{asked.scope}' if asked.scope else ''}.csv",
            "about": f"Angka di balik laporan {week.name}",
            "text": as_csv(rows),
        },
    }
    made: Contents = {
        "week": week.name,
        "scope": asked.scope,
        "final": asked.final,
        "until": moment.isoformat(),
        "layout": LAYOUT.read_text("utf-8"),  # frozen too: a later one prints later weeks
        "paper": paper,
        "pages": [dict(page) | {"title": words(page["title"]), "aside": words(page["aside"])}
                  for page in pages],
        "data": list(rows),
    }  # fmt: skip
    return signed(made, asked)


def laid_out(contents: Contents, asked: Asked) -> Contents:
    """The contents with the layout of today, and their code: of a week of which nobody has a paper
    yet."""
    return signed(contents | {"layout": LAYOUT.read_text("utf-8")}, asked)


def signed(contents: Contents, asked: Asked) -> Contents:
    """The contents with the code that is reckoned from them, and the way to where it is checked."""
    paper = {name: value for name, value in contents["paper"].items() if name not in SIGNS}
    bare = contents | {"paper": paper}
    code = code_of(bare)
    link = f"{asked.address}?kode={code}"
    qr = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        qr, kind="svg", border=0, xmldecl=False, omitsize=True
    )
    return bare | {
        "paper": paper
        | {
            "code": f"Kode {code}",
            "check": "asli? direvisi? periksa di",
            "address": asked.address.partition("://")[2],
            "qr": qr.getvalue().decode(),
            "qr_alt": f"Kode QR ke {link}",
        }
    }


SIGNS = ("code", "check", "address", "qr", "qr_alt")


def code_of(bare: Contents) -> str:
    """Ten letters that stand for the contents: «K7Q29-XFM4T»."""
    number = int.from_bytes(hashlib.sha256(dumped(bare).encode()).digest()[:8]) >> 14
    text = "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(CODE)))
    return f"{text[:5]}-{text[5:]}"


def dumped(contents: Contents) -> str:
    """The contents as the one JSON text that is stored: the same contents, the same text."""
    return json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"),
                      allow_nan=False)  # fmt: skip


def loaded(text: str) -> Contents:
    """Contents that were stored."""
    found: Contents = json.loads(text)
    return found


def blocks_of(contents: Contents) -> list[list[Block]]:
    """The blocks of each page."""
    return [page["blocks"] for page in contents["pages"]]
