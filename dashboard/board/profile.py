"""What a place has to say first: its opening sentences, its strongest and its weakest points."""

from collections import Counter
from collections.abc import Sequence

from connectors import Area, regency
from dashboard import figures
from dashboard.board import words
from dashboard.board.peers import Rank
from dashboard.board.place import Seen, called, kin, people
from dashboard.board.sentences import GREEN, OFF, spelt
from dashboard.parts import Piece

THIRD = 1 / 3  # a position beyond it is that of the best, or the worst, third of the peers
MOST = 5  # points told first
ON_PAPER = 18  # rows of the one page that goes along on a working visit
A_THEME = 4  # of them from one theme
PEERS = 5  # fewer of them have no third
AMONG = {"desa sekecamatan": "sekecamatan", "desa sekabupaten": "sekabupaten"}


def whole(place: Area) -> str:
    """What the place is compared with, in a word."""
    return "provinsi" if place.code == regency().code else "kabupaten"


def ranked(rank: Rank) -> str:
    """«ke-3 dari 28 kecamatan»."""
    return f"ke-{rank.rank} dari {rank.of} {rank.among}"


def briefly(rank: Rank) -> str:
    """The same for a narrow column: «ke-3 dari 28», «ke-3 dari 17 sekecamatan»."""
    return f"ke-{rank.rank} dari {rank.of} {AMONG.get(rank.among, '')}".strip()


def against(seen: Seen, name: str = "") -> str:
    """The value against the whole `name`: «3,4 % kabupaten», «2,1 poin di atas kabupaten»; without
    a name, where a heading has it: «bagian 3,4 %». Empty where it cannot be compared."""
    entry, found = seen.line.indicator, seen.versus
    if found.share == found.share:
        share = f"{figures.number(found.share, 1)} %"
        return f"{share} {name}" if name else f"bagian {share}"
    if found.apart != found.apart:
        return ""
    if round(found.apart, entry.decimals) == 0:
        return f"sama dengan {name}" if name else "sama"
    side = "di atas" if found.apart > 0 else "di bawah"
    return f"{words.step(found.apart, entry)} {side} {name}".strip()


def strongest(seen: Sequence[Seen]) -> list[Seen]:
    """What stands best, at most five: where there are targets, what reached its target or is on
    the way to it, headlines first; elsewhere the rates of the best third among the peers."""
    if targeted(seen):
        found = [each for each in seen if each.line.standing.state in GREEN]
        return sorted(found, key=lambda each: each.line.indicator.headline or 99)[:MOST]
    found = [each for each in seen if each.judged and each.position >= THIRD and among_enough(each)]
    return sorted(found, key=lambda each: (-each.position, each.line.indicator.code))[:MOST]


def weakest(seen: Sequence[Seen]) -> list[Seen]:
    """What stands worst, at most five: where there are targets, what is off its path, as the
    overview orders it; elsewhere the rates of the worst third among the peers."""
    if targeted(seen):
        off = [each for each in seen if each.line.standing.state in OFF]
        return sorted(off, key=lambda each: each.urgent)[:MOST]
    found = [
        each for each in seen if each.judged and each.position <= -THIRD and among_enough(each)
    ]
    return sorted(found, key=lambda each: (each.position, each.line.indicator.code))[:MOST]


def targeted(seen: Sequence[Seen]) -> bool:
    """Whether anything at the place is judged by a target of its own."""
    return any(each.line.standing.state in (*GREEN, *OFF) for each in seen)


def among_enough(each: Seen) -> bool:
    """Whether there are enough peers for a third of them to mean something."""
    return bool(each.ranks) and each.ranks[-1].of >= PEERS


def why(each: Seen, place: Area) -> str:
    """Why one indicator stands out, beside its light: its target, or its rank and the whole."""
    if each.line.standing.state in (*GREEN, *OFF):
        return note(each)
    rank = ranked(each.ranks[-1]) if each.ranks else ""
    return "; ".join(text for text in (rank, against(each, whole(place))) if text)


def note(each: Seen) -> str:
    """What stands beside the light of an indicator: its target, or else the whole."""
    entry, standing = each.line.indicator, each.line.standing
    if standing.state not in (*GREEN, *OFF):
        return against(each)
    apart = words.distance(standing, entry) if standing.state in OFF else ""
    return f"target {words.target(standing, entry)}{'; ' if apart else ''}{apart}"


def compared(place: Area, seen: Sequence[Seen]) -> str:
    """The heading over `note`."""
    return f"Terhadap {'target atau ' if targeted(seen) else ''}{whole(place)}"


def on_paper(seen: Sequence[Seen]) -> list[Seen]:
    """The rows of the one page: headlines, then what is judged by a target, then rates that may be
    called good or bad, most telling first, then the rest; not too many of one theme.

    In the order of the themes, as a reader looks for them.
    """

    def order(each: Seen) -> tuple[int, bool, bool, bool, bool, bool, float, str]:
        entry, standing = each.line.indicator, each.line.standing
        apart = abs(each.position) if each.position == each.position else 0.0
        plain = standing.last_state not in (*GREEN, *OFF)
        known = not each.ranks, not each.judged, each.small
        return (entry.headline or 99, plain, standing.stale, *known, -apart, entry.code)

    taken: list[Seen] = []
    themes: Counter[str] = Counter()
    later: list[Seen] = []
    for each in sorted(seen, key=order):
        theme = each.line.indicator.theme
        (taken if themes[theme] < A_THEME else later).append(each)
        themes[theme] += 1
    chosen = [*taken, *later][:ON_PAPER]
    return sorted(chosen, key=lambda each: each.line.indicator.theme)


def opening(place: Area, seen: Sequence[Seen]) -> list[Piece]:
    """The first sentences of a profile: how large the place is, how it stands, what stands out."""
    told = [*size(place, seen)]
    name = whole(place)
    if not seen:
        return [*told, Piece(f"Belum ada angka tentang {called(place)} dari sumber mana pun.")]
    good, bad = better_and_worse(seen)
    many = sum(each.judged and each.whole == each.whole for each in seen)
    if targeted(seen):
        green = sum(each.line.standing.state in GREEN for each in seen)
        off = sum(each.line.standing.state in OFF for each in seen)
        text = f"Dari {spelt(green + off)} indikator bertarget, {counted(green)} tercapai atau di "
        told.append(Piece(f"{text}jalurnya dan {counted(off)} di luar jalurnya. "))
    elif many:
        text = f"Dari {spelt(many)} indikator yang dapat dinilai terhadap {name}, "
        told.append(Piece(f"{text}{counted(good)} lebih baik dan {counted(bad)} lebih buruk. "))
    else:
        told.append(Piece(f"Belum ada angka di sini yang dapat dinilai terhadap {name}. "))
    told += stands_out("Terkuat: ", strongest(seen), place, False)
    told += stands_out("Terlemah: ", weakest(seen), place, True)
    return told


def counted(number: int) -> str:
    """How many of several, as a sentence says it: «tiga», «tidak satu pun»."""
    return spelt(number) if number else "tidak satu pun"


def size(place: Area, seen: Sequence[Seen]) -> list[Piece]:
    """How many villages and inhabitants a place has; what is not known is left out."""
    below = Counter(each.kind for each in kin(place).below)
    told = [f"{figures.number(count)} {kind}" for kind, count in below.items()]
    pieces = [Piece(" dan ".join(told))] if told else []
    count = people(seen)
    if count is not None:
        text = words.amount(count.line.standing.value, count.line.indicator)
        share = count.versus.share
        if share == share:
            text += f", {figures.number(share, 1)} % penduduk {whole(place)}"
        pieces += [Piece("; ")] if pieces else []
        pieces.append(Piece(text, False, count.line.address))
    return [*pieces, Piece(". ")] if pieces else []


def stands_out(word: str, found: Sequence[Seen], place: Area, worst: bool) -> list[Piece]:
    """The first of `found`, with what makes it so."""
    if not found:
        return []
    line = found[0].line
    state = line.standing.state
    light = f" {state.word}" if state in (*GREEN, *OFF) else ""
    text = f"{line.indicator.title}{light} ({why(found[0], place)})"
    return [Piece(word), Piece(text, worst, line.address), Piece(". ")]


def warned(seen: Sequence[Seen]) -> int:
    """How many numbers rest on few cases."""
    return sum(each.small for each in seen)


def better_and_worse(seen: Sequence[Seen]) -> tuple[int, int]:
    """How many rates that may be judged are better than the whole, and how many worse."""
    mine = [each.versus.good for each in seen if each.judged]
    return mine.count(True), mine.count(False)


def all_simulated(seen: Sequence[Seen]) -> bool:
    """Whether everything comes from stand-ins, so that it need be said only once."""
    return bool(seen) and all(each.line.simulated for each in seen)
