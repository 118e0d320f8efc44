"""Reads the operator's file; every sentence of a refusal names the file and the key.

Addresses with passwords and secrets stand in environment variables, which the file names. What is
in them is never repeated.
"""

import re
import tomllib
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from dashboard.delivery._addresses import Wrong, mail_server, web_address
from dashboard.delivery._outcome import plain
from dashboard.delivery._plan import Mail, Plan, Webhook
from dashboard.delivery._table import Table
from dashboard.settings import SECRET_LEAST, Settings

ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
MAILBOX = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
SCOPE = re.compile(r"(skpd|area)-[A-Za-z0-9.-]+")
SCOPE_MOST, ROLE_MOST, ADDRESS_MOST = 40, 80, 254


class DeliveryWrong(Exception):
    """The operator's file cannot be used; the sentence says which key and what is expected."""


def plan(settings: Settings) -> Plan:
    """What is delivered, to whom and when; nothing without a file. Raises DeliveryWrong."""
    path = settings.delivery
    if path is None:
        return Plan()
    try:
        return _plan(Table("", _read(path), settings))
    except Wrong as error:
        raise DeliveryWrong(f"{path}: {error}") from None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise Wrong("berkas ini tidak ada; buat, atau perbaiki DASHBOARD_DELIVERY") from None
    except OSError:
        raise Wrong("berkas ini tidak dapat dibaca; periksa hak bacanya") from None
    except UnicodeDecodeError:
        raise Wrong("bukan teks UTF-8; simpan lagi sebagai UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"baris {line[1]}" if line else "akhir berkas"
        raise Wrong(
            f"{where} bukan TOML yang benar; periksa tanda kutip, kurung, dan kunci yang ditulis "
            "dua kali"
        ) from None


def _plan(whole: Table) -> Plan:
    times = whole.section("schedule") or Table("schedule", {}, whole.settings)
    expected = "hari, senin sampai minggu (atau monday sampai sunday)"
    day = times.text("day", expected, "senin").lower()
    if day not in DAYS and day not in ENGLISH:
        raise times.wrong("day", f"«{plain(day)}» bukan hari; isi dengan {expected}")
    weekday = (DAYS if day in DAYS else ENGLISH).index(day)
    hour, minute = times.number("hour", 23, 6), times.number("minute", 59, 0)
    mail, folder, webhook = (whole.section(key) for key in ("mail", "folder", "webhook"))
    for table in (whole, times):
        table.done()
    return Plan(
        weekday=weekday,
        hour=hour,
        minute=minute,
        mail=_mail(mail) if mail else None,
        folder=_folder(folder) if folder else None,
        webhook=_webhook(webhook) if webhook else None,
    )


def _mail(table: Table) -> Mail:
    name, url = table.named("server", "alamat server surat")
    try:
        server = mail_server(name, url)
    except Wrong as error:
        raise table.wrong("server", str(error)) from None
    sender = table.text("from", "alamat pengirim, misalnya Dasbor <dasbor@contoh.go.id>")
    mailbox = parseaddr(sender)[1]
    if not MAILBOX.fullmatch(mailbox) or "," in sender:
        raise table.wrong("from", "bukan satu alamat surel seperti Dasbor <dasbor@contoh.go.id>")
    ca = table.file("ca")
    to, scopes = table.section("to"), table.section("scopes")
    table.done()
    if not (to and to.left) and not (scopes and scopes.left):
        raise table.wrong("to", 'belum ada; isi [mail.to] dengan peran = ["alamat@contoh.go.id"]')
    roles = _addresses(to, ROLE_MOST) if to else {}
    by_scope = _addresses(scopes, SCOPE_MOST) if scopes else {}
    for scope in by_scope:
        if scopes and not SCOPE.fullmatch(scope):
            raise scopes.wrong(scope, 'bukan laporan; tulis seperti "area-35.22.15"')
    return Mail(server, sender, mailbox, ca, roles, by_scope)


def _addresses(table: Table, most: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in table.left.items():
        if not 0 < len(key) <= most or not key.isprintable():
            raise table.wrong(key[:most], f"nama harus 1 sampai {most} tanda")
        if type(value) is not list or not value or not all(type(one) is str for one in value):
            raise table.wrong(key, 'isi dengan daftar alamat, misalnya ["bupati@contoh.go.id"]')
        for one in value:
            if not MAILBOX.fullmatch(one) or not one.isascii() or len(one) > ADDRESS_MOST:
                raise table.wrong(key, f"«{plain(one)}» bukan alamat surel")
        # One mailbox, however it is spelt: as two addresses it would get two letters.
        found[key] = tuple(one.lower() for one in value)
    return found


def _folder(table: Table) -> Path:
    expected = "jalur lengkap sebuah folder, misalnya /srv/laporan"
    path = Path(table.text("path", expected))
    table.done()
    if not path.is_absolute() or len(str(path)) > ADDRESS_MOST:
        raise table.wrong("path", f"bukan jalur lengkap; isi dengan {expected}")
    return path


def _webhook(table: Table) -> Webhook:
    name, url = table.named("url", "alamat https yang diberi tahu")
    _, secret = table.named("secret", f"rahasia, sedikitnya {SECRET_LEAST} tanda acak")
    if len(secret) < SECRET_LEAST:
        raise table.wrong(
            "secret",
            f"terlalu pendek; sedikitnya {SECRET_LEAST} tanda acak, misalnya dari "
            "`openssl rand -hex 32`",
        )
    ca = table.file("ca")
    table.done()
    try:
        safe, host, port, path = web_address(url)
    except Wrong as error:
        raise table.wrong("url", f"isi {name} {error}") from None
    return Webhook(name, safe, host, port, path, secret, ca)
