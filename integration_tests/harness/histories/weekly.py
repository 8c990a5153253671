"""Histories of accounts that call week after week, so that their weeks and months can be judged.

There are falls, silences, rises, users who leave, calls that begin to fail, accounts that return, a week in which all
call less and one in which the calls of all fail; rows that are loaded late; and rows that take calls back.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from harness.histories.calls import History, Row

FIRST_WEEK = datetime(2025, 6, 30)
WEEKS = 44
# When the loads of all sources come, where a batch has the same times for all: only then are periods complete.
MOMENTS = (datetime(2026, 4, 14, 9), datetime(2026, 4, 22, 9), datetime(2026, 5, 5, 9))
FALL, SILENCE, RISE, LEFT, FAILING, RETURNED = range(6)
AWAY_SINCE, OUTAGE = 30, 41
ACCOUNTS = 8


def weekly_histories(count: int, seed_number: int) -> list[History]:
    """This many of them, each with eight accounts, of which six have a fate."""
    return [weekly_history(random.Random(f"{seed_number} {number}")) for number in range(count)]


def weekly_history(chance: random.Random) -> History:
    loads: Sequence[list[Row]] = [[] for _ in MOMENTS]
    taken_back = random.Random(f"{chance.getstate()}")
    for account in range(ACCOUNTS):
        usual = chance.uniform(20, 200)
        begins = chance.randrange(36, 40)
        for week in range(WEEKS):
            has_begun = week >= begins
            calls = usual * chance.lognormvariate(0, 0.15) * (0.5 if week == 33 else 1)
            if has_begun and account in (FALL, RISE):
                calls *= 0.15 if account == FALL else 4
            if (has_begun and account == SILENCE) or (account == RETURNED and AWAY_SINCE <= week < begins):
                continue
            # A user makes most of the calls, others the rest.
            for user_id, share in {"u": 0.6, "v": 0.3, chance.choice("wz"): 0.1}.items():
                if account == LEFT and has_begun and user_id == "u":
                    continue
                # Of every second account, one user calls each day: its days are judged, and of the others the weeks.
                has_each_day = account % 2 == 0 and user_id == "v"
                for day in range(7) if has_each_day else [chance.randrange(7)]:
                    of_day = calls * share / (7 if has_each_day else 1)
                    occurred_at = FIRST_WEEK + timedelta(days=7 * week + day, minutes=chance.randrange(1440))
                    now_fails = has_begun and account == FAILING
                    failing = 0.5 if now_fails else 0.3 if week == OUTAGE else chance.uniform(0, 0.1)
                    failed = round(of_day * failing)
                    succeeded = Row(
                        event_id=f"{account}-{week}-{user_id}-{day}",
                        occurred_at=occurred_at,
                        loaded_at=None,
                        account_id=f"a{account}",
                        integration_id="i",
                        user_id=user_id,
                        http_request_method="GET",
                        http_route=chance.choice(["/r", "/s"]),
                        http_response_status_code=200,
                        call_count=float(round(of_day)),
                    )
                    rows = [succeeded]
                    if failed:
                        rows.append(
                            replace(
                                succeeded,
                                event_id=f"{succeeded.event_id}-failed",
                                http_response_status_code=chance.choice([401, 404, 429, 500]),
                                call_count=float(failed),
                            )
                        )
                    first = next((number for number, moment in enumerate(MOMENTS) if occurred_at < moment), None)
                    if first is not None:
                        is_late = first + 1 < len(MOMENTS) and chance.random() < 0.05
                        loads[first + is_late] += rows
                        if taken_back.random() < 0.04 and rows[0].call_count:
                            loads[first + is_late].append(correction(rows[0], taken_back))
    return History(
        tuple(
            tuple(replace(row, loaded_at=moment) for row in load) for moment, load in zip(MOMENTS, loads, strict=True)
        )
    )


def correction(row: Row, chance: random.Random) -> Row:
    """A row that takes back some of the calls of another, all of them, or more."""
    assert row.call_count
    return replace(
        row, event_id=f"{row.event_id}-back", call_count=-float(round(row.call_count * chance.choice([0.3, 1, 1.5, 4])))
    )
