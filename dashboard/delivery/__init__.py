"""Carries finished files out: by mail, into a folder, to a webhook. It knows no store and no brief.

What it can say of a try is one of four: it was taken, `NotYet`, `Refused`, or, of mail alone,
`Uncertain`. Whoever calls remembers which, and so sees to it that nobody gets a parcel twice.
"""

from dashboard.delivery._outcome import NotYet, Parcel, Refused, Uncertain
from dashboard.delivery._plan import Limits, Mail, Plan, Server, Webhook
from dashboard.delivery._reading import DeliveryWrong, plan
from dashboard.delivery._send import send

__all__ = [
    "DeliveryWrong",
    "Limits",
    "Mail",
    "NotYet",
    "Parcel",
    "Plan",
    "Refused",
    "Server",
    "Uncertain",
    "Webhook",
    "plan",
    "send",
]
