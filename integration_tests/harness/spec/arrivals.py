"""When each call came to count, and ceased to: its copies replayed load date by load date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from harness.spec.local_days import Zones, clock_of
from harness.spec.volume import (
    UNATTRIBUTED,
    Call,
    Settings,
    counted_copies,
    first_cancelled_day,
    reporting_date,
    rows_of_calls,
)

NO_ZONES: Zones = {}


@dataclass(frozen=True)
class Arrival:
    """Calls of an account and day that count from a load date on; below 0: that no longer do."""

    account_id: str
    day: date
    arrived_on: date
    reason: str
    calls: Decimal


@dataclass(frozen=True)
class Arrivals:
    """All arrivals, and the date of the latest load."""

    of_calls: list[Arrival] = field(default_factory=list)
    loaded_until: date | None = None


def arrivals(calls: Iterable[Call], settings: Settings, zones: Zones = NO_ZONES) -> Arrivals:
    """`zones`: accounts whose calls, and what happens to them, are dated by their own clock."""
    calls = list(calls)
    latest = settings.now + timedelta(minutes=settings.future_tolerance_minutes)
    loaded = [call.loaded_at for call in calls if call.loaded_at and call.loaded_at <= latest]
    clocks = [settings, *(replace(settings, reporting_timezone=zone.name) for zone in zones.values())]
    return Arrivals(
        [arrival for rows in rows_of_calls(calls, settings) for arrival in arrivals_of_call(rows, settings, zones)],
        max(reporting_date(max(loaded), clock) for clock in clocks) if loaded else None,
    )


def arrivals_of_call(rows: list[Call], settings: Settings, zones: Zones = NO_ZONES) -> Iterator[Arrival]:
    """
    The copies are replayed by the clock of each of their accounts, and each account is told what happened to its own.
    Why a copy took the place of another is said by the other's clock.
    """
    clocks = {id(row): clock_of(row, zones, settings) for row in rows}
    changes = [
        change
        for zone in sorted({clock.reporting_timezone for clock in clocks.values()})
        for change in replayed(rows, settings, replace(settings, reporting_timezone=zone))
        if clocks[id(change.row)].reporting_timezone == zone
    ]
    reasons: dict[int, str] = {}
    for change in changes:
        if change.best is not None:
            reasons[id(change.best)] = min(change.reason, reasons.get(id(change.best), change.reason))
    for change in changes:
        reason = change.reason if change.sign < 0 else reasons.get(id(change.row), "late")
        yield arrival(change.row, change.day, reason, change.sign, clocks[id(change.row)])


@dataclass(frozen=True)
class Change:
    """A copy begins to count on a load date, or ceases to, since it is cancelled or a better one came, `best`."""

    row: Call
    day: date
    sign: int
    reason: str = "late"
    best: Call | None = None


def replayed(rows: list[Call], settings: Settings, clock: Settings) -> Iterator[Change]:
    """After each load date, those of the copies loaded so far that count are compared with those that did before."""
    by_date: dict[date, list[Call]] = defaultdict(list)
    for row in rows:
        by_date[loaded_on(row, clock)].append(row)
    arrived: list[Call] = []
    counted: list[Call] = []
    for day in sorted(by_date):
        arrived += by_date[day]
        cancelled = [row for row in arrived if is_cancelled(row, arrived, settings)]
        now = [row for row in counted_of(arrived, settings) if row not in cancelled]
        new = [row for row in by_date[day] if not row.is_cancelling]
        for row in without(counted, now):
            reason, best = "cancelled", None
            if row not in cancelled:
                # What took its place: the best of those that came, had there been no other copy.
                others = [other for other in new if row not in counted_of([row, other], settings)]
                [best] = counted_of(others, replace(settings, deduplication_window_days=None))
                reason = "corrected" if best.account_id == row.account_id else "reattributed"
            yield Change(row, day, -1, reason, best)
        for row in without(now, counted):
            yield Change(row, day, 1)
        counted = now


def arrival(row: Call, day: date, reason: str, sign: int, clock: Settings) -> Arrival:
    called_on = called(row, clock)
    return Arrival(row.account_id or UNATTRIBUTED, called_on, day, reason, sign * row.call_count)


def called(row: Call, settings: Settings) -> date:
    assert row.occurred_at
    return reporting_date(row.occurred_at, settings)


def loaded_on(row: Call, settings: Settings) -> date:
    """A copy without a load time has come on the day of the call."""
    if row.loaded_at:
        return reporting_date(row.loaded_at, settings)
    return called(row, settings) if row.occurred_at else date.min


def is_cancelled(row: Call, arrived: list[Call], settings: Settings) -> bool:
    cancelling = [other for other in arrived if other.is_cancelling]
    return not row.is_cancelling and any(
        called(row, settings) >= first_cancelled_day(other, settings) for other in cancelling
    )


def counted_of(rows: list[Call], settings: Settings) -> list[Call]:
    """Those that count of these copies, had none of them been cancelled."""
    copies = [row for row in rows if not row.is_cancelling]
    return [copies[number] for number in counted_copies(copies, settings)] if copies else []


def without(rows: list[Call], others: list[Call]) -> list[Call]:
    return [row for row in rows if not any(row is other for other in others)]
