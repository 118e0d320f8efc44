"""Every environment variable, read in one place."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

SECRET_LEAST = 32  # characters
ADDRESS_MOST = 80  # letters; it stands at the foot of each printed page
REGISTER = ("SIAK_URL", "SIAK_URL_FILE")  # either says where the population register is


class SettingsWrong(Exception):
    """An environment variable cannot be used; the sentence says which and how to write it."""


@dataclass(frozen=True)
class Settings:
    """What the environment decides. The addresses of agencies are read from `environ` by name."""

    store_url: str
    data: Path
    demo: bool  # sources without an address are read from the stand-ins, and marked so
    host: str
    port: int
    workers: int
    public_url: str  # where viewers reach the dashboard: printed on paper, in letters
    geojson: Path | None  # the official outlines of the kecamatan; none: the tile map
    delivery: Path | None  # to whom the weekly brief goes; none: to nobody
    secret: str = field(repr=False)  # signs sessions; empty: a key of its own in the data folder
    recipients_url: str = field(repr=False)  # findings of persons, apart from the observations
    recipients_key: str = field(repr=False)  # seals them; empty: a key of its own, as above
    verify_engine: str = field(repr=False)  # where claims are joined with the register
    stand_in_register: bool  # no register is connected: stand-ins are verified against a stand-in
    environ: Mapping[str, str] = field(repr=False)

    @property
    def stand_ins(self) -> Path:
        """The folder of the stand-in databases."""
        return self.data / "simulasi"


def settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. Raises SettingsWrong for a value that cannot be used."""
    found = os.environ if environ is None else environ
    data = Path(found.get("DASHBOARD_DATA", "data")).absolute()
    demo = found.get("DASHBOARD_DEMO", "0") == "1"
    # What is found against the stand-in of the register lives and goes with the stand-ins.
    register = any(found.get(name) for name in REGISTER)
    persons = "penerima.db" if register or not demo else "simulasi/penerima.sqlite"
    host, port = found.get("DASHBOARD_HOST", "127.0.0.1"), _number(found, "DASHBOARD_PORT", 8050)
    return Settings(
        store_url=_address(found, "DASHBOARD_STORE_URL", data / "dasbor.db"),
        data=data,
        demo=demo,
        host=host,
        port=port,
        workers=_number(found, "DASHBOARD_WORKERS", 2),
        public_url=_public(found, f"http://{host}:{port}"),
        geojson=_path(found, "DASHBOARD_GEOJSON"),
        delivery=_path(found, "DASHBOARD_DELIVERY"),
        secret=_secret(found, "DASHBOARD_SECRET"),
        recipients_url=_address(found, "DASHBOARD_RECIPIENTS_URL", data / persons),
        recipients_key=_secret(found, "DASHBOARD_RECIPIENTS_KEY"),
        verify_engine=found.get("DASHBOARD_VERIFY_ENGINE", "duckdb"),
        stand_in_register=demo and not register,
        environ=found,
    )


def _address(environ: Mapping[str, str], name: str, default: Path) -> str:
    address = environ.get(name, f"sqlite:///{default}")
    try:
        make_url(address)
    except ArgumentError:  # it repeats the address, and with it a password
        raise SettingsWrong(
            f"{name} tidak terbaca; tulis seperti "
            "postgresql+psycopg://pengguna:sandi@host:5432/basisdata"
        ) from None
    return address


def _public(environ: Mapping[str, str], default: str) -> str:
    address = environ.get("DASHBOARD_PUBLIC_URL", default).rstrip("/")
    scheme, _, place = address.partition("://")
    if scheme not in ("http", "https") or not place or len(address) > ADDRESS_MOST:
        raise SettingsWrong(
            "DASHBOARD_PUBLIC_URL tidak terbaca; tulis alamat yang dibuka pembaca, seperti "
            f"https://data.bojonegorokab.go.id, paling banyak {ADDRESS_MOST} huruf"
        )
    return address


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    return Path(environ[name]) if environ.get(name) else None


def _secret(environ: Mapping[str, str], name: str) -> str:
    secret = environ.get(name, "")
    if secret and len(secret) < SECRET_LEAST:
        raise SettingsWrong(
            f"{name} terlalu pendek; sedikitnya {SECRET_LEAST} tanda acak, misalnya dari "
            "`openssl rand -hex 32`. Tanpa variabel ini kuncinya dibuat sendiri"
        )
    return secret


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, str(default))
    if not text.isdecimal():
        raise SettingsWrong(f"{name}={text} bukan bilangan bulat")
    return int(text)
