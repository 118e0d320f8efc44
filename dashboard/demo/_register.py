"""The truth of the register's stand-in that is more than a sum of what was drawn."""

from datetime import date

import pandas as pd

from connectors import areas, regency


def certified(persons: pd.DataFrame, until: date) -> pd.DataFrame:
    """The share of children with a certificate, counted child by child."""
    home = regency().code
    counts: dict[str, list[int]] = {}
    ages = until.year - persons["tgl_lhr"].dt.year
    later = (persons["tgl_lhr"].dt.month, persons["tgl_lhr"].dt.day)
    ages -= (later[0] > until.month) | ((later[0] == until.month) & (later[1] > until.day))
    children = persons[(persons["flag_status"] == 0) & (ages < 18)]
    for number, akta in zip(children["no_kec"], children["akta_lhr"], strict=True):
        for area in (home, f"{home}.{number:02}"):
            has, every = counts.setdefault(area, [0, 0])
            counts[area] = [has + (akta == 1), every + 1]
    period = pd.Timestamp(until).to_period("M").start_time
    rows = [("birth_certificate_share", area, period, 100 * has / every)
            for area, (has, every) in counts.items()]  # fmt: skip
    return pd.DataFrame(rows, columns=["indicator", "area", "period", "value"])


def whole(found: pd.DataFrame) -> pd.DataFrame:
    """The truth of desa or kecamatan, with the kecamatan and the regency added."""
    home = regency().code
    key = ["indicator", "area", "period"]
    desa = found[found["area"].str.len() > len("35.22.01")]
    direct = found[found["area"].str.len() == len("35.22.01")]
    kecamatan = pd.concat([desa.assign(area=desa["area"].str[:8]), direct])
    kecamatan = kecamatan.groupby(key)["value"].sum().reset_index()
    index = [
        (code, area.code, period)
        for code, rows in kecamatan.groupby("indicator")
        for area in areas().values()
        if area.parent == home
        for period in rows["period"].unique()
    ]
    kecamatan = kecamatan.set_index(key)["value"].reindex(index, fill_value=0.0).reset_index()
    total = kecamatan.assign(area=home).groupby(key)["value"].sum().reset_index()
    return pd.concat([desa[[*key, "value"]], kecamatan, total], ignore_index=True)
