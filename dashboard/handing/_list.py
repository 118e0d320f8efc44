"""Who is to get a brief, also while the plan that says so cannot be read."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from dashboard import delivery, store
from dashboard.settings import Settings
from dashboard.store import Brief

UNKNOWN = "plan"  # the channel of a delivery that stands for all, while the plan cannot be read
SOON = timedelta(minutes=1)
MENDED = "setelah diperbaiki, pengiriman berjalan sendiri"
UNSET = (
    "DASHBOARD_DELIVERY belum diisi, jadi tidak diketahui ke mana laporan dikirim; isi dengan "
    f"jalur berkas rencana pengiriman, {MENDED}"
)


def enlist(settings: Settings, db: Connection, brief: int, scope: str, now: datetime) -> int:
    """Put a brief on its way to everybody in the plan who is not on the list yet; to how many.

    While the plan cannot be read, one delivery stands for all of them and says why.
    """
    if settings.delivery is None:
        return 0
    try:
        wanted = delivery.plan(settings).wanted(scope)
    except delivery.DeliveryWrong as error:
        stand_in = (UNKNOWN, "semua penerima", settings.delivery.name)
        return store.hand_out(db, brief, [stand_in], now, said=f"{error}; {MENDED}")
    return store.hand_out(db, brief, wanted, now)


def expand(db: Connection, plan: delivery.Plan, briefs: Mapping[int, Brief], now: datetime) -> None:
    """Put those in the place of each delivery that stands for all of them."""
    for one in store.deliveries(db, state="waiting"):
        if one.channel == UNKNOWN:
            store.hand_out(db, one.brief_id, plan.wanted(briefs[one.brief_id].scope), now)
            store.withdraw(db, one.id)


def plan_now(db: Connection, settings: Settings, now: datetime) -> delivery.Plan | None:
    """The plan; None when there is none that can be read, which all that waits then says."""
    if settings.delivery is None:
        store.explain_waiting(db, UNSET, now + SOON)
        return None
    try:
        return delivery.plan(settings)
    except delivery.DeliveryWrong as error:
        store.explain_waiting(db, f"{error}; {MENDED}", now + SOON)
        return None
