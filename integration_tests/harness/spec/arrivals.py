"""When each call came to count, and ceased to: its copies replayed load date by load date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from harness.spec.volume import (
    UNATTRIBUTED,
    Call,
    Settings,
    counted_copies,
    first_cancelled_day,
    reporting_date,
    rows_of_calls,
)


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


def arrivals(calls: Iterable[Call], settings: Settings) -> Arrivals:
    calls = list(calls)
    latest = settings.now + timedelta(minutes=settings.future_tolerance_minutes)
    loaded = [call.loaded_at for call in calls if call.loaded_at and call.loaded_at <= latest]
    return Arrivals(
        [arrival for rows in rows_of_calls(calls, settings) for arrival in arrivals_of_call(rows, settings)],
        reporting_date(max(loaded), settings) if loaded else None,
    )


def arrivals_of_call(rows: list[Call], settings: Settings) -> Iterator[Arrival]:
    """After each load date, those of the copies loaded so far that count are compared with those that did before."""
    by_date: dict[date, list[Call]] = defaultdict(list)
    for row in rows:
        by_date[loaded_on(row, settings)].append(row)
    arrived: list[Call] = []
    counted: list[Call] = []
    for day in sorted(by_date):
        arrived += by_date[day]
        cancelled = [row for row in arrived if is_cancelled(row, arrived, settings)]
        now = [row for row in counted_of(arrived, settings) if row not in cancelled]
        new = [row for row in by_date[day] if not row.is_cancelling]
        reasons: dict[int, str] = {}
        for row in without(counted, now):
            reason = "cancelled"
            if row not in cancelled:
                # What took its place: the best of those that came, had there been no other copy.
                others = [other for other in new if row not in counted_of([row, other], settings)]
                [best] = counted_of(others, replace(settings, deduplication_window_days=None))
                reason = "corrected" if best.account_id == row.account_id else "reattributed"
                reasons[id(best)] = min(reason, reasons.get(id(best), reason))
            yield arrival(row, day, reason, -1, settings)
        for row in without(now, counted):
            yield arrival(row, day, reasons.get(id(row), "late"), 1, settings)
        counted = now


def arrival(row: Call, day: date, reason: str, sign: int, settings: Settings) -> Arrival:
    called_on = called(row, settings)
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
