"""A source that is only a .toml: its queries give the frame's columns themselves."""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, text

from connectors._contract import Source, SourceChanged


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """Run each query of the .toml with `:since`; their rows together are the frame.

    A query names its columns as the contract does. `indicator` may be the agency's own code, which
    the indicator's `source_code` translates; a code that nobody declared or ignored stops us.
    """
    frames = [pd.read_sql(text(query), db, params={"since": since}) for query in source.query]
    rows = pd.concat(frames, ignore_index=True)
    rows.columns = rows.columns.str.lower()  # Oracle answers in capitals
    rows = rows[~rows["indicator"].isin(source.ignored)]
    names = {entry.source_code or entry.code: entry.code for entry in source.indicators}
    if unknown := sorted(set(rows["indicator"].astype(str)) - set(names)):
        raise SourceChanged(
            f"{source.code}: kode {', '.join(unknown)} belum dikenal; tambahkan sebagai indikator "
            f"atau tulis di bawah `ignored` dalam connectors/{source.code}.toml"
        )
    return rows.assign(
        indicator=rows["indicator"].map(names), period=pd.to_datetime(rows["period"])
    )
