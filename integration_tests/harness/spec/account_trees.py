"""The trees of accounts, walked upwards account by account, and fct_account_tree_calls, recomputed from calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from harness.spec.marts import Mart
from harness.spec.volume import UNATTRIBUTED, Call, Settings, period_start, reporting_date, volume

PLACEHOLDERS = {"", "null", "undefined", "none", "nil", "n/a"}


def parents_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, str | None]:
    """The parent of each account of the accounts relation: an account of it, and never the account itself."""
    named = {row["account_id"]: (row["parent_account_id"] or "").strip() for row in rows}
    found: dict[str, str | None] = {}
    for account_id, parent in named.items():
        is_missing = parent.lower() in PLACEHOLDERS or not parent.strip("0-")
        found[account_id] = None if is_missing or parent == account_id or parent not in named else parent
    in_cycles = {account_id for account_id in found if is_above_itself(account_id, found)}
    return {account_id: None if account_id in in_cycles else parent for account_id, parent in found.items()}


def is_above_itself(account_id: str, parents: Mapping[str, str | None]) -> bool:
    passed = set()
    above = parents[account_id]
    while above and above not in passed:
        if above == account_id:
            return True
        passed.add(above)
        above = parents[above]
    return False


def line_of(account_id: str, parents: Mapping[str, str | None]) -> list[str]:
    """The account, its parent, and so on up to the top."""
    line = [account_id]
    while above := parents.get(line[-1]):
        line.append(above)
    return line


def tree_calls(
    calls: Iterable[Call], parents: Mapping[str, str | None], settings: Settings, complete_before: date | None
) -> Mart:
    """Of each account that others have as a parent, what it and all accounts below it called."""
    nodes = {parent for parent in parents.values() if parent}

    def in_tree(call: Call, node: str) -> Call:
        """The call as one of the node's. Bytes are whole by account and integration, so that both are told apart."""
        integration = f"{call.account_id} {call.integration_id or UNATTRIBUTED}"
        return replace(call, account_id=node, integration_id=integration)

    of_trees = [
        (call, in_tree(call, node))
        for call in calls
        if call.account_id
        for node in line_of(call.account_id, parents)
        if node in nodes
    ]
    mart: Mart = {}
    for period in ("day", "week", "month"):
        called: dict[Any, set[str]] = {}
        for call, of_tree in of_trees:
            assert call.occurred_at
            key = period_start(reporting_date(call.occurred_at, settings), period, settings), of_tree.account_id
            called.setdefault(key, set()).add(str(call.account_id))
        for key, cell in volume([of_tree for _, of_tree in of_trees], period, settings, complete_before, True).items():
            left_out = {"calls_per_day", "previous_period_calls", "change_ratio"}
            mart[(period, *key)] = {
                **{column: value for column, value in cell.items() if column not in left_out},
                "active_accounts": len(called[key]),
                "active_days": cell.get("active_days", 1),
            }
    return mart
