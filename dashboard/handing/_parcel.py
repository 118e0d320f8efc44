"""What goes out of one brief: its files, and the words that come with them."""

from sqlalchemy import Connection

from connectors import areas, regency, skpds
from dashboard import clock, figures, store
from dashboard.brief import file_name, week_named
from dashboard.delivery import NotYet, Parcel
from dashboard.store import Brief

KINDS = ("pdf", "xlsx")


def parcel(db: Connection, brief: Brief, link: str) -> Parcel:
    """The parcel of a finished brief. Raises NotYet for one that has no paper yet."""
    found = {kind: store.brief_file(db, brief.id, kind) for kind in KINDS}
    if not brief.final or found["pdf"] is None:
        why = f": {brief.error}" if brief.error else ""
        raise NotYet(f"Laporan {brief.week} belum jadi{why}")
    files = {
        file_name(brief.week, brief.scope, kind): body
        for kind, body in found.items()
        if body is not None
    }
    ident = "-".join(filter(None, ("laporan", regency().code, brief.week, brief.scope, brief.code)))
    facts = {
        "week": brief.week,
        "scope": brief.scope,
        "code": brief.code,
        "until": brief.until.isoformat(),
        "sha256": brief.sha256,
    }
    return Parcel(ident, subject(brief), _text(brief, link, files), link, files, facts)


def subject(brief: Brief) -> str:
    """The one line that a mailbox shows."""
    # In ASCII where it can be: Python's folding puts a second blank before an encoded word.
    return f"Laporan mingguan {about(brief.scope)}, {_days(brief.week)}".replace("–", "-")


def about(scope: str) -> str:
    """Whom or what a brief is about, in words."""
    kind, _, code = scope.partition("-")
    if not scope:
        return regency().name
    if kind == "area" and code in areas():
        return areas()[code].name
    named = [one.name for one in skpds().values() if code in (one.code, one.short.lower())]
    return named[0] if kind == "skpd" and named else scope


def _text(brief: Brief, link: str, files: dict[str, bytes]) -> str:
    until = figures.clock(clock.local(brief.until), regency().zone)
    excel = ", dan Excel berisi angkanya" if len(files) > 1 else ""
    lines = [
        f"Terlampir laporan mingguan {about(brief.scope)} untuk {_days(brief.week)}: PDF untuk "
        f"dibaca dan dicetak{excel}.",
        "",
        f"Isinya angka yang diketahui sampai {until}.",
        *([f"Dibaca di layar: {link}"] if link else []),
        f"Kode laporan, tercetak di setiap halaman: {brief.code}",
        f"SHA-256 berkas PDF: {brief.sha256}",
        "",
        f"Surat ini dikirim sendiri oleh dasbor {regency().product}; balasannya tidak dibaca.",
    ]
    return "\n".join(lines)


def _days(name: str) -> str:
    """«pekan 47 tahun 2026, 16–22 November 2026»."""
    week = week_named(name)
    return f"{week.title.lower()}, {week.days}"
