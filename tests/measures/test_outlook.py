"""The outlook: what it needs, what it says, and how often it is right."""

import math
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from connectors import Indicator
from dashboard.measures import Target, outlook
from dashboard.measures.outlook import (
    BAND,
    BETTER,
    LEAST,
    _chance,
    _quantile,
    backtest,
    forecast,
)

UNTIL = 2029
STEPS = 4


def facing(better="lower", frequency="year", resets="", span=(0, 100)):
    return Indicator("x", "X", "%", frequency, better, span, resets=resets)


def yearly(values, last=2025):
    first = last - len(values) + 1
    return [(date(first + place, 1, 1), float(v)) for place, v in enumerate(values) if v == v]


def goal(value, year=UNTIL):
    return Target(date(year, 1, 1), value, value, "rpjmd-2025")


def series(kind, count, draw):
    shocks = draw.normal(size=count)
    drift = {"walk": 0.0, "slope": 0.5}[kind]
    return np.cumsum(shocks + drift) + 50


FALLING = [20, 19.1, 18.0, 17.2, 16.0, 15.1, 13.9, 13.1, 12.0, 11.1]


def test_a_steady_fall_goes_on_with_a_band_that_widens():
    found = outlook(yearly(FALLING), facing(), UNTIL, goal(7.0))
    assert found.why == ""
    assert [one.year for one in found.ahead] == [2026, 2027, 2028, 2029]
    middles = [one.middle for one in found.ahead]
    assert middles == sorted(middles, reverse=True) and middles[-1] < 11.1
    widths = [one.high - one.low for one in found.ahead]
    assert widths == sorted(widths) and all(one.low < one.middle < one.high for one in found.ahead)
    assert found.error <= BETTER * found.naive_error


def test_fewer_than_eight_years_are_not_enough():
    found = outlook(yearly(FALLING[: LEAST - 1]), facing(), UNTIL)
    assert (found.why, found.count) == ("few", 7)
    assert outlook([], facing(), UNTIL).why == "ended"


@pytest.mark.parametrize(
    ("entry", "why"),
    [(facing(resets="year"), "resets"), (facing(frequency="month"), "yearly")],
)
def test_what_is_no_yearly_level_has_no_outlook(entry, why):
    assert outlook(yearly(FALLING), entry, UNTIL).why == why


def test_a_plan_that_is_over_has_no_outlook():
    assert outlook(yearly(FALLING), facing(), 2025).why == "ended"


def test_equal_values_are_said_and_not_projected():
    assert outlook(yearly([5] * 9), facing(), UNTIL).why == "equal"


def test_equal_values_at_first_do_not_hinder_the_back_test():
    found = outlook(yearly([5] * 6 + [6, 7, 8, 9]), facing(), UNTIL)
    assert all(math.isfinite(one.said) for one in found.record)


def test_a_missing_year_is_passed_over_and_widens_what_follows():
    gaps = [*FALLING[:4], math.nan, *FALLING[5:]]
    found = outlook(yearly(gaps), facing(), UNTIL)
    assert found.count == 9 and found.why == ""
    assert found.ahead[0].middle == pytest.approx(
        outlook(yearly(FALLING), facing(), UNTIL).ahead[0].middle, abs=0.3
    )
    known = dict(zip(range(2011, 2020), FALLING, strict=False))
    near, far = forecast(known, 1)[1][0], forecast(known, 2)[1][1]
    assert far > near


def test_years_that_are_mostly_missing_are_not_projected():
    scattered = [(date(2000 + 3 * place, 1, 1), v) for place, v in enumerate(FALLING[:9])]
    assert outlook(scattered, facing(), UNTIL).why == "sparse"


def test_the_band_stays_within_the_range_of_the_indicator():
    rising = [90, 91.2, 92.1, 93.3, 94.2, 95.4, 96.3, 97.5, 98.4, 99.6]
    found = outlook(yearly(rising), facing("higher"), UNTIL)
    assert found.why == "" and all(one.high <= 100 and one.middle <= 100 for one in found.ahead)
    assert found.ahead[-1].high == 100


@pytest.mark.parametrize(("better", "near", "far"), [("lower", 10.5, 6.0), ("higher", 6.0, 12.0)])
def test_a_nearer_target_is_likelier(better, near, far):
    chances = [
        outlook(yearly(FALLING), facing(better), UNTIL, goal(value)).chance for value in (near, far)
    ]
    assert 1 >= chances[0] > chances[1] >= 0


@pytest.mark.parametrize("better", ["range", "none"])
def test_without_a_direction_there_is_a_band_but_no_chance(better):
    found = outlook(yearly(FALLING), facing(better), UNTIL, goal(7.0))
    assert found.ahead and math.isnan(found.chance)


@pytest.mark.parametrize("year", [2025, 2031])
def test_a_target_before_or_beyond_what_is_projected_has_no_chance(year):
    found = outlook(yearly(FALLING), facing(), UNTIL, goal(7.0, year))
    assert math.isnan(found.chance) and found.goal is None


def test_a_target_in_between_is_judged_at_its_own_year():
    early = outlook(yearly(FALLING), facing(), UNTIL, goal(9.0, 2026)).chance
    assert early < outlook(yearly(FALLING), facing(), UNTIL, goal(9.0)).chance


def test_the_record_uses_only_what_was_known_then():
    known = {day.year: value for day, value in yearly(FALLING)}
    before = backtest(known, 2)
    after = backtest(known | {2025: 99.0}, 2)
    assert [one.said for one in before] == [one.said for one in after]
    assert [(one.origin, one.year) for one in before][:3] == [
        (2020, 2021),
        (2020, 2022),
        (2021, 2022),
    ]


def test_the_same_series_gives_the_same_outlook_in_any_unit():
    one = outlook(yearly(FALLING), facing(), UNTIL, goal(7.0))
    assert one == outlook(yearly(FALLING), facing(), UNTIL, goal(7.0))
    large = [value * 1e12 for value in FALLING]
    other = outlook(yearly(large), facing(span=(0, 1e15)), UNTIL, goal(7e12))
    assert other.chance == pytest.approx(one.chance, rel=1e-9)
    assert other.ahead[-1].low == pytest.approx(one.ahead[-1].low * 1e12, rel=1e-9)


@pytest.mark.parametrize("kind", ["walk", "slope"])
@pytest.mark.parametrize("count", [8, 15])
def test_the_band_holds_about_four_in_five_of_what_comes(kind, count):
    draw = np.random.default_rng(7)
    inside = np.zeros(STEPS)
    tries = 150
    reach = _quantile(count - 1, (1 + BAND) / 2)
    for _ in range(tries):
        whole = series(kind, count + STEPS, draw)
        means, wide = forecast(dict(enumerate(whole[:count])), STEPS)
        inside += np.abs(whole[count:] - means) <= reach * np.array(wide)
    # 150 tries of 0.8 differ by 0.03; the method's own bias is up to 0.07
    assert np.abs(inside / tries - BAND).max() < 0.12


def test_a_chance_comes_true_as_often_as_it_says():
    draw = np.random.default_rng(11)
    said, came = [], []
    for place in range(600):
        whole = series(("walk", "slope")[place % 2], 12 + STEPS, draw)
        level = whole[11] + draw.normal() * 3
        means, wide = forecast(dict(enumerate(whole[:12])), STEPS)
        entry = facing("higher", span=(-999, 999))
        said.append(_chance(means[-1], wide[-1], 11, goal(level), entry))
        came.append(whole[-1] >= level)
    said, came = np.array(said), np.array(came)
    for low, high in ((0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1)):
        mine = (said >= low) & (said <= high)
        assert mine.sum() > 60
        assert abs(said[mine].mean() - came[mine].mean()) < 0.12


@pytest.mark.parametrize(("count", "most"), [(8, 0.2), (12, 0.12)])
def test_a_random_walk_seldom_beats_the_naive_forecast(count, most):
    draw = np.random.default_rng(3)
    entry = facing(span=(-999, 999))
    walks = [yearly(series("walk", count, draw)) for _ in range(120)]
    shown = [outlook(walk, entry, UNTIL).why == "" for walk in walks]
    assert 0 < np.mean(shown) <= most


def test_what_does_not_beat_the_naive_forecast_keeps_its_record():
    swings = [5, 9, 4, 8, 5, 9, 4, 8, 5, 9]
    found = outlook(yearly(swings), facing(), UNTIL)
    assert found.why == "naive" and found.ahead == ()
    assert found.error > BETTER * found.naive_error and found.record


def test_a_worker_that_shows_no_outlook_does_not_load_the_library():
    code = "import sys, dashboard.measures; sys.exit('statsmodels' in sys.modules)"
    root = Path(__file__).parent.parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
