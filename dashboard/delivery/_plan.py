"""To whom the parcels go, when, and on which way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MAIN = ""  # the scope of the weekly brief of the whole regency
Wanted = tuple[str, str, str]  # channel, role, address


@dataclass(frozen=True)
class Limits:
    """How long to wait, in seconds. `accept`: for the answer to a whole letter, while a mail server
    looks through it. RFC 5321 would wait ten minutes; what we give up here may have arrived."""

    connect: float = 15
    answer: float = 30
    accept: float = 120
    whole: float = 240  # everything together, `accept` too
    web: float = 15
    folder: float = 60


@dataclass(frozen=True)
class Server:
    """A mail server. `variable` is the environment variable that says where it is."""

    variable: str
    security: str  # tls, starttls, or plain on this machine alone
    host: str
    port: int
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Mail:
    """Letters: one a recipient."""

    server: Server
    sender: str  # as in the letter's From
    mailbox: str  # its address alone
    ca: Path | None
    to: Mapping[str, Sequence[str]]  # role → addresses
    scopes: Mapping[str, Sequence[str]]  # scope → addresses


@dataclass(frozen=True)
class Webhook:
    """An address that is told of each parcel, and gets no files."""

    variable: str
    safe: bool  # https
    host: str
    port: int
    path: str = field(repr=False)  # may hold a key
    secret: str = field(repr=False)
    ca: Path | None


@dataclass(frozen=True)
class Plan:
    """What the operator's file says. Without a section nothing goes that way."""

    weekday: int = 0  # Monday
    hour: int = 6  # of the regency's clocks
    minute: int = 0
    mail: Mail | None = None
    folder: Path | None = None
    webhook: Webhook | None = None
    limits: Limits = Limits()

    @property
    def scopes(self) -> list[str]:
        """The briefs of one agency or area that somebody is to get."""
        return sorted(self.mail.scopes) if self.mail else []

    def wanted(self, scope: str = MAIN) -> list[Wanted]:
        """Who gets the brief of `scope`: (channel, role, address). Each address once, under the
        role that names it first."""
        found: dict[tuple[str, str], Wanted] = {}
        for channel, role, address in self._named(scope):
            found.setdefault((channel, address), (channel, role, address))
        return list(found.values())

    def _named(self, scope: str) -> Iterator[Wanted]:
        if self.mail:
            roles = {scope: self.mail.scopes.get(scope, [])} if scope else self.mail.to
            for role, addresses in roles.items():
                yield from (("mail", role, address) for address in addresses)
        if self.folder:
            yield "folder", "arsip", str(self.folder)
        if self.webhook:
            yield "webhook", "aplikasi", self.webhook.host
