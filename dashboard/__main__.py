"""The one command line: `python -m dashboard demo|refresh|serve|show`."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pandas as pd
from rich.console import Console
from rich.table import Table

import connectors
from dashboard import clock, demo, refresh, serve, store
from dashboard.settings import Settings, SettingsWrong, settings

console = Console(soft_wrap=True)
errors = Console(stderr=True, soft_wrap=True)
CSV = ["indicator", "area", "period", "kind", "value", "status", "recorded_at"]


class Refused(Exception):
    """The command cannot be carried out; the sentence says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit status."""
    asked = parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if asked.verbose else logging.ERROR,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    try:
        return int(asked.command(asked, settings()))
    except (Refused, SettingsWrong, store.StoreUnusable, serve.CannotServe) as error:
        errors.print(str(error), style="red", markup=False)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The commands and what they take."""
    top = argparse.ArgumentParser(prog="python -m dashboard", description="Dasbor data makro")
    top.add_argument("--verbose", action="store_true", help="tampilkan catatan operator")
    commands = top.add_subparsers(required=True, metavar="PERINTAH")

    one = commands.add_parser("demo", help="bangun basis data simulasi setiap SKPD")
    one.add_argument("--until", type=date.fromisoformat, help="data sampai hari ini, YYYY-MM-DD")
    one.add_argument("--scale", type=float, default=1.0, help="besar penduduk simulasi (1 = penuh)")
    one.set_defaults(command=build_demo)

    one = commands.add_parser("refresh", help="tarik data dari sumber")
    one.add_argument("code", nargs="*", help="kode sumber; tanpa kode: semuanya")
    one.add_argument("--due", action="store_true", help="hanya yang sudah waktunya")
    one.set_defaults(command=run_refresh)

    one = commands.add_parser("serve", help="sajikan dasbor dan tarik data menurut jadwal")
    one.set_defaults(command=run_serve)

    one = commands.add_parser("show", help="tampilkan satu deret")
    one.add_argument("indicator", help="kode indikator")
    one.add_argument("--area", help="kode wilayah Kemendagri; tanpa kode: kabupaten")
    one.add_argument("--as-of", help="menurut yang diketahui pada waktu ini (ISO 8601)")
    one.add_argument("--csv", action="store_true", help="sebagai CSV")
    one.set_defaults(command=show)
    return top


def build_demo(asked: argparse.Namespace, found: Settings) -> int:
    """Build the stand-in databases."""
    until = asked.until or clock.today(clock.now())
    demo.build(found.stand_ins, until, scale=asked.scale, progress=say)
    say(f"Basis data simulasi siap di {found.stand_ins}")
    return 0


def run_refresh(asked: argparse.Namespace, found: Settings) -> int:
    """Refresh sources; the exit status is the number that failed."""
    known = connectors.sources()
    if unknown := [code for code in asked.code if code not in known]:
        raise Refused(f"Sumber {', '.join(unknown)} tidak ada; yang ada: {', '.join(known)}")
    chosen = [known[code] for code in asked.code or known]
    store.upgrade(found.store_url)
    outcomes = refresh.refresh(chosen, found, only_due=asked.due, progress=tell)
    console.print(summary(outcomes))
    wrong = ("failed", "unset") if asked.code else ("failed",)
    failed = sum(outcome.state in wrong for outcome in outcomes)
    if any(outcome.hanging for outcome in outcomes):
        sys.stdout.flush()
        os._exit(failed)  # a driver that never returns must not hold the command
    return failed


def run_serve(asked: argparse.Namespace, found: Settings) -> int:
    """Fill an empty store, then serve until told to stop."""
    store.upgrade(found.store_url)
    if found.demo and not demo.built(found.stand_ins):
        say("Membangun basis data simulasi (sekali saja)…")
        demo.build(found.stand_ins, clock.today(clock.now()), progress=say)
    with store.reading(found.store_url) as db:
        empty = store.version(db) == 0
    if empty:
        say("Menarik data pertama kali…")
        refresh.refresh(list(connectors.sources().values()), found, progress=tell)
    return serve.serve(found, say)


def show(asked: argparse.Namespace, found: Settings) -> int:
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


def say(text: str) -> None:
    """One line of progress."""
    console.print(text, markup=False, highlight=False)


def tell(outcome: refresh.Outcome) -> None:
    """How the refresh of one source ended."""
    if outcome.state == "ok" and outcome.counts:
        say(f"  ✓ {outcome.source}: {outcome.counts.seen} angka, {outcome.seconds:.1f} detik")
    else:
        say(f"  ✗ {outcome.error}" if outcome.state == "failed" else f"  – {outcome.error}")


def summary(outcomes: Sequence[refresh.Outcome]) -> Table:
    """The table at the end of a refresh."""
    table = Table(title="Hasil penarikan")
    for name in ("Sumber", "Hasil", "Angka", "Baru", "Direvisi", "Dicabut", "Detik"):
        table.add_column(name, justify="left" if name in ("Sumber", "Hasil") else "right")
    words = {"ok": "berhasil", "failed": "gagal", "busy": "sedang ditarik", "unset": "belum diatur"}
    for outcome in outcomes:
        counts = outcome.counts or store.Counts(0, 0, 0, 0)
        word = words[outcome.state] + (" (simulasi)" if outcome.simulated else "")
        numbers = (counts.seen, counts.new, counts.revised, counts.withdrawn)
        table.add_row(outcome.source, word, *map(str, numbers), f"{outcome.seconds:.1f}")
    return table


if __name__ == "__main__":
    sys.exit(main())
