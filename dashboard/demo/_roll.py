"""The register's stand-in as the verification knows one: a row a person, numbers as text."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.demo._people import STATES, Population, population


def people(until: date, scale: float = 1.0) -> pd.DataFrame:
    """Everybody: `nik`, `kk`, `name`, `sex`, `born`, `kecamatan`, `desa`, `state`, `died`,
    `left_on`, `came_on`, in the order of `population(until, scale).persons`."""
    return roll(population(until, scale))


def roll(found: Population) -> pd.DataFrame:
    """The persons of a register, as `people` gives them."""
    persons, desa = found.persons, np.array(found.desa, dtype=object)
    place = desa[persons["desa"]]
    below = np.array([code[:8] for code in found.desa], dtype=object)
    return pd.DataFrame(
        {
            "nik": persons["nik"].astype("str"),
            "kk": persons["kk"].astype("str"),
            "name": persons["name"].astype("str"),
            "sex": persons["sex"],
            "born": persons["born"],
            "kecamatan": below[persons["desa"]],
            "desa": place,
            "state": np.array(STATES, dtype=object)[persons["state"]],
            "died": persons["died"],
            "left_on": persons["left_on"],
            "came_on": persons["came_on"],
        }
    )
