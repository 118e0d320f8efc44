"""`demo`: build the stand-in databases."""

import argparse
from datetime import date

from dashboard import clock, demo
from dashboard.commands._words import Commands, say
from dashboard.settings import Settings


def add(commands: Commands) -> None:
    """The words it takes."""
    one = commands.add_parser("demo", help="bangun basis data simulasi setiap SKPD")
    one.add_argument("--until", type=date.fromisoformat, help="data sampai hari ini, YYYY-MM-DD")
    one.add_argument("--scale", type=float, default=1.0, help="besar penduduk simulasi (1 = penuh)")
    one.set_defaults(command=run)


def run(asked: argparse.Namespace, found: Settings) -> int:
    """Build the stand-in databases."""
    until = asked.until or clock.today(clock.now())
    demo.build(found.stand_ins, until, scale=asked.scale, progress=say)
    say(f"Basis data simulasi siap di {found.stand_ins}")
    return 0
