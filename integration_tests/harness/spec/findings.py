"""fct_findings, from the recomputed health, power users and forecasts."""

from __future__ import annotations

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import jinja2

from harness.spec.account_health import HealthRules
from harness.spec.engagement import Row, once_each
from harness.spec.marts import Cell, Mart, Marts
from harness.spec.volume import UNATTRIBUTED, Settings, period_start, reporting_date, rounded

WEEK = timedelta(weeks=1)
LEAST_STRENGTH = Decimal("4.5")
# How likely 14 looks show such a change on one side, at most, if changes are normal.
CHANCE_OF_STRENGTH = rounded(Decimal(14 * math.erfc(float(LEAST_STRENGTH) * 0.7978845608 / math.sqrt(2)) / 2), 6)
NAMED_ONCE = {"fell", "rose", "went_quiet"}
PLAYBOOK = Path(__file__).parents[3] / "macros" / "insight" / "playbook_rows.sql"


@functools.cache
def playbook() -> dict[str, Cell]:
    """The package's own playbook, by finding."""
    returned: list[list[list[str]]] = []
    template = jinja2.Environment(autoescape=False).from_string(PLAYBOOK.read_text(encoding="utf-8"))
    template.make_module({"return": returned.append}).playbook_rows()  # type: ignore[attr-defined]
    return {
        finding: {"owner_role": owner_role, "look_at": look_at, "what_to_do": what_to_do}
        for finding, owner_role, look_at, what_to_do in returned[0]
    }


def is_judged_by_day(cell: Cell, minimum_calls: int) -> bool:
    """It calls often enough, on more than two days a week, and is not too new for its days to be compared."""
    return cell["fall_strength"] is not None and cell["active_days_28"] > 8 and cell["usual_calls"] >= 5 * minimum_calls


def findings_of(cell: Cell, minimum_calls: int) -> dict[str, Decimal]:
    """The findings of an account's week, and the calls at stake."""
    found: dict[str, Decimal] = {}
    calls, position = cell["api_calls"], cell["position_in_range"]
    if is_judged_by_day(cell, minimum_calls):
        change = cell["own_change_ratio"]
        fell = cell["fall_strength"] >= LEAST_STRENGTH and change <= Decimal("-0.2")
        rose = cell["rise_strength"] >= LEAST_STRENGTH and change >= Decimal("0.2")
    else:
        fell = position == "below" and calls < cell["low_calls"] * Decimal("0.7")
        rose = position == "above" and calls - cell["busiest_day_calls"] > cell["high_calls"]
    if fell and calls > 0:
        found["fell"] = max(cell["usual_calls"] - calls, Decimal(0))
    if rose and calls > 0:
        found["rose"] = max(calls - cell["usual_calls"], Decimal(0))
    if calls <= 0 and (cell["usual_calls"] or 0) >= minimum_calls and position in ("below", "too_new"):
        found["went_quiet"] = cell["usual_calls"]
    if calls >= minimum_calls and cell["usual_calls"] == 0 and (cell["usual_gap_days"] or 99) < 21:
        found["returned"] = calls
    if calls > 0 and cell["change_13w_ratio"] is not None and cell["change_13w_ratio"] <= Decimal("-0.5"):
        found["declining"] = cell["earlier_calls"] - cell["recent_calls"]
    rate, low = cell["success_rate"], cell["low_success_rate"]
    if rate is not None and low is not None and fails_beyond(rate, low):
        beyond = calls * (cell["low_success_rate"] - cell["success_rate"])
        if beyond >= minimum_calls:
            found["failing"] = rounded(beyond, 6)
    return found


def fails_beyond(success_rate: Decimal, low_success_rate: Decimal) -> bool:
    """Whether the odds that a call does not succeed are more than 1.5 times those of the end of the range."""
    rate, low = float(success_rate), float(low_success_rate)
    return (1 - rate) * low > 1.5 * rate * (1 - low)


def top_user_left(
    insight: Marts, key: tuple[Any, ...], users: dict[tuple[date, str], Counter[str]], minimum_calls: int
) -> Any:
    """The calls a week of one user who made more than half of the four weeks before, and none of this week."""
    week, account_id = key
    of_week = users.get((week, account_id))
    if not of_week:
        return None
    before = [week - WEEK * ago for ago in range(1, 5)]
    calls_of_users = sum((users.get((start, account_id), Counter()) for start in before), Counter())
    all_calls = sum(
        (insight["fct_account_health"].get((start, account_id), {"api_calls": Decimal(0)})["api_calls"])
        for start in before
    )
    # Taken back calls may leave fewer to the account than its users made.
    all_calls = max(all_calls, sum(calls_of_users.values(), Decimal(0)))
    for user_id, calls in calls_of_users.items():
        if calls > all_calls / 2 and calls >= 4 * minimum_calls and user_id not in of_week:
            return rounded(Decimal(calls) / 4, 6)
    return None


def over_quota_ahead(insight: Marts, settings: Settings) -> dict[tuple[date, str], Decimal]:
    """The calls beyond the quota that are forecast, by the last complete week and account."""
    ahead = {}
    for (_, account_id, as_of_date), cell in insight["fct_month_forecast"].items():
        exhausted_on = cell["quota_exhausted_on"]
        if not cell["is_complete_period"] and exhausted_on is not None and exhausted_on > as_of_date:
            running = period_start(as_of_date + timedelta(days=1), "week", settings)
            ahead[running - WEEK, account_id] = cell["forecast_calls"] - cell["quota_calls"]
    return ahead


def fleet_findings(customers: dict[date, list[Cell]]) -> dict[date, dict[str, tuple[Decimal, Decimal]]]:
    """
    The weeks in which the median change of all accounts left its own range, and those in which their median success
    rate did: the calls at stake, and the chance.
    """

    def shared(needed: str, column: str) -> dict[date, tuple[Decimal, list[Cell]]]:
        judged = {week: [cell for cell in cells if cell[needed] is not None] for week, cells in customers.items()}
        return {
            week: (cells[0][column], cells) for week, cells in judged.items() if cells and cells[0][column] is not None
        }

    def histories(values: dict[date, tuple[Decimal, list[Cell]]]) -> Iterator[tuple[date, list[Decimal], int]]:
        for week in values:
            history = sorted(values[other][0] for other in values if week - WEEK * 39 <= other < week)
            if len(history) >= 18:
                yield week, history, max(1, (len(history) + 1) // 20)

    found: dict[date, dict[str, tuple[Decimal, Decimal]]] = defaultdict(dict)
    changes = shared("own_change_ratio", "all_change_ratio")
    for week, history, cut in histories(changes):
        ratio, cells = changes[week]
        if not history[cut - 1] <= ratio <= history[-cut]:
            moved = sum((cell["api_calls"] - cell["usual_calls"] for cell in cells), Decimal(0))
            found[week]["fleet_moved"] = abs(moved), rounded(Decimal(2 * cut) / (len(history) + 1), 6)
    rates = shared("success_rate", "all_success_rate")
    for week, history, cut in histories(rates):
        rate, cells = rates[week]
        low = history[cut - 1]
        if fails_beyond(rate, low):
            beyond = sum((cell["api_calls"] for cell in cells), Decimal(0)) * (low - rate)
            found[week]["fleet_failing"] = rounded(beyond, 6), rounded(Decimal(cut) / (len(history) + 1), 6)
    return found


def revenue_of(outcomes: Iterable[Row], settings: Settings) -> dict[str, list[tuple[date, Decimal]]]:
    """The amounts of each account, with their days."""
    amounts = defaultdict(list)
    for row in once_each(outcomes, "outcome_id", "occurred_at"):
        amount = row["amount"]
        if (row["outcome"] or "").lower() == "revenue" and amount is not None and abs(amount) < 10**12:
            amounts[row["account_id"]].append((reporting_date(row["occurred_at"], settings), Decimal(repr(amount))))
    return amounts


def recompute_findings(insight: Marts, rules: HealthRules, settings: Settings, outcomes: list[Row] | None) -> Mart:
    """
    Each finding by week: since when it lasts, for how many weeks, what is at stake, and who does what. `outcomes` is
    None where they are not declared.
    """
    users: dict[tuple[date, str], Counter[str]] = {}
    for (week, account_id, user_id), cell in insight["fct_power_users"].items():
        if cell["api_calls"] > 0:
            users.setdefault((week, account_id), Counter())[user_id] = cell["api_calls"]
    health = {
        key: cell
        for key, cell in insight["fct_account_health"].items()
        if key[1] not in rules.internal and key[1] != UNATTRIBUTED
    }
    customers: dict[date, list[Cell]] = defaultdict(list)
    for (week, _), cell in health.items():
        customers[week].append(cell)
    ahead = {
        key: calls
        for key, calls in over_quota_ahead(insight, settings).items()
        if key[1] not in rules.internal and key[1] != UNATTRIBUTED
    }
    found: dict[tuple[date, str | None], dict[str, tuple[Decimal, Decimal | None]]] = {}
    for key in {*health, *ahead}:
        stakes = findings_of(health[key], rules.minimum_calls) if key in health else {}
        if key in health and (calls := top_user_left(insight, key, users, rules.minimum_calls)) is not None:
            stakes["top_user_left"] = calls
        if key in ahead:
            stakes["over_quota_ahead"] = ahead[key]
        chances = [
            CHANCE_OF_STRENGTH if is_judged_by_day(cell, rules.minimum_calls) else cell["chance_outside"] / 2
            for cell in customers[key[0]]
            if is_judged_by_day(cell, rules.minimum_calls) or cell["chance_outside"] is not None
        ]
        by_chance = sum(chances, Decimal(0)) if chances else None
        of_failing = [cell["chance_failing"] for cell in customers[key[0]] if cell["chance_failing"] is not None]
        expected = {"fell": by_chance, "rose": by_chance, "failing": sum(of_failing, Decimal(0))}
        found[key] = {finding: (calls, expected.get(finding)) for finding, calls in stakes.items()}
    for week, of_fleet in fleet_findings(customers).items():
        found[week, None] = {**of_fleet}

    revenue = revenue_of(outcomes or (), settings)
    mart: Mart = {}
    for week, account_id in sorted(found, key=lambda key: key[0]):
        for finding, (calls, by_chance) in found[week, account_id].items():
            before = mart.get((week - WEEK, account_id, finding))
            amounts = [
                amount for day, amount in revenue.get(account_id or "", ()) if week - WEEK * 3 <= day < week + WEEK
            ]
            mart[week, account_id, finding] = {
                "first_found_week": before["first_found_week"] if before else week,
                "weeks_open": before["weeks_open"] + 1 if before else 1,
                "expected_by_chance": by_chance,
                "calls_at_stake": calls,
                "revenue_28d": None if outcomes is None or account_id is None else sum(amounts, Decimal(0)),
                **playbook()[finding],
            }
    return {key: cell for key, cell in mart.items() if key[2] not in NAMED_ONCE or cell["weeks_open"] == 1}
