"""From which day a source is asked, once what it said before is known."""

from datetime import date, timedelta

import pandas as pd

from connectors._check import first_days
from connectors._contract import Source
from connectors._declared import accepted


def asked_since(source: Source, newest: date) -> date:
    """The first day of what may still change or be new, when `newest` is the newest period known.

    It begins a period of every frequency that the source speaks of, and a year when one of its
    indicators adds up from January: of a period asked for in part the number would be wrong.
    """
    day = pd.Series([pd.Timestamp(newest) - timedelta(days=source.look_back_days)])
    frequencies = {entry.resets or entry.frequency for entry in accepted(source).values()}
    firsts: list[pd.Timestamp] = [first_days(day, name).iloc[0] for name in frequencies]
    return min(firsts).date()
