"""The expressions of macros/statistics against scipy and published results: the same SQL on DuckDB and on Postgres."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import duckdb
import psycopg2
import pytest
from harness.warehouses.postgres import SUPERUSER
from harness.warehouses.rendered_macros import Room
from scipy import stats

STATISTICS = Room("statistics")
Rows = list[tuple[Any, ...]]
Ask = Callable[[str], Rows]


def table(columns: Sequence[str], rows: Iterable[Sequence[float | int | None]]) -> str:
    """A query of literal rows, all double."""
    literals = [
        "(" + ", ".join(f"cast({'null' if value is None else repr(value)} as double precision)" for value in row) + ")"
        for row in rows
    ]
    return f"(values {', '.join(literals)}) as given ({', '.join(columns)})"


@pytest.fixture(params=["duckdb", pytest.param("postgres", marks=pytest.mark.postgres)])
def ask(request: pytest.FixtureRequest) -> Ask:
    """Runs a query on an engine."""
    if request.param == "duckdb":
        return lambda query: duckdb.connect().execute(query).fetchall()
    port = request.getfixturevalue("port")

    def ask_postgres(query: str) -> Rows:
        with psycopg2.connect(host="127.0.0.1", port=port, user=SUPERUSER, dbname="postgres") as connection:
            cursor = connection.cursor()
            cursor.execute(query)
            return list(cursor.fetchall())

    return ask_postgres


def test_the_normal_tail_is_that_of_scipy(ask: Ask) -> None:
    grid = [(step / 20,) for step in range(-800, 801)]
    rows = ask(
        f"select z, {STATISTICS.normal_upper_tail('z')}, {STATISTICS.two_sided_p_value('z')} from {table(['z'], grid)}"
    )
    assert len(rows) == len(grid)
    for z, tail, both in rows:
        assert tail == pytest.approx(stats.norm.sf(min(z, 37)), rel=1.3e-7)
        assert both == pytest.approx(2 * stats.norm.sf(min(abs(z), 37)), rel=1.3e-7)


def test_the_p_value_of_t_is_that_of_scipy(ask: Ask) -> None:
    freedoms = [7, 8, 9.5, 12, 18, 30, 100, 1000, 1e6]
    grid = [(step / 10, v) for v in freedoms for step in range(-80, 81)]
    as_normal = f"select t, v, {STATISTICS.t_as_normal('t', 'v')} as z from {table(['t', 'v'], grid)}"
    for t, v, p in ask(f"select t, v, {STATISTICS.two_sided_p_value('z')} from ({as_normal}) as transformed"):
        assert p == pytest.approx(2 * stats.t.sf(abs(t), v), abs=7e-6), (t, v)


def test_the_quantile_of_t_is_that_of_scipy(ask: Ask) -> None:
    for confidence, error in {0.8: 2e-5, 0.9: 2e-5, 0.95: 2e-5, 0.99: 2e-4}.items():
        quantile = STATISTICS.t_quantile("v", confidence)
        for v, t in ask(f"select v, {quantile} from {table(['v'], [(9 + step * step / 7,) for step in range(60)])}"):
            assert t == pytest.approx(stats.t.ppf(0.5 + confidence / 2, v), abs=error), (v, confidence)
    with pytest.raises(ValueError, match=r"no quantile is known for a confidence of 0\.96"):
        STATISTICS.t_quantile("v", 0.96)


def test_the_chi_square_tail_is_that_of_scipy(ask: Ask) -> None:
    grid = [(step / 2, k) for k in (1, 2, 3, 4, 5, 8, 9, 16, 17, 29, 30, 31, 32, 64) for step in range(161)]
    for x, k, p in ask(f"select x, k, {STATISTICS.chi_square_upper_tail('x', 'k')} from {table(['x', 'k'], grid)}"):
        expected = stats.chi2.sf(x, k)
        if k <= 30:
            assert p == pytest.approx(expected, rel=2e-7, abs=1e-30), (x, k)
        elif expected > 0.001:
            assert p == pytest.approx(expected, rel=0.03), (x, k)


def test_what_would_overflow_or_divide_by_0_has_an_answer(ask: Ask) -> None:
    """Postgres raises an error where exp underflows, a product overflows or a logarithm is that of 0."""
    rows = ask(
        "select"
        f" {STATISTICS.normal_upper_tail('huge')}, {STATISTICS.two_sided_p_value('none')},"
        f" {STATISTICS.t_as_normal('huge', 'nine')} > 10, {STATISTICS.t_as_normal('nothing', 'nine')},"
        f" {STATISTICS.t_as_normal('nine', 'nothing')}, {STATISTICS.t_quantile('nothing')},"
        f" {STATISTICS.chi_square_upper_tail('huge', 'nine')}, {STATISTICS.chi_square_upper_tail('nothing', 'nine')},"
        f" {STATISTICS.chi_square_upper_tail('nine', 'nothing')}, {STATISTICS.chi_square_upper_tail('none', 'nine')},"
        f" {STATISTICS.any_time_p_value('huge', 'nine')}, {STATISTICS.any_time_p_value('nothing', 'nine')},"
        f" {STATISTICS.any_time_p_value('none', 'nine')},"
        f" {STATISTICS.welch_degrees_of_freedom('nothing', 'nine', 'nothing', 'nine')},"
        f" {STATISTICS.lift_variance('nine', 'nine', 'nothing', 'nine')},"
        f" {STATISTICS.ratio_bound('low', 'nine', 'nothing', 'nine', 'nothing', 'nothing', 'nine')},"
        f" {STATISTICS.ratio_bound('high', 'nine', 'nine', 'nothing', 'nothing', 'nothing', 'nine')},"
        f" {STATISTICS.ratio_bound('high', 'nine', 'nothing', 'nine', 'nothing', 'nothing', 'none')}"
        f" from {table(['huge', 'nine', 'nothing', 'none'], [(1e120, 9, 0, None)])}"
    )
    [(tail, no_p, is_far, at_0, *answers)] = rows
    assert tail < 1e-290
    assert (no_p, is_far, at_0) == (None, True, 0)
    assert answers[2] < 1e-200
    assert [*answers[:2], *answers[3:]] == [
        *(None, None, pytest.approx(1, abs=1e-7), None, None, 0, 1),
        *(None, None, None, 1, None, None),
    ]


def test_two_means_are_compared_as_growthbook_does(ask: Ask) -> None:
    """GrowthBook's own tests of its statistics give these sums and answers."""
    arms = [(3407, 1396.87, 52377.9767), (3461, 2422.7, 134698.29)]
    [control, variant] = [(n, total / n, (squares - total * total / n) / (n - 1) / n) for n, total, squares in arms]
    given = table(["n_c", "mean_c", "var_c", "n_t", "mean_t", "var_t"], [(*control, *variant)])
    steps = (
        f"select *, {STATISTICS.welch_degrees_of_freedom('var_t', 'n_t', 'var_c', 'n_c')} as freedom,"
        f" mean_t / mean_c - 1 as lift,"
        f" sqrt({STATISTICS.lift_variance('mean_t', 'var_t', 'mean_c', 'var_c')}) as lift_error,"
        f" (mean_t - mean_c) / sqrt(var_t + var_c) as t from {given}"
    )
    steps = (
        f"select *, {STATISTICS.t_as_normal('t', 'freedom')} as z,"
        f" {STATISTICS.t_as_normal('lift / lift_error', 'freedom')} as lift_z from ({steps}) as tested"
    )
    [row] = ask(
        f"select mean_t - mean_c, {STATISTICS.two_sided_p_value('z')}, lift, {STATISTICS.two_sided_p_value('lift_z')},"
        f" lift - lift_error * {STATISTICS.t_quantile('freedom')},"
        f" lift + lift_error * {STATISTICS.t_quantile('freedom')} from ({steps}) as transformed"
    )
    assert [round(float(answer), 5) for answer in row] == [
        0.29000,
        pytest.approx(0.02016, abs=2e-5),
        0.70732,
        pytest.approx(0.06191, abs=2e-5),
        pytest.approx(-0.03526, abs=2e-5),
        pytest.approx(1.44989, abs=2e-5),
    ]
    # The difference is significant, so that a lift of 0 is not in its interval; by the delta method it is.
    steps = f"select *, 0.0 as none, {STATISTICS.t_quantile('freedom')} as quantile from ({steps}) as transformed"
    columns = ["mean_t", "var_t", "mean_c", "var_c", "none", "quantile"]
    low, high = (STATISTICS.ratio_bound(side, *columns) for side in ("low", "high"))
    [(low_ratio, high_ratio)] = ask(f"select {low}, {high} from ({steps}) as with_quantile")
    assert 1 < low_ratio < 1.70732 < high_ratio


def test_the_interval_of_a_ratio_ends_where_the_difference_becomes_significant(ask: Ask) -> None:
    """At both ends, the mean divided by the ratio is one quantile of standard errors from the control's mean."""
    columns = ["mean", "variance", "control_mean", "control_variance", "covariance", "quantile"]
    rng = random.Random(4)
    given = []
    for _ in range(300):
        deviation, control_deviation = 10 ** rng.uniform(-3, 0.2), 10 ** rng.uniform(-3, 0.2)
        covariance = rng.uniform(-0.95, 0.95) * deviation * control_deviation
        given.append((rng.uniform(0.1, 8), deviation**2, 2.0, control_deviation**2, covariance, rng.uniform(1.9, 3)))
    bounds = [STATISTICS.ratio_bound(side, *columns) for side in ("low", "high")]
    rows = ask(f"select {', '.join(columns + bounds)} from {table(columns, given)}")
    assert len(rows) == len(given)
    for mean, variance, control_mean, control_variance, covariance, quantile, low, high in rows:
        are_above_0 = min(mean**2 / variance, control_mean**2 / control_variance) > quantile**2
        assert (low is not None, high is not None) == (are_above_0, are_above_0)
        if are_above_0:
            assert low < mean / control_mean < high
            for ratio in (low, high):
                error = math.sqrt(variance / ratio**2 - 2 * covariance / ratio + control_variance)
                assert abs(mean / ratio - control_mean) == pytest.approx(quantile * error, rel=1e-6)
    assert sum(row[-1] is None for row in rows) > 20


def test_what_an_account_did_before_takes_its_share_out_of_the_variance(ask: Ask) -> None:
    rng = random.Random(8)
    before = [rng.gauss(10, 3) for _ in range(60)]
    after = [0.7 * x + rng.gauss(0, 1) for x in before]
    covariance = float(stats.linregress(before, after).slope) * float(stats.tvar(before))
    theta = covariance / float(stats.tvar(before))
    expected = float(stats.tvar([y - theta * x for x, y in zip(before, after, strict=True)]))
    given = (float(stats.tvar(after)), float(stats.tvar(before)), covariance, theta)
    columns = ["var_y", "var_x", "cov", "theta"]
    [(variance,)] = ask(f"select {STATISTICS.cuped_variance(*columns)} from {table(columns, [given])}")
    assert variance == pytest.approx(expected, rel=1e-9)


def test_false_discoveries_are_counted_as_scipy_does(ask: Ask) -> None:
    families: dict[int, list[float | None]] = {
        1: [0.001, 0.01, 0.01, 0.02, 0.5, 0.9, None],
        2: [0.04, 0.04, 0.04],
        3: [0.7],
        4: [0.2, 1.0, None],
    }
    given = table(["f", "p"], [(f, p) for f, ps in families.items() for p in ps])
    ratios = f"select f, p, {STATISTICS.ratio_to_rank('p', ['f'])} as ratio from {given}"
    rows = ask(f"select f, p, {STATISTICS.q_value('ratio', 'p', ['f'])} from ({ratios}) as ranked")
    for family, ps in families.items():
        known = [p for p in ps if p is not None]
        expected = dict(zip(known, stats.false_discovery_control(known), strict=True))
        for f, p, q in rows:
            if f == family:
                assert q == (None if p is None else pytest.approx(expected[p], rel=1e-12)), (f, p)
    assert len(rows) == sum(map(len, families.values()))


def test_an_any_time_p_value_is_the_inverse_of_its_confidence_sequence(ask: Ask) -> None:
    """The sequence of Waudby-Smith et al. excludes 0 at the confidence at which the p-value is 0.05."""
    rho_square = (-2 * math.log(0.05) + math.log(1 - 2 * math.log(0.05))) / 5000
    for n in (20.0, 400.0, 5000.0, 80000.0):
        x = n * rho_square
        half_width = math.sqrt(2 * (x + 1) / x * math.log(math.sqrt(x + 1) / 0.05))
        [(p, doubled)] = ask(
            f"select {STATISTICS.any_time_p_value('z', 'n')}, {STATISTICS.any_time_p_value('2 * z', 'n')}"
            f" from {table(['z', 'n'], [(half_width, n)])}"
        )
        assert p == pytest.approx(0.05, rel=1e-6)
        assert doubled < 0.05
