"""How old a value is, and when the next one was promised."""

from datetime import date, timedelta

import pandas as pd

from connectors import Indicator

MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
DAYS = {"day": 1, "week": 7}


def next_period(period: date, entry: Indicator) -> date:
    """The first day of the period after `period`."""
    if entry.frequency in DAYS:
        return period + timedelta(days=DAYS[entry.frequency])
    return (pd.Timestamp(period) + pd.DateOffset(months=MONTHS[entry.frequency])).date()


def period_end(period: date, entry: Indicator) -> date:
    """The last day of what the value describes: of a yearly survey, the end of its month."""
    if entry.survey_month:
        first = period.replace(month=entry.survey_month)
        return (pd.Timestamp(first) + pd.DateOffset(months=1)).date() - timedelta(days=1)
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
