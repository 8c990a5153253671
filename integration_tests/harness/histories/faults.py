"""What goes wrong between a load and the next build: a partial run, a kill."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

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
            # For an input that was never built, the error is the warehouse's.
            assert passed or "api_call_volume: " in said or "does not exist" in said, said

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
