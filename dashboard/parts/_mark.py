"""Our own strings of SVG as a Dash component, so that they are part of the page and its theme.

`assets/marks.js` draws it. Only what `dashboard.figures` made goes in, which escapes all data.
"""

from typing import Any

from dash.development.base_component import Component


class Mark(Component):
    """A mark: `html` is drawn as it stands."""

    _children_props: list[str] = []
    _base_nodes: list[str] = ["children"]
    _namespace = "dashboard_marks"
    _type = "Mark"

    def __init__(self, html: str, className: str = "mark") -> None:
        self._prop_names = ["html", "className"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(html=html, className=className)  # type: ignore[no-untyped-call]


def labelled(text: str) -> dict[str, Any]:
    """The attribute that names a component to a screen reader."""
    return {"aria-label": text}


def mark(html: str, className: str = "mark") -> Any:
    """A mark of `dashboard.figures` as part of a page."""
    return Mark(html, className)
