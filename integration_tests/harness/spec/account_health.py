"""Account health, recomputed from the recomputed account facts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from harness.spec.change_strength import Days, change_strengths
from harness.spec.marts import Cell, Mart, Marts
from harness.spec.volume import UNATTRIBUTED, Settings, is_complete, period_start, rounded, share_of_calls

WEEK = timedelta(weeks=1)
Changes = dict[str, dict[date, Decimal]]


@dataclass(frozen=True)
class HealthRules:
    """The vars of the health of accounts, and what accounts_relation says."""

    minimum_calls: int = 20
    segments: tuple[tuple[str, str], ...] = ()
    internal: frozenset[str] = frozenset()


def six(value: float | Decimal) -> Decimal:
    return rounded(Decimal(value), 6)


def share(part: Decimal | None, week: Cell | None) -> Decimal | None:
    of_week = share_of_calls(part, week["api_calls"]) if week and part is not None else None
    return None if of_week is None else six(of_week)


def median_of_four(values: list[Decimal]) -> Decimal:
    return sum(sorted(values)[1:3], Decimal(0)) / 2


def recompute_health(volume: Marts, complete_before: date | None, rules: HealthRules, settings: Settings) -> Mart:
    """Each account's complete weeks from its first call on, until it has not called for more than four weeks."""
    calls: dict[str, dict[date, Decimal]] = defaultdict(dict)
    days: dict[str, set[date]] = defaultdict(set)
    daily_calls: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for (week, account_id), cell in volume["fct_account_calls_weekly"].items():
        calls[account_id][week] = cell["api_calls"]
    for (day, account_id), cell in volume["fct_account_calls_daily"].items():
        days[account_id].add(day)
        daily_calls[account_id][day] = max(cell["api_calls"], Decimal(0))
    calls.pop(UNATTRIBUTED, None)
    daily_calls.pop(UNATTRIBUTED, None)
    users_calls: dict[tuple[date, str], Counter[str]] = defaultdict(Counter)
    for (day, account_id, _, user_id), cell in volume["fct_user_calls_daily"].items():
        if user_id is not None:
            users_calls[period_start(day, "week", settings), account_id][user_id] += cell["api_calls"]

    weeks = {
        account_id: sorted(
            week
            for week in {called + WEEK * later for called in of_account for later in range(5)}
            if is_complete(week, "week", complete_before)
        )
        for account_id, of_account in calls.items()
    }

    def four(account_id: str, week: date, ago: int) -> Decimal | None:
        """The median of the four weeks that end so many weeks ago; none where the first call came later."""
        window = [week - WEEK * (ago + number) for number in range(4)]
        if window[-1] < min(calls[account_id]):
            return None
        return median_of_four([made(account_id, start) for start in window])

    def made(account_id: str, week: date) -> Decimal:
        """The calls of a week; where more were taken back, none."""
        return max(calls[account_id].get(week, Decimal(0)), Decimal(0))

    changes: Changes = defaultdict(dict)
    for account_id, of_account in weeks.items():
        for week in of_account:
            usual = four(account_id, week, 1)
            if usual is not None and usual >= rules.minimum_calls:
                now = float(made(account_id, week))
                changes[account_id][week] = six(math.log((now + 0.5) / (float(usual) + 0.5)))
    expected = {
        account_id: {week: of_its_like(changes, account_id, week, rules) for week in of_account}
        for account_id, of_account in changes.items()
    }
    own = {
        account_id: {week: change - expected[account_id][week] for week, change in of_account.items()}
        for account_id, of_account in changes.items()
    }
    strengths = change_strengths(
        Days(
            daily_calls,
            {account_id: min(of_account) for account_id, of_account in calls.items()},
            dict(rules.segments),
            rules.internal,
            rules.minimum_calls,
        ),
        {
            account_id: [week for week in of_account if (four(account_id, week, 1) or 0) > 0]
            for account_id, of_account in changes.items()
        },
        WEEK,
    )
    odds: Changes = defaultdict(dict)
    for (week, account_id), cell in volume["fct_account_calls_weekly"].items():
        if account_id in calls and week in weeks[account_id] and cell["api_calls"] >= rules.minimum_calls:
            succeeded = cell["successful_calls"]
            if 0 <= succeeded <= cell["api_calls"]:
                odds[account_id][week] = six(
                    math.log((float(cell["api_calls"] - succeeded) + 0.5) / (float(succeeded) + 0.5))
                )
    expected_odds = {
        account_id: {week: of_its_like(odds, account_id, week, rules) for week in of_account}
        for account_id, of_account in odds.items()
    }
    company = {week: six(math.exp(median) - 1) for week, median in medians_of_all(changes, rules).items()}
    company_odds = {week: six(1 / (1 + math.exp(median))) for week, median in medians_of_all(odds, rules).items()}
    mart: Mart = {}
    for account_id, of_account in weeks.items():
        for week in of_account:
            usual, recent, earlier = (four(account_id, week, ago) for ago in (1, 0, 13))
            last = max(day for day in days[account_id] if day < week + WEEK)
            of_week = volume["fct_account_calls_weekly"].get((week, account_id))
            most = max(users_calls.get((week, account_id), Counter()).values(), default=None)
            in_week = [day for day in days[account_id] if week <= day < week + WEEK]
            fall, rise = strengths.get(account_id, {}).get(week, (None, None))
            users = [volume["fct_account_calls_daily"][day, account_id]["active_users"] for day in in_week]
            mart[week, account_id] = {
                "api_calls": calls[account_id].get(week, Decimal(0)),
                "usual_calls": usual,
                "busiest_day_calls": max(
                    (volume["fct_account_calls_daily"][day, account_id]["api_calls"] for day in in_week),
                    default=Decimal(0),
                ),
                "recent_calls": recent,
                "earlier_calls": earlier,
                "all_change_ratio": company.get(week),
                "all_success_rate": company_odds.get(week),
                **judged(usual, own.get(account_id, {}), expected.get(account_id, {}), week),
                "success_rate": share(of_week["successful_calls"] if of_week else None, of_week),
                **failing_range(odds.get(account_id, {}), expected_odds.get(account_id, {}), week),
                "fall_strength": six(fall) if fall is not None else None,
                "rise_strength": six(rise) if rise is not None else None,
                "change_13w_ratio": (
                    six(float(recent) / float(earlier) - 1)
                    if recent is not None and earlier is not None and earlier >= rules.minimum_calls
                    else None
                ),
                "active_days_28": sum(week - WEEK * 3 <= day < week + WEEK for day in days[account_id]),
                "stickiness": (
                    six(sum(users) / 7 / of_week["active_users"]) if of_week and of_week["active_users"] else None
                ),
                "silent_days": (week + WEEK - last).days - 1,
                "usual_gap_days": usual_gap(sorted(day for day in days[account_id] if week - WEEK * 39 <= day < week)),
                "top_user_share": share(None if most is None else Decimal(most), of_week),
                "is_complete_period": True,
            }
    return mart


def usual_gap(days: list[date]) -> int | None:
    """The 95th percentile, by rank, of the days from one of these days to the next."""
    gaps = sorted((later - day).days for day, later in pairwise(days))
    return gaps[-(-95 * len(gaps) // 100) - 1] if len(gaps) >= 20 else None


def of_its_like(changes: Changes, account_id: str, week: date, rules: HealthRules) -> Decimal:
    """The median change of the accounts of the segment, else of all accounts, where there are at least 20, else 0."""
    segments = dict(rules.segments)
    all_of_week = [
        (other, of_other[week])
        for other, of_other in changes.items()
        if week in of_other and other not in rules.internal
    ]
    segment = segments.get(account_id)
    of_segment = [change for other, change in all_of_week if segment and segments.get(other) == segment]
    for like in (of_segment, [change for _, change in all_of_week]):
        if len(like) >= 20:
            return sorted(like)[(len(like) - 1) // 2]
    return Decimal(0)


def medians_of_all(changes: Changes, rules: HealthRules) -> dict[date, Decimal]:
    """The median change of all accounts, of the weeks in which there are at least 20."""
    weeks: dict[date, list[Decimal]] = defaultdict(list)
    for account_id, of_account in changes.items():
        for week, change in of_account.items():
            if account_id not in rules.internal:
                weeks[week].append(change)
    return {week: sorted(of_week)[(len(of_week) - 1) // 2] for week, of_week in weeks.items() if len(of_week) >= 20}


def judged(usual: Decimal | None, own: dict[date, Decimal], expected: dict[date, Decimal], week: date) -> Cell:
    """Where the week's change lies among the account's own earlier ones."""
    change = own.get(week)
    history = sorted(own[other] for other in own if week - WEEK * 39 <= other < week) if change is not None else []
    n = len(history)
    cell: Cell = {
        "position_in_range": "too_new",
        "weeks_of_history": n,
        "low_calls": None,
        "high_calls": None,
        "fleet_change_ratio": six(math.exp(expected[week]) - 1) if change is not None else None,
        "own_change_ratio": six(math.exp(change) - 1) if change is not None else None,
        "chance_outside": None,
    }
    if usual is not None and change is None:
        return cell | {"position_in_range": "too_small"}
    if usual is None or change is None or n < 18:
        return cell
    cut = max(1, (n + 1) // 20)
    low, high = history[cut - 1], history[-cut]
    return cell | {
        "position_in_range": "below" if change < low else "above" if change > high else "within",
        "low_calls": six((float(usual) + 0.5) * math.exp(low + expected[week]) - 0.5),
        "high_calls": six((float(usual) + 0.5) * math.exp(high + expected[week]) - 0.5),
        "chance_outside": six(2 * cut / (n + 1)),
    }


def failing_range(odds: dict[date, Decimal], expected: dict[date, Decimal], week: date) -> Cell:
    """The lower end of the range of the success rate, from the account's own earlier weeks, and its chance."""
    history = sorted(odds[other] - expected[other] for other in odds if week - WEEK * 39 <= other < week)
    if week not in odds or len(history) < 18:
        return {"low_success_rate": None, "chance_failing": None}
    cut = max(1, (len(history) + 1) // 20)
    return {
        "low_success_rate": six(1 / (1 + math.exp(history[-cut] + expected[week]))),
        "chance_failing": six(cut / (len(history) + 1)),
    }
