"""The marts by name, and the types of their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Cell = dict[str, Any]


class Estimate(float):
    """A number that is computed in floating point: it may differ by 0.000001, and by a billionth of itself."""


# A mart: the values of its grain -> its other columns. Marts: name -> mart.
Mart = dict[tuple[Any, ...], Cell]
Marts = Mapping[str, Mart]

VOLUME_MARTS = {
    "fct_api_calls_daily": ["date_day", "account_id", "integration_id"],
    "fct_api_calls_weekly": ["date_week", "account_id", "integration_id"],
    "fct_api_calls_monthly": ["date_month", "account_id", "integration_id"],
    "fct_account_calls_daily": ["date_day", "account_id"],
    "fct_account_calls_weekly": ["date_week", "account_id"],
    "fct_account_calls_monthly": ["date_month", "account_id"],
    "fct_account_periods": ["period_grain", "period_start", "account_id"],
    "fct_user_calls_daily": ["date_day", "account_id", "integration_id", "user_id"],
    "fct_route_calls_daily": [
        "date_day",
        "account_id",
        "integration_id",
        "http_request_method",
        "http_route",
        "http_response_status_code",
    ],
    "fct_api_call_ledger": ["source_name", "loaded_date", "date_day"],
}
ENGAGEMENT_MARTS = {
    name: ["period_grain", "period_start", "account_id"]
    for name in (
        "fct_search_usage",
        "fct_notification_interaction",
        "fct_collaboration",
        "fct_content_consumption",
        "fct_engagement_scorecard",
    )
} | {
    "fct_engagement_daily": ["date_day", "account_id"],
    "fct_engagement_weekly": ["date_week", "account_id"],
    "fct_engagement_monthly": ["date_month", "account_id"],
}
BILLING_MARTS = {
    "fct_billing_period_calls": ["account_id", "period_start"],
    "fct_billing_lines": ["account_id", "period_start", "metric", "tier"],
    "fct_billing_adjustments": ["account_id", "period_start", "billed_in_period_start", "reason"],
}
INSIGHT_MARTS = {
    "fct_account_health": ["date_week", "account_id"],
    "fct_findings": ["date_week", "account_id", "finding"],
    "fct_month_forecast": ["date_month", "account_id", "as_of_date"],
    "fct_quota_usage": ["window_start", "account_id", "metric", "quota_window"],
    "fct_quota_crossings": ["window_start", "account_id", "metric", "quota_window", "threshold_percent"],
    "fct_power_users": ["date_week", "account_id", "user_id"],
    "fct_power_user_curve": ["date_week", "active_days"],
    "fct_segment_benchmarks": ["date_month", "attribute_name", "attribute_value", "metric"],
    "fct_account_benchmarks": ["date_month", "account_id", "attribute_name", "metric"],
    "fct_growth_accounting": ["period_grain", "period_start", "account_id"],
    "fct_growth_summary": ["period_grain", "period_start"],
    "fct_feature_adoption": ["date_month", "feature", "segment"],
    "fct_effects": ["subject_kind", "subject", "variant", "metric"],
}
TREE_MARTS = {"fct_account_tree_calls": ["period_grain", "period_start", "account_id"]}
DIMENSIONS = {
    "dim_accounts": ["account_id"],
    "dim_dates": ["date_day"],
    "dim_integrations": ["integration_id"],
    "dim_routes": ["http_request_method", "http_route"],
}
# Its rows have no key: equal rows are counted.
REJECTED = "fct_rejected_api_calls"
GRAINS = {
    **VOLUME_MARTS,
    **ENGAGEMENT_MARTS,
    **BILLING_MARTS,
    **INSIGHT_MARTS,
    **TREE_MARTS,
    **DIMENSIONS,
    REJECTED: ["source_name", "loaded_at", "reject_reason"],
}
# A number that changes with the calls. Each warehouse computes it in its own way, and only the warehouse can.
VERSION = "data_version"
