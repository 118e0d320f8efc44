"""The store's tables. `migrations/` makes them; this is how the code speaks of them."""

from sqlalchemy import (
    BigInteger,
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

metadata = MetaData()

# One line in time: everything of an observation's key but its period.
series = Table(
    "series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(40), nullable=False),
    Column("indicator", String(80), nullable=False),
    Column("area", String(13), nullable=False),
    Column("skpd", String(20), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("reference", String(500), nullable=False),
    Column("simulated", Boolean, nullable=False),
    UniqueConstraint(
        "indicator", "area", "skpd", "kind", "reference", "simulated", "source", name="one_line"
    ),
    Index("lines_of_source", "source", "simulated"),
)

# Added to, never changed: the vintages of a period are the rows that share series and period.
observations = Table(
    "observations",
    metadata,
    Column("series_id", ForeignKey("series.id"), primary_key=True),
    Column("period", Date, primary_key=True),
    Column("recorded_at", Moment, primary_key=True),
    Column("value", Float),
    Column("upper", Float),
    Column("status", String(1), nullable=False),
    Column("publication", String(500), nullable=False),
    Column("note", Text, nullable=False),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Index("recorded", "recorded_at"),
)

# What a run brought, until it is published or thrown away. No foreign keys: each would be asked for
# every row, of rows that live for seconds; `observations` has them.
incoming = Table(
    "incoming",
    metadata,
    Column("run_id", Integer, primary_key=True),
    Column("series_id", Integer, primary_key=True),
    Column("period", Date, primary_key=True),
    Column("value", Float),
    Column("upper", Float),
    Column("status", String(1), nullable=False),
    Column("publication", String(500), nullable=False),
    Column("note", Text, nullable=False),
)

# One row a source and refresh. States: running, ok, failed, interrupted; held (a person must say
# whether it is right) and what becomes of it: ok, rejected, superseded by a newer run.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(40), nullable=False),
    Column("simulated", Boolean, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("state", String(12), nullable=False),
    Column("since", Date),  # asked for from this day on; empty in runs before there was a choice
    Column("rows_seen", Integer, nullable=False, default=0),
    Column("rows_new", Integer, nullable=False, default=0),
    Column("rows_revised", Integer, nullable=False, default=0),
    Column("rows_withdrawn", Integer, nullable=False, default=0),
    Column("rows_held", Integer, nullable=False, default=0),  # actual points of a run that is held
    Column("rows_known", Integer, nullable=False, default=0),  # and those known from `since` on
    Column("error_kind", String(12), nullable=False, default=""),  # unreachable, changed, ours
    Column("error", Text, nullable=False, default=""),
    Index("runs_of_source", "source", "started_at"),
)

# Whose turn it is: claimed by one host at a time, so that each source is refreshed once.
turns = Table(
    "turns",
    metadata,
    Column("source", String(40), primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("claimed_until", Moment),
    Column("claimed_by", String(80), nullable=False, default=""),
)

# What officers wrote on a red light. Added to, never changed: that is the audit trail. Each row
# holds all of what holds from then on; whether a follow-up is open is derived from the data.
followups = Table(
    "followups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("indicator", String(80), nullable=False),
    Column("area", String(13), nullable=False),
    Column("skpd", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("person", Integer, nullable=False),  # who wrote it, by number
    Column("by", String(200), nullable=False),  # and by name and office, as they were then
    Column("owner", String(120), nullable=False),  # who is to do it
    Column("due", Date, nullable=False),
    Column("progress", Integer, nullable=False),  # percent
    Column("note", String(1000), nullable=False),
    Column("claim", String(12), nullable=False),  # done, or empty
)

# The printed snapshot of a week, of the regency or of one place or agency (`scope`). Once `final`
# its contents never change; before that it is the draft of a week that still runs.
briefs = Table(
    "briefs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("week", String(8), nullable=False),  # 2026-W47
    Column("scope", String(40), nullable=False),  # empty, area-35.22.15, skpd-1.02
    Column("final", Boolean, nullable=False),
    Column("until", Moment, nullable=False),  # its data are those known then
    Column("frozen_at", Moment, nullable=False),
    Column("contents", Text, nullable=False),  # JSON
    Column("code", String(16), nullable=False),  # printed on each page
    Column("sha256", String(64), nullable=False, default=""),  # of the PDF; empty until made
    Column("made_at", Moment),
    Column("error", Text, nullable=False, default=""),  # why it could not be made
    UniqueConstraint("week", "scope", name="one_brief"),
)
brief_files = Table(
    "brief_files",
    metadata,
    Column("brief_id", ForeignKey("briefs.id"), primary_key=True),
    Column("name", String(16), primary_key=True),  # pdf, xlsx, png-1 …
    Column("body", LargeBinary, nullable=False),
)

# Every code that was ever printed: a draft that was replaced since is still known as ours.
brief_codes = Table(
    "brief_codes",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("brief_id", ForeignKey("briefs.id"), nullable=False),
    Column("at", Moment, nullable=False),
)

# One row a brief and whom it goes to. States: waiting, sending (from the moment on after which the
# other side may have it), sent, uncertain, refused, given_up, skipped.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief_id", ForeignKey("briefs.id"), nullable=False),
    Column("channel", String(12), nullable=False),  # mail, folder, webhook
    Column("role", String(80), nullable=False),
    Column("address", String(320), nullable=False),
    Column("state", String(12), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("next_at", Moment),
    Column("ended_at", Moment),
    Column("said", Text, nullable=False, default=""),
    UniqueConstraint("brief_id", "channel", "address", name="handed_once"),
)

# One row: counts the refreshes that changed an observation, and what else pages show: how often a
# run's state changed or a follow-up was written.
state = Table(
    "state",
    metadata,
    Column("version", BigInteger, nullable=False),
    Column("endings", BigInteger, nullable=False),
)
