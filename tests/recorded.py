"""How a test puts a checked frame into a store: the way of a refresh, without an agency."""

from datetime import date

from dashboard import store

LONG_AGO = date(1900, 1, 1)


def recorded(url, source, frame, when, *, since=LONG_AGO, simulated=False):
    """Stage `frame` as one piece of a run at `when`, and publish it; the counts."""
    with store.writing(url) as db:
        run = store.start(db, source, simulated, since, when)
        store.stage(db, run, frame)
    with store.writing(url) as db:
        return store.publish(db, run, when)
