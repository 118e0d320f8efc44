"""What tests and bench share: the verification of the stand-in's lists, beside their truth."""

from pathlib import Path

import pandas as pd

import connectors
from dashboard import demo
from dashboard.recipients import claim_lists
from dashboard.recipients._candidates import candidates
from dashboard.recipients._claims import claims
from dashboard.recipients._engine import engine
from dashboard.recipients._found import lost
from dashboard.recipients._judge import judged, prepared
from dashboard.recipients._register import SOURCE, load


def draw_lists(folder: Path, until, scale):
    """The stand-ins of the register and of every claim list."""
    for code in ("dukcapil", "bansos"):
        demo.make(folder, connectors.sources()[code], until, scale)
    demo.make_lists(folder, until, scale)


def verified(folder: Path, until, made):
    """The claims of every list by code, and the reasons; the register is in the engine `made`."""
    source = connectors.sources()[SOURCE]
    with connectors.connected(demo.address(folder, SOURCE), source) as db:
        register = load(db, source, made, 0)
    lists = list(claim_lists().values())
    frames = {one.code: claims(one, demo.list_address(folder, one.code), until) for one in lists}
    ready = [prepared(one, frames[one.code], register.written) for one in lists]
    return frames, judged(made, lists, ready)


def findings(folder: Path, until):
    """`list`, `claim`, `reason`, `place`: a row a reason."""
    with engine("duckdb") as made:
        frames, told = verified(folder, until, made)
    places = pd.concat([frame.assign(list=code) for code, frame in frames.items()])
    return told.merge(places[["list", "claim", "place"]], on=["list", "claim"])


def measured(told, truth):
    """By reason: how many are true, and `precision` and `recall` of what was found."""
    found = set(told[["list", "place", "reason"]].itertuples(index=False, name=None))
    known = set(truth[["list", "row", "reason"]].itertuples(index=False, name=None))
    rows = {}
    for reason in sorted({each[2] for each in found | known}):
        ours = {each for each in found if each[2] == reason}
        true = {each for each in known if each[2] == reason}
        both = len(ours & true)
        rows[reason] = {
            "true": len(true),
            "precision": both / max(len(ours), 1),
            "recall": both / max(len(true), 1),
        }
    return pd.DataFrame(rows).T


def candidates_of(folder: Path, until, truth):
    """Of the claims that mean somebody in the register: the share whose person is proposed
    (`recall`), first of those proposed (`precision`), and first with 90 % and more (`sure`)."""
    meant = truth.drop_duplicates(["list", "row"]).set_index(["list", "row"])["true_nik"]
    proposed, seen = [], 0
    with engine("duckdb") as made:
        frames, told = verified(folder, until, made)
        in_register = {nik for (nik,) in made.db.execute("SELECT nik FROM register").fetchall()}
        for code, frame in frames.items():
            sought = lost(frame, told[told["list"] == code])
            keys = pd.MultiIndex.from_arrays([[code] * len(sought), sought["place"]])
            sought = sought.assign(true=meant.reindex(keys).to_numpy())
            sought = sought[sought["true"].isin(in_register)]
            seen += len(sought)
            rows = candidates(made.db, sought)
            proposed.append(rows.merge(sought[["claim", "true"]], on="claim").assign(list=code))
    rows = pd.concat(proposed, ignore_index=True)
    rows["right"] = rows["nik"] == rows["true"]
    first = rows.groupby(["list", "claim"], sort=False).first()
    return {
        "lost": seen,
        "recall": rows.groupby(["list", "claim"])["right"].any().sum() / seen,
        "precision": first["right"].mean(),
        "sure": first.loc[first["probability"] >= 0.9, "right"].mean(),
    }
