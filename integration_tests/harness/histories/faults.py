"""What goes wrong between a load and the next build: a partial run, a kill."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from harness.progress import say
from harness.warehouses.duckdb import Warehouse

PARTS = [
    "int_raw_inventory",
    "int_duplicated_api_calls",
    "fct_api_call_ledger",
    "int_route_calls",
    "int_user_calls int_duration_calls",
    "int_local_day_calls",
    "fct_billing_period_calls",
    "fct_api_calls_daily",
    "fct_api_calls_monthly",
    "+fct_api_calls_weekly",
    "fct_account_calls_daily",
    "fct_rejected_api_calls",
    "staging",
    # What a job builds that leaves views as they are.
    "config.materialized:replace_whole",
    "int_product_events int_notifications",
    "int_api_feature_calls",
    "fct_notification_interaction fct_search_usage",
    "+fct_engagement_scorecard",
]


def partial_runs(seed: int) -> Callable[[Warehouse], None]:
    """Sometimes a part is built first. Where it can't be built alone, the package raises an error."""
    chance = random.Random(seed)

    def run(warehouse: Warehouse) -> None:
        for part in chance.sample(PARTS, chance.choice([0, 1, 1, 3])):
            passed, said = warehouse.dbt("run", "--select", *part.split(), must_pass=False)
            # For an input that was never built, the error is the warehouse's; ClickHouse has a name for it.
            missing = "does not exist" in said or "(UNKNOWN_TABLE)" in said
            assert passed or "api_call_volume: " in said or missing, said

    return run


class Killer:
    """Kills one build per load at a random moment, until there were `kills` of them."""

    def __init__(self, seed: int, kills: int) -> None:
        self.chance = random.Random(seed)
        self.kills = kills
        self.killed = 0

    def __call__(self, warehouse: Warehouse) -> None:
        if self.killed == self.kills:
            return
        while not warehouse.kill("run", after=self.until_a_random_moment):
            pass  # it ended before the kill
        self.killed += 1
        say(f"run {self.killed} of {self.kills} killed")

    def until_a_random_moment(self, lines: Iterator[str]) -> None:
        # A build of few rows takes about a second and a half from its first model on.
        for line in lines:
            if " START " in line:
                time.sleep(self.chance.uniform(0, 1.6))
                return


class KillerOfWrites:
    """Kills a server at a random moment of a random one of a run's first statements that change a table."""

    WRITES = re.compile(r"\n\s*(merge into|create or replace table) (\S+)")
    LONGEST = 1.5  # seconds; such a statement takes a second or two

    def __init__(self, seed: int, kill: Callable[[], None]) -> None:
        self.chance = random.Random(seed)
        self.kill = kill
        self.killed_in: list[str] = []

    def __call__(self, warehouse: Warehouse, *arguments: str) -> bool:
        """Runs dbt until the server is killed. Returns whether it was: a run may end before."""
        self.left = self.chance.randrange(4)
        self.timer: threading.Timer | None = None
        passed, said = warehouse.dbt(*arguments, told=self.take, must_pass=False)
        if self.timer is None:
            assert passed, said
            return False
        self.timer.join()
        return True

    def take(self, event: Any) -> None:
        """Takes what dbt says; it is called before a statement is sent."""
        if event.info.name == "SQLQuery" and self.timer is None:
            statement = self.WRITES.search(event.data.sql)
            # The temporary table of a run's new rows is none that anybody reads.
            if statement and not statement[2].endswith("__dbt_tmp"):
                self.left -= 1
                if self.left < 0:
                    self.timer = threading.Timer(self.chance.uniform(0, self.LONGEST), self.end, statement.groups())
                    self.timer.start()

    def end(self, *statement: str) -> None:
        self.kill()
        self.killed_in.append(" ".join(statement))
        say(f"run {len(self.killed_in)} killed in: {self.killed_in[-1]}")
