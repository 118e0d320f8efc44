"""When weeks are closed: the day and hour of the operator's plan, and the briefs that are due."""

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


def due(db: Connection, plan: Plan, now: datetime) -> list[tuple[Week, str]]:
    """The briefs, by week and scope, whose hour has come and that have no paper yet; from the first
    week on at whose end something was known. Of a place or agency only those of the last week, and
    of weeks that are caught up: who is new in the plan gets no pile of old ones."""
    first = store.first_known(db)
    if first is None:
        return []
    every = store.briefs(db, None)
    closed = {(one.week, one.scope) for one in every if one.final and one.sha256}
    scopes = ["", *filter(brief.is_scope, plan.scopes)]
    found, week = list[tuple[Week, str]](), brief.week_of(clock.today(first))
    while release(week, plan) <= now:
        if (week.name, "") not in closed or release(week.following, plan) > now:
            found += [(week, scope) for scope in scopes if (week.name, scope) not in closed]
        week = week.following
    return found
