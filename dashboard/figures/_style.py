"""Indonesian numbers, amounts, dates and periods."""

from datetime import date, datetime

from connectors import Indicator

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()
ROMAN = ("I", "II", "III", "IV")
MISSING = "–"
SCALES = ((1e12, "triliun"), (1e9, "miliar"), (1e6, "juta"))
BASES = {"Rp": 1.0, "ribu Rp": 1e3, "Rp juta": 1e6, "Rp miliar": 1e9}


def number(value: float, decimals: int = 0) -> str:
    """1234.5 → «1.234,5»; a missing value is an en dash, a negative one has a real minus."""
    if value != value:
        return MISSING
    text = f"{abs(value):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"−{text}" if value < 0 and text.strip("0,.") else text


def signed(value: float, decimals: int = 0) -> str:
    """A change with its sign: «+0,20», «−0,20», «0,00»."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0,.") else text


def quantity(value: float, unit: str, decimals: int = 0) -> str:
    """A number with its unit: «11,49 %», «Rp 1,2 triliun», «1.301.635 jiwa», «73,74»."""
    if value != value:
        return MISSING
    if unit in BASES:
        return _rupiah(value * BASES[unit])
    if unit.startswith("Rp/"):
        return f"Rp {number(value, decimals)}{unit[2:]}"
    if unit in ("indeks", "rasio"):
        return number(value, decimals)
    return f"{number(value, decimals)} {unit}"


def _rupiah(value: float) -> str:
    for size, word in SCALES:
        if abs(value) >= size:
            return f"Rp {number(value / size, 2 if abs(value) < 100 * size else 1)} {word}"
    return f"Rp {number(value)}"


def day(value: date) -> str:
    """«24 November 2026»."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def clock(moment: datetime, zone: str) -> str:
    """«24 Nov 2026, 21.34 WIB»."""
    return f"{moment.day} {MONTHS[moment.month - 1][:3]} {moment.year}, {moment:%H.%M} {zone}"


def period(first: date, entry: Indicator) -> str:
    """The period that begins on `first`: «Maret 2025», «Triwulan II 2025», «pekan 47 2026»."""
    if entry.frequency == "day":
        return day(first)
    if entry.frequency == "week":
        year, week, _ = first.isocalendar()
        return f"pekan {week} {year}"
    if entry.frequency == "month":
        return f"{MONTHS[first.month - 1]} {first.year}"
    if entry.frequency == "quarter":
        return f"Triwulan {ROMAN[first.month // 3]} {first.year}"
    if entry.frequency == "semester":
        return f"Semester {ROMAN[first.month // 6]} {first.year}"
    if entry.survey_month:
        return f"{MONTHS[entry.survey_month - 1]} {first.year}"
    return str(first.year)


def age(days: int) -> str:
    """How long ago, in the largest unit that is not misleading: «3 hari», «16 bulan»."""
    if days < 1:
        return "hari ini"
    if days < 60:
        return f"{days} hari"
    if days < 1096:
        return f"{round(days / 30.44)} bulan"
    return f"{int(days / 365.25)} tahun"
