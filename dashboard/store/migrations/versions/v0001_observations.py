"""The first schema: series, observations with vintages, runs, turns, and the version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables as they were on this day, so they are written out and not imported."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("ended_at", moment),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("rows_seen", sa.Integer, nullable=False),
        sa.Column("rows_new", sa.Integer, nullable=False),
        sa.Column("rows_revised", sa.Integer, nullable=False),
        sa.Column("rows_withdrawn", sa.Integer, nullable=False),
        sa.Column("error_kind", sa.String(12), nullable=False),
        sa.Column("error", sa.Text, nullable=False),
    )
    op.create_index("runs_of_source", "runs", ["source", "started_at"])
    line = ["indicator", "area", "skpd", "kind", "reference", "simulated", "source"]
    op.create_table(
        "series",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("indicator", sa.String(80), nullable=False),
        sa.Column("area", sa.String(13), nullable=False),
        sa.Column("skpd", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("reference", sa.String(500), nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
        sa.UniqueConstraint(*line, name="one_line"),
    )
    op.create_index("lines_of_source", "series", ["source", "simulated"])
    op.create_table(
        "observations",
        sa.Column("series_id", sa.Integer, sa.ForeignKey("series.id"), primary_key=True),
        sa.Column("period", sa.Date, primary_key=True),
        sa.Column("recorded_at", moment, primary_key=True),
        sa.Column("value", sa.Float),
        sa.Column("upper", sa.Float),
        sa.Column("status", sa.String(1), nullable=False),
        sa.Column("publication", sa.String(500), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
        sqlite_with_rowid=False,  # the key is the order in which a page reads: no second index
    )
    op.create_index("recorded", "observations", ["recorded_at"])
    op.create_table(
        "turns",
        sa.Column("source", sa.String(40), primary_key=True),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("claimed_until", moment),
        sa.Column("claimed_by", sa.String(80), nullable=False),
    )
    version = op.create_table("state", sa.Column("version", sa.BigInteger, nullable=False))
    op.bulk_insert(version, [{"version": 0}])
