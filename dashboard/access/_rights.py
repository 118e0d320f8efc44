"""What each address asks of who comes. What is not written here is open to nobody."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from flask import Request

from dashboard.access._persons import Person


class Right(StrEnum):
    """What an address asks for."""

    VIEW = "view"  # nothing: whoever reaches the server may read
    SEND = "send"  # a form of our own pages: signing in and out
    WRITE = "write"  # such a form, and a person who has signed in
    NOBODY = "nobody"


# Flask's endpoint → right. Dash names its endpoints by their addresses; "/<path:path>" is every
# page, and `_dash-update-component` what a page asks for afterwards: both only read.
RIGHTS: Mapping[str, Right] = MappingProxyType(
    {
        "/": Right.VIEW,
        "/<path:path>": Right.VIEW,
        "/_dash-layout": Right.VIEW,
        "/_dash-dependencies": Right.VIEW,
        "/_dash-update-component": Right.VIEW,
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": Right.VIEW,
        "/_favicon.ico": Right.VIEW,
        "/_reload-hash": Right.VIEW,  # asked for only where the app runs for its developers
        "_dash_assets.static": Right.VIEW,
        "static": Right.NOBODY,  # Flask's own folder, which we do not have
        "healthz": Right.VIEW,
        "find": Right.VIEW,
        "paper": Right.VIEW,  # the files of the weekly briefs
        "sign_in": Right.SEND,
        "sign_out": Right.SEND,
        "follow_up": Right.WRITE,
        "work_list": Right.WRITE,  # and then only of the list's own SKPD
    }
)


def right_of(endpoint: str) -> Right:
    """The right that an endpoint asks for; nobody's when it is not in the table."""
    return RIGHTS.get(endpoint, Right.NOBODY)


def may_write(person: Person | None, answering: set[str]) -> bool:
    """Whether a person may write of what the SKPD `answering` answer for."""
    return person is not None and (person.every or person.skpd in answering)


def same_site(request: Request) -> bool:
    """Whether a form was sent by a page of ours, as the browser says it.

    Every browser of today sends Origin with a form; Sec-Fetch-Site comes with it where the line is
    safe. What says neither is refused.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", "").partition("://")[2] == request.host
