"""How strongly the calls of an account's last days differ from what they were before, recomputed day by day."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

DAY = timedelta(days=1)
# Calls by account and day, and first weeks by account.
Calls = Mapping[str, Mapping[date, Decimal]]
Strengths = dict[str, dict[date, tuple[float, float]]]


@dataclass
class Days:
    """The days of all accounts. Changes are 240 times a logarithm, so that they are sums."""

    calls: Calls
    first_weeks: Mapping[str, date]
    segments: Mapping[str, str]
    internal: frozenset[str]
    minimum_calls: int

    @cached_property
    def logs(self) -> dict[str, dict[date, Decimal]]:
        return {
            account_id: {day: Decimal(f"{math.log(1 + float(calls)):.6f}") for day, calls in of_account.items()}
            for account_id, of_account in self.calls.items()
        }

    @cached_property
    def changes(self) -> dict[tuple[str, date], Decimal]:
        return {}

    @cached_property
    def likes(self) -> dict[tuple[date, str | None], Decimal]:
        return {}

    def change(self, account_id: str, day: date) -> Decimal:
        """The day beside the same weekday before: of two weeks and of twelve, in equal parts."""
        if (account_id, day) not in self.changes:
            logs = self.logs[account_id]
            before = [logs.get(day - number * 7 * DAY, Decimal(0)) for number in range(1, 13)]
            of_two, of_twelve = before[0] + before[1], sum(before, Decimal(0))
            self.changes[account_id, day] = 24 * logs.get(day, Decimal(0)) - 6 * of_two - of_twelve
        return self.changes[account_id, day]

    def is_known(self, account_id: str, day: date) -> bool:
        return self.first_weeks[account_id] <= day - 84 * DAY

    def is_compared(self, account_id: str, day: date) -> bool:
        of_account = self.calls[account_id]
        before = sum((of_account.get(day - number * DAY, Decimal(0)) for number in range(1, 85)), Decimal(0))
        return account_id not in self.internal and before > 0 and before >= 12 * self.minimum_calls

    def of_its_like(self, account_id: str, day: date) -> Decimal:
        """The median change of the accounts of the segment, else of all accounts, where there are 20, else 0."""
        segment = self.segments.get(account_id)
        if (day, segment) not in self.likes:
            changes = {
                other: self.change(other, day)
                for other in self.calls
                if self.is_known(other, day) and self.is_compared(other, day)
            }
            of_segment = [
                change for other, change in changes.items() if segment and self.segments.get(other) == segment
            ]
            of_like = next((like for like in (of_segment, [*changes.values()]) if len(like) >= 20), [Decimal(0)])
            self.likes[day, segment] = sorted(of_like)[(len(of_like) - 1) // 2]
        return self.likes[day, segment]

    def five_days(self, account_id: str, last: date) -> Decimal:
        """The sum of the changes of seven days, without the highest and the lowest."""
        days = [last - number * DAY for number in range(7)]
        changes = sorted(self.change(account_id, day) - self.of_its_like(account_id, day) for day in days)
        return sum(changes[1:-1], Decimal(0))

    def of_week(self, account_id: str, week: date, length: int) -> list[tuple[Decimal, Decimal]]:
        """After each day of the week, the change of the last 7 days and of the last 14."""
        of_days = [self.five_days(account_id, week + number * DAY) for number in range(-7, length)]
        return [(2 * now, now + before) for before, now in zip(of_days, of_days[7:], strict=False)]


def change_strengths(days: Days, judged: Mapping[str, list[date]], week_length: timedelta) -> Strengths:
    """
    The strongest fall and rise by account and week, as multiples of the account's typical change, where this is known:
    from 18 earlier weeks. `judged` are the weeks that have enough usual calls.
    """
    changes = {
        account_id: {
            week: days.of_week(account_id, week, week_length.days)
            for week in weeks
            if days.first_weeks[account_id] <= week - 14 * week_length
        }
        for account_id, weeks in judged.items()
    }
    own: dict[date, dict[str, list[float]]] = defaultdict(dict)
    for account_id, of_account in changes.items():
        for week in of_account:
            known = [other for other in of_account if week - 39 * week_length <= other < week]
            days_known = 7 * len(known)
            if len(known) >= 18:
                own[week][account_id] = [
                    float(sum(abs(change[window]) for other in known for change in of_account[other])) / days_known
                    for window in (0, 1)
                ]
    strengths: Strengths = defaultdict(dict)
    for week, of_week in own.items():
        for account_id, own_sizes in of_week.items():
            found = [(0.0, 0.0)]
            for window, own_size in enumerate(own_sizes):
                others = sorted(sizes[window] for other, sizes in of_week.items() if other not in days.internal)
                typical = typical_change(own_size, others)
                of_window = [float(change[window]) for change in changes[account_id][week]]
                if typical > 0:
                    found.append((-min(of_window) / typical, max(of_window) / typical))
            strengths[account_id][week] = max(fall for fall, _ in found), max(rise for _, rise in found)
            if len(found) == 1:
                del strengths[account_id][week]
    return strengths


def typical_change(own: float, others: list[float]) -> float:
    """Half its own and half the median account's, where 20 are known, but nine tenths of its own at least."""
    if len(others) < 20:
        return own
    median = others[(len(others) - 1) // 2]
    return (own + median) / 2 if median > 0.8 * own else 0.9 * own
