"""A renderer that errs is caught before anybody gets the paper."""

import tomllib
from pathlib import Path

import pytest

from dashboard import brief
from dashboard.brief._read_back import faults

MUTATIONS = {
    one["what"]: one
    for one in tomllib.loads(Path(__file__).with_name("mutations.toml").read_text("utf-8"))[
        "mutation"
    ]
}


@pytest.mark.parametrize("what", MUTATIONS)
def test_a_mutation_of_the_renderer_is_caught(weekly, what):
    contents, _ = weekly
    before, after = MUTATIONS[what]["before"], MUTATIONS[what]["after"]
    assert before in contents["layout"], "the renderer has changed: renew this mutation"
    wrong = contents["layout"].replace(before, after, 1)
    told = faults(brief.typeset(contents | {"layout": wrong}), contents)
    assert told and all(told)


def test_contents_that_were_changed_after_the_paper_was_made_are_caught(weekly):
    contents, pdf = weekly
    other = brief.loaded(brief.dumped(contents).replace("11,49", "11,48"))
    told = faults(pdf, other)
    assert any("seharusnya" in each and "halaman" in each for each in told)


def test_a_difference_names_its_page_and_what_stands_there(weekly):
    contents, pdf = weekly
    other = brief.loaded(brief.dumped(contents).replace("73,74", "73,75"))
    told = faults(pdf, other)
    assert any("73,7» seharusnya «5" in each and "tercetak «4" in each for each in told), told
