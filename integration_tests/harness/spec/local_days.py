"""The days by which accounts are billed that have their own time zone: each call is dated by the account's clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from harness.spec.marts import Mart, Marts
from harness.spec.volume import (
    OUTCOMES,
    UNATTRIBUTED,
    Call,
    Settings,
    latest_loads,
    reporting_date,
)


@dataclass(frozen=True)
class AccountZone:
    """The time zone of an account, and the first day of the facts whose calls are dated in it."""

    name: str
    since: date = date.min


Zones = Mapping[str, AccountZone]


@dataclass(frozen=True)
class LocalDays:
    """The daily fact of accounts, by these days; and how far the sources have loaded, for a period of an account."""

    daily: Mart
    complete_before: Callable[[str, date], date | None]


def clock_of(call: Call, zones: Zones, settings: Settings) -> Settings:
    """The settings under which a call of an account, and what happens to it, is dated."""
    zone = zones.get(call.account_id or UNATTRIBUTED)
    if zone and call.occurred_at and reporting_date(call.occurred_at, settings) >= zone.since:
        return replace(settings, reporting_timezone=zone.name)
    return settings


def local_days(
    calls: Iterable[Call], counted: Iterable[Call], volume: Marts, settings: Settings, zones: Zones
) -> LocalDays:
    """`counted`: those of `calls` that count."""
    zones = {name: zone for name, zone in zones.items() if zone.name != settings.reporting_timezone}
    calls = list(calls)
    loaded = latest_loads(calls, settings)
    awaited = {call.source_name for call in calls} & set(settings.sources)
    complete_until = min(loaded[name] for name in awaited) if awaited and awaited <= loaded.keys() else None

    def complete_before(account_id: str, period_start: date) -> date | None:
        if complete_until is None:
            return None
        of_facts = reporting_date(complete_until, settings)
        if account_id not in zones:
            return of_facts
        zone = zones[account_id]
        by_clock = reporting_date(complete_until, replace(settings, reporting_timezone=zone.name))
        return by_clock if period_start >= zone.since else min(of_facts, by_clock)

    daily = {
        (day, account_id): cell
        for (day, account_id), cell in volume["fct_account_calls_daily"].items()
        if account_id not in zones or day < zones[account_id].since
    }
    for call in counted:
        clock = clock_of(call, zones, settings)
        if clock is settings:
            continue
        assert call.occurred_at
        key = reporting_date(call.occurred_at, clock), call.account_id or UNATTRIBUTED
        cell = {**daily.get(key, {})}
        more = {
            "api_calls": call.call_count,
            OUTCOMES[call.outcome or ""]: call.call_count,
            "request_bytes": (call.request_bytes or 0) * call.call_count,
            "response_bytes": (call.response_bytes or 0) * call.call_count,
        }
        for measure in ("api_calls", *OUTCOMES.values(), "request_bytes", "response_bytes"):
            cell[measure] = cell.get(measure, Decimal(0)) + more.get(measure, Decimal(0))
        daily[key] = cell
    return LocalDays(daily, complete_before)
