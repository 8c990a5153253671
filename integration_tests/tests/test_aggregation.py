"""What the marts say of how their numbers may be summed, against data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from harness.spec.claims import Claim, claims
from harness.spec.marts import GRAINS, VERSION, Mart
from harness.spec.merged import Key, Merged, Sample
from harness.warehouses.duckdb import PACKAGE

CLAIMS = claims()
# Decimals are rounded to six digits, each.
DIGIT = Decimal("0.000001")

# Numbers that are no quantity: nothing says what their sum should be.
NO_QUANTITY = {
    VERSION: "a fingerprint",
    "http_response_status_code": "a code",
    "iso_day_of_week": "the number of a day",
    "depth": "a place in a tree",
    "threshold_percent": "one of the thresholds, a part of the key",
    "active_days of fct_power_user_curve": "a part of the key",
    "tier": "a part of the key",
    "above": "where a tier begins",
    "up_to": "where a tier ends",
    "unit_price": "a price",
}
# What the data can't show, by column of the grain. The test fails where they can.
NOT_SHOWN = {
    (
        "fct_quota_usage",
        "quota_amount",
        "account_id",
    ): "a quota is of one account and window; no other mart adds them up",
    ("fct_quota_usage", "quota_amount", "window_start"): "as above",
    ("fct_quota_usage", "overage", "account_id"): "what one account used beyond its own quota, as above",
    ("fct_quota_usage", "overage", "window_start"): "as above",
    ("fct_month_forecast", "quota_calls", "account_id"): "as above",
    ("fct_billing_period_calls", "included_calls", "account_id"): "as above",
    ("fct_billing_period_calls", "included_calls", "period_start"): "as above",
    ("fct_billing_period_calls", "overage_calls", "account_id"): "as above",
    ("fct_billing_period_calls", "overage_calls", "period_start"): "as above",
    **{
        (mart, column, by): "a price is of one account and billing period; no other mart adds them up"
        for mart, column in {
            "amount": ("fct_billing_period_calls", "amount"),
            "of a tier": ("fct_billing_lines", "amount"),
            "flat": ("fct_billing_lines", "flat_price"),
        }.values()
        for by in ("account_id", "period_start")
    },
    ("fct_billing_lines", "flat_price", "tier"): "as above",
    **{
        ("fct_billing_adjustments", "calls", column): "the sample has one load that came late, for one period"
        for column in ("period_start", "billed_in_period_start", "reason")
    },
    ("fct_billing_period_calls", "adjustment_calls", "period_start"): "as above",
    **{
        ("fct_billing_lines", column, "metric"): "the sample has prices of calls only"
        for column in ("quantity", "flat_price", "amount")
    },
    ("fct_api_call_ledger", "rows_too_late", "source_name"): "0 in the sample, of which no raw row is purged",
    ("fct_api_call_ledger", "rows_too_late", "loaded_date"): "as above",
    ("fct_api_call_ledger", "rows_too_late", "date_day"): "as above",
    ("fct_api_call_ledger", "rows_cancelled", "source_name"): "0 in the sample, whose sources cancel no call",
    ("fct_api_call_ledger", "rows_cancelled", "loaded_date"): "as above",
    ("fct_api_call_ledger", "rows_cancelled", "date_day"): "as above",
    ("fct_api_call_ledger", "rows_rejected", "date_day"): "a rejected row has no date of call",
    ("fct_account_health", "low_calls", "date_week"): "the sample has too few double weeks for a range",
    ("fct_account_health", "high_calls", "date_week"): "as above",
    ("fct_account_health", "chance_outside", "date_week"): "as above",
    ("fct_account_health", "fall_strength", "date_week"): "as above",
    ("fct_account_health", "rise_strength", "date_week"): "as above",
    **{
        ("fct_findings", column, "date_week"): "the sample has too few double weeks for a finding of two"
        for column in ("weeks_open", "expected_by_chance", "revenue_28d")
    },
}
NOTHING_TO_ADD, NEVER_WRONG = "there is nothing to add up", "each sum is right"
# Views of one grain of the engagement marts, by the date of that grain. What one grain has too little data to show is
# shown by the marts, which have all three.
OF_ONE_GRAIN = {
    "fct_engagement_daily": "date_day",
    "fct_engagement_weekly": "date_week",
    "fct_engagement_monthly": "date_month",
}


@pytest.fixture(scope="module")
def recomputed() -> Sample:
    return Sample(PACKAGE / "seeds")


def name_of(claim: Claim) -> str:
    named = f"{claim.column} of {claim.mart}"
    return named if named in NO_QUANTITY else claim.column


def number(value: Any) -> Decimal:
    return Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)


class Comparison:
    """The sums of a number over the members of a column, beside the number of the members together."""

    def __init__(self, mart: Mart, merged: Merged, grain: list[str]) -> None:
        self.mart, self.merged = mart, merged
        self.parts: dict[Key, list[Key]] = defaultdict(list)
        into = merged.of(grain)
        for key in mart:
            self.parts[into(key)].append(key)

    def sums(self, column: str) -> Iterator[tuple[Key, list[Decimal], Any]]:
        """By merged row: the numbers of its parts, and its own; a row that is not there is None, or counts nothing."""
        for key in {*self.parts, *self.merged.mart}:
            values = (self.mart[part].get(column) for part in self.parts.get(key, ()))
            own = self.merged.mart.get(key, {}).get(column)
            yield key, [number(value) for value in values if value is not None], own

    def is_additive(self, column: str) -> str | None:
        """None where each sum is the number of the members together; else what is wrong."""
        added_up = 0
        for key, values, own in self.sums(column):
            if not self.merged.is_known(key):
                continue
            if abs(sum(values) - number(own or 0)) > DIGIT * (len(values) + 1):
                return f"{key}: the sum of {', '.join(map(str, values))} is not {own}"
            added_up += sum(value != 0 for value in values) > 1
        return None if added_up else NOTHING_TO_ADD

    def is_not_additive(self, column: str) -> str | None:
        """None where a sum is not the number of the members together."""
        for key, values, own in self.sums(column):
            if not self.merged.is_known(key):
                continue
            if values and own is not None and abs(sum(values) - number(own)) > DIGIT * (len(values) + 1):
                return None
        return NEVER_WRONG


@pytest.mark.parametrize("mart", sorted({claim.mart for claim in CLAIMS if name_of(claim) not in NO_QUANTITY}))
def test_every_claim_holds(mart: str, recomputed: Sample, record_property: Callable[[str, object], None]) -> None:
    grain, shown = GRAINS[mart], 0
    found: dict[tuple[str, int], Comparison] = {}
    wrong = []
    for claim in CLAIMS:
        if claim.mart != mart or name_of(claim) in NO_QUANTITY:
            continue
        for column in grain:
            if column in claim.needs:
                continue
            of_mart, merged = recomputed.where_one(mart, column, claim.column)
            compared = found.setdefault((column, id(merged.mart)), Comparison(of_mart, merged, grain))
            is_additive = column in claim.over(grain)
            why = (compared.is_additive if is_additive else compared.is_not_additive)(claim.column)
            if mart in OF_ONE_GRAIN and why in (NOTHING_TO_ADD, NEVER_WRONG):
                continue
            if why and (mart, claim.column, column) not in NOT_SHOWN:
                wrong.append(f"{claim.column} is {'' if is_additive else 'not '}additive over {column}: {why}")
            if not why and (mart, claim.column, column) in NOT_SHOWN:
                wrong.append(f"{claim.column} by {column} is shown: take it out of NOT_SHOWN")
            shown += not why
    assert not wrong, "\n".join(wrong)
    record_property("claims of how a number may be summed, shown by column of the grain", shown)


@pytest.mark.parametrize("view", OF_ONE_GRAIN)
def test_a_view_of_one_grain_claims_what_its_marts_claim(view: str) -> None:
    of_marts = {(claim.mart, claim.column): claim for claim in CLAIMS}
    grain = ["period_grain", "period_start", "account_id"]
    for claim in CLAIMS:
        if claim.mart != view:
            continue
        rate, _, count = claim.column.rpartition("_")
        is_count = count in ("numerator", "denominator")
        source = of_marts[(f"fct_{rate}", count) if is_count else ("fct_engagement_scorecard", claim.column)]
        over = [OF_ONE_GRAIN[view] if column == "period_start" else column for column in source.over(grain)]
        assert claim.over(GRAINS[view]) == over, claim.column
        assert not claim.needs


def test_what_is_needed_is_needed(recomputed: Sample) -> None:
    """A mart has several rows for what is one row to a query that leaves these columns out."""
    needs = {claim.mart: claim.needs for claim in CLAIMS if claim.needs}
    for mart, needed in needs.items():
        places = [place for place, column in enumerate(GRAINS[mart]) if column not in needed]
        rows: dict[Key, int] = defaultdict(int)
        for key in recomputed.marts[mart]:
            rows[tuple(key[place] for place in places)] += 1
        assert max(rows.values()) > 1, mart


def test_what_is_not_shown_is_claimed() -> None:
    """The lists above name numbers that are there."""
    numbers = {(claim.mart, claim.column) for claim in CLAIMS}
    for mart, column, by in NOT_SHOWN:
        assert (mart, column) in numbers
        assert by in GRAINS[mart]
    named = {name_of(claim): claim for claim in CLAIMS if name_of(claim) in NO_QUANTITY}
    assert named.keys() == NO_QUANTITY.keys()
    assert all(claim.meta.get("never") == "sum" for claim in named.values())
