"""`doctor`: walk the way to sources step by step, and say at the first fault what to do."""

import argparse

import connectors
from connectors import Source, SourceChanged
from dashboard import clock, refresh
from dashboard.commands._words import Commands, named, say
from dashboard.settings import Settings


def add(commands: Commands) -> None:
    """The words it takes."""
    one = commands.add_parser("doctor", help="periksa jalan ke sumber, langkah demi langkah")
    one.add_argument("code", nargs="*", help="kode sumber; tanpa kode: semua yang tersambung")
    one.set_defaults(command=run)


def run(asked: argparse.Namespace, found: Settings) -> int:
    """Examine sources; the exit status is the number in which a fault was found."""
    broken = {} if asked.code else connectors.broken()
    for told in broken.values():
        say(f"✗ {told}")
    chosen = named(asked.code) or [
        source
        for source in connectors.sources().values()
        if not source.database or connectors.is_set(source, found.environ) or found.demo
    ]
    return sum(not examined(source, found) for source in chosen) + len(broken)


def examined(source: Source, found: Settings) -> bool:
    """Whether the source is well; every step is said."""
    say(f"{source.code} · {source.title} ({source.system})")
    try:
        address, simulated = refresh.address(source, found)
    except SourceChanged as error:
        say(f"  ✗ alamat: {str(error).removeprefix(f'{source.code}: ')}")
        return False
    if simulated:
        say("  – alamat belum diisi; yang diperiksa adalah simulasinya")
    well = True
    for step in connectors.doctor(source, address, clock.now()):
        say(f"  {'✓' if step.well else '✗'} {step.name}: {step.text}")
        well = step.well
    return well
