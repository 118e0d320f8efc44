"""A stand-in for SiCantik's template of process steps, with a known truth.

Applications are drawn first and counted in plain Python; then their steps are made, a file a month
of application: files that were returned (steps twice), deleted steps, steps still running, and the
three ways in which a missing day is written.
"""

from datetime import date, timedelta
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from connectors import regency, sources

MONTHS = 30
PER_DAY = 9
PERMITS = {
    "Surat Izin Praktik Dokter": 5,
    "Surat Izin Praktik Perawat": 14,
    "Surat Izin Praktik Apoteker": 14,
    "Izin Penyelenggaraan Reklame": 14,
    "Persetujuan Bangunan Gedung": 14,
}
STEPS = {2: "Verifikasi Berkas", 7: "Rekomendasi Teknis", 18: "Validasi", 40: "Penetapan Izin"}
MISSING = (None, "0000-00-00 00:00:00", "0001-01-01 00:00:00")


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """The answers, one a month, and the truth."""
    rng = np.random.default_rng([3522, 218])
    begins: date = sources()["sicantik"].service["begins"]
    first = max(begins, (pd.Timestamp(until) - pd.DateOffset(months=MONTHS)).date().replace(day=1))
    cases = []
    for ordinal in range(first.toordinal(), until.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day.weekday() < 5:
            for _ in range(rng.poisson(max(PER_DAY * scale, 0.6))):
                cases.append(_case(rng, day, until))
    answers: dict[str, list[dict[str, Any]]] = {}
    for number, case in enumerate(cases, 1):
        month = f"{case['applied']:%Y-%m}.json"
        answers.setdefault(month, []).extend(_steps(rng, number, case, until))
    content = {
        name: {"success": True, "data": {"data": rows, "count": len(rows)}}
        for name, rows in sorted(answers.items())
    }
    return content, _truth(cases, until)


def _case(rng: np.random.Generator, applied: date, until: date) -> dict[str, Any]:
    names = list(PERMITS)
    permit = names[int(rng.integers(len(names)))]
    begun = applied + timedelta(days=int(rng.integers(0, 4)))
    length = int(rng.gamma(2.0, PERMITS[permit] * 0.42)) + 1
    issued = begun + timedelta(days=length)
    received = begun <= until and rng.random() > 0.02
    done = received and issued <= until and rng.random() > 0.06
    return {
        "applied": applied,
        "permit": permit,
        "begun": begun if received else None,
        "issued": issued if done else None,
        "returned": bool(done and length > 4 and rng.random() < 0.2),
    }


def _steps(
    rng: np.random.Generator, number: int, case: dict[str, Any], until: date
) -> list[dict[str, Any]]:
    """The rows of one application, among them some that must not count."""
    begun, issued = case["begun"], case["issued"]
    rows: list[dict[str, Any]] = []

    def add(step: int, ended: date | None, state: str = "Selesai", deleted: int = 0) -> None:
        clock = f" {int(rng.integers(8, 16)):02d}:{int(rng.integers(60)):02d}:00"
        missing = MISSING[int(rng.integers(3))]
        rows.append(
            {
                "id_proses_permohonan": f"{number}{len(rows):02d}",
                "permohonan_izin_id": str(number),
                "no_permohonan": f"P-{number:06d}",
                "jenis_izin": case["permit"],
                "jenis_proses_id": str(step),
                "nama_proses": STEPS[step],
                "start_date": f"{case['applied']} 08:00:00",
                "end_date": f"{ended}{clock}" if ended else missing,
                "status": state,
                "tgl_pengajuan": f"{case['applied']}",
                "lokasi_izin": "Jl. Contoh",
                "del": str(deleted),
            }
        )

    if begun is None:
        add(2, None, "Proses")
        return rows
    add(2, begun - timedelta(days=3), deleted=1)  # a deleted step would start the clock too early
    add(2, begun)
    if case["returned"]:
        add(40, begun + timedelta(days=1))  # issued, withdrawn, and gone through again
        add(2, begun + timedelta(days=2))
    add(7, issued, "Selesai" if issued else "Proses")
    if issued:
        add(40, issued)
        add(40, until, deleted=1)
    else:
        add(40, None, "Proses")
    return rows


def _truth(cases: list[dict[str, Any]], until: date) -> pd.DataFrame:
    """What the connector has to find, counted case by case."""
    found: list[tuple[str, date, float]] = []
    begun = [case["begun"] for case in cases if case["begun"]]
    month = min(begun).replace(day=1)
    while month <= until:
        after = (month + timedelta(days=32)).replace(day=1)
        end = min(after - timedelta(days=1), until)
        issued = [case for case in cases if case["issued"] and month <= case["issued"] < after]
        lengths = [_working_days(case) for case in issued]
        waiting = sum(
            end - timedelta(days=365) < case["begun"] <= end
            and not (case["issued"] and case["issued"] <= end)
            for case in cases
            if case["begun"]
        )
        found.append(("permits_issued", month, float(len(issued))))
        found.append(("permits_pending", month, float(waiting)))
        if issued:
            in_time = sum(
                length <= PERMITS[case["permit"]]
                for length, case in zip(lengths, issued, strict=True)
            )
            found.append(("permit_days", month, float(median(lengths))))
            found.append(("permits_within_standard", month, 100 * in_time / len(issued)))
        month = after
    frame = pd.DataFrame(found, columns=["indicator", "period", "value"])
    return frame.assign(period=pd.to_datetime(frame["period"]), area=regency().code)


def _working_days(case: dict[str, Any]) -> int:
    """Mondays to Fridays from the day it began up to the day before it was issued."""
    days = range(case["begun"].toordinal(), case["issued"].toordinal())
    return sum(date.fromordinal(day).weekday() < 5 for day in days)
