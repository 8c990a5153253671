"""The engagement marts, recomputed from the rows of their inputs and the recomputed volume marts.

Written from the definitions (models/columns.md, the models' yml): for each period and account, sets of the things to
count.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from harness.spec.logs import number, timestamp
from harness.spec.marts import Mart, Marts
from harness.spec.volume import (
    UNATTRIBUTED,
    Settings,
    is_complete,
    period_end,
    period_start,
    relative_change,
    reporting_date,
    rounded,
    share_of_calls,
    total,
)

PERIODS = ["day", "week", "month"]
TIMES = [
    "occurred_at",
    "loaded_at",
    "delivered_at",
    "available_from",
    "available_to",
    "responded_at",
    "assigned_at",
    "changed_at",
]
NUMBERS = ["score", "amount", "planned_share"]

Row = dict[str, Any]
Key = tuple[str, date, str]


@dataclass(frozen=True)
class Inputs:
    """The rows of each input (canonical column -> value, times in UTC); None for an input that is not declared."""

    product_events: list[Row] | None = None
    notifications: list[Row] | None = None
    content_items: list[Row] | None = None
    satisfaction_responses: list[Row] | None = None
    outcomes: list[Row] | None = None
    experiment_assignments: list[Row] | None = None
    changes: list[Row] | None = None
    api_features: list[Row] = field(default_factory=list)

    @property
    def has_engagement(self) -> bool:
        """Whether an input of the engagement marts is declared."""
        names = ("product_events", "notifications", "content_items", "satisfaction_responses", "outcomes")
        return any(getattr(self, name) is not None for name in names)


@dataclass(frozen=True)
class Rules:
    """The vars of engagement."""

    notification_window_days: int = 7
    high_calls_per_day: float = 10
    high_success_rate: float = 0.8
    high_csat_rate: float = 0.6
    high_nps: float = 0


def csv_rows(file: Path, names: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of a CSV file, with columns renamed by `names`, and None for an empty field."""
    with file.open(newline="", encoding="utf-8") as lines:
        return [
            {(names or {}).get(name, name): read((names or {}).get(name, name), text) for name, text in row.items()}
            for row in csv.DictReader(lines)
        ]


def read(name: str, text: str) -> Any:
    text = text.strip()
    if not text:
        return None
    if name in TIMES:
        return timestamp(text)
    return number(text) if name in NUMBERS else text


def sample_inputs(seeds: Path) -> Inputs:
    """The inputs of the package's own sample."""
    return Inputs(
        product_events=csv_rows(seeds / "sample_product_events.csv", {"event": "event_name", "object": "object_id"}),
        notifications=csv_rows(seeds / "sample_notifications.csv"),
        content_items=csv_rows(seeds / "sample_content_items.csv"),
        satisfaction_responses=csv_rows(seeds / "sample_satisfaction_responses.csv"),
        outcomes=csv_rows(seeds / "sample_outcomes.csv"),
        experiment_assignments=csv_rows(seeds / "sample_experiment_assignments.csv"),
        changes=csv_rows(seeds / "sample_changes.csv"),
        api_features=csv_rows(seeds / "sample_api_features.csv"),
    )


def once_each(rows: Iterable[Row], id_column: str, time_column: str) -> Iterator[Row]:
    """The rows with a time: of each id, the row that happened first; and every row without an id."""
    copies: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        if row[time_column] is not None:
            copies[("id", row[id_column]) if row[id_column] else ("none", id(row))].append(row)
    for group in copies.values():
        first = min(row[time_column] for row in group)
        yield min((row for row in group if row[time_column] == first), key=lambda row: load_order(row, time_column))


def load_order(row: Row, time_column: str) -> tuple[Any, ...]:
    """The order of copies that happened at the same time: by load time, then by their other values."""
    loaded_at = row.get("loaded_at")
    rest = [row.get(column) for column in ("user_id", "session_id", "event_name", "object_id")]
    others = [account_of(row), *rest, row.get("target_user_id"), row.get("survey"), row.get("outcome")]
    how_much = row.get("score", row.get("amount"))
    return (
        (loaded_at is None, loaded_at or datetime.max),
        [(value is None, (value or "").encode()) for value in others],
        (how_much is None, how_much or 0),
    )


def account_of(row: Row) -> str:
    return row["account_id"] or UNATTRIBUTED


def recompute_engagement(
    inputs: Inputs, volume: Marts, complete_before: date | None, settings: Settings, rules: Rules
) -> dict[str, Mart]:
    """The four rates and the scorecard."""

    def day_of(at: datetime) -> date:
        return reporting_date(at, settings)

    def keys(day: date, account_id: str) -> Iterator[Key]:
        for period in PERIODS:
            yield period, period_start(day, period, settings), account_id

    events = list(once_each(inputs.product_events or [], "event_id", "occurred_at"))
    events_of: dict[Key, list[Row]] = defaultdict(list)
    for event in events:
        for key in keys(day_of(event["occurred_at"]), account_of(event)):
            events_of[key].append(event)

    api_calls = feature_calls(inputs.api_features, volume, keys)
    shares = {
        "search": {key: searched(of_period) for key, of_period in events_of.items()},
        "notification_action": notified(
            inputs.notifications or [], events, rules, lambda at, who: keys(day_of(at), who)
        ),
        "collaboration": {key: collaborated(of_period) for key, of_period in events_of.items()},
        "content_read": {
            key: consumed(key, of_period, inputs.content_items or [], day_of) for key, of_period in events_of.items()
        },
    }
    rates = {feature: rate_mart(shares[feature], api_calls[feature], complete_before) for feature in shares}
    marts = {
        "fct_search_usage": rates["search"],
        "fct_notification_interaction": rates["notification_action"],
        "fct_collaboration": rates["collaboration"],
        "fct_content_consumption": rates["content_read"],
        "fct_engagement_scorecard": scorecard(inputs, volume, rates, complete_before, settings, rules, keys),
    }
    return marts | {
        f"fct_engagement_{name}": of_one_grain(marts, period)
        for period, name in {"day": "daily", "week": "weekly", "month": "monthly"}.items()
    }


def of_one_grain(marts: Marts, period: str) -> Mart:
    """The scorecard's rows of one grain, with the counts of each rate."""
    rates = {mart.removeprefix("fct_"): mart for mart in marts if mart != "fct_engagement_scorecard"}
    return {
        (period_start, account_id): cell
        | {
            f"{rate}_{count}": marts[mart].get((grain, period_start, account_id), {}).get(count)
            for rate, mart in rates.items()
            for count in ("numerator", "denominator")
        }
        for (grain, period_start, account_id), cell in marts["fct_engagement_scorecard"].items()
        if grain == period
    }


def searched(events: list[Row]) -> tuple[int, int]:
    """The numerator, sessions with a search; the denominator, sessions."""
    sessions = {event["session_id"] for event in events} - {None}
    return len({event["session_id"] for event in events if event["event_name"] == "search"} - {None}), len(sessions)


def collaborated(events: list[Row]) -> tuple[int, int]:
    """The numerator, users who interacted with another user; the denominator, users."""
    social = {
        event["user_id"]
        for event in events
        if event["event_name"] == "collaboration" and event["target_user_id"] not in (None, event["user_id"])
    }
    return len(social - {None}), len({event["user_id"] for event in events} - {None})


def consumed(key: Key, events: list[Row], items: list[Row], day_of: Callable[[datetime], date]) -> tuple[int, int]:
    """The numerator, items read on a day on which they were available to the account; the denominator, items available
    on any day of the period."""
    period, start, account_id = key
    last = period_end(start, period) - timedelta(days=1)

    def is_there(item: Row, first_day: date, last_day: date) -> bool:
        is_for_it = item["account_id"] in (None, account_id)
        has_come = item["available_from"] is None or day_of(item["available_from"]) <= last_day
        return is_for_it and has_come and (item["available_to"] is None or day_of(item["available_to"]) >= first_day)

    available = {item["item_id"] for item in items if item["item_id"] and is_there(item, start, last)}
    was_read = set()
    for event in events:
        if event["event_name"] == "content_read":
            day = day_of(event["occurred_at"])
            was_read |= {i["item_id"] for i in items if i["item_id"] == event["object_id"] and is_there(i, day, day)}
    return len(was_read - {None}), len(available)


def notified(
    notifications: list[Row], events: list[Row], rules: Rules, keys: Callable[[datetime, str], Iterator[Key]]
) -> dict[Key, tuple[int, int]]:
    """The numerator, notifications acted on in time; the denominator, notifications; both by the period of their first
    delivery."""
    delivered: dict[tuple[str, str], datetime] = {}
    for row in notifications:
        if row["notification_id"] and row["delivered_at"]:
            what = (account_of(row), row["notification_id"])
            delivered[what] = min(row["delivered_at"], delivered.get(what, row["delivered_at"]))
    acted: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for event in events:
        if event["event_name"] == "notification_action" and event["object_id"]:
            acted[account_of(event), event["object_id"]].append(event["occurred_at"])
    window = timedelta(days=rules.notification_window_days)
    counts: dict[Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for (account_id, notification_id), at in delivered.items():
        in_time = any(at <= acted_at < at + window for acted_at in acted[account_id, notification_id])
        for key in keys(at, account_id):
            counts[key] = (counts[key][0] + in_time, counts[key][1] + 1)
    return counts


def feature_of(method: str, route: str, features: list[Row]) -> str | None:
    """The feature of a call, by the longest pattern that fits."""
    fitting = []
    for row in features:
        pattern = ".*".join(re.escape(part) for part in (row["http_route"] or "").split("*"))
        if row["http_route"] and re.fullmatch(pattern, route, re.DOTALL):
            if row["http_request_method"] is None:
                fitting.append((-len(row["http_route"]), 1, row["feature"]))
            elif row["http_request_method"].upper() == method:
                fitting.append((-len(row["http_route"]), 0, row["feature"]))
    return min(fitting)[2] if fitting else None


def feature_calls(
    features: list[Row], volume: Marts, keys: Callable[[date, str], Iterator[Key]]
) -> dict[str, dict[Key, Decimal]]:
    """API calls of each feature, by period and account."""
    counts: dict[str, dict[Key, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for (day, account_id, _, method, route, _), cell in volume["fct_route_calls_daily"].items():
        feature = feature_of(method, route, features)
        if feature:
            for key in keys(day, account_id):
                counts[feature][key] += cell["api_calls"]
    return counts


def share(numerator: Decimal | int, denominator: Decimal | int) -> Decimal | None:
    """The ratio to six decimals, as in the marts; None where the denominator is 0."""
    return rounded(Decimal(numerator) / Decimal(denominator), 6) if denominator else None


def six_places(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value, 6)


def rate_mart(
    shares: Mapping[Key, tuple[int, int]], api_calls: Mapping[Key, Decimal], complete_before: date | None
) -> Mart:
    """The rows with a numerator, a denominator or a call."""
    mart: Mart = {}
    for key in {*shares, *api_calls}:
        numerator, denominator = shares.get(key, (0, 0))
        if denominator or key in api_calls:
            mart[key] = {
                "numerator": numerator,
                "denominator": denominator,
                "rate": share(numerator, denominator),
                "numerator_product": numerator,
                "numerator_api": api_calls.get(key, Decimal(0)),
                "is_complete_period": is_complete(key[1], key[0], complete_before),
            }
    return mart


def scorecard(
    inputs: Inputs,
    volume: Marts,
    rates: Mapping[str, Mart],
    complete_before: date | None,
    settings: Settings,
    rules: Rules,
    keys: Callable[[date, str], Iterator[Key]],
) -> Mart:
    """The scorecard: one row per account and period, where unknown values are None."""
    calls: dict[Key, Decimal] = defaultdict(Decimal)
    successes: dict[Key, Decimal] = defaultdict(Decimal)
    for (day, account_id, _), volume_cell in volume["fct_api_calls_daily"].items():
        for key in keys(day, account_id):
            calls[key] += volume_cell["api_calls"]
            successes[key] += volume_cell["successful_calls"]
    scores: dict[Key, list[Row]] = defaultdict(list)
    for row in once_each(inputs.satisfaction_responses or [], "response_id", "responded_at"):
        for key in keys(reporting_date(row["responded_at"], settings), account_of(row)):
            scores[key].append(row)
    outcomes: dict[Key, list[Row]] = defaultdict(list)
    for row in once_each(inputs.outcomes or [], "outcome_id", "occurred_at"):
        for key in keys(reporting_date(row["occurred_at"], settings), account_of(row)):
            outcomes[key].append(row)

    first_calls: dict[tuple[str, str], date] = {}
    for period, start, account_id in calls:
        first_calls[period, account_id] = min(start, first_calls.get((period, account_id), start))

    mart: Mart = {}
    for key in {*calls, *scores, *outcomes, *(key for rate in rates.values() for key in rate)}:
        period, start, account_id = key
        previous = (period, period_start(start - timedelta(days=1), period, settings), account_id)
        has_called_before = first_calls.get((period, account_id), start) < start
        before = calls.get(previous, Decimal(0) if has_called_before else None)
        now = calls.get(key, Decimal(0))
        cell: Row = {
            "api_calls": now,
            "previous_period_calls": before,
            "change_ratio": six_places(relative_change(now, before)),
            "success_rate": six_places(share_of_calls(successes[key], now)),
            "search_usage_rate": rates["search"].get(key, {}).get("rate"),
            "notification_interaction_rate": rates["notification_action"].get(key, {}).get("rate"),
            "collaboration_rate": rates["collaboration"].get(key, {}).get("rate"),
            "content_consumption_rate": rates["content_read"].get(key, {}).get("rate"),
            **satisfaction(scores.get(key, []), inputs.satisfaction_responses is not None),
            **outcome_counts(outcomes.get(key, []), inputs.outcomes is not None),
            "is_complete_period": is_complete(key[1], key[0], complete_before),
        }
        per_day = now / (period_end(start, period) - start).days
        cell["activity_level"] = "high" if float(per_day) >= rules.high_calls_per_day else "low"
        cell["value_level"] = value_level(cell, rules)
        cell["activity_value_quadrant"] = (
            f"{cell['activity_level']}_activity_{cell['value_level']}_value" if cell["value_level"] else None
        )
        mart[key] = cell
    return mart


def satisfaction(responses: list[Row], is_declared: bool) -> Row:
    def scores(survey: str, least: int, most: int) -> list[float]:
        return [
            row["score"]
            for row in responses
            if (row["survey"] or "").lower() == survey and row["score"] is not None and least <= row["score"] <= most
        ]

    csat, nps = scores("csat", 1, 5), scores("nps", 0, 10)
    promoters, detractors = sum(score >= 9 for score in nps), sum(score <= 6 for score in nps)
    return {
        "csat_responses": len(csat) if is_declared else None,
        "csat_rate": share(sum(score >= 4 for score in csat), len(csat)),
        "nps_responses": len(nps) if is_declared else None,
        "nps": share(100 * (promoters - detractors), len(nps)),
    }


def outcome_counts(outcomes: list[Row], is_declared: bool) -> Row:
    def of(outcome: str) -> list[Row]:
        return [row for row in outcomes if (row["outcome"] or "").lower() == outcome]

    amounts = [row["amount"] for row in of("revenue")]
    revenue = total(Decimal(repr(amount)) for amount in amounts if amount is not None and abs(amount) < 10**12)
    counts = {"conversions": len(of("conversion")), "renewals": len(of("renewal")), "churns": len(of("churn"))}
    return {column: value if is_declared else None for column, value in {**counts, "revenue": revenue}.items()}


def value_level(cell: Row, rules: Rules) -> str | None:
    """Low where a known measure is low; None where the account did not churn and no rate or score is known."""
    judged = [
        (cell["success_rate"], rules.high_success_rate),
        (cell["csat_rate"], rules.high_csat_rate),
        (cell["nps"], rules.high_nps),
    ]
    if cell["churns"] or any(value is not None and float(value) < threshold for value, threshold in judged):
        return "low"
    return "high" if any(value is not None for value, _ in judged) else None
