"""Seals what is kept of a person, and knows a claim again without keeping its NIK.

One secret, from DASHBOARD_RECIPIENTS_KEY or a file that only its owner reads, gives two keys
(HKDF-SHA256, RFC 5869): one seals (AES-256-GCM, a random 96-bit nonce a text; far fewer than the
2^32 texts that NIST SP 800-38D allows a key), one matches (HMAC-SHA256). The secret is never in the
database: who has only one of the two reads nothing.
"""

import hmac
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dashboard.recipients._kept import Candidate, Sealed
from dashboard.settings import SECRET_LEAST, Settings

FILE = "penerima.kunci"
NONCE = 12  # bytes
FORM = b"\x01"  # of a sealed text: this byte, nonce, text and tag
BLOCK = 64  # a sealed text is filled up to a multiple: its length tells no name
BETWEEN = "\x1f"


class KeyLost(Exception):
    """What is sealed cannot be opened with this key; the sentence says what to do."""

    def __init__(
        self, what: str = "Kunci data penerima bukan kunci yang menyegel temuan ini"
    ) -> None:
        super().__init__(
            f"{what}. Kembalikan {FILE} ke folder DASHBOARD_DATA (atau DASHBOARD_RECIPIENTS_KEY) "
            "dari cadangan. Bila kuncinya hilang, jalankan `python -m dashboard verify --new-key`: "
            "temuan dibuat baru dari daftarnya, tanda petugas pada temuan lama tidak ikut"
        )


@dataclass(frozen=True)
class Keys:
    """The two keys. `sign` tells them from others and may be kept beside the data."""

    sealing: bytes = field(repr=False)
    matching: bytes = field(repr=False)

    @property
    def sign(self) -> str:
        """Another key, another sign; nothing of the key can be reckoned from it."""
        return hmac.digest(self.matching, b"sign", "sha256").hex()[:32]


def keys(found: Settings, *, make: bool = False) -> Keys:
    """The keys of this dashboard; with `make`, made at first need. Raises KeyLost."""
    secret = found.recipients_key or _read(found) or (_made(found) if make else "")
    if len(secret) < SECRET_LEAST:  # also a file that was cut short or emptied
        raise KeyLost("Kunci data penerima tidak ada")
    return Keys(_derived(secret, b"seal"), _derived(secret, b"match"))


def match(keys: Keys, *words: str) -> bytes:
    """What stands for the words in the database: 32 bytes that only this key can make."""
    return hmac.digest(keys.matching, BETWEEN.join(words).encode(), "sha256")


def seal(keys: Keys, text: bytes, bound: bytes) -> bytes:
    """The text under seal, to be opened only as part of what it is `bound` to."""
    nonce = secrets.token_bytes(NONCE)
    return FORM + nonce + AESGCM(keys.sealing).encrypt(nonce, text, bound)


def unseal(keys: Keys, sealed: bytes, bound: bytes) -> bytes:
    """The text that was sealed. Raises KeyLost, also when a single bit was changed."""
    nonce, text = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        if sealed[:1] != FORM:
            raise InvalidTag
        return AESGCM(keys.sealing).decrypt(nonce, text, bound)
    except (InvalidTag, ValueError):
        raise KeyLost(
            "Segel temuan tidak dapat dibuka: kuncinya lain, atau isinya diubah"
        ) from None


def written(person: Sealed) -> bytes:
    """The person as bytes, filled up with spaces (JSON does not mind)."""
    text = json.dumps(asdict(person), ensure_ascii=False, separators=(",", ":")).encode()
    return text.ljust(-(-len(text) // BLOCK) * BLOCK)


def read(text: bytes) -> Sealed:
    """The person out of what `written` gave."""
    given = json.loads(text)
    candidates = (_candidate(each) for each in given.pop("candidates"))
    differs = tuple(given.pop("differs"))
    return Sealed(**given, differs=differs, candidates=tuple(candidates))


def _candidate(given: dict[str, Iterable[str]]) -> Candidate:
    return Candidate(**given | {"differs": tuple(given["differs"])})  # type: ignore[arg-type]


def _derived(secret: str, purpose: bytes) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"penerima 1 " + purpose)
    return made.derive(secret.encode())


def _read(found: Settings) -> str:
    try:
        return (found.data / FILE).read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        raise KeyLost("Kunci data penerima tidak dapat dibaca; periksa hak berkasnya") from None


def _made(found: Settings) -> str:
    """A new key in its file: whole, or not at all, and never over another one."""
    place = found.data / FILE
    part = found.data / f"{FILE}.{os.getpid()}.{secrets.token_hex(4)}"
    try:
        found.data.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())  # findings sealed with a key that a power cut took are lost
        try:
            os.link(part, place)
        except FileExistsError:
            pass  # another process was first: its key is the key
        finally:
            part.unlink()
    except OSError:
        raise KeyLost("Kunci data penerima tidak dapat dibuat; periksa hak tulis folder") from None
    return _read(found)
