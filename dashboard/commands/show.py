"""`show`: one series, as known now or then."""

import argparse
import sys
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pandas as pd
from rich.table import Table

import connectors
from dashboard import clock, store
from dashboard.commands._words import Commands, Refused, console
from dashboard.settings import Settings

CSV = ["indicator", "area", "period", "kind", "value", "status", "recorded_at"]


def add(commands: Commands) -> None:
    """The words it takes."""
    one = commands.add_parser("show", help="tampilkan satu deret")
    one.add_argument("indicator", help="kode indikator")
    one.add_argument("--area", help="kode wilayah Kemendagri; tanpa kode: kabupaten")
    one.add_argument("--as-of", help="menurut yang diketahui pada waktu ini (ISO 8601)")
    one.add_argument("--csv", action="store_true", help="sebagai CSV")
    one.set_defaults(command=run)


def run(asked: argparse.Namespace, found: Settings) -> int:
    """Print one series, as known now or then."""
    if asked.indicator not in connectors.indicators():
        raise Refused(f"Indikator {asked.indicator} tidak ada; lihat daftar di connectors/*.toml")
    area = asked.area or connectors.regency().code
    if area not in connectors.areas():
        raise Refused(f"Wilayah {area} tidak ada; tulis kode Kemendagri seperti 35.22.15")
    with store.reading(found.store_url) as db:
        moment = parse_moment(asked.as_of) if asked.as_of else clock.now()
        frame = store.as_of(db, moment, asked.indicator, area)
    ends = frame[frame["upper"].notna()].assign(value=lambda rows: rows["upper"])
    both = pd.concat([frame, ends])  # a range target is two rows, one for each end
    series = both.sort_values(["kind", "period", "value"], kind="stable")[CSV]
    series["recorded_at"] = series["recorded_at"].map(datetime.isoformat)
    if asked.csv:
        sys.stdout.write(series.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n"))
        return 0
    table = Table(title=f"{connectors.indicator(asked.indicator).title} · {area}")
    for name in CSV[2:]:
        table.add_column(name, justify="right" if name == "value" else "left")
    for period, kind, value, status, recorded in series[CSV[2:]].to_numpy():
        table.add_row(f"{period:%Y-%m-%d}", kind, f"{value:.10g}", status, recorded)
    console.print(table)
    return 0


def parse_moment(text: str) -> datetime:
    """An ISO moment; without a zone it is the regency's, a day alone is the end of that day."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"--as-of {text} tidak terbaca; tulis seperti 2026-11-20T15:00") from error
    if "T" not in text and " " not in text:
        moment = datetime.combine(moment, time.max)
    zone = ZoneInfo(connectors.regency().timezone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
