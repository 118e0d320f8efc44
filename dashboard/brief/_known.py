"""What is known of one moment, gathered once for all pages of a brief."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import Connection

from connectors import regency
from dashboard.board import Line, Problem, board, moved, ranked
from dashboard.board.moved import Moved

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Known:
    """The regency as known at `moment`, on the day `today`."""

    db: Connection
    today: date
    moment: datetime

    @cached_property
    def lines(self) -> Sequence[Line]:
        """Every indicator of the regency."""
        return board(self.db, regency().code, self.today, self.moment)

    @cached_property
    def headline(self) -> Sequence[Line]:
        """The headline indicators, in their order."""
        mine = [line for line in self.lines if line.indicator.headline]
        return sorted(mine, key=lambda line: line.indicator.headline)

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """Everything off its path or overdue, worst first."""
        return ranked(self.lines, self.today)

    @cached_property
    def moved(self) -> Moved:
        """What moved in the seven days before."""
        return moved.moved(self.db, self.lines, "pekan", self.today, self.moment)

    @cached_property
    def before(self) -> Sequence[Line]:
        """Every indicator as it was known a week before; none when nothing was."""
        earlier = self.today - WEEK
        return board(self.db, regency().code, earlier, self.moment - WEEK)

    @cached_property
    def problems_before(self) -> Sequence[Problem]:
        """What was off its path or overdue a week before, as it was known then."""
        return ranked(self.before, self.today - WEEK)

    @cached_property
    def simulated(self) -> bool:
        """Whether something comes from stand-ins."""
        return any(line.simulated for line in self.lines)


def marked(text: str, simulated: bool) -> str:
    """A note that says so when its number comes from a stand-in."""
    return " · ".join(each for each in (text, "simulasi" * simulated) if each)
