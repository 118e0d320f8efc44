"""One figure, one source: what two sources would both claim is found."""

from sqlalchemy import text

from dashboard import store
from dashboard.settings import settings

# The same line under two sources, and a point of it that both have said.
TWICE = text("""
    SELECT one.indicator, one.area, one.skpd, mine.period, one.source, other.source
    FROM series AS one
    JOIN series AS other ON other.indicator = one.indicator AND other.area = one.area
      AND other.skpd = one.skpd AND other.kind = one.kind AND other.reference = one.reference
      AND other.source > one.source
    JOIN observations AS mine ON mine.series_id = one.id AND mine.status <> 'M'
    JOIN observations AS theirs ON theirs.series_id = other.id AND theirs.status <> 'M'
      AND theirs.period = mine.period
""")


def test_no_two_sources_claim_the_same_figure(data):
    with store.reading(settings({"DASHBOARD_DATA": str(data)}).store_url) as db:
        assert db.execute(TWICE).all() == []
        assert db.execute(text("SELECT count(DISTINCT source) FROM series")).scalar() > 20
