"""Who may do what: persons, their sign-in, and the right that each address asks for.

Reading is open to whoever reaches the server; writing needs a person. Knows nothing of what is
written: it is told which SKPD answers for it.
"""

from dashboard.access._attempts import Attempts
from dashboard.access._persons import Person, add, entering, persons, revoke
from dashboard.access._rights import RIGHTS, Right, may_write, right_of, same_site
from dashboard.access._session import COOKIE, DAYS, Unkeyed, current, seal

__all__ = [
    "COOKIE",
    "DAYS",
    "RIGHTS",
    "Attempts",
    "Person",
    "Right",
    "Unkeyed",
    "add",
    "current",
    "entering",
    "may_write",
    "persons",
    "revoke",
    "right_of",
    "same_site",
    "seal",
]
