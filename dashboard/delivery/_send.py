"""One parcel to one address, on the way that the plan says."""

from collections.abc import Callable

from dashboard.delivery import _folder, _mail, _webhook
from dashboard.delivery._outcome import Parcel, Refused
from dashboard.delivery._plan import Plan


def send(
    plan: Plan, parcel: Parcel, channel: str, address: str, committing: Callable[[], None]
) -> None:
    """Return when the other side has taken the parcel. Raises NotYet, Refused or Uncertain.

    `committing` is called, of mail alone, right before what cannot be taken back; should it raise,
    nothing was sent.
    """
    if channel == "folder" and plan.folder and address == str(plan.folder):
        _folder.put(plan.folder, plan.limits, parcel)
    elif channel == "webhook" and plan.webhook and address == plan.webhook.host:
        _webhook.announce(plan.webhook, plan.limits, parcel)
    elif channel == "mail" and plan.mail and address in _addresses(plan):
        _mail.post(plan.mail, plan.limits, parcel, address, committing)
    else:
        raise Refused(f"{address} tidak ada lagi dalam rencana pengiriman")


def _addresses(plan: Plan) -> set[str]:
    scopes = ["", *plan.scopes]
    wanted = [one for scope in scopes for one in plan.wanted(scope)]
    return {address for channel, _, address in wanted if channel == "mail"}
