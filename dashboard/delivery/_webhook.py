"""Tells a web address that a parcel is there. The same key each time, so a repeat does no harm."""

import hashlib
import hmac
import http.client
import json
import logging
from contextlib import closing

from dashboard.delivery._outcome import NotYet, Parcel, Refused
from dashboard.delivery._plan import Limits, Webhook
from dashboard.delivery._watch import Watch, trusted

log = logging.getLogger(__name__)

LATER = (408, 425, 429)
MOST_BYTES = 64 * 1024
FAILURES = (OSError, http.client.HTTPException)


def announce(hook: Webhook, limits: Limits, parcel: Parcel) -> None:
    """Post what the parcel is, signed; return when it was taken. Raises NotYet or Refused."""
    body = told_of(parcel)
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": parcel.ident,
        "X-Signature": f"sha256={hmac.new(hook.secret.encode(), body, hashlib.sha256).hexdigest()}",
        "User-Agent": "data-makro",
    }
    status = _posted(hook, limits, body, headers)
    if 200 <= status < 300:
        return
    if status in LATER or status >= 500:
        raise NotYet(f"Webhook {hook.host} sedang tidak dapat menerima: jawaban {status}")
    if 300 <= status < 400:
        raise Refused(
            f"Webhook {hook.host} mengarahkan ke alamat lain ({status}), yang tidak kita ikuti; "
            f"perbarui {hook.variable}"
        )
    raise Refused(f"Webhook {hook.host} menolak: jawaban {status}; periksa {hook.variable}")


def told_of(parcel: Parcel) -> bytes:
    """The same bytes for the same parcel: its signature stands for them."""
    files = [
        {"name": name, "bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        for name, body in sorted(parcel.files.items())
    ]
    content = {
        "ident": parcel.ident,
        "subject": parcel.subject,
        "link": parcel.link,
        "facts": {**parcel.facts},
        "files": files,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


def _posted(hook: Webhook, limits: Limits, body: bytes, headers: dict[str, str]) -> int:
    line = (
        http.client.HTTPSConnection(
            hook.host, hook.port, timeout=limits.web, context=trusted(hook.ca)
        )
        if hook.safe
        else http.client.HTTPConnection(hook.host, hook.port, timeout=limits.web)
    )
    with Watch(limits.web) as watch, closing(line):
        watch.line = line
        try:
            line.request("POST", hook.path, body, headers)
            answer = line.getresponse()
            if watch.late:  # headers that we cut ourselves look like an end
                raise TimeoutError
        except FAILURES as error:  # its words may hold the address
            raise NotYet(f"Webhook {hook.host} {watch.told(error, limits.web)}") from None
        try:
            answer.read(MOST_BYTES)
        except FAILURES as error:
            log.info("webhook %s broke off its answer: %s", hook.host, type(error).__name__)
        return answer.status
