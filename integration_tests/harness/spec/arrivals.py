"""When each call came to count, and ceased to: its copies replayed load date by load date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from harness.spec.volume import (
    UNATTRIBUTED,
    Call,
    Settings,
    copies_of_calls,
    counted_copies,
    keep_order,
    reporting_date,
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
        [arrival for copies in copies_of_calls(calls, settings) for arrival in arrivals_of_call(copies, settings)],
        reporting_date(max(loaded), settings) if loaded else None,
    )


def arrivals_of_call(copies: list[Call], settings: Settings) -> Iterator[Arrival]:
    """After each load date, those of the copies loaded so far that count are compared with those that did before."""

    def called_on(copy: Call) -> date:
        assert copy.occurred_at
        return reporting_date(copy.occurred_at, settings)

    def loaded_on(copy: Call) -> date:
        return reporting_date(copy.loaded_at, settings) if copy.loaded_at else called_on(copy)

    def account(number: int) -> str:
        return copies[number].account_id or UNATTRIBUTED

    def arrival(number: int, day: date, reason: str, sign: int) -> Arrival:
        copy = copies[number]
        return Arrival(account(number), called_on(copy), day, reason, sign * copy.call_count)

    by_date: dict[date, list[int]] = defaultdict(list)
    for number, copy in enumerate(copies):
        by_date[loaded_on(copy)].append(number)
    arrived: list[int] = []
    counted: set[int] = set()
    for day in sorted(by_date):
        arrived += by_date[day]
        now = {arrived[place] for place in counted_copies([copies[number] for number in arrived], settings)}
        reasons: dict[int, str] = {}
        for number in counted - now:
            # What took its place: the best of those that came, had there been no other copy.
            others = [other for other in by_date[day] if not counts_beside(copies[number], copies[other], settings)]
            best = min(others, key=lambda other: keep_order(copies[other]))
            reason = "corrected" if account(best) == account(number) else "reattributed"
            yield arrival(number, day, reason, -1)
            reasons[best] = min(reason, reasons.get(best, reason))
        for number in now - counted:
            yield arrival(number, day, reasons.get(number, "late"), 1)
        counted = now


def counts_beside(copy: Call, other: Call, settings: Settings) -> bool:
    return 0 in counted_copies([copy, other], settings)
