"""The tables of the recipients' database. It is another database than the observations': what is
in it of a person is sealed, and the key is in neither."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from dashboard.databases import Moment

VERSION = 1
NOTE_MOST = 1000  # characters
BY_MOST = 200
PURPOSE_MOST = 300


# Their names begin alike: an operator may put both databases into one of PostgreSQL's.
metadata = MetaData()

# One row: which program made the tables, and a sign of the key that seals what is in them.
version = Table(
    "recipients_version",
    metadata,
    Column("version", Integer, nullable=False),
    Column("key_sign", String(32), nullable=False),
)

# One row a list and verification.
runs = Table(
    "recipients_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("list", String(40), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("state", String(12), nullable=False),  # ok, refused
    Column("error", Text, nullable=False),
    Column("register_at", Date),
    Column("residents", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("valid", Integer, nullable=False),
    Column("at_risk", Float, nullable=False),
    Column("simulated", Boolean, nullable=False),
    UniqueConstraint("list", "started_at", name="recipients_one_run"),
)

# What the newest run of a list adds up to, replaced whole by the next.
totals = Table(
    "recipients_totals",
    metadata,
    Column("list", String(40), primary_key=True),
    Column("area", String(13), primary_key=True),
    Column("period", Date, primary_key=True),  # the first of a month
    Column("measure", String(40), primary_key=True),  # claims, valid, amount, …, a reason's code
    Column("value", Float, nullable=False),
)

# One reason of one claim. Only a run opens, closes and re-opens it.
findings = Table(
    "recipients_findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("list", String(40), nullable=False),
    Column("match", LargeBinary(32), nullable=False),  # keyed hash: the next run knows it again
    Column("reason", String(40), nullable=False),
    Column("severity", String(12), nullable=False),
    Column("kecamatan", String(13), nullable=False),
    Column("desa", String(13), nullable=False),
    Column("paid", Date),
    Column("amount", Float),
    Column("opened_at", Moment, nullable=False),
    Column("seen_run", ForeignKey("recipients_runs.id"), nullable=False),
    Column("closed_at", Moment),
    Column("content", LargeBinary(16), nullable=False),  # keyed hash: whether it must be written
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("list", "reason", "match", name="recipients_one_finding"),
    Index("recipients_findings_of_list", "list", "closed_at", "reason"),
    Index("recipients_findings_closed", "closed_at"),
    sqlite_autoincrement=True,  # a number is never given twice: looks outlive their findings
)

# What officers said of a finding. Added to, never changed; it goes when its finding goes.
marks = Table(
    "recipients_marks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("finding", ForeignKey("recipients_findings.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("person", Integer, nullable=False),  # by number; 0: the verification itself
    Column("by", String(BY_MOST), nullable=False),  # name and office, as they were then
    Column("state", String(12), nullable=False),
    Column("note", String(NOTE_MOST), nullable=False),
    Index("recipients_marks_of_finding", "finding", "id"),
)

# Who looked at whom and why. Added to, never changed, and never deleted with the finding.
looks = Table(
    "recipients_looks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person", Integer, nullable=False),
    Column("by", String(BY_MOST), nullable=False),
    Column("purpose", String(PURPOSE_MOST), nullable=False),
    Column("list", String(40), nullable=False),
    Column("finding", Integer, nullable=False),  # 0: a work list was downloaded
    Column("rows", Integer, nullable=False),
    Index("recipients_looks_of_list", "list", "id"),
)
