"""A bar beside its goal."""

import re

import pytest

from dashboard import figures

NAN = float("nan")


def width(svg):
    found = re.search(r'class="fill"[^>]* width="([\d.]+)"', svg)
    return float(found[1]) if found else None


def test_the_bar_is_as_long_as_its_share_and_the_tick_stands_at_the_goal():
    svg = figures.bullet(0.43, 0.61)
    assert width(svg) == 43
    assert 'class="tick" x="61.0"' in svg


@pytest.mark.parametrize(("share", "drawn"), [(-0.2, 0), (0, 0), (1, 100), (1.4, 100)])
def test_a_share_beyond_the_ends_stays_within(share, drawn):
    assert width(figures.bullet(share, NAN)) == drawn


def test_what_is_missing_is_not_drawn():
    svg = figures.bullet(NAN, NAN)
    assert "fill" not in svg and "tick" not in svg and "track" in svg


def test_a_goal_at_the_very_end_is_still_seen():
    assert 'x="99.0" width="1"' in figures.bullet(0.5, 1.0)
