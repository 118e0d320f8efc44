"""What the tests of single sources share: a stand-in that can be changed, or rows of one's own."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from pulling import TODAY, pulled
from sqlalchemy import create_engine, text

import connectors
from dashboard import demo

SCALE = 0.002


def stand_in(code, folder):
    """The address of the source's stand-in, a database of its own in `folder`."""
    (folder / f"{code}.sqlite").write_bytes(_made(code))
    return demo.address(folder, code)


@cache
def _made(code):
    with TemporaryDirectory() as folder:
        demo.make(Path(folder), connectors.sources()[code], TODAY, SCALE)
        return (Path(folder) / f"{code}.sqlite").read_bytes()


def with_rows(code, folder, **tables):
    """The address of an empty system that holds only these rows (a list of dicts a table)."""
    url = f"sqlite:///{folder / code}-rows.sqlite"
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    demo.fill(url, demo.generator(code).metadata, frames)
    return url


def change(url, *statements):
    """Run statements on a stand-in, as its owner could."""
    engine = create_engine(url)
    with engine.begin() as db:
        for statement in statements:
            db.execute(text(statement))
    engine.dispose()


def frame_of(code, url):
    """What the source gives of the database or folder at `url`."""
    return pulled(connectors.sources()[code], url)


def same(code, url, file):
    """Fail unless the source gives the frame in `file`, which stands beside the test."""
    expected = pd.read_csv(file, dtype={"area": str, "skpd": str}, parse_dates=["period"])
    found = frame_of(code, url)[list(expected.columns)]
    expected = expected.fillna({"skpd": ""}) if "skpd" in expected else expected
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
