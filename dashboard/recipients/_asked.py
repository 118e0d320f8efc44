"""What of a work list an address asks for: the page, its forms and its download ask alike."""

from collections.abc import Mapping
from typing import Any

from connectors import children, regency
from dashboard.recipients._kept import STATES
from dashboard.recipients._reasons import reasons

CLOSED = "selesai"  # as a state: findings that a run closed


def asked(address: Mapping[str, str]) -> dict[str, Any]:
    """`kecamatan`, `reason`, `state`, `closed` for `findings` and `count_findings`, from the
    address's `kecamatan`, `alasan`, `status`. What is unknown asks for nothing."""
    kecamatan, reason, state = (address.get(name, "") for name in ("kecamatan", "alasan", "status"))
    return {
        "kecamatan": kecamatan if kecamatan in {a.code for a in children(regency().code)} else "",
        "reason": reason if reason in reasons() else "",
        "state": state if state in STATES else "",
        "closed": state == CLOSED,
    }
