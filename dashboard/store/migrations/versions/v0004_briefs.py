"""The weekly briefs: their frozen contents, their files, and to whom each was handed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "briefs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.Column("final", sa.Boolean, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contents", sa.Text, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True)),
        sa.Column("error", sa.Text, nullable=False),
        sa.UniqueConstraint("week", "scope", name="one_brief"),
    )
    op.create_table(
        "brief_files",
        sa.Column("brief_id", sa.Integer, sa.ForeignKey("briefs.id"), primary_key=True),
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "brief_codes",
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("brief_id", sa.Integer, sa.ForeignKey("briefs.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("brief_id", sa.Integer, sa.ForeignKey("briefs.id"), nullable=False),
        sa.Column("channel", sa.String(12), nullable=False),
        sa.Column("role", sa.String(80), nullable=False),
        sa.Column("address", sa.String(320), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("said", sa.Text, nullable=False),
        sa.UniqueConstraint("brief_id", "channel", "address", name="handed_once"),
    )
