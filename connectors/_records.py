"""What a regency is made of: its areas, agencies, plans and programmes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """One area: nation, province, regency, kecamatan or desa, with its Kemendagri code."""

    code: str
    name: str
    level: str
    parent: str
    kind: str
    row: int = -1  # place in the tile map, kecamatan only
    column: int = -1


@dataclass(frozen=True)
class Skpd:
    """One agency of the regency. `code` is urusan.bidang.unit, as SIMDA numbers it."""

    code: str
    name: str
    short: str


@dataclass(frozen=True)
class Programme:
    """A priority programme. The official list of 17 was not found in public: `confirmed` says
    whether a publication names this one as one of them."""

    code: str
    title: str
    confirmed: bool
    publication: str


@dataclass(frozen=True)
class Plan:
    """A plan that sets targets, with the years it covers."""

    code: str
    title: str
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Goal:
    """A goal (tujuan) of a mission, with the codes of the indicators that measure it."""

    title: str
    publication: str
    indicators: tuple[str, ...] = ()
    paraphrase: bool = False


@dataclass(frozen=True)
class Mission:
    """A mission of a plan. A `paraphrase` is in our words, after the publication."""

    number: int
    title: str
    publication: str
    paraphrase: bool = False
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True)
class Document:
    """What is publicly known of a plan's text; empty where nothing was found."""

    code: str
    leaders: str = ""
    vision: str = ""
    paraphrase: bool = False
    publication: str = ""
    note: str = ""
    also: tuple[str, ...] = ()  # further publications, of the leaders and the note
    missions: tuple[Mission, ...] = ()


@dataclass(frozen=True)
class Class:
    """A step of the achievement scale: from `least` percent on."""

    least: float
    name: str


@dataclass(frozen=True)
class Comparison:
    """How the regency is set beside others."""

    first: str  # the indicator that is compared first
    alike: tuple[str, ...]  # the indicators by which regencies are alike
    years: int  # how far back values count for that
    least: int  # indicators in common, or else nothing is said
    most: int  # alike regencies that are shown
    source: str  # the source that can bring other regencies in


@dataclass(frozen=True)
class Regency:
    """Whose dashboard this is. Another regency changes `_regency.toml`, not Python."""

    code: str
    name: str
    government: str
    product: str
    province: str
    nation: str
    neighbours: tuple[str, ...]
    timezone: str
    zone: str
    applications: int
    priorities: int
    residents: tuple[str, ...]  # indicators that count its people; the first one known counts
    plans: tuple[Plan, ...]
    comparison: Comparison
    scale_title: str
    scale: tuple[Class, ...]
    maturity_title: str  # the rule whose predicates the SPBE index is given
    maturity: tuple[Class, ...]
    late_points: float  # under the cash plan, from which an SKPD is late
    late_months: int  # without a contract, from which an announced package is late
    keep_findings_days: int  # after it closed, a finding about a person is deleted
