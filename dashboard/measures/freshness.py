"""How old a value is, and when the next one was promised."""

from datetime import date, timedelta

from connectors import Indicator

MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
DAYS = {"day": 1, "week": 7}


def next_period(period: date, entry: Indicator) -> date:
    """The first day of the period after `period`."""
    if entry.frequency in DAYS:
        return period + timedelta(days=DAYS[entry.frequency])
    return _months_on(period, MONTHS[entry.frequency])


def period_end(period: date, entry: Indicator) -> date:
    """The last day of what the value describes: of a yearly survey, the end of its month."""
    if entry.survey_month:
        return _months_on(period.replace(month=entry.survey_month), 1) - timedelta(days=1)
    return next_period(period, entry) - timedelta(days=1)


def due(period: date, entry: Indicator) -> date:
    """The day by which the value after that of `period` was promised."""
    return period_end(next_period(period, entry), entry) + timedelta(days=entry.lag_days)


def is_stale(period: date, entry: Indicator, today: date) -> bool:
    """Whether the value after that of `period` should be there by now."""
    return today > due(period, entry)


def age_days(period: date, entry: Indicator, today: date) -> int:
    """Days since the end of the period; negative while it still runs."""
    return (today - period_end(period, entry)).days


def _months_on(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
