"""The marts of the sample, and what they would be if members of a column were one: two accounts, two routes, two weeks.

A sum over a column is right where it is what the mart says of the members together. So each recomputation here is from
raw rows, with the members merged before anything is counted.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from harness.spec import account_health, account_trees, engagement, feature_adoption, findings, growth, volume
from harness.spec.account_health import HealthRules
from harness.spec.account_trees import tree_calls
from harness.spec.arrivals import arrivals
from harness.spec.billing import MEASURES, Period, last_day_of, priced
from harness.spec.effects import recompute_effects
from harness.spec.engagement import Inputs, Row, Rules, recompute_engagement, sample_inputs
from harness.spec.feature_adoption import recompute_feature_adoption
from harness.spec.findings import recompute_findings
from harness.spec.growth import recompute_growth
from harness.spec.insight import InsightInputs, recompute_insight, sample_insight_inputs, segments
from harness.spec.logs import sample_calls
from harness.spec.marts import GRAINS, Mart
from harness.spec.month_forecast import Quota
from harness.spec.power_users import curve, recompute_power_users
from harness.spec.segment_benchmarks import ATTRIBUTES, recompute_benchmarks
from harness.spec.volume import (
    OUTCOMES,
    UNATTRIBUTED,
    Call,
    Settings,
    counted_calls,
    fate,
    first_incomplete_day,
    period_end,
    period_start,
    recompute,
    rounded,
)

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Merged:
    """A mart in which members of a column are one, and the member that stands for each of them."""

    mart: Mart
    column: str
    # From the key of a row to the member that it is part of.
    into: Callable[[Key], Any]
    # Whether the merged row of a key is all there: a mart of complete periods lacks a long one that is not complete.
    is_known: Callable[[Key], bool] = lambda _: True

    def of(self, grain: list[str]) -> Callable[[Key], Key]:
        """From the key of a row to the key of the row that it is part of."""
        place = grain.index(self.column)
        return lambda key: (*key[:place], self.into(key), *key[place + 1 :])


def first_of_two(members: Iterable[Any]) -> dict[Any, Any]:
    """Every second member becomes the one before it."""
    ordered = sorted(set(members))
    return {member: ordered[number - number % 2] for number, member in enumerate(ordered)}


def first_week_of_two(week: date) -> date:
    return week - (week.toordinal() - 1) // 7 % 2 * WEEK


def two_periods_start(day: date, period: str, settings: Settings) -> date:
    """As `period_start`, for weeks and months of double length."""
    start = period_start(day, period, settings)
    if period == "week":
        return first_week_of_two(start)
    return start if period == "day" or start.month % 2 else (start - DAY).replace(day=1)


def two_periods_end(start: date, period: str) -> date:
    end = period_end(start, period)
    return end if period == "day" else period_end(end, period)


@contextlib.contextmanager
def periods_of_double_length() -> Iterator[None]:
    modules: list[ModuleType] = [volume, engagement, growth, feature_adoption, account_health, account_trees, findings]
    with contextlib.ExitStack() as patches:
        for module in modules:
            longer = {"period_start": two_periods_start, "period_end": two_periods_end, "WEEK": 2 * WEEK}
            for name, value in longer.items():
                if hasattr(module, name):
                    patches.enter_context(mock.patch.object(module, name, value))
        yield


def numbered(name: str | None, most: int) -> str | None:
    """An id with the number in it, of which there are no more than `most`."""
    return name and re.sub(r"^.*?(\d+)$", lambda found: f"u{int(found[1]) % most}", name)


def with_more_in_common(calls: Iterable[Call]) -> list[Call]:
    """Accounts have integrations of the same ids, begin one after the other, and have calls of each outcome."""
    calls = list(calls)
    accounts = sorted({call.account_id for call in calls if call.account_id})
    begins = {account: datetime(2026, 1, 1) + number % 4 * 9 * DAY for number, account in enumerate(accounts)}
    outcomes = [*OUTCOMES]
    return [
        replace(
            call,
            integration_id=call.integration_id and call.integration_id.removeprefix(f"{call.account_id}-"),
            outcome=outcomes[call.occurred_at.second % 6] if call.occurred_at else None,
        )
        for call in calls
        if not call.occurred_at or call.occurred_at >= begins.get(call.account_id or "", call.occurred_at)
    ]


def with_shared_ids(inputs: Inputs) -> Inputs:
    """Accounts have users, sessions and notifications with the same ids; users are those of the calls."""
    events = [
        {
            **row,
            "user_id": numbered(row["user_id"], 20),
            "target_user_id": numbered(row["target_user_id"], 20),
            "session_id": numbered(row["session_id"], 20),
            "object_id": numbered(row["object_id"], 50)
            if row["event_name"] == "notification_action"
            else row["object_id"],
        }
        for row in inputs.product_events or []
    ]
    notifications = [
        {**row, "notification_id": numbered(row["notification_id"], 50)} for row in inputs.notifications or []
    ]
    return replace(inputs, product_events=events, notifications=notifications)


def with_more_of_each(inputs: Inputs) -> Inputs:
    """Each response is one of both surveys, each outcome one of each kind, and more calls are engagement."""
    responses = inputs.satisfaction_responses or []
    outcomes = inputs.outcomes or []
    return replace(
        inputs,
        satisfaction_responses=[
            {**row, "response_id": None, "survey": survey, "score": row["score"] % 5 + 1}
            for row in responses
            for survey in ("csat", "nps")
        ],
        outcomes=[
            {**row, "outcome_id": None, "outcome": kind}
            for row in outcomes
            for kind in ("revenue", "conversion", "renewal", "churn")
        ],
        api_features=[
            *inputs.api_features,
            {"http_request_method": "GET", "http_route": "/v1/*", "feature": "notification_action"},
        ],
    )


def with_three_variants(inputs: Inputs) -> Inputs:
    """An experiment with a control and two variants, and an account that got both."""
    rows = [row for row in inputs.experiment_assignments or [] if row["experiment"] == "orders-v2 launch"]
    variants = ["control", "first", "second"]
    given: list[Row] = [
        {**row, "variant": variants[number % 3], "planned_share": None} for number, row in enumerate(rows)
    ]
    return replace(inputs, experiment_assignments=[*given, {**given[1], "variant": "second"}])


def with_more_judged(inputs: InsightInputs, calls: Iterable[Call]) -> InsightInputs:
    """Smaller accounts are judged, and each has a quota."""
    more = {call.account_id or UNATTRIBUTED for call in calls} - {quota.account_id for quota in inputs.quotas}
    quotas = [*inputs.quotas, *(Quota(account_id, Decimal(60)) for account_id in sorted(more))]
    return replace(inputs, health_minimum_calls=5, quotas=quotas)


class Sample:
    """The sample, with what it has little of: ids that accounts share, outcomes of each kind, and so on."""

    def __init__(self, seeds: Path) -> None:
        self.settings = Settings(("edge", "partner"))
        self.calls = with_more_in_common(sample_calls(seeds))
        self.complete_before = first_incomplete_day(self.calls, self.settings)
        self.inputs = with_three_variants(with_more_of_each(with_shared_ids(sample_inputs(seeds))))
        self.insight_inputs = with_more_judged(sample_insight_inputs(seeds), self.calls)

    def recomputed(self, calls: list[Call], inputs: Inputs, insight_inputs: InsightInputs) -> dict[str, Mart]:
        of_calls = recompute(calls, self.settings)
        rules = (self.complete_before, self.settings)
        return {
            **of_calls,
            **recompute_engagement(inputs, of_calls, *rules, Rules()),
            **recompute_insight(of_calls, *rules, inputs, insight_inputs, arrivals(calls, self.settings)),
        }

    @cached_property
    def marts(self) -> dict[str, Mart]:
        trees = {"fct_account_tree_calls": self.trees(self.parents)}
        return self.recomputed(self.calls, self.inputs, self.insight_inputs) | trees

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """A tree of some levels: each account has two below it, while there are any."""
        accounts = sorted({call.account_id for call in self.calls if call.account_id})
        return {account: accounts[(number - 1) // 2] if number else None for number, account in enumerate(accounts)}

    def trees(self, parents: Mapping[str, str | None]) -> Mart:
        return tree_calls(counted_calls(self.calls, self.settings), parents, self.settings, self.complete_before)

    @cached_property
    def tree_of_all(self) -> Mart:
        """fct_account_tree_calls of an account above all others."""
        trees = self.trees({account: parent or "all" for account, parent in self.parents.items()})
        return {key: cell for key, cell in trees.items() if key[-1] == "all"}

    @cached_property
    def merged_account(self) -> dict[Any, Any]:
        return first_of_two({call.account_id for call in self.calls} - {None}) | {
            UNATTRIBUTED: UNATTRIBUTED,
            None: None,
        }

    @cached_property
    def of_two_accounts(self) -> dict[str, Mart]:
        """Two accounts are one, in all inputs."""
        names = [name for name in Inputs.__dataclass_fields__ if getattr(self.inputs, name)]

        def merged(rows: Iterable[Row]) -> list[Row]:
            return [
                {**row, "account_id": self.merged_account.get(row["account_id"])} if "account_id" in row else row
                for row in rows
            ]

        return self.recomputed(
            [replace(call, account_id=self.merged_account[call.account_id]) for call in self.calls],
            replace(self.inputs, **{name: merged(getattr(self.inputs, name)) for name in names}),
            replace(
                self.insight_inputs,
                quotas=[
                    replace(quota, account_id=self.merged_account[quota.account_id])
                    for quota in self.insight_inputs.quotas
                ],
            ),
        )

    @cached_property
    def of_two_periods(self) -> dict[str, Mart]:
        """Two weeks are one, and two months."""
        rules = (self.complete_before, self.settings)
        inputs = self.insight_inputs
        of_segments, internal = segments(inputs), frozenset(inputs.internal)
        health = HealthRules(inputs.health_minimum_calls, of_segments, internal)
        with periods_of_double_length():
            of_calls = recompute(self.calls, self.settings)
            of_accounts: dict[str, Mart] = {
                "fct_account_health": account_health.recompute_health(
                    of_calls, self.complete_before, health, self.settings
                ),
                "fct_power_users": {},
                "fct_month_forecast": {},
            }
            return {
                **of_calls,
                "fct_account_tree_calls": self.trees(self.parents),
                **recompute_engagement(self.inputs, of_calls, *rules, Rules()),
                **recompute_growth(of_calls, *rules, internal),
                **recompute_benchmarks(of_calls["fct_account_calls_monthly"], inputs.attributes, internal),
                "fct_feature_adoption": recompute_feature_adoption(
                    self.inputs, of_calls, *rules, dict(of_segments), internal
                ),
                **of_accounts,
                "fct_findings": recompute_findings(of_accounts, health, self.settings, self.inputs.outcomes),
            }

    @cached_property
    def of_one_feature(self) -> Mart:
        """fct_feature_adoption, where all features are one."""
        inputs = replace(
            self.inputs,
            product_events=[
                {**row, "event_name": row["event_name"] and "any"} for row in self.inputs.product_events or []
            ],
            api_features=[{**row, "feature": "any"} for row in self.inputs.api_features],
        )
        rules = (self.complete_before, self.settings, dict(segments(self.insight_inputs)))
        return recompute_feature_adoption(inputs, self.marts, *rules, self.insight_inputs.internal)

    @cached_property
    def of_two_variants(self) -> Mart:
        """fct_effects, where two variants of the experiment are one."""
        rows = [
            {**row, "variant": "first" if row["variant"] == "second" else row["variant"]}
            for row in self.inputs.experiment_assignments or []
        ]
        inputs = replace(self.inputs, experiment_assignments=rows)
        rules = (self.complete_before, self.settings, self.insight_inputs.attributes, self.insight_inputs.internal)
        return recompute_effects(inputs, self.marts, *rules)["fct_effects"]

    @cached_property
    def merged_attribute(self) -> dict[Any, Any]:
        values = {row.get(name) for row in self.insight_inputs.attributes.values() for name in ATTRIBUTES}
        return first_of_two(values - {None}) | {"(unknown)": "(unknown)"}

    @cached_property
    def of_two_attribute_values(self) -> Mart:
        """fct_segment_benchmarks, where two values of an attribute are one."""
        attributes = {
            account_id: {name: self.merged_attribute.get(value, value) for name, value in row.items()}
            for account_id, row in self.insight_inputs.attributes.items()
        }
        monthly, internal = self.marts["fct_account_calls_monthly"], self.insight_inputs.internal
        return recompute_benchmarks(monthly, attributes, internal)["fct_segment_benchmarks"]

    @cached_property
    def merged_user(self) -> dict[Any, Any]:
        return first_of_two({user_id for _, _, user_id in self.marts["fct_power_users"]})

    @cached_property
    def of_two_users(self) -> Mart:
        """fct_power_users, where two users are one."""
        calls: Mart = defaultdict(lambda: {"api_calls": Decimal(0)})
        for (*caller, user_id), cell in self.marts["fct_user_calls_daily"].items():
            calls[(*caller, self.merged_user.get(user_id))]["api_calls"] += cell["api_calls"]
        events = [{**row, "user_id": self.merged_user.get(row["user_id"])} for row in self.inputs.product_events or []]
        rules = (self.complete_before, self.settings, events, self.insight_inputs.internal)
        return recompute_power_users({**self.marts, "fct_user_calls_daily": calls}, *rules)["fct_power_users"]

    @cached_property
    def of_two_weeks_of_users(self) -> Mart:
        """fct_power_users by two weeks: what is of 28 days is of those that end with the second one."""
        calls: dict[Key, Decimal] = defaultdict(Decimal)
        of_account: dict[Key, Decimal] = defaultdict(Decimal)
        for (day, account_id, _, user_id), cell in self.marts["fct_user_calls_daily"].items():
            calls[self.two_weeks(day), account_id, user_id] += cell["api_calls"]
            of_account[self.two_weeks(day), account_id] += cell["api_calls"]
        users = self.marts["fct_power_users"]
        mart: Mart = {}
        for week, *who in users:
            key = (self.two_weeks(week), *who)
            nothing = {"active_days_28": 0, "features_used": None}
            share = rounded(calls[key] / of_account[key[:2]], 6) if of_account[key[:2]] else None
            mart[key] = {
                **users.get((key[0] + WEEK, *who), nothing),
                "api_calls": calls[key],
                "share_of_account_calls": share,
            }
        return mart

    @cached_property
    def curve_of_two_weeks(self) -> Mart:
        return curve(self.of_two_weeks_of_users, self.insight_inputs.internal)

    @cached_property
    def calls_of_the_curve(self) -> Mart:
        """The calls of users by two weeks and by the active days that the user had in the week, from daily calls."""
        mart: Mart = defaultdict(lambda: {"api_calls": Decimal(0)})
        for (day, account_id, _, user_id), cell in self.marts["fct_user_calls_daily"].items():
            week = period_start(day, "week", self.settings)
            user = self.marts["fct_power_users"].get((week, account_id, user_id))
            if user and account_id != UNATTRIBUTED and account_id not in self.insight_inputs.internal:
                mart[self.two_weeks(day), user["active_days_28"]]["api_calls"] += cell["api_calls"]
        return mart

    @cached_property
    def curve_of_two_days(self) -> Mart:
        """fct_power_user_curve, where two numbers of active days are one."""
        users = {
            key: {**cell, "active_days_28": cell["active_days_28"] // 2 * 2}
            for key, cell in self.marts["fct_power_users"].items()
        }
        return curve(users, self.insight_inputs.internal)

    # What the rows of an account say of that account only, over several accounts or weeks.

    @cached_property
    def flows_of_all(self) -> Mart:
        """The growth of all accounts together, which fct_growth_summary has."""
        return {(*key, "all"): cell for key, cell in self.marts["fct_growth_summary"].items()}

    def revenue_of_findings(self, merged: Callable[[Key], Key]) -> Mart:
        """The revenue of the accounts with a finding, in all of the 28 days of their rows: each day once."""
        days: dict[Key, set[Key]] = defaultdict(set)
        for key in self.marts["fct_findings"]:
            week, account_id, _ = key
            days[merged(key)] |= {("day", week + (number - 21) * DAY, account_id) for number in range(28)}
        scorecard = self.marts["fct_engagement_scorecard"]
        return {
            key: {"revenue_28d": sum((scorecard.get(day, {"revenue": 0})["revenue"] for day in of_key), Decimal(0))}
            for key, of_key in days.items()
        }

    def billed_calls(self, merged: Callable[[Key], Key]) -> Mart:
        """The calls of several billing periods together, from the daily fact of accounts."""
        calls: Mart = defaultdict(lambda: defaultdict(Decimal))
        for (day, account_id), cell in self.marts["fct_account_calls_daily"].items():
            period = self.insight_inputs.billing_period_of(account_id, day)
            assert period
            for measure in MEASURES:
                calls[merged((account_id, period[0]))][measure] += cell[measure]
        for (account_id, start, billed_in, _), quantity in self.billed_arrivals:
            name = "closed_calls" if start == billed_in else "adjustment_calls"
            for column in (name, "billed_calls"):
                calls[merged((account_id, billed_in))][column] += quantity
        return calls

    @cached_property
    def billed_arrivals(self) -> list[tuple[Key, Decimal]]:
        """Everything that came to count, by account, billing period, the one in which it is billed, and reason."""
        billing = self.insight_inputs.billing
        assert billing
        arrived = arrivals(self.calls, self.settings)
        last_day = last_day_of(self.marts["fct_account_calls_daily"], billing, arrived)
        found = []
        for arrival in arrived.of_calls:
            period = billed_in = billing.period_of(arrival.account_id, arrival.day)
            assert period
            if billing.is_closed(arrival.account_id, period, arrival.arrived_on):
                billed_in = billing.open_period_after(period, arrival, last_day)
            assert billed_in
            key = arrival.account_id, period.start, billed_in.start, arrival.reason
            found.append((key, arrival.calls))
        return found

    def adjustments(self, merged: Callable[[Key], Key]) -> Mart:
        """What is billed in later periods, of several accounts, periods or reasons together."""
        calls: Mart = defaultdict(lambda: {"calls": Decimal(0)})
        for key, quantity in self.billed_arrivals:
            if key[1] != key[2]:
                calls[merged(key)]["calls"] += quantity
        return calls

    @cached_property
    def lines_of_one_period(self) -> Mart:
        """What all calls of each account cost as those of one billing period, at the prices of the first one."""
        assert self.insight_inputs.billing
        lines: Mart = {}
        for (account_id, _), cell in self.billed_calls(lambda key: (key[0], "all")).items():
            start, period = min((key[1], key) for key in self.marts["fct_billing_period_calls"] if key[0] == account_id)
            of_first = Period(start, start + DAY, self.marts["fct_billing_period_calls"][period]["plan"])
            for tier, line in priced(cell["api_calls"], of_first, self.insight_inputs.billing.tiers):
                lines[account_id, "all", "calls", tier] = line
        return lines

    def quota_usage(self, merged: Callable[[Key], Key]) -> Mart:
        """What was used of several quotas together, from the daily fact of accounts."""
        windows = self.marts["fct_quota_usage"]
        used: dict[Key, Decimal] = defaultdict(Decimal)
        amounts: dict[Key, Decimal] = defaultdict(Decimal)
        for key, cell in windows.items():
            amounts[merged(key)] += cell["quota_amount"]
        for (day, account_id), cell in self.marts["fct_account_calls_daily"].items():
            billing_period = self.insight_inputs.billing_period_of(account_id, day) or (None,)
            starts = {"day": day, "calendar month": day.replace(day=1), "billing period": billing_period[0]}
            for window, start in starts.items():
                if (start, account_id, "calls", window) in windows:
                    used[merged((start, account_id, "calls", window))] += cell["api_calls"]
        return {key: {"used": calls, "used_share": rounded(calls / amounts[key], 6)} for key, calls in used.items()}

    # Of the calls of the first weeks, whose recomputation is quick.

    @cached_property
    def first_calls(self) -> list[Call]:
        """Those loaded in the first weeks: what is rejected stays so, whatever is merged."""
        return [
            replace(call, reject_reason=fate(call, self.settings)[1])
            for call in self.calls
            if call.loaded_at and call.loaded_at < datetime(2026, 2, 9)
        ]

    def of_two_weeks(self, calls: Iterable[Call], fields: Iterable[str]) -> list[Call]:
        """Calls whose dates are those of every second week; loads are later than they were, and so never early."""

        def moved(field: str, at: datetime | None) -> Any:
            last = 13 * DAY if field == "loaded_at" else 0 * DAY
            return at and datetime.combine(self.two_weeks(at.date()) + last, at.time())

        return [replace(call, **{field: moved(field, getattr(call, field)) for field in fields}) for call in calls]

    @functools.cache  # noqa: B019  # a sample lives as long as the tests
    def first_marts(self, fields: tuple[str, ...], one: str | None = None) -> dict[str, Mart]:
        """The volume marts with these dates of every second week, and all values of a field as one."""
        calls = self.of_two_weeks(self.first_calls, fields)
        if one:
            value: Any = 200 if one == "http_response_status_code" else "any"
            calls = [replace(call, **{one: getattr(call, one) and value}) for call in calls]
        return recompute(calls, replace(self.settings, sources=("any",)) if one == "source_name" else self.settings)

    def of_first_weeks(self, name: str, column: str) -> tuple[Mart, Merged]:
        """Weeks are merged first where other columns are looked at, so that a row has more than one call."""
        dates = {"date_day": "occurred_at", "loaded_date": "loaded_at"}
        place = GRAINS[name].index(column)
        both = ("loaded_at", "occurred_at")
        if column not in dates:
            value: Any = 200 if column == "http_response_status_code" else "any"
            nothing = (None, UNATTRIBUTED)
            merged = self.first_marts(both, column)[name]
            return self.first_marts(both)[name], Merged(
                merged, column, lambda key: key[place] if key[place] in nothing else value
            )
        other = tuple(field for field in both if field != dates[column])
        last = 13 * DAY if column == "loaded_date" else 0 * DAY
        return self.first_marts(other)[name], Merged(
            self.first_marts(both)[name], column, lambda key: key[place] and self.two_weeks(key[place]) + last
        )

    def two_weeks(self, day: date) -> date:
        return two_periods_start(day, "week", self.settings)

    def where_one(self, name: str, column: str, measure: str) -> tuple[Mart, Merged]:
        """
        A mart, and the mart in which members of a column of its grain are one, as far as this measure needs it. The
        first one is that of the whole sample, or of its first weeks.
        """
        place = GRAINS[name].index(column)

        def whole(mart: Mart, into: Callable[[Key], Any]) -> tuple[Mart, Merged]:
            return self.marts[name], Merged(mart, column, into, is_over if into is two_periods else lambda _: True)

        def of(members: Mapping[Any, Any]) -> Callable[[Key], Any]:
            return lambda key: members.get(key[place], key[place])

        def two_periods(key: Key) -> Any:
            return two_periods_start(key[place], period_of(key), self.settings)

        def period_of(key: Key) -> str:
            return {"date_week": "week", "date_month": "month"}.get(column) or str(key[0])

        def is_over(key: Key) -> bool:
            assert self.complete_before
            return two_periods_end(key[place], period_of(key)) <= self.complete_before

        def two_windows(key: Key) -> Any:
            return self.two_weeks(key[0]) if key[3] == "day" else two_periods_start(key[0], "month", self.settings)

        def replaced(into: Callable[[Key], Any]) -> Callable[[Key], Key]:
            return Merged({}, column, into).of(GRAINS[name])

        match name, column:
            case "fct_account_tree_calls", "account_id":
                return whole(self.tree_of_all, lambda _: "all")
            case "fct_growth_accounting", "account_id" if measure.removesuffix("_calls_per_day") in growth.FLOWS:
                return whole(self.flows_of_all, lambda _: "all")
            case "fct_findings", _ if measure == "revenue_28d":
                into = two_periods if column == "date_week" else lambda _: "all"
                return whole(self.revenue_of_findings(replaced(into)), into)
            case "fct_billing_lines", "tier":
                periods = self.marts["fct_billing_period_calls"]
                lines: Mart = {
                    (*key, "calls", "all"): {"quantity": cell["billed_calls"], "amount": cell["amount"]}
                    for key, cell in periods.items()
                }
                return whole(lines, lambda _: "all")
            case "fct_billing_lines", "metric":
                return whole(
                    {(*key[:2], "any", key[3]): cell for key, cell in self.marts[name].items()}, lambda _: "any"
                )
            case "fct_billing_lines", "period_start":
                return whole(self.lines_of_one_period, lambda _: "all")
            case "fct_billing_period_calls", _:
                return whole(self.billed_calls(replaced(lambda _: "all")), lambda _: "all")
            case "fct_billing_adjustments", _:
                return whole(self.adjustments(replaced(lambda _: "all")), lambda _: "all")
            case "fct_quota_usage", _:
                into = two_windows if column == "window_start" else lambda _: "all"
                return whole(self.quota_usage(replaced(into)), into)
            case "fct_power_users", "user_id":
                return whole(self.of_two_users, of(self.merged_user))
            case "fct_power_users", "date_week":
                return whole(self.of_two_weeks_of_users, two_periods)
            case "fct_power_user_curve", "active_days":
                return whole(self.curve_of_two_days, lambda key: key[1] // 2 * 2)
            case "fct_power_user_curve", "date_week":
                return whole(
                    self.calls_of_the_curve if measure == "api_calls" else self.curve_of_two_weeks, two_periods
                )
            case "fct_segment_benchmarks", "attribute_value":
                return whole(self.of_two_attribute_values, of(self.merged_attribute))
            case "fct_feature_adoption", "feature":
                return whole(self.of_one_feature, lambda _: "any")
            case "fct_effects", "variant":
                return whole(self.of_two_variants, of({"second": "first"}))
            case "fct_user_calls_daily" | "fct_route_calls_daily", _:
                return self.of_first_weeks(name, column)
            case "fct_engagement_daily", "date_day":
                weeks = self.marts["fct_engagement_weekly"]
                return whole(weeks, lambda key: period_start(key[0], "week", self.settings))
            case _, "account_id":
                return whole(self.of_two_accounts[name], of(self.merged_account))
            case _, "date_week" | "date_month" | "period_start":
                return whole(self.of_two_periods[name], two_periods)
            case _, "integration_id" if name.startswith("fct_api_calls"):
                of_accounts = self.marts[name.replace("api", "account")]
                return whole({(*key, "all"): cell for key, cell in of_accounts.items()}, lambda _: "all")
        return self.of_first_weeks(name, column)
