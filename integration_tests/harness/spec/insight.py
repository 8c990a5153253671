"""The insight marts, recomputed from their inputs and the recomputed volume marts. Each has its own module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from harness.spec.account_health import HealthRules, recompute_health
from harness.spec.arrivals import Arrivals
from harness.spec.billing import NO_ARRIVALS, Billing, billing_of, recompute_billing
from harness.spec.effects import recompute_effects
from harness.spec.engagement import Inputs, csv_rows
from harness.spec.feature_adoption import recompute_feature_adoption
from harness.spec.findings import recompute_findings
from harness.spec.growth import recompute_growth
from harness.spec.local_days import LocalDays
from harness.spec.marts import Mart, Marts
from harness.spec.month_forecast import Quota, recompute_month_forecast
from harness.spec.power_users import recompute_power_users
from harness.spec.quota_usage import calendar_month, recompute_quota_usage
from harness.spec.segment_benchmarks import recompute_benchmarks
from harness.spec.volume import Settings


@dataclass(frozen=True)
class InsightInputs:
    """The rows of each input; empty for one that is not declared."""

    quotas: list[Quota] = field(default_factory=list)
    # The attributes of each account: those of the accounts relation.
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    health_minimum_calls: int = 20
    # None where neither billing periods nor prices are declared.
    billing: Billing | None = None

    def billing_period_of(self, account_id: str, day: date) -> tuple[date, date] | None:
        if self.billing is None:
            return calendar_month(account_id, day)
        period = self.billing.period_of(account_id, day)
        return (period.start, period.end) if period else None

    @property
    def internal(self) -> set[str]:
        return {account_id for account_id, row in self.attributes.items() if row.get("is_internal") == "yes"}


def quota(row: Mapping[str, Any]) -> Quota:
    """A row of the relation `quotas`, with dates as texts or None."""
    starts_on, ends_on = (date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_to"))
    return Quota(row["account_id"], Decimal(row["amount"]), row["metric"], row["window"], starts_on, ends_on)


def sample_insight_inputs(seeds: Path) -> InsightInputs:
    """The inputs of the package's own sample."""
    return InsightInputs(
        quotas=[quota(row) for row in csv_rows(seeds / "sample_quotas.csv")],
        attributes={row["account_id"]: row for row in csv_rows(seeds / "sample_accounts.csv")},
        billing=billing_of(
            csv_rows(seeds / "sample_billing_periods.csv"),
            csv_rows(seeds / "sample_rate_card.csv"),
            csv_rows(seeds / "sample_closings.csv"),
        ),
    )


def segments(inputs: InsightInputs) -> tuple[tuple[str, str], ...]:
    return tuple((account_id, row["segment"]) for account_id, row in inputs.attributes.items() if row.get("segment"))


def days_of_facts(volume: Marts, complete_before: date | None) -> LocalDays:
    """Where no account has a time zone of its own."""
    return LocalDays(volume["fct_account_calls_daily"], lambda *_: complete_before)


def recompute_insight(
    volume: Marts,
    complete_before: date | None,
    settings: Settings,
    engagement: Inputs,
    inputs: InsightInputs,
    arrived: Arrivals = NO_ARRIVALS,
    local: LocalDays | None = None,
) -> dict[str, Mart]:
    """
    Every insight mart, and those of billing. `arrived`: when calls came to count, where billing periods close. `local`:
    the days by which accounts are billed, where some have time zones of their own.
    """
    local = local or days_of_facts(volume, complete_before)
    rules = HealthRules(inputs.health_minimum_calls, segments(inputs), frozenset(inputs.internal))
    insight = {
        "fct_month_forecast": recompute_month_forecast(
            volume["fct_api_calls_daily"], complete_before, inputs.quotas, inputs.internal
        ),
        **recompute_quota_usage(
            volume["fct_api_calls_daily"], complete_before, inputs.quotas, inputs.billing_period_of, local
        ),
        **(recompute_billing(local, inputs.billing, inputs.quotas, arrived) if inputs.billing else {}),
        **recompute_power_users(volume, complete_before, settings, engagement.product_events, inputs.internal),
        **recompute_benchmarks(volume["fct_account_calls_monthly"], inputs.attributes, inputs.internal),
        **recompute_effects(engagement, volume, complete_before, settings, inputs.attributes, inputs.internal),
        "fct_feature_adoption": recompute_feature_adoption(
            engagement, volume, complete_before, settings, dict(segments(inputs)), inputs.internal
        ),
        **recompute_growth(volume, complete_before, settings, frozenset(inputs.internal)),
        "fct_account_health": recompute_health(volume, complete_before, rules, settings),
    }
    return {**insight, "fct_findings": recompute_findings(insight, rules, settings, engagement.outcomes)}
