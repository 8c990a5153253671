"""
What the rules of fct_findings find, and what they find that is not there, in simulated accounts of known fate.

The accounts are written as the tables that fct_account_health reads, and judged by the package's own SQL, compiled by
dbt. Beside it, over the same calls, the rules that others use, and what could be known at best (insight_oracle.py).
`python benchmarks/insight.py`, or `make bench-insight`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from dbt.cli.main import dbtRunner
from insight_oracle import KEPT, Events, Made, Numbers, by_days, by_weeks, probabilities

PACKAGE = Path(__file__).resolve().parents[1]
MODELS = ["int_weekly_changes", "fct_account_health", "dim_playbook", "fct_findings"]
FIRST_WEEK = date(2025, 1, 6)
ACCOUNTS, HISTORY, JUDGED = 400, 56, 13
PLANTED = 20
KINDS = {"fell": 0.4, "went_quiet": 0.0, "rose": 2.5}
# Of the calls that would succeed, the share that fails from the event on.
FAILURES = {"10 %": 0.1, "30 %": 0.3}
# A finding of any week from the event's to the second after it counts as found.
WEEKS_TO_FIND = 3
# How probable an event has to be, in %, to be reported by who knows how the accounts are made.
LEAST_PROBABLE = (20, 30, 40)


@dataclass
class Simulation:
    """Calls by account and day, and the planted events: (account, day) -> kind."""

    calls: Numbers
    failed: Numbers
    made: Made
    events: dict[tuple[int, int], str] = field(default_factory=dict)
    failures: dict[tuple[int, int], str] = field(default_factory=dict)
    # The week in which, on one day, half of the calls of all accounts fail.
    outage_week: int = 0


def simulate(seed: int) -> Simulation:
    """
    Accounts of Zipf-shaped volume, each with its own weekdays, growth and unrest; holidays, an outage of one day,
    spikes of one day; and, in the last weeks, events that begin on any day and last.
    """
    random = np.random.default_rng(seed)
    days = (HISTORY + JUDGED) * 7
    day = np.arange(days)
    volume = 3000 / np.arange(1, ACCOUNTS + 1) ** 0.85
    weekend = random.choice([0.05, 0.3, 1.0], ACCOUNTS, p=[0.4, 0.3, 0.3])
    weekdays = np.where((day % 7 < 5)[None, :], 1.0, weekend[:, None])
    growth = np.exp(random.normal(0.002, 0.004, ACCOUNTS)[:, None] * day[None, :] / 7)
    # Use wanders from week to week, and comes back.
    unrest = random.uniform(0.05, 0.25, ACCOUNTS)
    wandering = np.zeros((ACCOUNTS, HISTORY + JUDGED))
    for week in range(1, HISTORY + JUDGED):
        wandering[:, week] = KEPT * wandering[:, week - 1] + random.normal(0, unrest)
    daily_unrest = random.uniform(0.1, 0.5, ACCOUNTS)[:, None]
    expected = volume[:, None] * weekdays * growth
    mean = expected * np.exp(np.repeat(wandering, 7, axis=1))
    mean *= np.exp(random.normal(0, 1, (ACCOUNTS, days)) * daily_unrest - daily_unrest**2 / 2)
    for holiday in random.choice(days, days // 40, replace=False):
        holidays = slice(holiday, holiday + int(random.integers(1, 4)))
        mean[:, holidays] *= 0.4
        expected[:, holidays] *= 0.4
    outage = int(random.integers(HISTORY * 7, days - 7))
    mean[:, outage] *= 0.1
    expected[:, outage] *= 0.1
    has_spike = random.random((ACCOUNTS, days)) < 1 / 400
    mean = np.where(has_spike, mean * random.uniform(3, 15, (ACCOUNTS, days)), mean)
    events: dict[tuple[int, int], str] = {}
    large = [account for account in range(ACCOUNTS) if volume[account] * 5 >= 40]
    chosen = random.choice(large, PLANTED * len(KINDS), replace=False)
    for number, account in enumerate(chosen):
        kind = [*KINDS][number % len(KINDS)]
        start = int(random.integers(HISTORY * 7, days - (WEEKS_TO_FIND - 1) * 7 - 6))
        mean[account, start:] *= KINDS[kind]
        events[int(account), start] = kind
    calls = random.poisson(mean)
    unchosen = [account for account in large if account not in chosen]
    failed, failures, outage_week = simulate_failures(seed, calls, unchosen)
    made = Made(expected, has_spike, unrest, daily_unrest[:, 0])
    return Simulation(calls, failed, made, events, failures, outage_week)


def simulate_failures(seed: int, calls: Numbers, large: list[int]) -> tuple[Numbers, dict[tuple[int, int], str], int]:
    """
    How many of the calls fail: a share of each account's own, from 1 in 1,000 to 1 in 5, that varies from day to day
    and from week to week; an outage of one day in which half of all calls fail; and, in the last weeks, failures that
    begin on any day and last.
    """
    random = np.random.default_rng([seed, 1])
    accounts, days = calls.shape
    own = random.uniform(np.log(0.001), np.log(0.2), accounts)
    unrest = random.uniform(0.1, 0.5, (accounts, 1))
    weekly = np.repeat(random.normal(0, 1, (accounts, days // 7)) * unrest, 7, axis=1)
    odds = np.exp(own[:, None] + weekly + random.normal(0, 1, (accounts, days)) * unrest)
    share = odds / (1 + odds)
    outage = int(random.integers(HISTORY * 7, days - 7))
    share[:, outage] += (1 - share[:, outage]) * 0.5
    failures: dict[tuple[int, int], str] = {}
    for number, account in enumerate(random.choice(large, PLANTED * len(FAILURES), replace=False)):
        kind = [*FAILURES][number % len(FAILURES)]
        start = int(random.integers(HISTORY * 7, days - (WEEKS_TO_FIND - 1) * 7 - 6))
        share[account, start:] += (1 - share[account, start:]) * FAILURES[kind]
        failures[int(account), start] = kind
    return random.binomial(calls, share), failures, outage // 7


def compiled(folder: Path) -> dict[str, str]:
    """The SQL of the models, as a full build runs it."""
    (folder / "profiles.yml").write_text(
        "api_call_volume: {target: duckdb, outputs: {duckdb: {type: duckdb, schema: main,"
        f" path: '{folder / 'insight.duckdb'}'}}}}}}\n"
    )
    options = ["--project-dir", str(PACKAGE), "--profiles-dir", str(folder), "--target-path", str(folder / "target")]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        result = dbtRunner().invoke(["compile", "--select", *MODELS, *options, "--no-send-anonymous-usage-stats"])
    if not result.success:
        raise SystemExit(said.getvalue())
    nodes: Any = result.result
    return {node.node.name: node.node.compiled_code for node in nodes.results}


TABLES = """
create or replace table fct_account_calls_daily as
    select
        date '{first}' + day::int as date_day,
        'account ' || account as account_id,
        calls as api_calls,
        calls - failed as successful_calls,
        1 as active_users
    from simulated where calls > 0;
create or replace table fct_account_calls_weekly as
    select
        date_trunc('week', date_day)::date as date_week,
        account_id,
        sum(api_calls)::decimal(28, 6) as api_calls,
        sum(successful_calls)::decimal(28, 6) as successful_calls,
        count(*) as active_days,
        1 as active_users,
        true as is_complete_period,
        1 as data_version
    from fct_account_calls_daily group by all;
create or replace table sample_accounts (account_id varchar, segment varchar, is_internal varchar);
create or replace table int_user_calls (
    date_day date, account_id varchar, user_id varchar, api_calls decimal(28, 6)
);
create or replace table int_outcomes (account_id varchar, date_day date, outcome varchar, amount decimal(28, 6));
create or replace table fct_power_users (
    date_week date, account_id varchar, user_id varchar, api_calls decimal(28, 6), is_complete_period boolean
);
create or replace table fct_month_forecast (
    account_id varchar, as_of_date date, forecast_calls decimal(28, 6), quota_calls decimal(28, 6),
    quota_exhausted_on date, is_complete_period boolean
);
create or replace table int_completeness as select date '{first}' + {days} as complete_before;
"""


def judge(connection: duckdb.DuckDBPyConnection, simulation: Simulation, sql: dict[str, str]) -> None:
    """Writes the calls as the tables that the models read, and the models as tables."""
    accounts, days = simulation.calls.shape
    columns = {
        "account": np.repeat(np.arange(accounts), days),
        "day": np.tile(np.arange(days), accounts),
        "calls": simulation.calls.ravel(),
        "failed": simulation.failed.ravel(),
    }
    connection.register("columns", columns)
    connection.execute("create or replace table simulated as select * from columns")
    connection.execute(TABLES.format(first=FIRST_WEEK, days=days))
    for model in MODELS:
        connection.execute(f"create or replace table {model} as {sql[model]}")


# Rules that others use, over days: the account and the first day of a week with an alarm, and its direction.
LAST_14 = "order by day rows between 14 preceding and 1 preceding"
PEERS = {
    "a day 3 deviations off the 14 days before": f"partition by account {LAST_14}",
    "a day 3 deviations off its weekday in 98 days": f"partition by account, day % 7 {LAST_14}",
}
PEER = """
with baseline as (
    select *, avg(calls) over history as usual, stddev_samp(calls) over history as deviation
    from simulated window history as ({history})
)
select distinct account, day // 7 as week, calls < usual as is_below
from baseline where day >= {first} and abs(calls - usual) > 3 * deviation and deviation > 0
"""
# The same rule over the share of a day's calls that fails.
PEER_FAILING = """
with baseline as (
    select *, avg(share) over history as usual, stddev_samp(share) over history as deviation
    from (select account, day, calls, failed / calls as share from simulated where calls > 0)
    window history as ({history})
)
select distinct account, day // 7 as week, true as is_below
from baseline where day >= {first} and share > usual + 3 * deviation and deviation > 0
"""
MAD = """
with days as (
    select *, list(calls) over (partition by account order by day rows between 30 preceding and 1 preceding) as before
    from simulated
),
medians as (select *, list_median(before) as usual from days where day >= {first}),
deviations as (select *, list_median(list_transform(before, lambda x: abs(x - usual))) as deviation from medians)
select distinct account, day // 7 as week, calls < usual as is_below
from deviations where abs(calls - usual) > 3 * 1.4826 * deviation and deviation > 0
"""
OURS = """
select
    split_part(account_id, ' ', 2)::int as account,
    datediff('day', date '{first}', date_week) // 7 as week,
    finding <> 'rose' as is_below
from ({found}) where account_id is not null
"""
FLEET = """
select datediff('day', date '{first}', date_week) // 7 as week
from fct_findings where finding = 'fleet_failing' and week >= {history}
"""
# A change is news in the first week of those in which a rule has it.
NEWS = """
select * from (
    select *, lag(date_week) over (partition by account_id, finding order by date_week) as week_before from ({found})
) where week_before is null or week_before < date_week - 7
"""
# Rules with other factors: of the typical change of the days, of the range by week, and of the usual calls.
BY_DAYS = """
select account_id, date_week, unnest(case
    when api_calls = 0 then case when usual_calls >= 20 then ['went_quiet'] else [] end
    else if(fall_strength >= {factor}, ['fell'], []) || if(rise_strength >= {factor}, ['rose'], [])
end) as finding
from fct_account_health
"""
CHANGE_FACTORS = ("4", "4.25", "4.5", "5")
OUTSIDE = """
select account_id, date_week, case when {rise} then 'rose' else 'fell' end as finding
from fct_account_health
where {fall} or {rise} or (api_calls = 0 and usual_calls >= 20 and position_in_range in ('below', 'too_new'))
"""
OF_RANGE = (
    "(position_in_range = 'below' and api_calls < low_calls * {fall})",
    "(position_in_range = 'above' and api_calls - busiest_day_calls > high_calls * {rise})",
)
OF_USUAL = (
    "(position_in_range = 'below' and 1 + own_change_ratio <= {fall})",
    "(position_in_range = 'above' and 1 + own_change_ratio >= {rise})",
)
FACTORS = {
    "own range by week, x {fall} and, without the busiest day, x {rise}": (
        OF_RANGE,
        [("0.8", "0.9"), ("0.75", "0.9"), ("0.7", "1.0"), ("0.65", "1.0")],
    ),
    "outside its own range by week, and x {fall} or x {rise} of usual": (OF_USUAL, [("0.6", "1.67"), ("0.5", "2.0")]),
}


# The rule `failing` with other factors: of the odds at the end of the range, and least calls beyond it.
FAILING = """
select account_id, date_week, 'failing' as finding
from fct_account_health
where date_week >= date '{first}' + {history} * 7
    and (1 - success_rate) * low_success_rate > {factor} * success_rate * (1 - low_success_rate)
    and api_calls * (low_success_rate - success_rate) >= {least}
"""
FAILING_FACTORS = [(1, 20), (1.25, 20), (1.5, 20), (2, 20), (1.5, 10)]


@dataclass
class Score:
    """What one rule found: events by kind, account weeks with a false alarm, account weeks in all."""

    kinds: list[str]
    found: dict[str, int] = field(default_factory=dict)
    planted: dict[str, int] = field(default_factory=dict)
    waited: list[int] = field(default_factory=list)
    false: int = 0
    account_weeks: int = 0

    def add(self, events: dict[tuple[int, int], str], alarms: list[tuple[int, int, bool]]) -> None:
        """An alarm is false where no event of its account began in its week or one of the two before."""
        true: set[tuple[int, int]] = set()
        for (account, day), kind in events.items():
            weeks = range(day // 7, day // 7 + WEEKS_TO_FIND)
            hits = [
                week for who, week, below in alarms if who == account and week in weeks and below == (kind != "rose")
            ]
            self.planted[kind] = self.planted.get(kind, 0) + 1
            if hits:
                self.found[kind] = self.found.get(kind, 0) + 1
                self.waited.append(min(hits) - day // 7)
            true |= {(account, week) for week in weeks}
        in_time = {(who, week) for who, week, _ in alarms if HISTORY <= week < HISTORY + JUDGED}
        self.false += len(in_time - true)
        self.account_weeks += ACCOUNTS * JUDGED

    def row(self) -> list[str]:
        waited = sum(self.waited) / len(self.waited) if self.waited else 0
        shares = [f"{self.found.get(kind, 0) / self.planted[kind] * 20:.1f}" for kind in self.kinds]
        return [f"{self.false / self.account_weeks * 100:.2f}", *shares, f"{waited:.1f}"]


def rules() -> tuple[dict[str, str], dict[str, str]]:
    """The queries of the rules about calls, and of those about failures, by what the table says of them."""

    def ours(found: str) -> str:
        return OURS.format(first=FIRST_WEEK, found=found)

    found = f"select * from fct_findings where date_week >= date '{FIRST_WEEK}' + {HISTORY * 7}"
    of_calls = {
        "fct_findings: fell, rose, went_quiet": ours(found + " and finding in ('fell', 'rose', 'went_quiet')"),
        "fct_findings: declining": ours(found + " and finding = 'declining'"),
    }
    for times in CHANGE_FACTORS:
        name = f"7 or 14 days beside the same weekdays before, {times} typical changes"
        of_calls[name] = ours(NEWS.format(found=BY_DAYS.format(factor=times)))
    for name, ((fall, rise), factors) in FACTORS.items():
        for of_fall, of_rise in factors:
            conditions = {"fall": fall.format(fall=of_fall), "rise": rise.format(rise=of_rise)}
            rule = NEWS.format(found=OUTSIDE.format(**conditions))
            of_calls[name.format(fall=of_fall, rise=of_rise)] = ours(rule)
    for name, history in PEERS.items():
        of_calls[name] = PEER.format(history=history, first=HISTORY * 7)
    of_calls["a day 3 MAD off the median of the 30 days before"] = MAD.format(first=HISTORY * 7)
    of_failures = {"fct_findings: failing": ours(found + " and finding = 'failing'")}
    for factor, least in FAILING_FACTORS:
        name = f"own range by week, x {factor} of the odds to fail, {least} calls beyond it"
        of_failures[name] = ours(FAILING.format(first=FIRST_WEEK, history=HISTORY, factor=factor, least=least))
    for name, history in PEERS.items():
        of_failures[name] = PEER_FAILING.format(history=history, first=HISTORY * 7)
    return of_calls, of_failures


@dataclass
class FleetScore:
    """In how many simulations fleet_failing found the outage, and in how many other weeks it was reported."""

    found: int = 0
    planted: int = 0
    false: int = 0
    weeks: int = 0

    def add(self, outage_week: int, alarms: list[tuple[int]]) -> None:
        weeks = [week for (week,) in alarms]
        self.planted += 1
        self.found += outage_week in weeks
        self.false += len(weeks) - (outage_week in weeks)
        self.weeks += JUDGED - 1

    def __str__(self) -> str:
        return (
            f"fleet_failing found {self.found} of {self.planted} outages of one day in which half of all calls failed,"
            f" and was reported in {self.false} of {self.weeks} other weeks."
        )


def scores(seeds: range) -> tuple[dict[str, Score], dict[str, Score], FleetScore]:
    """The scores of each rule over these simulations: about calls, about failures, and of fleet_failing."""
    of_calls, of_failures = rules()
    by_rule = {name: Score([*KINDS]) for name in of_calls}, {name: Score([*FAILURES]) for name in of_failures}
    of_fleet = FleetScore()
    with tempfile.TemporaryDirectory() as folder:
        sql = {name: code.replace('"insight"."main".', "") for name, code in compiled(Path(folder)).items()}
        for seed in seeds:
            connection = duckdb.connect()
            simulation = simulate(seed)
            judge(connection, simulation, sql)
            for name, query in of_calls.items():
                by_rule[0][name].add(simulation.events, connection.execute(query).fetchall())
            for name, query in of_failures.items():
                by_rule[1][name].add(simulation.failures, connection.execute(query).fetchall())
            of_fleet.add(
                simulation.outage_week, connection.execute(FLEET.format(first=FIRST_WEEK, history=HISTORY)).fetchall()
            )
            connection.close()
    return *by_rule, of_fleet


def scores_at_best(seeds: range) -> dict[str, Score]:
    """The scores of who knows how the accounts are made, and reports an event from a probability on."""
    events = Events([*KINDS.values()], HISTORY, WEEKS_TO_FIND, PLANTED / (ACCOUNTS * JUDGED * 7))
    ways = {"from the calls of each week": by_weeks, "from the calls of each day": by_days}
    scored = {f"{way}, at {least} %": Score([*KINDS]) for way in ways for least in LEAST_PROBABLE}
    is_rise = np.array([kind == "rose" for kind in KINDS])
    for seed in seeds:
        simulation = simulate(seed)
        for way, judge_by in ways.items():
            probable = probabilities(judge_by, simulation.calls, simulation.made, events)
            for least in LEAST_PROBABLE:
                alarms = [
                    (int(account), HISTORY + int(week), is_below)
                    for is_below in (True, False)
                    for account, week in np.argwhere(probable[..., is_rise != is_below].sum(axis=2) >= least / 100)
                ]
                scored[f"{way}, at {least} %"].add(simulation.events, alarms)
    return scored


def print_table(of: str, scored: dict[str, Score], kinds: list[str]) -> None:
    """A table in Markdown: a line for each rule."""
    head = [of, "false per 100 accounts a week", *(f"{kind} (of 20)" for kind in kinds), "weeks until found"]
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for name, score in scored.items():
        print("| " + " | ".join([name, *score.row()]) + " |")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, default=10, help="how many simulations: seeds 1, 2, …")
    given = arguments.parse_args()
    print(f"Seeds 1 to {given.seeds}: {ACCOUNTS} accounts, {HISTORY} weeks of history, {JUDGED} weeks judged.")
    of_calls, of_failures, of_fleet = scores(range(1, given.seeds + 1))
    planted = ["falls of 60 %", "silences", "rises of 2.5 x"]
    print_table("rule", of_calls, planted)
    print()
    print_table("what could be known at best", scores_at_best(range(1, given.seeds + 1)), planted)
    print()
    print_table("rule", of_failures, [f"{share} of the calls begin to fail" for share in FAILURES])
    print(f"\n{of_fleet}")


if __name__ == "__main__":
    main()
