"""The pieces of the overview: sentence, counts, problems, changes, cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import dcc, html

from dashboard import figures
from dashboard.measures import State
from dashboard.parts._mark import labelled, mark
from dashboard.parts._page import empty, simulated

CHANGE = {
    "new": ("•", "Data baru"),
    "revised": ("↺", "Direvisi"),
    "withdrawn": ("×", "Dicabut"),
    "late": ("!", "Terlambat"),
}


@dataclass(frozen=True)
class CardFacts:
    """What a headline card says, in words."""

    title: str
    href: str
    value_text: str
    unit: str
    state: State
    last_state_word: str
    change_text: str
    change_good: bool | None
    spark_svg: str
    period_text: str
    target_text: str
    distance_text: str
    source_text: str
    age_text: str
    simulated: bool


@dataclass(frozen=True)
class AttentionItem:
    """One problem, in words."""

    state: State
    title: str
    href: str
    gap_text: str
    since_text: str
    where_text: str
    who_text: str
    need_text: str
    simulated: bool


@dataclass(frozen=True)
class ChangeItem:
    """One change, in words. `mark`: new, revised, withdrawn, late."""

    mark: str
    text: str
    when: str
    who: str


def state_label(state: State | str, word: str = "") -> html.Span:
    """Shape, word and colour of a state; `word` instead of the state's own."""
    state = State(state)
    text = word or state.word
    return html.Span(
        [mark(figures.shape(state.value), "shape-box"), text[:1].upper() + text[1:]],
        className=f"state s-{state.value}",
    )


def sentence(pieces: Sequence[tuple[str, bool]]) -> html.H1:
    """The first sentence of a page, its worst part coloured."""
    spans = [html.Em(text) if worst else html.Span(text) for text, worst in pieces]
    return html.H1(spans, className="sentence")


def state_counts(counts: Mapping[State, int]) -> html.Ul:
    """How many indicators are in each state."""
    shown = [state for state in State if counts.get(state)]
    items = [
        html.Li(state_label(state, f"{figures.number(counts[state])} {state.word}"))
        for state in shown
    ]
    return html.Ul(items, className="counts", **labelled("Jumlah indikator menurut status"))


def attention_list(items: Sequence[AttentionItem]) -> html.Ol | html.P:
    """Problems, worst first."""
    if not items:
        return empty("Tidak ada indikator bertarget yang keluar dari jalurnya.")
    return html.Ol([_attention(item) for item in items], className="attention")


def _attention(item: AttentionItem) -> html.Li:
    more = " · ".join(text for text in (item.need_text, item.where_text) if text)
    return html.Li(
        [
            state_label(item.state),
            html.Div(
                [
                    html.P(
                        [
                            dcc.Link(item.title, href=item.href, className="strong"),
                            html.Span(f" {item.gap_text}"),
                        ]
                    ),
                    html.P(more, className="soft") if more else None,
                ],
                className="what",
            ),
            html.Div(
                [html.Span(item.who_text), html.Span(item.since_text), simulated(item.simulated)],
                className="who",
            ),
        ]
    )


def changes_list(items: Sequence[ChangeItem]) -> html.Ul | html.P:
    """What changed, each with a sign and a word for it."""
    if not items:
        return empty("Tidak ada perubahan dalam tujuh hari terakhir.")
    return html.Ul([_change(item) for item in items], className="changes")


def _change(item: ChangeItem) -> html.Li:
    sign, word = CHANGE[item.mark]
    meta = " · ".join(text for text in (item.who, item.when) if text)
    return html.Li(
        [
            html.Span(sign, className=f"sign {item.mark}", role="img", **labelled(word)),
            html.Div(
                [html.P(item.text), html.P(meta, className="soft") if meta else None],
                className="what",
            ),
        ]
    )


def cards(facts: Sequence[CardFacts]) -> html.Div:
    """The headline indicators."""
    return html.Div([card(one) for one in facts], className="cards")


def card(facts: CardFacts) -> html.Article:
    """One headline indicator; the whole card leads to its page."""
    tone = {True: "good", False: "bad", None: ""}[facts.change_good]
    meaning = {True: "membaik", False: "memburuk", None: ""}[facts.change_good]
    rows = (("Periode", facts.period_text), ("Target", facts.target_text))
    return html.Article(
        [
            html.Div(
                [
                    html.H3(dcc.Link(facts.title, href=facts.href, className="cover")),
                    state_label(facts.state),
                ],
                className="card-head",
            ),
            html.Div(
                [
                    html.P(
                        [
                            html.Span(facts.value_text, className="value"),
                            html.Span(f" {facts.unit}", className="unit"),
                        ]
                    ),
                    html.P(
                        [facts.change_text, html.Span(f" {meaning}") if meaning else None],
                        className=f"change {tone}",
                    ),
                ],
                className="card-value",
            ),
            mark(facts.spark_svg),
            html.Dl(
                [
                    html.Div([html.Dt(name), html.Dd(text)])
                    for name, text in (*rows, ("Jarak", facts.distance_text))
                ]
            ),
            html.Div(
                [
                    html.Span(f"{facts.source_text} · {facts.age_text}"),
                    html.Span(f"terakhir {facts.last_state_word}")
                    if facts.last_state_word
                    else None,
                    simulated(facts.simulated),
                ],
                className="card-foot",
            ),
        ],
        className="card",
    )
