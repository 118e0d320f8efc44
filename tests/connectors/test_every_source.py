"""What holds for every source, whoever writes it, and what a .toml may not say."""

import ast
import inspect
from pathlib import Path

import pytest
from declared import SIHARGA

import connectors
from connectors import source_of

FOLDER = Path(connectors.__file__).parent
SOURCES = connectors.sources()
every_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)

ENTRY = {"title": "a", "unit": "b", "frequency": "month", "better": "lower", "range": [0, 9]}
FACTS = SIHARGA


def declared(facts=FACTS, **entry):
    return source_of("siharga", facts | {"indicator": {"rice_price": ENTRY | entry}})


def without(name, facts):
    return {key: value for key, value in facts.items() if key != name}


def test_each_python_file_has_its_facts_beside_it():
    units = {path.stem for path in FOLDER.glob("[!_]*.py")}
    assert units <= set(SOURCES) == {path.stem for path in FOLDER.glob("[!_]*.toml")}
    assert SOURCES


@every_source
def test_fetch_takes_a_connection_the_source_and_a_day(source):
    fetch = connectors.fetcher(source)
    assert list(inspect.signature(fetch).parameters) == ["db", "source", "since"]


@every_source
def test_what_is_odd_about_a_source_is_written_at_its_head(source):
    path = FOLDER / f"{source.code}.py"
    if path.exists():
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path.name


@every_source
def test_a_source_without_python_carries_its_queries_or_its_file(source):
    if not (FOLDER / f"{source.code}.py").exists():
        assert source.dbms == "files" or source.service or source.query
    assert all(len(query) > len("SELECT") for query in source.query), "query ditulis sebagai daftar"


@every_source
def test_a_source_says_where_it_is_read(source):
    if source.dbms == "files":
        assert source.database or connectors.published(source).is_file()
    else:
        assert source.database.isupper() and source.database.isidentifier()


@every_source
def test_an_empty_answer_is_never_enough(source):
    assert source.rows_min > 0


@every_source
def test_a_source_and_its_indicators_name_an_skpd_that_exists(source):
    named = {source.owner, *(entry.skpd for entry in source.indicators if entry.skpd)}
    assert named <= set(connectors.skpds())


@every_source
def test_an_indicator_says_what_it_is(source):
    silent = [
        f"{entry.code}: {name}"
        for entry in source.indicators
        for name in ("title", "unit", "definition")
        if not getattr(entry, name).strip()
    ]
    assert not silent


@every_source
def test_a_reason_is_given_for_what_is_left_out(source):
    assert all(source.ignored.values())


def test_no_indicator_is_declared_twice():
    assert len(connectors.indicators()) == sum(
        len(source.indicators) for source in SOURCES.values()
    )


@every_source
def test_a_borrowed_indicator_belongs_to_another_source(source):
    own = {entry.code for entry in source.indicators}
    assert set(source.borrows) <= set(connectors.indicators()) - own


@every_source
def test_a_source_gives_at_least_one_indicator(source):
    assert source.indicators or source.borrows


def test_what_is_declared_well_is_read():
    (entry,) = declared(decimals=2).indicators
    assert (entry.code, entry.range, entry.decimals) == ("rice_price", (0, 9), 2)


@pytest.mark.parametrize("facts", [FACTS | {"owners": "2.17"}, FACTS | {"code": "x"}])
def test_a_key_too_many_is_refused(facts):
    with pytest.raises(TypeError):
        declared(facts)
    with pytest.raises(TypeError, match="colour"):
        declared(colour="red")


@pytest.mark.parametrize("name", ["title", "owner", "system", "dbms", "refresh", "rows_min"])
def test_a_key_too_few_is_refused(name):
    with pytest.raises(TypeError, match=name):
        declared(without(name, FACTS))


@pytest.mark.parametrize("name", ["title", "unit", "frequency", "better", "range"])
def test_an_indicator_with_a_key_too_few_is_refused(name):
    with pytest.raises(TypeError, match=name):
        source_of("siharga", FACTS | {"indicator": {"rice_price": without(name, ENTRY)}})


@pytest.mark.parametrize(("name", "word"), [("dbms", "db2"), ("refresh", "often")])
def test_a_wrong_word_of_a_source_is_refused_and_the_right_ones_are_named(name, word):
    with pytest.raises(ValueError, match=f"siharga: {name} = '{word}'; yang dikenal: "):
        declared(FACTS | {name: word})


@pytest.mark.parametrize(
    ("name", "word"), [("better", "lowest"), ("frequency", "monthly"), ("resets", "month")]
)
def test_a_wrong_word_of_an_indicator_is_refused_and_the_right_ones_are_named(name, word):
    with pytest.raises(ValueError, match=f"rice_price: {name} = '{word}'; yang dikenal: "):
        declared(**{name: word})


@pytest.mark.parametrize("limits", [[9, 0], [5, 5], [float("nan"), 1]])
def test_a_range_goes_from_small_to_large(limits):
    with pytest.raises(ValueError, match="rice_price: range"):
        declared(range=limits)


def test_a_source_is_a_database_or_files_and_not_both():
    for facts in (FACTS | {"files": "x.csv"}, without("database", FACTS)):
        with pytest.raises(ValueError, match="salah satu"):
            declared(facts)


@pytest.mark.parametrize(
    ("years", "word"),
    [({"yearly": True}, "first_year"), ({"first_year": 2024, "last_year": 2023}, "last_year")],
)
def test_the_years_of_a_source_are_told_whole_and_in_order(years, word):
    with pytest.raises(ValueError, match=word):
        declared(FACTS | years)


LISTED = [entry for source in SOURCES.values() for entry in source.indicators]


@pytest.mark.parametrize("entry", LISTED, ids=[entry.code for entry in LISTED])
def test_an_indicator_carries_the_fields_of_its_metadata(entry):
    """MS-Ind of Satu Data Indonesia: what a number means must travel with it."""
    assert entry.concept and entry.definition and entry.formula and entry.title
    assert connectors.urusan_of(entry) in connectors.urusan()
    assert entry.skpd == "" or entry.skpd in connectors.skpds()
    assert 0 <= entry.mission <= 5
    assert entry.programme in {"", *connectors.programmes()}


def test_the_leaderships_questions_are_covered():
    assert len(SOURCES) >= 18
    assert len(LISTED) >= 80


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """`beside(**files)`: what is declared, and what is broken, with these beside a good one."""
    from connectors import _declared

    def declare(**files):
        (tmp_path / "baik.toml").write_text(toml({"indicator": {"good_price": ENTRY}}))
        for name, content in files.items():
            (tmp_path / f"{name}.toml").write_text(content)
        monkeypatch.setattr(_declared, "HERE", tmp_path)
        return _declared._declared.__wrapped__()

    return declare


def toml(more):
    facts = {"query": ["SELECT 1"]} | FACTS | more
    lines = [f"{key} = {value!r}" for key, value in facts.items() if not isinstance(value, dict)]
    for table in ("columns", "values", "ignored"):
        if table in facts:
            lines += [f"[{table}]", *(f"{key} = {value!r}" for key, value in facts[table].items())]
    for name, entry in facts.get("indicator", {}).items():
        lines += [f"[indicator.{name}]", *(f"{key} = {value!r}" for key, value in entry.items())]
    return "\n".join(lines)


PRICE = {"rice_price": ENTRY}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("title = ", ["connectors/salah.toml bukan TOML yang benar"]),
        (toml({"desimal": ","}), ["kunci desimal tidak dikenal", "salah.toml"]),
        (toml({"indicator": {"rice_price": ENTRY | {"satuan": "kg"}}}), ["rice_price", "satuan"]),
        (toml({"indicator": {"rice_price": without("range", ENTRY)}}), ["rice_price", "range"]),
        (toml({"owner": "9.99"}), ["'9.99' tidak ada dalam connectors/_skpd.csv"]),
        (toml({"borrows": ["gold_price"]}), ["meminjam indikator gold_price"]),
        (toml({"indicator": {"good_price": ENTRY}}), ["good_price sudah ada di sumber baik"]),
        (toml({"indicator": PRICE, "values": {"rise_price": "x"}}), ["menyebut rise_price"]),
        (toml({"indicator": PRICE | {"b": ENTRY}, "values": {"rice_price": "x"}}), ["indikator b"]),
        (toml({"indicator": {"rice_price": ENTRY | {"programme": "x"}}}), ["programme = 'x'"]),
        (toml({"indicator": {"rice_price": ENTRY | {"people": "x"}}}), ["people = 'x'"]),
        (toml({"indicator": {"b": ENTRY | {"people": "b"}}}), ["'b' bukan indikator", "jiwa"]),
        (toml({"indicator": {"rice_price": ENTRY | {"out_of": "x"}}}), ["out_of = 'x'"]),
    ],
)  # fmt: skip
def test_a_toml_that_cannot_be_used_is_named_and_takes_no_other_down(beside, content, words):
    found, broken = beside(salah=content)
    assert set(found) == {"baik"}
    assert set(broken) == {"salah"}
    for word in words:
        assert word in broken["salah"], broken["salah"]


def test_people_counted_in_a_file_that_cannot_be_read_take_no_other_down(beside):
    found, broken = beside(
        salah=toml({"indicator": {"b": ENTRY | {"people": "elsewhere"}}}), rusak="title = "
    )
    assert set(found) == {"baik", "salah"}
    assert set(broken) == {"rusak"}


def test_the_operator_is_told_of_a_broken_toml_everywhere(client, monkeypatch, capsys, tmp_path):
    from dashboard.__main__ import main

    told = "salah: kunci desimal tidak dikenal (connectors/salah.toml)"
    monkeypatch.setattr(connectors, "broken", lambda: {"salah": told})
    assert told in client.get("/sumber-data").text
    assert client.get("/healthz").json["sources"]["salah"] == "broken"
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert main(["doctor", "salah"]) == 1
    assert told in capsys.readouterr().err
    assert main(["refresh", "salah"]) == 1


@every_source
def test_the_table_of_sources_says_where_each_is_read_and_tried(source):
    words = {"mysql": "MySQL", "postgresql": "PostgreSQL", "oracle": "Oracle", "files": "Excel",
             "mssql": "SQL Server", "service": "layanan web"}  # fmt: skip
    table = (FOLDER.parent / "docs" / "sumber.md").read_text("utf-8").splitlines()
    (row,) = [line for line in table if line.startswith(f"| `{source.code}` |")]
    cells = [cell.strip() for cell in row.split("|")[1:-1]]
    assert cells[1] == source.title
    assert cells[3].startswith(words[source.dbms])
    assert int(cells[5]) == len(source.indicators)
    assert ("`.py`" in cells[4]) == (FOLDER / f"{source.code}.py").exists()
    assert cells[6]
