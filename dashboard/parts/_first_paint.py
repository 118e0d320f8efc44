"""A page as HTML text, so that its numbers stand there before any script has run."""

from collections.abc import Iterable
from html import escape
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.parts._mark import Mark

NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan"}
VOID = {"br", "hr", "img", "input"}
DROPPED = {"id", "children", "n_clicks", "key"}  # ids belong to the page that Dash mounts later


def to_html(node: Any) -> str:
    """The HTML of a component, escaped, without ids; what needs a script is left out."""
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, str | int | float):
        return escape(str(node))
    if isinstance(node, Mark):
        props = _props(node)
        return f'<span class="{escape(props["className"], quote=True)}">{props["html"]}</span>'
    if isinstance(node, dcc.Link):
        return _element("a", _given(node), getattr(node, "children", None))
    if isinstance(node, Component):
        if node._namespace != "dash_html_components":
            return ""
        return _element(type(node).__name__.lower(), _given(node), getattr(node, "children", None))
    if isinstance(node, Iterable):
        return "".join(to_html(child) for child in node)
    raise TypeError(f"{type(node).__name__} cannot be written as HTML")


def _props(node: Component) -> dict[str, Any]:
    found: dict[str, Any] = node.to_plotly_json()["props"]
    return found


def _given(node: Component) -> dict[str, Any]:
    props = _props(node)
    left = {name: value for name, value in props.items() if name not in DROPPED}
    # Dash gives them in no order; sorted, the same page is the same text.
    return {NAMES.get(name, name): value for name, value in sorted(left.items())}


def _element(name: str, attributes: dict[str, Any], children: Any) -> str:
    text = "".join(_attribute(*pair) for pair in attributes.items())
    if name in VOID:
        return f"<{name}{text}>"
    return f"<{name}{text}>{to_html(children)}</{name}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    if isinstance(value, dict):
        value = ";".join(f"{key}:{entry}" for key, entry in value.items())
    return f' {name}="{escape(str(value), quote=True)}"'
