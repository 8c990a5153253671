"""What each picture of docs/insight.md shows: the queries, and the digest that tells whether a picture is out of date.

Without the plotting library, so that a test can compare the committed pictures with the sample that it has built.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[2]
PAGE = PACKAGE / "docs" / "insight.md"
FOLDER = PACKAGE / "docs" / "pictures"

Rows = list[dict[str, Any]]
Query = Callable[[str], Rows]

QUERIES: dict[str, dict[str, str]] = {
    "month-forecast": {
        "running": """
            select account_id, date_month, as_of_date, calls_to_date, forecast_calls, low_calls, high_calls,
                quota_calls, quota_exhausted_on
            from fct_month_forecast
            where not is_complete_period and quota_calls is not null
            order by forecast_calls / quota_calls desc
        """,
        "past": """
            select date_month, as_of_date, forecast_calls, low_calls, high_calls, actual_calls, quota_calls
            from fct_month_forecast
            where account_id = 'birch' and extract(day from as_of_date) = 10 and low_calls is not null
            order by date_month
        """,
    },
    "power-users": {
        "oak": """
            select date_week, sum(case when user_id = 'u3' then api_calls else 0 end) as calls_of_u3,
                sum(case when user_id = 'u3' then 0 else api_calls end) as calls_of_others
            from fct_power_users
            where account_id = 'oak' and date_week between '2026-03-30' and '2026-06-22'
            group by date_week
            order by date_week
        """,
        "curve": """
            select active_days, users, is_power_user
            from fct_power_user_curve
            where date_week = '2026-09-21'
            order by active_days
        """,
    },
    "benchmarks": {
        "accounts": """
            select account_id, attribute_value, account_value, p25, p50, p75, accounts
            from fct_account_benchmarks
            where date_month = '2026-09-01' and attribute_name = 'plan' and metric = 'calls_per_day'
            order by attribute_value, account_value, account_id
        """,
        "hazel": """
            select metric, account_value, p50, mid_rank, accounts
            from fct_account_benchmarks
            where date_month = '2026-09-01' and attribute_name = 'plan' and account_id = 'hazel'
            order by mid_rank, metric
        """,
    },
    "feature-adoption": {
        "months": """
            select date_month, feature, eligible_accounts, adopting_accounts, adoption_share
            from fct_feature_adoption
            where segment = '(all)'
            order by feature, date_month
        """,
        "august": """
            select feature, used_again_share, eligible_accounts, power_accounts, power_account_share,
                other_account_share
            from fct_feature_adoption
            where segment = '(all)' and date_month = '2026-08-01'
            order by power_account_share
        """,
    },
    "account-health": {
        "cedar": """
            select date_week, api_calls, usual_calls, low_calls, high_calls
            from fct_account_health
            where account_id = 'cedar' and date_week between '2026-03-30' and '2026-07-13'
            order by date_week
        """,
        "fleet": """
            select distinct date_week, all_success_rate
            from fct_account_health
            where date_week between '2026-03-30' and '2026-07-13'
            order by date_week
        """,
        "findings": """
            select date_week, account_id, finding
            from fct_findings
            where account_id = 'cedar' or finding = 'fleet_failing'
            order by date_week, finding
        """,
    },
    "growth": {
        "months": """
            select period_start, calls_per_day, new_calls_per_day, expansion_calls_per_day, resurrected_calls_per_day,
                contraction_calls_per_day, churned_calls_per_day, net_retention, gross_retention
            from fct_growth_summary
            where period_grain = 'month'
            order by period_start
        """,
    },
    "effects": {
        "compared": """
            select subject_kind, subject, variant, metric, accounts, lift_ratio, lift_low_ratio, lift_high_ratio,
                p_value
            from fct_effects
            where not is_control or variant = 'all'
            order by subject_kind desc, subject desc, metric
        """,
        "controls": """
            select distinct subject_kind, subject, accounts
            from fct_effects
            where is_control and variant != 'all'
            order by subject_kind, subject, accounts
        """,
    },
}


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return round(float(value), 6) if isinstance(value, (Decimal, float)) else value


def rows_of(picture: str, query: Query) -> dict[str, Rows]:
    """The rows that a picture shows, in values that JSON has."""
    return {
        part: [{column: plain(value) for column, value in row.items()} for row in query(sql)]
        for part, sql in QUERIES[picture].items()
    }


def digest(rows: dict[str, Rows]) -> str:
    """Of the rows, and of the code that draws them: a picture of other rows or of another drawing is out of date."""
    drawing = [(Path(__file__).parent / name).read_bytes() for name in ("draw.py", "page.py", "rows.py")]
    return hashlib.sha256(b"".join([json.dumps(rows, sort_keys=True).encode(), *drawing])).hexdigest()


def drawn_from(picture: str) -> str:
    """The digest that a picture was drawn with."""
    [found] = re.findall(r"<metadata>drawn from (\w+)</metadata>", (FOLDER / f"{picture}.svg").read_text("utf-8"))
    return str(found)
