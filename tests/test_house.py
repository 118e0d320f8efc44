"""Who may import whom, and what no file may do: the house's rules, held by reading every file."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ANYTHING = None
# What each part may import of ours, besides itself. A part that is not here is not in the house:
# add it on purpose, together with the reason, in the commit that makes it.
TABLE = {
    "connectors": set(),
    "settings": set(),
    "clock": {"connectors"},  # the regency's time zone
    "databases": set(),  # how a database of our own is opened; knows none of what is in it
    "store": {"connectors", "settings", "databases"},
    "measures": {"connectors"},
    "figures": {"connectors"},
    "parts": {"connectors", "figures", "measures"},
    "recipients": {"connectors", "settings", "databases"},
    "access": {"settings"},
    "demo": {"connectors"},
    "refresh": {"clock", "connectors", "settings", "store", "demo", "recipients"},
    # the only hand between persons and observations: counts go through it
    "verification": {
        *("clock", "connectors", "settings", "store"),
        *("demo", "refresh", "recipients"),
    },
    # asks, reckons and puts into words once what pages, brief and wall show of the board
    "board": {"clock", "connectors", "store", "measures", "figures", "parts"},
    "delivery": {"settings"},  # carries files out; knows no store, no brief, no clock
    "find": {"connectors"},  # what the search box looks through: names, no data
    "brief": {"clock", "connectors", "store", "board", "measures", "figures", "parts"},
    "api": {"connectors", "store", "measures", "figures"},
    "wall": {"connectors", "store", "measures", "figures"},
    "pages": {
        *("clock", "connectors", "settings", "store", "recipients"),
        *("board", "measures", "figures", "parts"),
        "access",  # who asks: a page with a form shows it only to who may send it
        "brief",  # the archive: which week, and what a paper said
        "schedule",  # the operator sees which week is late
    },
    # makes a brief: carries what was known through it into the store
    "printing": {"settings", "store", "brief"},
    "schedule": {"clock", "settings", "store", "brief", "delivery"},  # which weeks are due
    "weekly": {
        *("clock", "settings", "store", "refresh", "brief", "delivery"),
        *("handing", "printing", "schedule"),
    },
    "papers": {"store", "brief"},  # hands out the files of the briefs
    "commands": ANYTHING,  # each wires what it carries out
    "serve": ANYTHING,
    "guard": ANYTHING,  # asks of each request the right that access says its address needs
    "forms": ANYTHING,  # carries what a person sends through access and board into the store
    "marking": ANYTHING,  # the same, of findings: into the recipients' database
    "handing": ANYTHING,  # takes a brief out of the store, has delivery carry it, keeps how it went
    "web": ANYTHING,  # the first HTML, headers and health check: wiring, as app.py is
    "__main__": ANYTHING,
    "app": ANYTHING,
}
NOUNS = {"manager", "service", "helper", "util", "utils", "base", "common", "core"}
SHORTER = {"pages": 80, "connectors": 80}  # their units; a name with an underscore is machinery
LONGEST = 200

FILES = sorted(
    [*ROOT.glob("app.py"), *ROOT.glob("connectors/**/*.py"), *ROOT.glob("dashboard/**/*.py")]
)


@cache
def tree(path):
    return ast.parse(path.read_text("utf-8"))


def name_of(path):
    """`dashboard/store/_write.py` → `dashboard.store._write`; a door is its folder's name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def part_of(name):
    """The row of the table: `dashboard.store._write` → `store`, `connectors.bps` → `connectors`."""
    first, _, rest = name.partition(".")
    return (rest.partition(".")[0] or "dashboard") if first == "dashboard" else first


def is_module(name):
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


@cache
def imported(path):
    """The modules of ours that a file imports, each as the deepest that is named, with its line."""
    found = []
    for node in ast.walk(tree(path)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if is_module(name) else node.module for name in whole]
        ours = [n for n in names if n.split(".")[0] in ("app", "connectors", "dashboard")]
        found += [(name, node.lineno) for name in ours]
    return found


def is_private(name):
    """Whether the way to the module leads through a name with one underscore."""
    return any(re.match(r"_[^_]", word) for word in name.split("."))


def faults(rule, files=FILES):
    """What a rule has found: for each file that breaks it, each line and why."""
    told = {str(path.relative_to(ROOT)): list(rule(path)) for path in files}
    return {name: lines for name, lines in told.items() if lines}


def hold(rule):
    """Fail by naming every file that breaks the rule, with each line and why."""
    if found := faults(rule):
        told = [f"{name}: {line}" for name, lines in found.items() for line in lines]
        pytest.fail("\n".join(told), pytrace=False)


def test_the_house_is_read():
    assert len(FILES) > 300 and {part_of(name_of(path)) for path in FILES} >= {"store", "pages"}
    assert faults(lambda path: ["1: bad"], FILES[:2]) == {
        str(path.relative_to(ROOT)): ["1: bad"] for path in FILES[:2]
    }


def test_a_file_imports_only_what_its_part_may():
    def rule(path):
        own = part_of(name_of(path))
        others = imported(path)
        if own == "dashboard":  # the folder's own door wires nothing
            return [f"line {line}: {name}, and the door wires nothing" for name, line in others]
        if own not in TABLE:
            return [f"{own} is not in the table of tests/test_house.py: add it on purpose"]
        if TABLE[own] is ANYTHING:
            return []
        may = TABLE[own] | {own, "dashboard"}
        return [f"line {line}: {own} may not import {part_of(name)}"
                for name, line in others if part_of(name) not in may]  # fmt: skip

    hold(rule)


def test_nobody_imports_the_app():
    def rule(path):
        return [f"line {line}" for name, line in imported(path) if name.split(".")[0] == "app"]

    hold(rule)


def test_nobody_imports_an_agencys_module():
    def rule(path):
        units = [each for each in imported(path) if re.fullmatch(r"connectors\.[^_]\w*", each[0])]
        return [f"line {line}: refresh loads {name} by its name" for name, line in units]

    hold(rule)


def test_nobody_reaches_past_a_door():
    def rule(path):
        home = name_of(path) if path.name == "__init__.py" else name_of(path.parent / "__init__.py")
        for name, line in imported(path):
            folder = re.split(r"\._[^_]", name)[0]
            if is_private(name) and not f"{home}.".startswith(f"{folder}."):
                yield f"line {line}: {name} is private to {folder}"

    hold(rule)


def test_imports_are_absolute():
    def rule(path):
        return [f"line {n.lineno}" for n in ast.walk(tree(path)) if getattr(n, "level", 0)]

    hold(rule)


def test_nothing_is_printed_and_nothing_asserted():
    def rule(path):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Assert):
                yield f"line {node.lineno}: -O drops it; raise instead"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id == "print":
                    yield f"line {node.lineno}: use logging"

    hold(rule)


def test_a_module_says_what_it_is():
    hold(lambda path: [] if ast.get_docstring(tree(path)) else ["line 1: has no docstring"])


def test_a_file_is_short():
    def rule(path):
        unit = not path.name.startswith("_")
        longest = SHORTER.get(path.parent.name, LONGEST) if unit else LONGEST
        lines = path.read_text("utf-8").count("\n")
        return [f"{lines} lines, {longest} may be"] if lines > longest else []

    hold(rule)


def test_no_name_is_a_noun_without_a_home():
    def rule(path):
        parts = path.relative_to(ROOT).with_suffix("").parts
        words = {word for part in parts for word in part.split("_")}
        return sorted(words & (NOUNS | {f"{noun}s" for noun in NOUNS}))

    hold(rule)
