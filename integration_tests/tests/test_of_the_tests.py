"""The engine broken on purpose: the harness must find each of these, or it finds nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from harness.histories.calls import random_histories
from harness.histories.replay import replay
from harness.warehouses.duckdb import PACKAGE

BROKEN = {
    "a lookback by event time": (
        "macros/incremental/changed_arrivals.sql",
        """"' and " ~ arrived_recently ~""",
        """"' and " ~ arrived_recently | replace('loaded_at', 'occurred_at') ~""",
    ),
    "copies are looked for in their own arrival only": (
        "macros/incremental/with_arrivals_of_copies.sql",
        "{{ return(arrivals + api_call_volume.rows_of(query, 'other arrivals with copies of their calls')) }}",
        "{{ return(arrivals) }}",
    ),
    "copies are told apart by their day": (
        "models/intermediate/int_repeated_api_calls.sql",
        "partition by source_name, entry_key\n            order by",
        "partition by source_name, entry_key, date_day\n            order by",
    ),
    "the state is ahead of the table: a month counts as built as soon as the ledger has its calls": (
        "macros/incremental/periods_to_build.sql",
        "{{ api_call_volume.standing_periods(grain, start) }}",
        "{{ api_call_volume.standing_periods(grain, start) if period != 'month'"
        " else api_call_volume.due_periods(versions) }}",
    ),
    "what lands during a run is in some of its tables": (
        "models/intermediate/int_arrived_api_calls.sql",
        "or api_calls.loaded_at <= known_arrivals.last_loaded_at",
        "or true",
    ),
    "no overlap": (
        "macros/incremental/recent_arrivals.sql",
        "{{ api_call_volume.reporting_day_start(api_call_volume.reporting_date(since)) }} as look_from",
        "max({{ latest_loaded_at }}) as look_from",
    ),
    "a row without an arrival time is no news": (
        "macros/incremental/recent_arrivals.sql",
        "') or loaded_at is null'",
        "')'",
    ),
}


def broken_consumer(folder: Path, file: str, right: str, wrong: str) -> Path:
    """A copy of the package with one line of it broken, and a project that installs that copy."""
    package = folder / "api_call_volume"
    not_copied = shutil.ignore_patterns(".*", "target", "logs", "dbt_packages", "package-lock.yml", "*.csv", "harness")
    shutil.copytree(PACKAGE, package, ignore=not_copied)
    text = (package / file).read_text()
    assert text.count(right) == 1, f"{file} has changed: break it in another way"
    (package / file).write_text(text.replace(right, wrong))
    return package / "integration_tests"


@pytest.mark.long
@pytest.mark.parametrize("what", BROKEN)
def test_the_harness_finds(what: str, tmp_path: Path) -> None:
    project = broken_consumer(tmp_path, *BROKEN[what])
    histories = random_histories(18, seed_number=77, least_loads=4, most_loads=5)
    found = replay(
        tmp_path / "replay", histories, project=project, full_refresh=False, loads_during=what.startswith("what lands")
    )
    assert found.differences
