"""One indicator over time, with its targets, the province and the nation."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from connectors import Indicator
from dashboard.figures._axis import Frame, labelled, ticks, years
from dashboard.figures._style import number, period, quantity

GRAPH_CONFIG: Any = {"displaylogo": False, "responsive": True, "displayModeBar": False}
MANY = 15  # targets; more are a dashed line only
LINE, OTHER, GOAL = "#1f8aa3", "#7f8d96", "#b07a10"


def trend(
    series: pd.DataFrame,
    targets: pd.DataFrame,
    others: Mapping[str, pd.DataFrame],
    entry: Indicator,
    *,
    size: tuple[int, int] = (1240, 400),
) -> str:
    """The trend as a mark. `series`, `targets` and each of `others` have period, value (targets:
    upper, reference); targets are dashed, a range is a bar with both ends.

    An empty series gives a mark that says so.
    """
    label = f"{entry.title}: {len(series)} nilai"
    width, height = size
    head = (
        f'<svg class="trend" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(label, quote=True)}">'
    )
    if series.empty:
        return f'{head}<text x="{width / 2}" y="{height / 2}">Belum ada data</text></svg>'
    everything = pd.concat([series, targets, *others.values()])
    values = pd.concat([everything["value"], everything.get("upper", pd.Series(dtype=float))])
    steps = ticks(float(values.min()), float(values.max()), 4)
    frame = Frame(
        width,
        height,
        everything["period"].min(),
        everything["period"].max(),
        steps[0],
        steps[-1],
        whole=not entry.resets,
    )
    drawn = [head]
    decimals = max(0, min(entry.decimals, _places(steps)))
    for step in steps:
        y = frame.y(step)
        drawn.append(f'<path class="grid" d="M{frame.left} {y:.1f}H{frame.right}"/>')
        drawn.append(
            f'<text class="tick" x="{frame.left - 8}" y="{y + 4:.1f}" text-anchor="end">'
            f"{number(step, decimals)}</text>"
        )
    for day in years(frame, 8 if width > 600 else 4):
        x = frame.x(day)
        drawn.append(
            f'<text class="tick" x="{x:.1f}" y="{height - 8}" text-anchor="middle">'
            f"{day.year}</text>"
        )
    for rows in others.values():
        drawn.append(f'<path class="other" d="{_path(rows, frame)}"/>')
    drawn += _goals(targets, frame)
    drawn.append(f'<path class="line" d="{_path(series, frame)}"/>')
    if len(series) <= 40:
        drawn += [
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
            for x, y in _points(series, frame)
        ]
    ends = [("line", "", series)] + [("other", name, rows) for name, rows in others.items()]
    drawn += labelled(frame, ends, entry)
    return "".join([*drawn, "</svg>"])


def _places(steps: list[float]) -> int:
    return 0 if all(step == int(step) for step in steps) else 1 if steps[1] - steps[0] >= 0.1 else 2


def _path(rows: pd.DataFrame, frame: Frame) -> str:
    years = [None, *rows.sort_values("period")["period"].dt.year]
    pens = ["L" if frame.whole or a == b else "M" for a, b in zip(years, years[1:], strict=False)]
    points = _points(rows, frame)
    drawn = [f"{pen}{x:.1f} {y:.1f}" for pen, (x, y) in zip(pens, points, strict=True)]
    return "M" + "".join(drawn)[1:]


def _points(rows: pd.DataFrame, frame: Frame) -> list[tuple[float, float]]:
    ordered = rows.sort_values("period")
    pairs = zip(ordered["period"], ordered["value"], strict=True)
    return [(frame.x(day), frame.y(value)) for day, value in pairs]


def _goals(targets: pd.DataFrame, frame: Frame) -> list[str]:
    drawn = []
    for _, rows in targets.groupby("reference"):
        middle = rows.assign(value=rows[["value", "upper"]].mean(axis=1))
        if len(rows) > 1:
            drawn.append(f'<path class="goal" d="{_path(middle, frame)}"/>')
        for row in rows.to_dict("records"):
            x, low = frame.x(row["period"]), frame.y(row["value"])
            if row["upper"] == row["upper"]:
                high = frame.y(row["upper"])
                drawn.append(f'<path class="span" d="M{x:.1f} {low:.1f}V{high:.1f}"/>')
            elif len(rows) <= MANY:
                drawn.append(f'<path class="tock" d="M{x - 7:.1f} {low:.1f}H{x + 7:.1f}"/>')
    return drawn


def trend_figure(
    series: pd.DataFrame,
    targets: pd.DataFrame,
    others: Mapping[str, pd.DataFrame],
    entry: Indicator,
) -> dict[str, Any]:
    """The trend as a plotly figure (a plain dict), with Indonesian hover texts."""

    def line(name: str, rows: pd.DataFrame, style: Mapping[str, Any]) -> dict[str, Any]:
        rows = rows.sort_values("period")
        return {
            "type": "scatter",
            "name": name,
            "x": [f"{day:%Y-%m-%d}" for day in rows["period"]],
            "y": [float(value) for value in rows["value"]],
            "text": [
                f"{period(day.date(), entry)}: {quantity(value, entry.unit, entry.decimals)}"
                for day, value in zip(rows["period"], rows["value"], strict=True)
            ],
            "hovertemplate": f"%{{text}}<extra>{escape(name)}</extra>",
            **style,
        }

    traces = [
        line(name, rows, {"mode": "lines", "line": {"color": OTHER, "width": 1.5, "dash": dash}})
        for (name, rows), dash in zip(others.items(), ("solid", "dot", "dash"), strict=False)
    ]
    goal = {"mode": "markers", "marker": {"color": GOAL, "symbol": "line-ew-open", "size": 14}}
    traces += [line("Target", rows, goal) for rows in [targets] if len(rows)]
    traces.append(
        line(entry.title, series, {"mode": "lines+markers", "line": {"color": LINE, "width": 3}})
    )
    ink = "#7f8d96"
    return {
        "data": traces,
        "layout": {
            "separators": ",.",
            "height": 380,
            "margin": {"l": 56, "r": 16, "t": 16, "b": 40},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": "Plus Jakarta Sans, sans-serif", "size": 13, "color": ink},
            "hovermode": "closest",
            "legend": {"orientation": "h", "y": -0.15},
            "xaxis": {"gridcolor": "rgba(127,141,150,.2)", "type": "date"},
            "yaxis": {"gridcolor": "rgba(127,141,150,.2)", "tickformat": f",.{entry.decimals}f"},
        },
    }
