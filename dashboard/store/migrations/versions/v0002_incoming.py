"""What a run brought waits in `incoming` until it is published; a run may be held for a person."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table and what a run must remember to be published later."""
    op.create_table(
        "incoming",
        sa.Column("run_id", sa.Integer, primary_key=True),
        sa.Column("series_id", sa.Integer, primary_key=True),
        sa.Column("period", sa.Date, primary_key=True),
        sa.Column("value", sa.Float),
        sa.Column("upper", sa.Float),
        sa.Column("status", sa.String(1), nullable=False),
        sa.Column("publication", sa.String(500), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sqlite_with_rowid=False,  # written once and read in the order of its key
    )
    op.add_column("runs", sa.Column("since", sa.Date))
    for name in ("rows_held", "rows_known"):
        op.add_column("runs", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    op.add_column("state", sa.Column("endings", sa.BigInteger, nullable=False, server_default="0"))
