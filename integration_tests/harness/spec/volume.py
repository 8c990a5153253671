"""The volume marts, recomputed from calls, for comparison with the SQL, cell by cell.

Written from the definitions and not from the SQL: one pass over Python objects, without windows, rollups or increments.
It is slow, and meant to be read.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from harness.spec.marts import REJECTED, Cell, Mart

UTC = timezone.utc
UNATTRIBUTED = "(unattributed)"
OUTCOMES = {
    "success": "successful_calls",
    "client_error": "client_error_calls",
    "auth_failed": "auth_failed_calls",
    "rate_limited": "rate_limited_calls",
    "server_error": "server_error_calls",
    "aborted": "aborted_calls",
}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@dataclass(frozen=True)
class Call:
    """One raw row, read as a call event. Times are naive and in UTC, as in the warehouse."""

    source_name: str
    occurred_at: datetime | None
    loaded_at: datetime | None
    event_id: str | None = None
    account_id: str | None = None
    integration_id: str | None = None
    user_id: str | None = None
    credential_id: str | None = None
    http_request_method: str | None = None
    http_route: str | None = None
    http_response_status_code: int | None = None
    outcome: str | None = None
    duration_ms: float | None = None
    request_bytes: int | None = None
    response_bytes: int | None = None
    region: str | None = None
    user_agent_original: str | None = None
    api_version: str | None = None
    call_count: Decimal = Decimal(1)
    deduplication_key: Any = None
    is_excluded: bool = False
    reject_reason: str | None = None
    is_cancelling: bool = False  # it cancels the call with its key, and is none itself


@dataclass(frozen=True)
class Settings:
    """The vars of a run."""

    sources: tuple[str, ...]  # those that have not ended
    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None))
    reporting_timezone: str = "UTC"
    week_start_day: str = "monday"
    future_tolerance_minutes: int = 60
    deduplication_window_days: int | None = None
    raw_retention_days: int | None = None
    late_load_days: int | None = None
    first_call_date: date | None = None
    # The first days of the later policies of each source, in order.
    policies: Mapping[str, Sequence[date]] = field(default_factory=dict)
    # Sources whose calls are those of another source, too.
    same_calls_as: Mapping[str, str] = field(default_factory=dict)
    # Sources of which the copy of a call that was loaded last counts.
    keep_latest: frozenset[str] = frozenset()
    # Sources of which rows below 0 take calls back.
    take_back: frozenset[str] = frozenset()

    @classmethod
    def from_vars(cls, sources: tuple[str, ...], vars: Mapping[str, Any]) -> Settings:
        given = {name: value for name, value in vars.items() if name in cls.__dataclass_fields__}
        if "week_start_day" in given:
            given["week_start_day"] = given["week_start_day"].lower()
        if "first_call_date" in given:
            given["first_call_date"] = date.fromisoformat(given["first_call_date"])
        for source in vars.get("api_call_sources", []):
            if source.get("same_calls_as"):
                given.setdefault("same_calls_as", {})[source["name"]] = source["same_calls_as"]
            if source.get("keep_copy") == "latest":
                given["keep_latest"] = given.get("keep_latest", frozenset()) | {source["name"]}
            if source.get("allow_negative"):
                given["take_back"] = given.get("take_back", frozenset()) | {source["name"]}
            if source.get("policy_from"):
                starts = [policy.get("policy_from") for policy in source["earlier_policies"]] + [source["policy_from"]]
                policies = given.setdefault("policies", {})
                policies[source["name"]] = [date.fromisoformat(start) for start in starts if start]
        return cls(sources=sources, **given)


def outcome_of_status(status: int | None) -> str:
    if status is None:
        return "aborted"
    if status < 400:
        return "success"
    if status in (401, 403):
        return "auth_failed"
    if status == 429:
        return "rate_limited"
    return "client_error" if status < 500 else "server_error"


def reporting_date(at: datetime, settings: Settings) -> date:
    return at.replace(tzinfo=UTC).astimezone(ZoneInfo(settings.reporting_timezone)).date()


def fate(call: Call, settings: Settings) -> tuple[str, str | None]:
    """The disposition of a raw row, before duplicates are found, and the reason if it is rejected."""
    if call.is_excluded:
        return "excluded", None
    if call.reject_reason:
        return "rejected", call.reject_reason
    if call.is_cancelling:
        return ("cancelled", None) if call.deduplication_key is not None else ("rejected", "cancelled_call_unknown")
    if call.occurred_at is None:
        return "rejected", "occurred_at_missing"
    loaded_at = call.loaded_at or settings.now
    if call.occurred_at > loaded_at + timedelta(minutes=settings.future_tolerance_minutes):
        return "rejected", "occurred_at_in_the_future"
    day = reporting_date(call.occurred_at, settings)
    if settings.first_call_date and day < settings.first_call_date:
        return "rejected", "occurred_before_first_call_date"
    least = Decimal(0) if call.source_name not in settings.take_back else Decimal(1 - 10**12)
    if not least <= call.call_count < 10**12:
        return "rejected", "call_count_out_of_range"
    late_by = (reporting_date(call.loaded_at, settings) - day).days if call.loaded_at else 0
    if settings.raw_retention_days is not None and late_by > settings.raw_retention_days:
        return "too_late", None
    return "accepted", None


def first_cancelled_day(call: Call, settings: Settings) -> date:
    """The first day of the calls that a row cancels: a copy of an earlier one would be too late, too."""
    if call.loaded_at is None or settings.raw_retention_days is None:
        return date.min
    return reporting_date(call.loaded_at, settings) - timedelta(days=settings.raw_retention_days)


def summable(value: Any, call: Call, most: int, most_in_row: int) -> Any:
    """A measure of a call, None where it is no plausible one."""
    plausible = value is not None and 0 <= value < most and float(value) * abs(float(call.call_count)) < most_in_row
    return value if plausible else None


def with_plausible_measures(call: Call) -> Call:
    return replace(
        call,
        outcome=call.outcome or outcome_of_status(call.http_response_status_code),
        # Which durations are taken back, nobody knows: the calls were timed when they were made.
        duration_ms=summable(call.duration_ms, call, 10**12, 10**15) if call.call_count >= 0 else None,
        request_bytes=summable(call.request_bytes, call, 10**18, 10**18),
        response_bytes=summable(call.response_bytes, call, 10**18, 10**18),
    )


def keep_order(call: Call) -> tuple[Any, ...]:
    """The order of a call's copies; the first is kept: earliest call, earliest load, then every other column."""

    def nulls_last(value: Any) -> tuple[int, Any]:
        if value is None:
            return (1, 0)
        return (0, value.encode() if isinstance(value, str) else value)

    return (
        call.occurred_at,
        nulls_last(call.loaded_at),
        *(
            nulls_last(value)
            for value in (
                call.account_id or UNATTRIBUTED,
                call.integration_id or UNATTRIBUTED,
                call.user_id,
                call.credential_id,
                call.http_request_method or UNATTRIBUTED,
                call.http_route or UNATTRIBUTED,
                call.http_response_status_code,
                call.duration_ms,
                call.request_bytes,
                call.response_bytes,
                call.call_count,
                call.outcome,
                call.region,
                call.user_agent_original,
                call.api_version,
                call.event_id,
            )
        ),
    )


def latest_order(call: Call) -> tuple[Any, ...]:
    """The same where the latest load is kept; a copy without a load time comes after all others."""
    arrived = call.loaded_at.replace(tzinfo=UTC).timestamp() if call.loaded_at else -math.inf
    return (-arrived, *keep_order(call))


def counted_copies(copies: list[Call], settings: Settings) -> set[int]:
    """The positions of the copies of one call that count."""
    order = latest_order if copies[0].source_name in settings.keep_latest else keep_order
    ranked = sorted(range(len(copies)), key=lambda position: order(copies[position]))
    if settings.deduplication_window_days is None:
        return {ranked[0]}
    window = timedelta(days=settings.deduplication_window_days)

    def loaded(position: int) -> datetime:
        at = copies[position].loaded_at or copies[position].occurred_at
        assert at is not None
        return at.replace(microsecond=0)

    return {
        position
        for rank, position in enumerate(ranked)
        if not any(abs(loaded(better) - loaded(position)) <= window for better in ranked[:rank])
    }


def period_start(day: date, period: str, settings: Settings) -> date:
    if period == "day":
        return day
    if period == "month":
        return day.replace(day=1)
    return day - timedelta(days=(day.weekday() - WEEKDAYS.index(settings.week_start_day)) % 7)


def period_end(start: date, period: str) -> date:
    if period == "month":
        return (start + timedelta(days=32)).replace(day=1)
    return start + timedelta(days=1 if period == "day" else 7)


def is_complete(start: date, period: str, complete_before: date | None) -> bool:
    return complete_before is not None and period_end(start, period) <= complete_before


def key_of(call: Call, number: int, settings: Settings) -> Any:
    """What the copies of a call have in common; its number where it can have none."""
    key = (settings.same_calls_as.get(call.source_name, call.source_name), call.deduplication_key)
    return key if call.deduplication_key is not None else number


def rows_of_calls(calls: Iterable[Call], settings: Settings) -> Iterable[list[Call]]:
    """The copies of each call, and the rows that cancel it."""
    rows: dict[Any, list[Call]] = defaultdict(list)
    for number, raw_call in enumerate(calls):
        call = with_plausible_measures(raw_call)
        if fate(call, settings)[0] in ("accepted", "cancelled"):
            rows[key_of(call, number, settings)].append(call)
    return rows.values()


def counted_calls(calls: Iterable[Call], settings: Settings) -> list[Call]:
    """The calls that count, of all raw rows at once."""
    return accounted(list(calls), settings)[0]


def accounted(calls: list[Call], settings: Settings) -> tuple[list[Call], Mart, Mart]:
    """The calls that count, the ledger without its settings, and the rejected rows."""
    ledger: dict[tuple[Any, ...], Cell] = defaultdict(
        lambda: {
            "rows_received": 0,
            "rows_counted": 0,
            "rows_duplicate": 0,
            "rows_rejected": 0,
            "rows_excluded": 0,
            "rows_too_late": 0,
            "rows_cancelled": 0,
            "calls_counted": Decimal(0),
            "calls_unattributed": Decimal(0),
        }
    )
    rejected: Mart = defaultdict(lambda: {"rejected_rows": 0})
    copies: dict[Any, list[Call]] = defaultdict(list)
    cancels_from: dict[Any, date] = {}  # the first day of the calls with this key that are cancelled

    def entry(call: Call, placed: bool) -> Cell:
        loaded_date = reporting_date(call.loaded_at, settings) if call.loaded_at else None
        day = reporting_date(call.occurred_at, settings) if placed and call.occurred_at else None
        return ledger[call.source_name, loaded_date, day]

    for number, raw_call in enumerate(calls):
        call = with_plausible_measures(raw_call)
        what, why = fate(call, settings)
        cell = entry(call, placed=what != "rejected")
        key = key_of(call, number, settings)
        cell["rows_received"] += 1
        if what != "accepted":
            cell[f"rows_{what}"] += 1
            if why:
                rejected[call.source_name, call.loaded_at, why]["rejected_rows"] += 1
            if what == "cancelled":
                cancels_from[key] = min(first_cancelled_day(call, settings), cancels_from.get(key, date.max))
            continue
        copies[key_of(call, number, settings)].append(call)

    counted: list[Call] = []
    for key, group in copies.items():
        keep = counted_copies(group, settings)
        for position, call in enumerate(group):
            cell = entry(call, placed=True)
            assert call.occurred_at is not None
            if reporting_date(call.occurred_at, settings) >= cancels_from.get(key, date.max):
                cell["rows_cancelled"] += 1
            elif position in keep:
                counted.append(call)
                cell["rows_counted"] += 1
                cell["calls_counted"] += call.call_count
                cell["calls_unattributed"] += call.call_count if not call.account_id else 0
            else:
                cell["rows_duplicate"] += 1
    return counted, ledger, rejected


def recompute(calls: Iterable[Call], settings: Settings) -> dict[str, Mart]:
    """Every volume mart, from all raw rows at once."""
    calls = list(calls)
    counted, ledger, rejected = accounted(calls, settings)
    compared_from = first_compared_days(calls, settings)
    for (source_name, loaded_date, day), cell in ledger.items():
        starts = settings.policies.get(source_name, [])
        cell["policy_from"] = max((start for start in starts if day and start <= day), default=None)
        first = compared_from.get(source_name)
        cell["is_compared_with_raw"] = first is None or loaded_date is None or loaded_date >= first
    complete_before = first_incomplete_day(calls, settings)
    return {
        "fct_api_calls_daily": volume(counted, "day", settings, complete_before),
        "fct_api_calls_weekly": volume(counted, "week", settings, complete_before),
        "fct_api_calls_monthly": volume(counted, "month", settings, complete_before),
        "fct_account_calls_daily": with_trailing_sums(
            volume(counted, "day", settings, complete_before, of_accounts=True), counted, settings
        ),
        "fct_account_calls_weekly": volume(counted, "week", settings, complete_before, of_accounts=True),
        "fct_account_calls_monthly": volume(counted, "month", settings, complete_before, of_accounts=True),
        "fct_account_periods": account_periods(counted, settings, complete_before),
        "fct_user_calls_daily": user_calls(counted, settings, complete_before),
        "fct_route_calls_daily": route_calls(counted, settings, complete_before),
        "fct_api_call_ledger": dict(ledger),
        REJECTED: dict(rejected),
    }


def latest_loads(calls: Iterable[Call], settings: Settings) -> dict[str, datetime]:
    """The latest load of each source, without loads dated in the future."""
    latest: dict[str, datetime] = {}
    for call in calls:
        if call.loaded_at and call.loaded_at <= settings.now + timedelta(minutes=settings.future_tolerance_minutes):
            latest[call.source_name] = max(call.loaded_at, latest.get(call.source_name, call.loaded_at))
    return latest


def first_compared_days(calls: Iterable[Call], settings: Settings) -> dict[str, date]:
    """The load date from which on a run compares each source with raw; empty where it compares all load dates."""
    if settings.late_load_days is None:
        return {}
    late = timedelta(days=settings.late_load_days)
    return {name: reporting_date(latest - late, settings) for name, latest in latest_loads(calls, settings).items()}


def first_incomplete_day(calls: Iterable[Call], settings: Settings) -> date | None:
    """
    The latest day that every source has reached with its loads; None while no source has rows, or one that has them has
    no load time.
    """
    calls = list(calls)
    loaded_through = latest_loads(calls, settings)
    awaited = {call.source_name for call in calls} & set(settings.sources)
    if not awaited or not awaited <= loaded_through.keys():
        return None
    return min(reporting_date(loaded_through[source], settings) for source in awaited)


def grouped(calls: Iterable[Call], key: Any) -> dict[Any, list[Call]]:
    groups: dict[Any, list[Call]] = defaultdict(list)
    for call in calls:
        groups[key(call)].append(call)
    return groups


def volume(
    calls: list[Call], period: str, settings: Settings, complete_before: date | None, of_accounts: bool = False
) -> Mart:
    """The daily, weekly or monthly fact, by account and integration or by account."""

    def day_of(call: Call) -> date:
        assert call.occurred_at is not None
        return reporting_date(call.occurred_at, settings)

    def integration_of(call: Call) -> tuple[Any, ...]:
        start = period_start(day_of(call), period, settings)
        return start, call.account_id or UNATTRIBUTED, call.integration_id or UNATTRIBUTED

    def account_of(call: Call) -> tuple[Any, ...]:
        return integration_of(call)[:2]

    mart: Mart = {}
    for key, group in grouped(calls, account_of if of_accounts else integration_of).items():
        cell: Cell = {"api_calls": total(call.call_count for call in group)}
        for outcome, column in OUTCOMES.items():
            cell[column] = total(call.call_count for call in group if call.outcome == outcome)
        cell["active_users"] = len({call.user_id for call in group if call.user_id})
        cell["active_routes"] = len({call.http_route for call in group if call.http_route})
        cell["request_bytes"] = rounded(total((call.request_bytes or 0) * call.call_count for call in group), 0)
        cell["response_bytes"] = rounded(total((call.response_bytes or 0) * call.call_count for call in group), 0)
        cell["duration_ms_avg"] = mean_duration(group)
        for percentile in (50, 95, 99):
            cell[f"duration_ms_p{percentile}"] = duration_percentile(group, percentile)
        cell["first_called_at"] = min(call.occurred_at for call in group if call.occurred_at)
        cell["last_called_at"] = max(call.occurred_at for call in group if call.occurred_at)
        cell["is_complete_period"] = is_complete(key[0], period, complete_before)
        if period != "day":
            cell["active_days"] = len({day_of(call) for call in group})
            cell["calls_per_day"] = cell["api_calls"] / (period_end(key[0], period) - key[0]).days
        mart[key] = cell

    if period != "day" or of_accounts:
        # Whole bytes by day and integration, so that the facts agree.
        parts: dict[Any, list[Cell]] = defaultdict(list)
        for (day, *caller), part in volume(calls, "day", settings, complete_before).items():
            parts[(period_start(day, period, settings), *caller[: 1 if of_accounts else 2])].append(part)
        for key, cell in mart.items():
            for column in ("request_bytes", "response_bytes"):
                cell[column] = total(part[column] for part in parts[key])

    if period != "day":
        first_periods: dict[str, date] = {}
        for start, account_id, *_ in mart:
            first_periods[account_id] = min(start, first_periods.get(account_id, start))
        for (start, account_id, *integration), cell in mart.items():
            previous = period_start(start - timedelta(days=1), period, settings)
            before = mart.get((previous, account_id, *integration))
            if before:
                cell["previous_period_calls"] = before["api_calls"]
            else:
                cell["previous_period_calls"] = Decimal(0) if first_periods[account_id] < start else None
            base = cell["previous_period_calls"]
            cell["change_ratio"] = relative_change(cell["api_calls"], base)
    return mart


def with_trailing_sums(mart: Mart, calls: list[Call], settings: Settings) -> Mart:
    """The daily fact of accounts, with the sums of the 7 and of the 28 days that end with each day."""

    def account_day(call: Call) -> tuple[str, date]:
        assert call.occurred_at is not None
        return call.account_id or UNATTRIBUTED, reporting_date(call.occurred_at, settings)

    users = {key: {call.user_id for call in group} - {None, ""} for key, group in grouped(calls, account_day).items()}
    for (day, account_id), cell in mart.items():
        for days in (7, 28):
            window = [day - timedelta(days=before) for before in range(days)]
            with_calls = [mart[other, account_id] for other in window if (other, account_id) in mart]
            cell[f"api_calls_{days}d"] = total(of_day["api_calls"] for of_day in with_calls)
            cell[f"active_users_{days}d"] = len(set().union(*(users.get((account_id, other), ()) for other in window)))
            if days == 28:
                cell["active_days_28d"] = len(with_calls)
    return mart


def route_calls(calls: list[Call], settings: Settings, complete_before: date | None) -> Mart:
    def cell_of(call: Call) -> tuple[Any, ...]:
        assert call.occurred_at is not None
        return (
            reporting_date(call.occurred_at, settings),
            call.account_id or UNATTRIBUTED,
            call.integration_id or UNATTRIBUTED,
            call.http_request_method or UNATTRIBUTED,
            call.http_route or UNATTRIBUTED,
            call.http_response_status_code,
        )

    return {
        key: {
            "api_calls": total(call.call_count for call in group),
            "duration_ms_avg": mean_duration(group),
            "request_bytes": rounded(total((call.request_bytes or 0) * call.call_count for call in group), 0),
            "response_bytes": rounded(total((call.response_bytes or 0) * call.call_count for call in group), 0),
            "is_complete_period": is_complete(key[0], "day", complete_before),
        }
        for key, group in grouped(calls, cell_of).items()
    }


def account_periods(calls: list[Call], settings: Settings, complete_before: date | None) -> Mart:
    """Every closed week and month of an account, from its first one on."""
    mart: Mart = {}
    for period in ("week", "month"):
        called = volume(calls, period, settings, complete_before, of_accounts=True)
        for account_id in {account_id for _, account_id in called}:
            start = min(first for first, other in called if other == account_id)
            before: Decimal | None = None
            while is_complete(start, period, complete_before):
                of_period = called.get((start, account_id), {})
                api_calls = of_period.get("api_calls", Decimal(0))
                mart[period, start, account_id] = {
                    "api_calls": api_calls,
                    "active_users": of_period.get("active_users", 0),
                    "active_days": of_period.get("active_days", 0),
                    "calls_per_day": api_calls / (period_end(start, period) - start).days,
                    "previous_period_calls": before,
                    "change_ratio": relative_change(api_calls, before),
                }
                before, start = api_calls, period_end(start, period)
    return mart


def user_calls(calls: list[Call], settings: Settings, complete_before: date | None) -> Mart:
    def cell_of(call: Call) -> tuple[Any, ...]:
        assert call.occurred_at is not None
        day = reporting_date(call.occurred_at, settings)
        return day, call.account_id or UNATTRIBUTED, call.integration_id or UNATTRIBUTED, call.user_id or None

    return {
        key: {
            "api_calls": total(call.call_count for call in group),
            **{
                column: total(call.call_count for call in group if call.outcome == outcome)
                for outcome, column in OUTCOMES.items()
            },
            "is_complete_period": is_complete(key[0], "day", complete_before),
        }
        for key, group in grouped(calls, cell_of).items()
    }


def total(values: Iterable[Any]) -> Decimal:
    return sum((Decimal(value) for value in values), Decimal(0))


def relative_change(calls: Decimal, before: Decimal | None) -> Decimal | None:
    """None where there is nothing before, or less: where more was taken back than called."""
    return (calls - before) / before if before is not None and before > 0 else None


def share_of_calls(part: Decimal, whole: Decimal) -> Decimal | None:
    """None where calls that were taken back leave none: a part below 0, or above the whole."""
    return part / whole if 0 <= part <= whole and whole else None


def rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def exact_ms(call: Call) -> Decimal:
    """The duration to the microsecond."""
    return rounded(Decimal(repr(call.duration_ms)), 3)


def mean_duration(calls: list[Call]) -> Decimal | None:
    timed = [call for call in calls if call.duration_ms is not None]
    weight = total(call.call_count for call in timed)
    return total(exact_ms(call) * call.call_count for call in timed) / weight if weight else None


def duration_bucket(duration_ms: float) -> int:
    return -400 if duration_ms < 0.001 else math.floor(math.log(duration_ms) / math.log(1.02))


def duration_percentile(calls: list[Call], percentile: int) -> Decimal | None:
    """Nearest rank over buckets that grow by 2 %: the mean of the bucket that holds the rank."""
    buckets: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        if call.duration_ms is not None and call.call_count:
            buckets[duration_bucket(call.duration_ms)].append(call)
    everything = total(call.call_count for bucket in buckets.values() for call in bucket)
    so_far = Decimal(0)
    for _, bucket in sorted(buckets.items()):
        so_far += total(call.call_count for call in bucket)
        if so_far * 100 >= everything * percentile:
            return mean_duration(bucket)
    return None
