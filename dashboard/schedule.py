"""When weeks are closed: the day and hour of the operator's plan, and the weeks that are due."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection

from dashboard import brief, clock, delivery, store
from dashboard.brief import Week
from dashboard.delivery import Plan
from dashboard.settings import Settings

log = logging.getLogger(__name__)


def planned(settings: Settings) -> Plan:
    """The operator's plan. One that cannot be read closes no week late: the usual hour counts, and
    what waits to be sent says why it does."""
    if settings.delivery is None:
        return Plan()
    try:
        return delivery.plan(settings)
    except delivery.DeliveryWrong as error:
        log.error("%s", error)
        return Plan()


def release(week: Week, plan: Plan) -> datetime:
    """When a week is closed: the first time after its end that it is the day and hour to do so."""
    return week.end + timedelta(
        days=plan.weekday, hours=plan.hour, minutes=plan.minute, microseconds=1
    )


def closing(plan: Plan, now: datetime) -> datetime:
    """When the next week is closed."""
    week = brief.week_of(clock.today(now)).before
    return min(at for at in (release(each, plan) for each in (week, week.following)) if at > now)


def due_weeks(db: Connection, plan: Plan, now: datetime) -> list[Week]:
    """The weeks that are over, whose hour has come, and that have no paper yet; from the first
    week on at whose end something was known."""
    first = store.first_known(db)
    if first is None:
        return []
    closed = {one.week for one in store.briefs(db) if one.final and one.sha256}
    found, week = [], brief.week_of(clock.today(first))
    while release(week, plan) <= now:
        if week.name not in closed:
            found.append(week)
        week = week.following
    return found
