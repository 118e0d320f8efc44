"""The session: a signed cookie that names a person, good for some days or until they are revoked.

The signing key is DASHBOARD_SECRET, or a file in the data folder that is made at first need and
that only its owner reads. There is no key that everybody knows.
"""

import hmac
import os
import secrets

from flask import g, has_request_context, request
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import Connection

from dashboard.access._persons import Person, persons
from dashboard.settings import Settings, settings

COOKIE = "sesi"
DAYS = 14
FILE = "kunci-sesi"
BOUND = 16  # characters of the key's hash in a session: another key, another session


class Unkeyed(Exception):
    """There is no signing key and none can be made; the sentence says what to do."""


def seal(person: Person) -> str:
    """The cookie's value for a person. Raises Unkeyed."""
    return _signer(_key(settings())).dumps([person.number, person.token_hash[:BOUND]])


def current(db: Connection) -> Person | None:
    """Who sent the request; None for anybody who has not signed in, or no longer may.

    Whatever answers a request that asks this is for one person: `g.personal` says so.
    """
    if not has_request_context():
        return None
    g.personal = True
    sealed = request.cookies.get(COOKIE, "")
    key = _known_key(settings())
    if not sealed or not key:
        return None
    try:
        number, bound = _signer(key).loads(sealed, max_age=DAYS * 24 * 3600)
    except (BadData, TypeError, ValueError):  # tampered with, too old, or not ours at all
        return None
    for person in persons(db):
        same = hmac.compare_digest(person.token_hash[:BOUND], str(bound))
        if person.number == number and same and person.revoked_at is None:
            return person
    return None


def _signer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="sesi")


def _known_key(found: Settings) -> str:
    """The signing key, if there is one already."""
    if found.secret:
        return found.secret
    try:
        return (found.data / FILE).read_text("ascii")
    except OSError:
        return ""


def _key(found: Settings) -> str:
    """The signing key, made at first need."""
    if known := _known_key(found):
        return known
    part = found.data / f"{FILE}.{os.getpid()}.{secrets.token_hex(4)}"
    try:
        found.data.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(part, found.data / FILE)  # whole, or not at all: another worker may be first
        except FileExistsError:
            pass
        finally:
            part.unlink()
    except OSError as error:
        raise Unkeyed(
            "Kunci penanda sesi tidak dapat dibuat; periksa hak tulis folder DASHBOARD_DATA, atau "
            "isi DASHBOARD_SECRET"
        ) from error
    return _known_key(found)
