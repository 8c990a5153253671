"""How often fct_effects is wrong: `python benchmarks/effects.py`, or `make bench-effects`.

Thousands of experiments with accounts of very unequal size go through the SQL of the mart in one query: without an
effect, how often is the p-value below 0.05; with a planted one, how often do the intervals of effect and lift hold it;
and how often does somebody who looks every day see a p-value below 0.05. The same seed gives the same table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration_tests"))
from harness.warehouses.rendered_macros import Room

SEED = 20261128
EXPERIMENTS, BATCH = 10_000, 2000
ARMS = (10, 20, 50)
METRICS = ("calls", "log_calls", "active_days", "success_rate", "features_used")
DAYS = 28
# The variant: a third more calls; 3 of 100 calls that succeed fail; of the features that are not used, one in ten is.
MORE_CALLS, FEWER_SUCCESSES, MORE_FEATURES = 1.33, 0.97, 0.1
Numbers = Any  # an array of numpy


@dataclass(frozen=True)
class Accounts:
    """What accounts do in the 28 days before an experiment, what is to be expected in it, and what they do each day."""

    calls_before: Numbers
    expected_without: Numbers  # the calls to be expected, if the account did not have the variant
    expected_with: Numbers
    calls: Numbers
    successes: Numbers
    active_before: Numbers
    features_before: Numbers
    features: Numbers


Reaction = Callable[[np.random.Generator, Numbers], Numbers]


def more_calls(rng: np.random.Generator, calls: Numbers) -> Numbers:
    """What the variant makes of an account's calls a day."""
    return calls * MORE_CALLS


def drawn(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    treated: Numbers | bool,
    spread: float = 1.1,
    reaction: Reaction = more_calls,
    are_new: bool = False,
) -> Accounts:
    """Accounts whose calls a day are lognormal: the largest of a hundred calls some 200 times as much as the smallest.
    From one four weeks to the next they move by a quarter; every day is Poisson."""
    rate = rng.lognormal(0.7, spread, shape)
    without = rate * rng.lognormal(0, 0.25, shape)
    with_variant = reaction(rng, without)
    calls = rng.poisson(np.where(treated, with_variant, without)[..., None], (*shape, DAYS))
    succeeds = rng.beta(30, 3, shape) * np.where(treated, FEWER_SUCCESSES, 1)
    uses = rng.beta(2, 3, shape)
    uses_now = uses + (1 - uses) * np.where(treated, MORE_FEATURES, 0)
    before = rng.poisson((rate * rng.lognormal(0, 0.25, shape))[..., None], (*shape, DAYS)) * (not are_new)
    return Accounts(
        before.sum(-1),
        DAYS * without,
        DAYS * with_variant,
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


def true_means(rng: np.random.Generator) -> tuple[dict[str, float], dict[str, float]]:
    """The means of the variant, and of the control, in a population that is as good as endless."""
    parts = []
    for treated in (True, False):
        sums = {m: [0.0, 0.0] for m in METRICS}
        for _ in range(20):
            for metric, (now, divided_by, _) in measures(drawn(rng, (50_000,), treated)).items():
                sums[metric][0] += float(now.sum())
                sums[metric][1] += float(divided_by.sum())
        parts.append({metric: now / divided_by for metric, (now, divided_by) in sums.items()})
    return parts[0], parts[1]


@dataclass(frozen=True)
class Tested:
    """What the mart says of a variant."""

    subject: int
    metric: str
    p_value: float | None
    any_time_p_value: float | None
    interval: tuple[float | None, float | None]
    ratios: tuple[float | None, float | None]  # the interval of 1 + lift


def tested(rows: Mapping[str, Numbers]) -> list[Tested]:
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
    answers = connection.execute(
        "select subject, metric, p_value, any_time_p_value, effect - quantile * standard_error,"
        f" effect + quantile * standard_error, ratio_low, ratio_high from ({query}) as tested where is_control = 0"
    ).fetchall()
    return [
        Tested(subject, metric, p, any_time_p, (low, high), (ratio_low, ratio_high))
        for subject, metric, p, any_time_p, low, high, ratio_low, ratio_high in answers
    ]


Columns = dict[str, list[Numbers]]


def add_rows(columns: Columns, subjects: Numbers, variants: Numbers, metric: str, values: tuple[Numbers, ...]) -> None:
    """Adds accounts to the columns of the mart's CTE `measured`."""
    added = (subjects, variants, np.full(subjects.shape, metric), *(value.ravel() for value in values))
    names = ("subject", "variant", "metric", "measured", "divided_by", "measured_before")
    for name, column in zip(names, added, strict=True):
        columns.setdefault(name, []).append(column)


def joined(columns: Columns) -> dict[str, Numbers]:
    return {name: np.concatenate(parts) for name, parts in columns.items()}


def simulated(
    seed: int,
    sizes: tuple[int, int],
    experiments: int,
    has_effect: bool,
    metrics: Sequence[str] = METRICS,
    **of_accounts: Any,
) -> list[Tested]:
    """The statistics of so many experiments with arms of these sizes (variant and control)."""
    rng = np.random.default_rng(seed)
    is_variant = np.tile(np.repeat([True, False], sizes), (experiments, 1))
    accounts = drawn(rng, is_variant.shape, is_variant & has_effect, **of_accounts)
    subjects = np.repeat(np.arange(experiments), sum(sizes))
    variants = np.where(is_variant, "variant", "control").ravel()
    columns: Columns = {}
    for metric, values in measures(accounts).items():
        if metric in metrics:
            add_rows(columns, subjects, variants, metric, values)
    return tested(joined(columns))


def holds(bounds: tuple[float | None, float | None], truth: float) -> bool:
    low, high = bounds
    return low is not None and high is not None and low <= truth <= high


def share(found: Sequence[bool]) -> str:
    return f"{100 * sum(found) / len(found):.1f}"


def judged(seed: int, size: int, means: tuple[dict[str, float], dict[str, float]]) -> Iterator[str]:
    """A line for each metric: how often its p-values and intervals are wrong."""
    nothing: list[Tested] = []
    planted: list[Tested] = []
    for batch in range(EXPERIMENTS // BATCH):
        of_batch = seed + 10_000 * batch
        nothing += simulated(of_batch, (size, size), BATCH, has_effect=False)
        planted += simulated(of_batch + 1000, (size, size), BATCH, has_effect=True)
    with_variant, without = means
    for metric in METRICS:
        yield f"| `{metric}` | {size} | " + line(
            [row for row in nothing if row.metric == metric],
            [row for row in planted if row.metric == metric],
            with_variant[metric] - without[metric],
            None if metric == "log_calls" else with_variant[metric] / without[metric],
        )


def line(nothing: Sequence[Tested], planted: Sequence[Tested], effect: float, ratio: float | None) -> str:
    """The shares of a table, for experiments without an effect and for those with one."""
    known = [row for row in planted if row.p_value is not None]
    ratios = [row.ratios for row in known if row.ratios[0] is not None]
    shares = [
        share([row.p_value < 0.05 for row in nothing if row.p_value is not None]),
        share([holds(row.interval, effect) for row in known]),
        share([holds(bounds, ratio) for bounds in ratios]) if ratio else "",
        share([row.ratios[0] is None for row in known]) if ratio else "",
        share([row.p_value < 0.05 for row in known if row.p_value is not None]),
    ]
    return " | ".join(shares) + " |"


def add_calls(rng: np.random.Generator, calls: Numbers) -> Numbers:
    return calls + 1.5


def halve_or_double(rng: np.random.Generator, calls: Numbers) -> Numbers:
    return calls * np.where(rng.random(calls.shape) < 0.3, 0.5, 2)


def double(rng: np.random.Generator, calls: Numbers) -> Numbers:
    return calls * 2


def lose_four_tenths(rng: np.random.Generator, calls: Numbers) -> Numbers:
    return calls * 0.6


def move_the_large(rng: np.random.Generator, calls: Numbers) -> Numbers:
    return calls * np.where(calls > 6, MORE_CALLS, 1)


# Other accounts and other reactions than those of the first table: what a method must not be tuned to.
CONDITIONS: dict[str, tuple[tuple[int, int], dict[str, Any]]] = {
    "every account doubles its calls": ((20, 20), {"reaction": double}),
    "every account loses 40 %": ((20, 20), {"reaction": lose_four_tenths}),
    "three of ten accounts halve their calls, the others double them": ((20, 20), {"reaction": halve_or_double}),
    "every account makes 1.5 calls a day more": ((20, 20), {"reaction": add_calls}),
    "only accounts of more than 6 calls a day make a third more": ((20, 20), {"reaction": move_the_large}),
    "the largest of a hundred calls 3,000 times as much as the smallest": ((20, 20), {"spread": 1.6}),
    "the largest of a hundred calls 20 times as much as the smallest": ((20, 20), {"spread": 0.6}),
    "new accounts, without calls before": ((20, 20), {"are_new": True}),
    "20 accounts with the variant, 100 without": ((20, 100), {}),
    "100 accounts with the variant, 20 without": ((100, 20), {}),
}


def under_other_conditions(seed: int) -> Iterator[str]:
    """A line for each of the conditions, of the metric calls."""
    for name, (sizes, of_accounts) in CONDITIONS.items():
        rng = np.random.default_rng(seed)
        sums = [0.0, 0.0]
        for _ in range(20):
            accounts = drawn(rng, (50_000,), True, **of_accounts)
            sums[0] += float(accounts.expected_with.mean()) / 20
            sums[1] += float(accounts.expected_without.mean()) / 20
        nothing = simulated(seed, sizes, BATCH, False, ["calls"], **of_accounts)
        planted = simulated(seed + 1000, sizes, BATCH, True, ["calls"], **of_accounts)
        yield f"| {name} | " + line(nothing, planted, sums[0] - sums[1], sums[0] / sums[1])


def peeked(seed: int, size: int, experiments: int) -> dict[str, tuple[float, float]]:
    """Of experiments without an effect that are looked at on each of 28 days: the share in which a p-value, and an
    any-time p-value, was below 0.05 at any look."""
    rng = np.random.default_rng(seed)
    is_variant = np.tile(np.repeat([True, False], size), (experiments, 1))
    accounts = drawn(rng, is_variant.shape, False)
    variants = np.where(is_variant, "variant", "control").ravel()
    ids = np.repeat(np.arange(experiments), 2 * size)
    columns: Columns = {}
    for day in range(1, DAYS + 1):
        for metric in ("calls", "log_calls", "success_rate"):
            add_rows(columns, ids * 100 + day, variants, metric, measures(accounts, day)[metric])
    least: dict[tuple[str, int], list[float]] = {}
    for row in tested(joined(columns)):
        so_far = least.setdefault((row.metric, row.subject // 100), [1.0, 1.0])
        if row.p_value is not None and row.any_time_p_value is not None:
            so_far[:] = min(so_far[0], row.p_value), min(so_far[1], row.any_time_p_value)
    shares = {}
    for metric in ("calls", "log_calls", "success_rate"):
        found = [values for (name, _), values in least.items() if name == metric]
        shares[metric] = tuple(sum(values[n] < 0.05 for values in found) / experiments for n in (0, 1))
    return shares  # type: ignore[return-value]


SHARES = (
    "p < 0.05 without an effect | the interval holds the planted effect | the interval holds the planted lift"
    " | the lift has no interval | the effect is found |"
)


def main() -> None:
    means = true_means(np.random.default_rng(SEED))
    print(f"{EXPERIMENTS:,} experiments of each kind; seed {SEED}. Shares in %.\n")
    print(f"| metric | accounts in an arm | {SHARES}\n{'|---' * 7}|")
    for size in ARMS:
        for told in judged(SEED + size, size, means):
            print(told)
    print(f"\n`calls` under other conditions, {BATCH:,} experiments of each kind.\n")
    print(f"| condition | {SHARES}\n{'|---' * 6}|")
    for told in under_other_conditions(SEED):
        print(told)
    print("\n| metric | accounts in an arm | p < 0.05 at one of 28 daily looks | any-time p < 0.05 at one of them |")
    print("|---|---|---|---|")
    for size in (20, 100):
        for metric, (one_look, any_time) in peeked(SEED + size + 2000, size, 1000).items():
            print(f"| `{metric}` | {size} | {100 * one_look:.1f} | {100 * any_time:.1f} |")


if __name__ == "__main__":
    main()
