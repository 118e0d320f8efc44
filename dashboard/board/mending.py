"""What must be mended in government by electronic means, what is down now first."""

import pandas as pd

from connectors import indicator, regency, skpds
from dashboard import figures
from dashboard.board import digital as told
from dashboard.board import words
from dashboard.board.digital import DOMAINS, Digital
from dashboard.parts import NeedItem

WORST = 3  # SKPD named beside each
# share of the register -> its word, and what those applications are that it does not hold
LACKS = {
    "applications_integrated": ("Belum terintegrasi", "belum bertukar data penuh"),
    "applications_with_recovery_site": ("Tanpa DRC", "belum punya salinan di pusat pemulihan"),
    "applications_evaluated": ("Belum dievaluasi", "belum diputuskan Dewan TIK tahun ini"),
}


def items(digital: Digital) -> list[NeedItem]:
    """Everything that must be mended: links that are down, applications, the weakest domain."""
    found = [_down(digital), _to_stop(digital)]
    found += [_lacking(digital, code) for code in LACKS]
    found.append(_domain(digital))
    return [item for item in found if item is not None]


def _item(digital: Digital, code: str, shape: str, word: str, title: str, text: str) -> NeedItem:
    line = digital.lines[code]
    return NeedItem(
        shape, word, title, text, (), words.answerer(line.indicator),
        words.period(line.standing, line.indicator), line.address, line.simulated,
    )  # fmt: skip


def _down(digital: Digital) -> NeedItem | None:
    code = "links_down"
    if not digital.newest(code) > 0:
        return None
    places = ", ".join(digital.down) or "kecamatannya tidak diketahui"
    count = figures.number(digital.newest(code))
    text = f"{count} tautan tidak menjawab pada pemeriksaan terakhir."
    repair = digital.newest("mean_repair_hours")
    if repair == repair:
        text += f" Biasanya pulih dalam {figures.number(repair, 1)} jam."
    return _item(digital, code, "worsening", "Tautan mati", places, text)


def _lacking(digital: Digital, code: str) -> NeedItem | None:
    count = told.without(digital, code)
    if not count:
        return None
    word, what = LACKS[code]
    whole = figures.number(digital.newest("applications_registered"))
    first = lacking(digital, code)
    worst = ", ".join(f"{skpds()[skpd].short} {number}" for skpd, number in first[:WORST])
    title = f"{figures.number(count)} dari {whole} aplikasi {what}"
    return _item(digital, code, "behind", word, title, f"Terbanyak: {worst}." if worst else "")


def lacking(digital: Digital, code: str) -> list[tuple[str, int]]:
    """How many of the applications of each SKPD the share `code` does not hold, most first."""
    table = by_office(digital)
    if code not in table or "applications_registered" not in table:
        return []
    counts = (table["applications_registered"] * (1 - table[code] / 100)).round().dropna()
    found = [(str(skpd), int(count)) for skpd, count in counts.items() if count > 0]
    return sorted(found, key=lambda each: (-each[1], each[0]))


def by_office(digital: Digital) -> pd.DataFrame:
    """The register by SKPD: a column an indicator; the SKPD with the most to integrate first."""
    table = digital.offices.pivot_table(index="skpd", columns="indicator", values="value")
    if table.empty or "applications_registered" not in table:
        return pd.DataFrame()
    count = table["applications_registered"]
    share = table.get("applications_integrated", pd.Series(float("nan"), table.index))
    open_ = (count * (1 - share / 100)).round().fillna(count)
    order = table.assign(open_=open_, count=-count).reset_index()
    places = order.sort_values(["open_", "count", "skpd"], ascending=[False, True, True])["skpd"]
    return table.loc[list(places)]


def _to_stop(digital: Digital) -> NeedItem | None:
    code = "applications_to_merge_or_stop"
    if not digital.newest(code) > 0:
        return None
    table = by_office(digital)
    mine = table[code].dropna() if code in table else pd.Series(dtype=float)
    mine = mine.sort_index().sort_values(ascending=False, kind="stable")
    worst = ", ".join(
        f"{skpds()[str(skpd)].short} {figures.number(count)}"
        for skpd, count in mine.head(WORST).items()
        if count > 0
    )
    title = f"{figures.number(digital.newest(code))} aplikasi sebaiknya digabung atau dihentikan"
    text = "Menurut evaluasi Dewan TIK." + (f" Terbanyak: {worst}." if worst else "")
    return _item(digital, code, "behind", "Perlu diputuskan", title, text)


def _domain(digital: Digital) -> NeedItem | None:
    """The weakest domain, unless it already has the best predicate."""
    known = [code for code in DOMAINS if code in digital.lines]
    if not known:
        return None
    code = min(known, key=digital.newest)
    value = digital.newest(code)
    entry, grade = indicator(code), told.predicate(value)
    if grade == max(regency().maturity, key=lambda step: step.least).name:
        return None
    title = f"{entry.title} {words.amount(value, entry)} ({grade})"
    return _item(digital, code, "below_path", "Domain terlemah", title,
                 f"Terendah dari {len(known)} domain yang dinilai.")  # fmt: skip
