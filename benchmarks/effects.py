"""How often fct_effects is wrong: `python benchmarks/effects.py`, or `make bench-effects`.

Thousands of experiments with accounts of very unequal size go through the SQL of the mart in one query: without an
effect, how often is the p-value below 0.05; with a planted one, how often does the interval hold it; and how often does
somebody who looks every day see a p-value below 0.05. The same seed gives the same table.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration_tests"))
from harness.warehouses.rendered_macros import Room

SEED = 20261128
EXPERIMENTS = 2000
ARMS = (10, 20, 50)
METRICS = ("calls", "log_calls", "active_days", "success_rate", "features_used")
DAYS = 28
# The variant: a third more calls; 3 of 100 calls that succeed fail; of the features that are not used, one in ten is.
MORE_CALLS, FEWER_SUCCESSES, MORE_FEATURES = 1.33, 0.97, 0.1
Numbers = Any  # an array of numpy


@dataclass(frozen=True)
class Accounts:
    """What accounts do in the 28 days before an experiment, and on each day of it."""

    calls_before: Numbers
    calls: Numbers
    successes: Numbers
    active_before: Numbers
    features_before: Numbers
    features: Numbers


def drawn(rng: np.random.Generator, shape: tuple[int, ...], treated: Numbers | bool) -> Accounts:
    """Accounts whose calls a day are lognormal: the largest of a hundred calls some 200 times as much as the smallest.
    From one four weeks to the next they move by a quarter; every day is Poisson."""
    rate = rng.lognormal(0.7, 1.1, shape)
    now = rate * rng.lognormal(0, 0.25, shape) * np.where(treated, MORE_CALLS, 1)
    calls = rng.poisson(now[..., None], (*shape, DAYS))
    succeeds = rng.beta(30, 3, shape) * np.where(treated, FEWER_SUCCESSES, 1)
    uses = rng.beta(2, 3, shape)
    uses_now = uses + (1 - uses) * np.where(treated, MORE_FEATURES, 0)
    before = rng.poisson((rate * rng.lognormal(0, 0.25, shape))[..., None], (*shape, DAYS))
    return Accounts(
        before.sum(-1),
        calls,
        rng.binomial(calls, succeeds[..., None]),
        (before > 0).sum(-1),
        rng.binomial(8, uses),
        rng.binomial(8, uses_now),
    )


def measures(accounts: Accounts, days: int = DAYS) -> dict[str, tuple[Numbers, Numbers, Numbers]]:
    """Of each metric, by account: what is measured, by what it is divided, and what was measured before."""
    calls, successes = accounts.calls[..., :days].sum(-1), accounts.successes[..., :days].sum(-1)
    active = (accounts.calls[..., :days] > 0).sum(-1)
    one, none = np.ones_like(calls), np.zeros_like(calls)
    return {
        "calls": (calls, one, accounts.calls_before),
        "log_calls": (np.log1p(calls), one, np.log1p(accounts.calls_before)),
        "active_days": (active, one, accounts.active_before),
        "success_rate": (successes, calls, none),
        "features_used": (accounts.features, one, accounts.features_before),
    }


def true_effects(rng: np.random.Generator) -> dict[str, float]:
    """The effects of the variant on a population that is as good as endless."""
    parts = []
    for treated in (True, False):
        parts.append({m: [0.0, 0.0] for m in METRICS})
        for _ in range(20):
            for metric, (now, divided_by, _) in measures(drawn(rng, (50_000,), treated)).items():
                parts[-1][metric][0] += float(now.sum())
                parts[-1][metric][1] += float(divided_by.sum())
    return {m: parts[0][m][0] / parts[0][m][1] - parts[1][m][0] / parts[1][m][1] for m in METRICS}


def tested(rows: Mapping[str, Numbers]) -> list[tuple[Any, ...]]:
    """The statistics of the mart, for rows in the columns of its CTE `measured`."""
    query = Room("statistics", "insight").tested_effects_query(10)
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    connection.register("rows", rows)
    connection.execute(
        "create table measured as select 'experiment' as subject_kind, subject, variant, metric,"
        " cast(measured as double) as measured, cast(divided_by as double) as divided_by,"
        " cast(measured_before as double) as measured_before from rows"
    )
    connection.execute(
        "create table expected_arms as select distinct subject_kind, subject, variant, metric,"
        " case when variant = 'control' then 1 else 0 end as is_control from measured"
    )
    return connection.execute(
        "select subject, metric, accounts, effect, p_value, any_time_p_value, effect - quantile * standard_error,"
        f" effect + quantile * standard_error from ({query}) as tested where is_control = 0"
    ).fetchall()


def simulated(seed: int, size: int, experiments: int, has_effect: bool) -> list[tuple[Any, ...]]:
    """The statistics of so many experiments with arms of this size."""
    rng = np.random.default_rng(seed)
    is_variant = np.tile(np.repeat([True, False], size), (experiments, 1))
    accounts = drawn(rng, is_variant.shape, is_variant & has_effect)
    subjects = np.repeat(np.arange(experiments), 2 * size)
    variants = np.where(is_variant, "variant", "control").ravel()
    columns: dict[str, list[Numbers]] = {}
    for metric, values in measures(accounts).items():
        row = (subjects, variants, np.full(subjects.shape, metric), *(value.ravel() for value in values))
        for name, column in zip(
            ("subject", "variant", "metric", "measured", "divided_by", "measured_before"), row, strict=True
        ):
            columns.setdefault(name, []).append(column)
    return tested({name: np.concatenate(parts) for name, parts in columns.items()})


def peeked(seed: int, size: int, experiments: int) -> dict[str, tuple[float, float]]:
    """Of experiments without an effect that are looked at on each of 28 days: the share in which a p-value, and an
    any-time p-value, was below 0.05 at any look."""
    rng = np.random.default_rng(seed)
    is_variant = np.tile(np.repeat([True, False], size), (experiments, 1))
    accounts = drawn(rng, is_variant.shape, False)
    variants = np.where(is_variant, "variant", "control").ravel()
    ids = np.repeat(np.arange(experiments), 2 * size)
    columns: dict[str, list[Numbers]] = {}
    for day in range(1, DAYS + 1):
        for metric in ("calls", "log_calls", "success_rate"):
            values = measures(accounts, day)[metric]
            row = (ids * 100 + day, variants, np.full(ids.shape, metric), *(value.ravel() for value in values))
            for name, column in zip(
                ("subject", "variant", "metric", "measured", "divided_by", "measured_before"), row, strict=True
            ):
                columns.setdefault(name, []).append(column)
    least: dict[tuple[str, int], list[float]] = {}
    for subject, metric, _, _, p, any_time_p, _, _ in tested(
        {n: np.concatenate(parts) for n, parts in columns.items()}
    ):
        so_far = least.setdefault((metric, subject // 100), [1.0, 1.0])
        so_far[:] = min(so_far[0], p if p is not None else 1), min(so_far[1], any_time_p if p is not None else 1)
    shares = {}
    for metric in ("calls", "log_calls", "success_rate"):
        found = [values for (name, _), values in least.items() if name == metric]
        shares[metric] = tuple(sum(values[n] < 0.05 for values in found) / experiments for n in (0, 1))
    return shares  # type: ignore[return-value]


def main() -> None:
    effects = true_effects(np.random.default_rng(SEED))
    print(f"{EXPERIMENTS:,} experiments of each kind; seed {SEED}. Shares in %.\n")
    print(
        "| metric | accounts in an arm | p < 0.05 without effect | interval holds the planted effect | effect found |"
    )
    print("|---|---|---|---|---|")
    for size in ARMS:
        nothing = simulated(SEED + size, size, EXPERIMENTS, has_effect=False)
        planted = simulated(SEED + size + 1000, size, EXPERIMENTS, has_effect=True)
        for metric in METRICS:
            p_values = [row[4] for row in nothing if row[1] == metric and row[4] is not None]
            judged = [row for row in planted if row[1] == metric and row[4] is not None]
            held = [row[6] <= effects[metric] <= row[7] for row in judged]
            found = [row[4] < 0.05 for row in judged]
            rejected = sum(p < 0.05 for p in p_values) / len(p_values)
            print(
                f"| `{metric}` | {size} | {100 * rejected:.1f} | {100 * sum(held) / len(held):.1f}"
                f" | {100 * sum(found) / len(found):.0f} |"
            )
    print("\n| metric | accounts in an arm | p < 0.05 at one of 28 daily looks | any-time p < 0.05 at one of them |")
    print("|---|---|---|---|")
    for size in (20, 100):
        for metric, (one_look, any_time) in peeked(SEED + size + 2000, size, 1000).items():
            print(f"| `{metric}` | {size} | {100 * one_look:.1f} | {100 * any_time:.1f} |")


if __name__ == "__main__":
    main()
