"""The one place that reads the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from connectors import regency


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The moment as the clocks of the regency show it."""
    return moment.astimezone(ZoneInfo(regency().timezone))


def today(moment: datetime) -> date:
    """The regency's calendar day at `moment`."""
    return local(moment).date()


def end_of(day: date) -> datetime:
    """The first moment after `day`, in the regency."""
    start = datetime.combine(day, datetime.min.time(), ZoneInfo(regency().timezone))
    return start + timedelta(days=1)


def asked(day: str) -> tuple[datetime, bool]:
    """The moment a viewer asks for, and whether it is a past one.

    `day` is an ISO day, whose end is meant; anything else means now.
    """
    moment = now()
    try:
        then = end_of(date.fromisoformat(day))
    except ValueError:
        return moment, False
    return (then - timedelta(microseconds=1), True) if then < moment else (moment, False)
