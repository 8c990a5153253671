"""Policies of a history's raw table: what is declared, and how a row is read under it, in plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from harness.histories.calls import Row, calls_of_row, declaration
from harness.spec.volume import Call, Settings, reporting_date


@dataclass(frozen=True)
class Policy:
    """What a policy declares for a raw table, and what it makes of a row and of its calls."""

    declared: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    row: Callable[[Row], Row] = lambda row: row
    call: Callable[[Call], Call] = lambda call: call


def known_by_id_and_user(call: Call) -> Call:
    """A call without an id or a user is a call of its own. No key is one of another policy."""
    has_key = call.event_id and call.user_id
    return replace(call, deduplication_key=("id and user", call.event_id, call.user_id) if has_key else None)


FIRST = Policy()
EVERYTHING_COUNTS = Policy(
    {"where": None},
    {"http_request_method": "'PUT'"},
    row=lambda row: replace(row, environment="prod", http_request_method="PUT"),
)
BY_ID_AND_USER = Policy({"deduplicate_on": ["event_id", "user_id"]}, call=known_by_id_and_user)
# In order of time, each with its first day: none for the first.
Policies = Sequence[tuple[date | None, Policy]]


def declared_policies(name: str, policies: Policies) -> dict[str, Any]:
    """The declaration of a history's raw table with these policies."""
    first = declaration(name)

    def keys(policy: Policy) -> dict[str, Any]:
        columns = {**first.get("columns", {}), **policy.columns}
        return {"where": first["where"], "deduplicate_on": [], **policy.declared, "columns": columns}

    *earlier, (start, latest) = policies
    declared = {**first, **keys(latest)}
    if earlier:
        declared["policy_from"] = str(start)
        declared["earlier_policies"] = [
            keys(policy) | ({"policy_from": str(since)} if since else {}) for since, policy in earlier
        ]
    return declared


def calls_under(row: Row, name: str, policies: Policies, settings: Settings) -> list[Call]:
    """The calls of a raw row, read under the policy of its day: that of the call, else of its load."""
    [as_first, *_] = calls_of_row(row, name)
    at = as_first.occurred_at or as_first.loaded_at
    day = reporting_date(at, settings) if at else date.min
    policy = [policy for start, policy in policies if start is None or start <= day][-1]
    return [policy.call(call) for call in calls_of_row(policy.row(row), name)]
