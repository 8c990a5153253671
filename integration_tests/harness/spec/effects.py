"""fct_effects, recomputed account by account from assignments, changes and the recomputed volume marts.

Written from the definitions (fct_effects.yml, docs/insight.md); the statistics are those of `statistics`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from harness.spec.engagement import Inputs, Row, account_of, feature_of, once_each
from harness.spec.marts import Cell, Estimate, Mart, Marts
from harness.spec.statistics import (
    any_time_p,
    chi_square_tail,
    false_discoveries,
    t_as_normal,
    t_quantile,
    two_sided_p,
)
from harness.spec.volume import UNATTRIBUTED, Settings, reporting_date

SPAN = timedelta(days=28)
WEEK = timedelta(days=7)
PLACEBOS = 26
LEAST_ACCOUNTS = 10
LEAST_PLANNED = 5
LEAST_FREEDOM = 3
NOTHING = dict.fromkeys(
    (
        "mean",
        "effect",
        "lift_ratio",
        "standard_error",
        "degrees_of_freedom",
        "p_value",
        "q_value",
        "any_time_p_value",
        "interval_low",
        "interval_high",
        "lift_low_ratio",
        "lift_high_ratio",
        "variance_cut_share",
        "sample_ratio_p_value",
        "accounts_in_two_variants",
    )
)


@dataclass
class Known:
    """What is known of accounts: their calls and features by day, and their attributes."""

    complete_before: date | None
    settings: Settings
    calls: dict[str, dict[date, Cell]]
    features: dict[str, set[tuple[date, str]]] | None
    attributes: Mapping[str, Row]
    internal: Collection[str]

    def is_counted(self, account_id: str) -> bool:
        return account_id != UNATTRIBUTED and account_id not in self.internal

    def between(self, account_id: str, first: date, end: date, column: str = "api_calls") -> float:
        days = self.calls.get(account_id, {}).items()
        return math.fsum(float(cell[column]) for day, cell in days if first <= day < end)

    def measure(self, metric: str, account_id: str, first: date, end: date) -> float:
        if metric == "features_used":
            assert self.features is not None
            return len({feature for day, feature in self.features.get(account_id, ()) if first <= day < end})
        if metric == "active_days":
            days = self.calls.get(account_id, {}).items()
            return sum(1 for day, cell in days if first <= day < end and cell["api_calls"] > 0)
        calls = self.between(account_id, first, end)
        return math.log(1 + max(calls, 0)) if metric == "log_calls" else calls


@dataclass(frozen=True)
class Measured:
    """What is measured of an account, by what it is divided, and the same measure before."""

    now: float
    divided_by: float = 1
    before: float = 0


@dataclass(frozen=True)
class Slope:
    """By how much more an account does now for what it did before, what it costs to estimate that, and its variance."""

    theta: float = 0.0
    factor: float = 1.0
    variance: float = 0.0


def recompute_effects(
    inputs: Inputs,
    volume: Marts,
    complete_before: date | None,
    settings: Settings,
    attributes: Mapping[str, Row] | None = None,
    internal: Collection[str] = (),
) -> dict[str, Mart]:
    """Every row of the mart; no mart where neither experiments nor changes are declared."""
    if inputs.experiment_assignments is None and inputs.changes is None:
        return {}
    calls: dict[str, dict[date, Cell]] = defaultdict(dict)
    for (day, account_id), cell in volume["fct_account_calls_daily"].items():
        calls[account_id][day] = cell
    known = Known(complete_before, settings, calls, features_of(inputs, volume, settings), attributes or {}, internal)
    return {
        "fct_effects": experiments(inputs.experiment_assignments or [], known) | changes(inputs.changes or [], known)
    }


def features_of(inputs: Inputs, volume: Marts, settings: Settings) -> dict[str, set[tuple[date, str]]] | None:
    """The features that each account used, by day; None where no input of engagement is declared."""
    if not inputs.has_engagement:
        return None
    features: dict[str, set[tuple[date, str]]] = defaultdict(set)
    for day, account_id, _, method, route, _ in volume["fct_route_calls_daily"]:
        feature = feature_of(method, route, inputs.api_features)
        if feature:
            features[account_id].add((day, feature))
    for event in once_each(inputs.product_events or [], "event_id", "occurred_at"):
        if event["event_name"] is not None:
            features[account_of(event)].add((reporting_date(event["occurred_at"], settings), event["event_name"]))
    return features


def experiments(rows: Iterable[Row], known: Known) -> Mart:
    assigned: dict[str, dict[str, dict[str, Row]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        is_whole = all(row[column] is not None for column in ("experiment", "account_id", "variant", "assigned_at"))
        if is_whole and known.is_counted(row["account_id"]):
            day, share = reporting_date(row["assigned_at"], known.settings), row["planned_share"]
            variants = assigned[row["experiment"]][row["account_id"]]
            earlier = variants.get(row["variant"], {"on": day, "share": share})
            shares = [share for share in (share, earlier["share"]) if share is not None]
            variants[row["variant"]] = {"on": min(day, earlier["on"]), "share": max(shares, default=None)}
    mart: Mart = {}
    for subject, accounts in assigned.items():
        mart |= experiment(subject, accounts, known)
    return mart


def experiment(subject: str, accounts: Mapping[str, Mapping[str, Row]], known: Known) -> Mart:
    names = sorted(
        {variant for variants in accounts.values() for variant in variants},
        key=lambda variant: (variant.lower() != "control", variant.encode()),
    )
    days = [row["on"] for variants in accounts.values() for row in variants.values()]
    single = {
        account_id: next(iter(variants.items())) for account_id, variants in accounts.items() if len(variants) == 1
    }
    shares: dict[str, Any] = dict.fromkeys(names)
    for variants in accounts.values():
        for variant, row in variants.items():
            shares[variant] = max((s for s in (shares[variant], row["share"]) if s is not None), default=None)
    common = {
        "started_on": min(days),
        "is_final": known.complete_before is not None and max(days) + SPAN <= known.complete_before,
        "sample_ratio_p_value": sample_ratio_p(Counter(variant for variant, _ in single.values()), shares),
        "accounts_in_two_variants": len(accounts) - len(single),
    }
    metrics = ["calls", "log_calls", "active_days", "success_rate"] + ["features_used"] * (known.features is not None)
    mart: Mart = {}
    for metric in metrics:
        arms: dict[str, list[Measured]] = {name: [] for name in names}
        for account_id, (variant, row) in single.items():
            if known.complete_before and row["on"] < known.complete_before:
                arms[variant].append(measured(metric, account_id, row["on"], known))
        for [variant], cell in compared(arms, metric).items():
            mart["experiment", subject, variant, metric] = cell | common
    with_q_values(mart)
    return mart


def measured(metric: str, account_id: str, assigned_on: date, known: Known) -> Measured:
    assert known.complete_before
    end = min(assigned_on + SPAN, known.complete_before)
    if metric == "success_rate":
        successes = known.between(account_id, assigned_on, end, "successful_calls")
        calls = known.between(account_id, assigned_on, end)
        return Measured(successes, calls) if 0 <= successes <= calls else Measured(0, 0)
    before = known.measure(metric, account_id, assigned_on - SPAN, assigned_on)
    return Measured(known.measure(metric, account_id, assigned_on, end), before=before)


def sample_ratio_p(accounts: Mapping[str, int], shares: Mapping[str, Any]) -> Estimate | None:
    total = sum(accounts.values())
    planned = (
        {name: total * share / sum(shares.values()) for name, share in shares.items()}
        if all((share or 0) > 0 for share in shares.values())
        else dict.fromkeys(shares, total / len(shares))
    )
    if len(shares) == 1 or min(planned.values()) < LEAST_PLANNED:
        return None
    statistic = sum((accounts.get(name, 0) - count) ** 2 / count for name, count in planned.items())
    return Estimate(chi_square_tail(statistic, len(shares) - 1))


def compared(arms: Mapping[str, Sequence[Measured]], metric: str) -> Mart:
    """The cells of each arm, of which the first is the control."""
    control = next(iter(arms))
    squares, before_squares, products, _ = sums_of(arms)
    is_known = metric != "success_rate" and before_squares > 1e-9 and squares > 1e-9
    estimates = estimates_of(arms, metric)
    cells: Mart = {}
    for name, rows in arms.items():
        cell = {
            **NOTHING,
            "is_control": name == control,
            "accounts": len(rows),
            "mean": estimates[name]["raw"],
            "variance_cut_share": products**2 / (before_squares * squares) if is_known and rows else None,
        }
        if name != control and min(len(rows), len(arms[control])) >= LEAST_ACCOUNTS:
            cell |= effect_of(arms, name, control, metric)
        cells[(name,)] = {c: Estimate(value) if isinstance(value, float) else value for c, value in cell.items()}
    return cells


def sums_of(arms: Mapping[str, Sequence[Measured]]) -> tuple[float, float, float, int]:
    """Within all arms: the squares of what is measured, those of what was before, their products, and what is free."""
    squares = before_squares = products = 0.0
    for rows in arms.values():
        now, before = mean(row.now for row in rows), mean(row.before for row in rows)
        squares += sum((row.now - now) ** 2 for row in rows)
        before_squares += sum((row.before - before) ** 2 for row in rows)
        products += sum((row.now - now) * (row.before - before) for row in rows)
    return squares, before_squares, products, sum(len(rows) - bool(rows) for rows in arms.values())


def slope_of(arms: Mapping[str, Sequence[Measured]]) -> Slope:
    squares, before_squares, products, freedom = sums_of(arms)
    if before_squares <= 1e-9 or freedom <= 1:
        return Slope()
    left = squares - products**2 / before_squares
    return Slope(products / before_squares, freedom / (freedom - 1), left / (freedom - 1) / before_squares)


def estimates_of(arms: Mapping[str, Sequence[Measured]], metric: str) -> dict[str, Row]:
    overall = mean(row.before for rows in arms.values() for row in rows)
    return {name: estimate(rows, slope_of(arms), overall, metric) for name, rows in arms.items()}


def mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def estimate(rows: Sequence[Measured], slope: Slope, overall: float, metric: str) -> Row:
    """The mean of an arm, the mean without what the use before explains, the variance of it, and how many accounts of
    equal weight it is worth."""
    n, total = len(rows), sum(row.divided_by for row in rows)
    if not total:
        return {"raw": None, "adjusted": None, "variance": None, "accounts": None, "before": 0.0}
    ratio = sum(row.now for row in rows) / total
    before = mean(row.before for row in rows)
    variance: float | None = None
    if metric == "success_rate":
        if n > 1 and max(row.divided_by for row in rows) < 0.999999 * total:
            without = [(row.now - ratio * row.divided_by) / (total - row.divided_by) for row in rows]
            variance = (n - 1) / n * sum(each**2 for each in without)
    elif n > 1:
        left = [row.now - slope.theta * row.before for row in rows]
        variance = slope.factor * sum((each - mean(left)) ** 2 for each in left) / (n - 1) / n
    now = mean(row.now for row in rows)
    if variance is not None:
        # What rounding leaves is no variance.
        raw = sum((row.now - now) ** 2 for row in rows) / (n - 1) / n / (total / n) ** 2
        variance = variance if variance > 1e-9 * raw else 0.0
    return {
        "raw": ratio,
        "adjusted": ratio - slope.theta * (before - overall),
        "variance": variance,
        "accounts": total**2 / sum(row.divided_by**2 for row in rows),
        "before": before,
    }


def multiplied(arms: Mapping[str, Sequence[Measured]], variant: str, factor: float) -> dict[str, Sequence[Measured]]:
    """The arms, if the accounts of the variant had done so many times as much."""
    rows = [Measured(row.now * factor, row.divided_by, row.before) for row in arms[variant]]
    return {**arms, variant: rows}


def difference_of(arms: Mapping[str, Sequence[Measured]], variant: str, control: str, metric: str) -> float:
    estimates = estimates_of(arms, metric)
    return float(estimates[variant]["adjusted"] - estimates[control]["adjusted"])


def variance_of(arms: Mapping[str, Sequence[Measured]], variant: str, control: str, metric: str) -> float:
    estimates = estimates_of(arms, metric)
    of, others = estimates[variant], estimates[control]
    of_slope = (of["before"] - others["before"]) ** 2 * slope_of(arms).variance
    return float(of["variance"] + others["variance"] + max(0.0, of_slope))


def ratios_of(
    arms: Mapping[str, Sequence[Measured]], variant: str, control: str, metric: str, quantile: float | None
) -> tuple[float | None, tuple[float, float] | None]:
    """By how many times the variant's accounts do more than the control's: the ratio by which they are divided to be
    alike, and, if both ends exist, the interval of those that leave no significant difference. The difference is linear
    in what they are multiplied by, and its variance is a parabola."""
    scaled = {factor: multiplied(arms, variant, factor) for factor in (-1, 0, 1)}
    others = -difference_of(scaled[0], variant, control, metric)
    now = difference_of(scaled[1], variant, control, metric) + others
    if min(now, others) <= 0.000001:
        return None, None
    if quantile is None:
        return now / others, None
    low, at_0, high = (variance_of(scaled[factor], variant, control, metric) for factor in (-1, 0, 1))
    square = now**2 - quantile**2 * ((high + low) / 2 - at_0)
    linear = -2 * now * others - quantile**2 * (high - low) / 2
    constant = others**2 - quantile**2 * at_0
    if min(square, constant) <= 0:
        return now / others, None
    root = math.sqrt(max(0.0, linear**2 - 4 * square * constant))
    return now / others, (2 * square / (root - linear), 2 * square / (-root - linear))


def effect_of(arms: Mapping[str, Sequence[Measured]], variant: str, control: str, metric: str) -> Row:
    estimates = estimates_of(arms, metric)
    arm, other = estimates[variant], estimates[control]
    if arm["adjusted"] is None or other["adjusted"] is None:
        return {}
    is_log = metric in ("log_calls", "log_change")
    effect = arm["adjusted"] - other["adjusted"]
    cell: Row = {"effect": effect}
    quantile = None
    if arm["variance"] is not None and other["variance"] is not None and arm["variance"] + other["variance"] > 1e-18:
        variance = arm["variance"] + other["variance"]
        error = math.sqrt(variance_of(arms, variant, control, metric))
        cell["standard_error"] = error
        if min(arm["accounts"], other["accounts"]) > 1:
            parts = [(each["variance"] / variance, each["accounts"] - 1) for each in (arm, other)]
            freedom = 1 / sum(part**2 / others for part, others in parts)
            cell["degrees_of_freedom"] = freedom
            if freedom >= LEAST_FREEDOM:
                quantile = t_quantile(freedom)
                z = t_as_normal(effect / error, freedom)
                cell |= {
                    "p_value": two_sided_p(z),
                    "any_time_p_value": any_time_p(z, len(arms[variant]) + len(arms[control])),
                    "interval_low": effect - quantile * error,
                    "interval_high": effect + quantile * error,
                }
    if is_log:
        names = {"lift_ratio": "effect", "lift_low_ratio": "interval_low", "lift_high_ratio": "interval_high"}
        return cell | {lift: math.exp(cell[name]) - 1 for lift, name in names.items() if name in cell}
    ratio, interval = ratios_of(arms, variant, control, metric, quantile)
    cell["lift_ratio"] = None if ratio is None else ratio - 1
    if ratio is not None and interval:
        cell |= {"lift_low_ratio": interval[0] - 1, "lift_high_ratio": interval[1] - 1}
    return cell


def with_q_values(mart: Mart) -> None:
    tested = [cell for cell in mart.values() if cell["p_value"] is not None]
    for cell, q in zip(tested, false_discoveries([float(cell["p_value"]) for cell in tested]), strict=True):
        cell["q_value"] = Estimate(q)


def changes(rows: Iterable[Row], known: Known) -> Mart:
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["change"] is not None and row["changed_at"] is not None:
            by_name[row["change"]].append(row)
    mart: Mart = {}
    for subject, named in by_name.items():
        changed_on = min(reporting_date(row["changed_at"], known.settings) for row in named)
        common = {
            "started_on": changed_on,
            "is_final": known.complete_before is not None and changed_on + SPAN <= known.complete_before,
        }
        if all(row["account_id"] is None and row["segment"] is None for row in named):
            cells: Mart = {("all",): change_of_all(changed_on, known)}
        else:
            cells = change_of_some(named, changed_on, known)
        for [variant], cell in cells.items():
            mart["change", subject, variant, "log_change"] = cell | common
    return mart


def log_change(before: float, after: float) -> float:
    return math.log((max(after, 0) + 0.5) / (max(before, 0) + 0.5))


def change_of_some(rows: Sequence[Row], changed_on: date, known: Known) -> Mart:
    arms: Any = {"not concerned": [], "concerned": []}
    if known.complete_before and changed_on + SPAN <= known.complete_before:
        there = [a for a, days in known.calls.items() if known.is_counted(a) and min(days) <= changed_on - SPAN]
        segment = {account_id: known.attributes.get(account_id, {}).get("segment") for account_id in there}
        accounts = {row["account_id"] for row in rows}
        segments = {row["segment"] for row in rows if row["account_id"] is None} - {None}
        concerned = {account_id for account_id in there if account_id in accounts or segment[account_id] in segments}
        others = {account_id for account_id in there if account_id not in concerned}
        like = {a for a in others if (segment[a] or "") in {segment[c] or "" for c in concerned}}
        for name, chosen in {"concerned": concerned, "not concerned": like or others}.items():
            for a in sorted(chosen):
                before = known.between(a, changed_on - SPAN, changed_on)
                after = known.between(a, changed_on, changed_on + SPAN)
                arms[name].append(Measured(log_change(before, after)))
    mart = compared(arms, "log_change")
    for cell in mart.values():
        cell |= {"q_value": cell["p_value"], "variance_cut_share": None}
    return mart


def change_of_all(changed_on: date, known: Known) -> Cell:
    totals: dict[date, float] = defaultdict(float)
    for account_id, days in known.calls.items():
        for day, calls in days.items() if known.is_counted(account_id) else ():
            totals[day] += float(calls["api_calls"])
    around = {
        a
        for a, days in known.calls.items()
        if known.is_counted(a) and any(changed_on - SPAN <= day < changed_on + SPAN for day in days)
    }
    cell: Cell = {**NOTHING, "is_control": False, "accounts": len(around)}
    dates = [changed_on, *(changed_on - SPAN - number * WEEK for number in range(PLACEBOS))]
    is_over = known.complete_before is not None and changed_on + SPAN <= known.complete_before
    if not is_over or not totals or min(totals) > dates[-1] - SPAN:
        return cell
    found = []
    for on in dates:
        before = sum(c for day, c in totals.items() if on - SPAN <= day < on)
        found.append(round(log_change(before, sum(c for day, c in totals.items() if on <= day < on + SPAN)), 6))
    median = sorted(found)[PLACEBOS // 2]
    own = found[0]
    as_far = sum(round(abs(change - median), 6) >= round(abs(own - median), 6) for change in found)
    return cell | {
        "mean": Decimal(repr(own)),
        "effect": Estimate(own - median),
        "lift_ratio": Estimate(math.exp(own - median) - 1),
        "p_value": Estimate(as_far / len(found)),
    }
