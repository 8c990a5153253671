"""The rows of a random history for the engagement inputs, with the faults of real ones.

All histories of a run share one raw table per input; each has its own accounts and ids.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from harness.spec.engagement import Inputs, Row

# The id first, then the time. Two inputs are no logs: their raw tables hold the current state.
COLUMNS = {
    "product_events": [
        "event_id",
        "occurred_at",
        "loaded_at",
        "account_id",
        "user_id",
        "session_id",
        "event_name",
        "object_id",
        "target_user_id",
    ],
    "notifications": ["notification_id", "delivered_at", "loaded_at", "account_id"],
    "satisfaction_responses": ["response_id", "responded_at", "loaded_at", "account_id", "survey", "score"],
    "content_items": ["item_id", "available_from", "available_to", "account_id"],
    "outcomes": ["outcome_id", "occurred_at", "account_id", "outcome", "amount"],
}
# The inputs whose rows are drawn; those of experiments and changes are made by `experiment_tables`.
DRAWN = list(COLUMNS)
COLUMNS |= {
    "experiment_assignments": ["experiment", "assigned_at", "account_id", "variant", "planned_share"],
    "changes": ["change", "changed_at", "account_id", "segment", "kind"],
}
LOGS = [name for name, columns in COLUMNS.items() if "loaded_at" in columns]
# The features of the calls of a history; from the third load on, there is one more.
FEATURES = [("GET", "/r", "search"), (None, "/s", "content_read"), ("POST", "/r", "notification_action")]
LATER_FEATURES = [*FEATURES, ("POST", "/s", "collaboration")]
LATENESS = [timedelta(minutes=1), timedelta(hours=5), timedelta(days=1), timedelta(days=6), timedelta(days=45)]


@dataclass(frozen=True)
class EngagementRow:
    """A row of an input. In an input that is no log, it replaces the rows with its id, or removes them if `gone`."""

    input: str
    values: Row
    gone: bool = False

    @property
    def id(self) -> Any:
        return self.values[COLUMNS[self.input][0]]

    def of(self, name: str) -> EngagementRow:
        """The row with its own account and id, which no other history has."""
        own = {"account_id": f"{name} {self.values['account_id'] or 'nobody'}"}
        if self.id is not None:
            own[COLUMNS[self.input][0]] = f"{name} {self.id}"
        if self.values.get("object_id") is not None:
            own["object_id"] = f"{name} {self.values['object_id']}"
        return replace(self, values={**self.values, **own})

    def __str__(self) -> str:
        said = ", ".join(f"{column}={value}" for column, value in self.values.items() if value is not None)
        return f"{self.input}{' without' if self.gone else ''}: {said}"


@st.composite
def engagement_rows(draw: st.DrawFn, loaded_at: datetime | None, at: datetime, earlier: Sequence[Any]) -> EngagementRow:
    """A row that is loaded `at` a time, which `loaded_at` may or may not show: new, late, broken, or an earlier one
    again."""
    earlier = [row for row in earlier if isinstance(row, EngagementRow)]
    occurred_at: Any = at - draw(st.sampled_from(LATENESS)) - timedelta(seconds=draw(st.integers(0, 7200)))
    if earlier and draw(st.integers(0, 3)) == 0:
        again = draw(st.sampled_from(earlier))
        return draw(changed(again, loaded_at, occurred_at))
    name = draw(st.sampled_from(["product_events"] * 4 + ["notifications"] * 2 + DRAWN))
    if draw(st.integers(0, 14)) == 0:
        occurred_at = draw(st.sampled_from([None, "", "soon", at + timedelta(days=3)]))
    values: Row = {
        COLUMNS[name][0]: draw(st.sampled_from([None, "n", "n", "m", "o", "p"])),
        COLUMNS[name][1]: occurred_at,
        "loaded_at": loaded_at,
        "account_id": draw(st.sampled_from([None, "x", "x", "y"])),
        "user_id": draw(st.sampled_from([None, "u", "v", "w"])),
        "session_id": draw(st.sampled_from([None, "s", "t"])),
        "event_name": draw(
            st.sampled_from(["search", "collaboration", "notification_action", "notification_action", "content_read"])
        ),
        "object_id": draw(st.sampled_from([None, "n", "n", "m", "o"])),
        "target_user_id": draw(st.sampled_from([None, "u", "v"])),
        "survey": draw(st.sampled_from(["csat", "NPS"])),
        "score": draw(st.sampled_from([None, 0, 3, 5, 9, 10])),
        "available_to": draw(st.sampled_from([None, None, at + timedelta(days=draw(st.integers(-3, 40)))])),
        "outcome": draw(st.sampled_from(["conversion", "renewal", "Revenue", "churn"])),
        "amount": draw(st.sampled_from([None, 0, 12.5, -3])),
    }
    return EngagementRow(name, {column: values[column] for column in COLUMNS[name]})


@st.composite
def changed(draw: st.DrawFn, row: EngagementRow, loaded_at: datetime | None, occurred_at: datetime) -> EngagementRow:
    """A row loaded again: unchanged, at another time, of another account; or gone, where raw is no log."""
    values = dict(row.values)
    if "loaded_at" in values:
        values["loaded_at"] = loaded_at
    if draw(st.booleans()):
        values[COLUMNS[row.input][1]] = occurred_at
    if draw(st.integers(0, 4)) == 0:
        values["account_id"] = draw(st.sampled_from(["x", "y"]))
    return EngagementRow(row.input, values, gone=row.input not in LOGS and draw(st.booleans()))


def raw_tables(rows: Iterable[EngagementRow], upserted: Collection[str] = ()) -> dict[str, list[Row]]:
    """
    The rows of each raw table after these rows, applied in order. In the `upserted` logs, a row replaces the one with
    its id; of three such rows, the second keeps the load time of the one that it replaces, the third only deletes it.
    """
    tables: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    times: Counter[tuple[str, str]] = Counter()
    for row in rows:
        values, gone = row.values, row.gone
        if (row.input not in LOGS or row.input in upserted) and row.id is not None:
            id_column = COLUMNS[row.input][0]
            replaced = [other for other in tables[row.input] if other[id_column] == row.id]
            tables[row.input] = [other for other in tables[row.input] if other[id_column] != row.id]
            if row.input in upserted and replaced:
                times[row.input, row.id] += 1
                what = times[row.input, row.id] % 3
                gone = what == 0
                values = {**values, "loaded_at": replaced[0]["loaded_at"]} if what == 2 else values
        if not gone:
            tables[row.input].append(values)
    return tables


def experiment_tables(names: Iterable[str], load: int) -> dict[str, list[Row]]:
    """Experiments and changes over the accounts of all histories: only together have they enough of them. From the
    third load on, some accounts have got another variant, and the changes are others."""
    assignments: list[Row] = []
    changes: list[Row] = []
    start = datetime(2026, 1, 10)
    for account in (f"{name} {whose}" for name in names for whose in ("x", "y", "nobody")):
        for experiment, variants in {"of two": ["Control", "b"], "of three": ["c", "a", "b"]}.items():
            rng = random.Random(f"{experiment} {account} {load >= 2 and account[2] == '1'}")
            for variant in rng.sample(variants, 2 if rng.random() < 0.1 else 1):
                at: Any = start + timedelta(hours=rng.randrange(24 * 40))
                values = (experiment, rng.choice([at] * 20 + ["soon"]), account, variant, 0.5)
                assignments.append(dict(zip(COLUMNS["experiment_assignments"], values, strict=True)))
        if random.Random(account).random() < 0.5:
            changes.append({"change": "of some", "changed_at": start + timedelta(days=load), "account_id": account})
    changes.append({"change": "of all", "changed_at": start + timedelta(days=40)})
    if load < 2:
        changes.append({"change": "gone", "changed_at": start})
    broken: list[Row] = [
        {"experiment": "of two", "assigned_at": start, "account_id": None, "variant": "b"},
        {"change": "of all"},
    ]
    tables = {"experiment_assignments": [*assignments, broken[0]], "changes": [*changes, broken[1]]}
    return {name: [{c: row.get(c) for c in COLUMNS[name]} for row in rows] for name, rows in tables.items()}


def inputs(tables: dict[str, list[Row]], features: list[tuple[str | None, str, str]]) -> Inputs:
    """The raw tables for the recomputation, where an unreadable time is None."""

    def readable(row: Row) -> Row:
        times = {"occurred_at", "delivered_at", "responded_at", "available_from", "assigned_at", "changed_at"}
        return {c: None if c in times and not isinstance(value, datetime) else value for c, value in row.items()}

    return Inputs(
        **{name: [readable(row) for row in rows] for name, rows in tables.items()},
        api_features=[
            dict(zip(("http_request_method", "http_route", "feature"), row, strict=True)) for row in features
        ],
    )
