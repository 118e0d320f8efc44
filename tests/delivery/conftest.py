"""What the tests of delivery share: post offices, a plan that leads to one, a brief to deliver."""

import dataclasses

import pytest
from carried import NOW, PATIENT, PDF, XLSX
from certificates import Authority
from postoffice import PostOffice

from dashboard import delivery, store
from dashboard.settings import settings


@pytest.fixture(scope="session")
def authority():
    return Authority("CA surat uji")


@pytest.fixture(scope="session")
def ca(authority, tmp_path_factory):
    """The file of the authority that our post offices are signed by."""
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    path.write_bytes(authority.pem)
    return path


@pytest.fixture(scope="session")
def offices(authority, tmp_path_factory):
    """Makes post offices; one of each kind lives as long as the session."""
    made = {}

    def make(security="plain", *, auth=False, names=("localhost", "127.0.0.1"), by=None, last=30):
        key = security, auth, names, by is None, last
        if key not in made:
            certificate = (by or authority).signed(*names, first=-9, last=last)
            if security == "plain":
                certificate = b"", b""
            made[key] = PostOffice(
                tmp_path_factory.mktemp("pos") / "x", security, certificate, auth
            )
        made[key].behave("accept")
        made[key].clear()
        return made[key]

    yield make
    for office in made.values():
        office.stop()


@pytest.fixture
def office(offices):
    """The usual one: in the clear, on this machine, without a password."""
    office = offices()
    yield office
    office.drop()  # what stalls


@pytest.fixture
def planned(tmp_path):
    """`planned(toml, **environ)` → settings whose plan is this text."""

    def make(text, **environ):
        path = tmp_path / "pengiriman.toml"
        path.write_text(text)
        place = {"DASHBOARD_DATA": str(tmp_path / "data"), "DASHBOARD_DELIVERY": str(path)}
        return settings(place | environ)

    return make


@pytest.fixture
def mail_plan(planned, ca):
    """`mail_plan(url, *addresses)` → a plan of letters to them through the server at `url`."""

    def make(url, *addresses, trust=True, limits=PATIENT):
        lines = ["[mail]", 'server = "POS"', 'from = "Dasbor Bupati <dasbor@contoh.go.id>"']
        lines += [f'ca = "{ca}"'] if trust else []
        listed = ", ".join(f'"{each}"' for each in addresses or ("bupati@contoh.go.id",))
        text = "\n".join([*lines, "[mail.to]", f"pimpinan = [{listed}]"])
        return dataclasses.replace(delivery.plan(planned(text, POS=url)), limits=limits)

    return make


@pytest.fixture
def parcel():
    return delivery.Parcel(
        ident="laporan-35.22-2026-W47-ABCD",
        subject="Laporan mingguan Kabupaten Bojonegoro – ringkas",
        text="Terlampir.\n.titik di awal baris\n..dua titik\n.\nSelesai: 3 °C, «baik».",
        link="https://dasbor.example.go.id/laporan/2026-W47",
        files={"laporan.pdf": PDF, "laporan.xlsx": XLSX},
        facts={"week": "2026-W47"},
    )


@pytest.fixture
def briefed():
    """`briefed(url, week, scope)` → the number of a finished brief in the store at `url`."""

    def make(url, week="2026-W47", scope="", now=NOW, final=True):
        with store.writing(url) as db:
            number = store.freeze(db, week, scope, final, now, "{}", "BJN-4711", now)
            store.made(db, number, "ab" * 32, {"pdf": PDF, "xlsx": XLSX}, now)
        return number

    return make
