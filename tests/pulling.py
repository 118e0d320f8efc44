"""What the tests of connectors share: everything that a source gives, as one frame."""

from datetime import date

import pandas as pd

import connectors

EVER = date(1900, 1, 1)
TODAY = date(2026, 11, 24)


def pulled(source, address="", since=EVER, today=TODAY):
    """All pieces of a pull together, in order of the key."""
    pieces = list(connectors.pull(source, str(address), since, today))
    return pd.concat(pieces, ignore_index=True).sort_values(connectors.KEY, ignore_index=True)
