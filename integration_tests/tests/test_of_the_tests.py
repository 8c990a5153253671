"""The engine, broken on purpose: the harness must find each fault, or it finds nothing."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest
from harness.histories.calls import random_histories
from harness.histories.changes import green_contradictions
from harness.histories.replay import replay
from harness.warehouses.duckdb import DbtFailed, broken_consumer

LOADS_COMPARED = """and {{ api_call_volume.loaded_since(starts[together[0].name]) }}
            group by 1, 2
            {{ 'union all' if upserted"""

BROKEN = {
    "a lookback by event time": (
        "macros/increments/load_dates_changed_in_raw.sql",
        LOADS_COMPARED,
        LOADS_COMPARED.replace(
            "and {{ api_call_volume.loaded_since(starts[together[0].name]) }}",
            "and occurred_at >= (select max(last_loaded_at) from {{ this }}) - interval 1 day",
        ),
    ),
    "copies are searched for on their own load date only": (
        "macros/increments/load_dates_with_copies.sql",
        "{{ return(load_dates + api_call_volume.fetch_rows(query, 'other load dates with copies of their calls')) }}",
        "{{ return(load_dates) }}",
    ),
    "copies are told apart by their day": (
        "models/intermediate/int_duplicated_api_calls.sql",
        "partition by key_scope, entry_key\n            order by",
        "partition by key_scope, entry_key, date_day\n            order by",
    ),
    "the state is ahead of the table: a month counts as built as soon as the ledger has its calls": (
        "macros/increments/periods_to_build.sql",
        "'select * from existing'",
        "'select * from existing' if period != 'month' else 'select * from due'",
    ),
    "a window of days is not built again where an earlier one of its days changed": (
        "macros/increments/fact_versions_query.sql",
        "api_call_volume.windowed_versions_query(versions, 27) if fact == 'fct_account_calls_daily' else versions",
        "versions",
    ),
    "rows loaded during a run are in some of its tables": (
        "models/intermediate/int_inventoried_api_calls.sql",
        "or api_calls.loaded_at <= latest_loads.last_loaded_at",
        "or true",
    ),
    "only what was loaded lately is compared": (
        "macros/increments/comparison_starts.sql",
        "{% set late_load_days = var('late_load_days', none) %}",
        "{% set late_load_days = 1 %}",
    ),
    "a row without a load time is not compared": (
        "macros/increments/load_dates_changed_in_raw.sql",
        LOADS_COMPARED,
        LOADS_COMPARED.replace(
            "\n            group by", "\n                and loaded_at is not null\n            group by"
        ),
    ),
}
# Of sources that keep the latest copy, and of those with rows that cancel calls.
BROKEN_CORRECTIONS = {
    "the latest copy is the first": (
        "macros/deduplication/copy_preference.sql",
        "' then loaded_at end desc'",
        "' then loaded_at end'",
    ),
    "a row that cancels a call is a copy of it": (
        "models/intermediate/int_duplicated_api_calls.sql",
        "case when disposition = 'cancelled' then 'cancellation' else 'call' end as entry",
        "'call' as entry",
    ),
}
# What raw tables do in each sync mode; the faults that this brought back were green builds of wrong numbers.
BROKEN_MODES = {
    "rows of an upserted source that are updated or gone stay counted": (
        "macros/increments/load_dates_changed_in_raw.sql",
        "or (is_upserted = 1 and (raw_rows <> existing_rows or is_updated = 1))",
        "",
    ),
    "log records of an upserted source are read again only where there are more": (
        "macros/increments/load_hours_changed_in_raw.sql",
        "coalesce(raw.is_upserted, existing.is_upserted) = 1",
        "1 = 0",
    ),
    "a truncated table loses the stored rows of an hour that gets others": (
        "macros/formats/stored_calls.sql",
        "if source.sync_mode == 'truncate_load' and hours %}",
        "if source.sync_mode == 'truncated' %}",
    ),
    "rows of an upserted engagement input that are updated or gone stay counted": (
        "macros/engagement/read_predicates.sql",
        "engagement_sources()[name].get('sync_mode') == 'upsert'",
        "engagement_sources()[name].get('sync_mode') == 'merge'",
    ),
    "rows that are stored are stored again": (
        "macros/sources/unstored_rows.sql",
        "where stored_rows.stored_key is null",
        "where 1 = 1",
    ),
}
BROKEN_POLICIES = {
    "days from policy_from on are not counted again": (
        "macros/increments/load_dates_changed_in_raw.sql",
        "where of_other_policy.has_calls = 1 or totals.more_rows >= 0",
        "where 1 = 0",
    ),
    "stored log records are not read again": (
        "macros/increments/load_hours_changed_in_raw.sql",
        "or (existing.has_other_policy = 1 and raw.raw_row_count >= existing.raw_row_count)",
        "",
    ),
    "each policy reads the calls of all days": (
        "macros/formats/canonical_api_calls.sql",
        "where {{ api_call_volume.is_of_policy(source) }}",
        "where 1 = 1",
    ),
}
# What makes a source that is renamed another one, to its rows or to those of the source with the same calls.
BROKEN_NAMES = {
    "a key of two sources that have the same calls is one of each": (
        "macros/deduplication/deduplication_scope.sql",
        "for source in api_call_volume.api_call_sources(only_read=false) if source.same_calls_as",
        "for source in [] if source.same_calls_as",
    ),
    "a source that is renamed is another one to the source that has the same calls": (
        "macros/settings/api_call_sources.sql",
        "{% do policy.update({'same_calls_as_first_named': other.formerly[0]}) %}",
        "",
    ),
    "a source that is renamed has no columns to remember": (
        "macros/sources/remembered_columns.sql",
        "if name in remembered and source.name not in remembered",
        "if false",
    ),
    "an id of another type is the same id": (
        "macros/checks/check_remembered_columns.sql",
        "api_call_volume.spells_a_point(before) != api_call_volume.spells_a_point(now)",
        "false",
    ),
}
# Of accounts that are billed by days of their own time zone.
BROKEN_LOCAL_DAYS = {
    "a time zone that changed reads nothing": (
        "macros/billing/missing_local_days_query.sql",
        "time_zones.time_zone = existing.time_zone",
        "1 = 1",
    ),
    "a load date keeps the calls that it has lost": (
        "macros/billing/missing_local_days_query.sql",
        "counted.load_version is null\n        or counted.load_version <> existing.load_version",
        "1 = 0",
    ),
    "a time zone holds for earlier days, too": (
        "macros/billing/account_days_ctes.sql",
        "where local_calls.date_day >= account_time_zones.time_zone_from",
        "where local_calls.date_day is not null",
    ),
}
# What makes a contradiction of `append` green, at least on some tables.
BROKEN_CHECKS = {
    "nobody looks whether rows that are gone were replaced": (
        "macros/checks/check_settings.sql",
        "{% do api_call_volume.check_no_rows_were_replaced() %}",
        "",
    ),
    "the promise compares nothing": (
        "tests/promises/raw_still_has_what_the_ledger_counted.sql",
        "where counted.rows_received > coalesce(raw_tables.raw_rows, 0)",
        "where 1 = 0",
    ),
}


def test_a_seed_gives_the_same_histories_whatever_a_process_has_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = random_histories(60, seed_number=3)
    (tmp_path / "module_of_constants.py").write_text(f"CONSTANTS = {[*range(100, 9700, 10)]}\n")
    monkeypatch.syspath_prepend(tmp_path)
    import_module("module_of_constants")
    after = random_histories(60, seed_number=3)
    del sys.modules["module_of_constants"]
    assert after == before


@pytest.mark.long
@pytest.mark.parametrize("what", BROKEN)
def test_the_harness_finds(what: str, tmp_path: Path) -> None:
    project = broken_consumer(tmp_path, *BROKEN[what])
    histories = random_histories(18, seed_number=77, least_loads=4, most_loads=5, any_loaded_at="lately" in what)
    found = replay(
        tmp_path / "replay", histories, project=project, full_refresh=False, loads_during=what.startswith("rows loaded")
    )
    assert found.differences


@pytest.mark.long
@pytest.mark.parametrize("what", BROKEN_CORRECTIONS)
def test_the_histories_of_corrections_find(what: str, tmp_path: Path) -> None:
    project = broken_consumer(tmp_path, *BROKEN_CORRECTIONS[what])
    histories = random_histories(10, seed_number=78, least_loads=4, most_loads=4)
    found = replay(tmp_path / "replay", histories, project=project, full_refresh=False)
    assert found.differences


@pytest.mark.long
@pytest.mark.parametrize("what", BROKEN_MODES)
def test_the_histories_of_sync_modes_find(what: str, tmp_path: Path) -> None:
    project = broken_consumer(tmp_path, *BROKEN_MODES[what])
    histories = random_histories(9, seed_number=16, least_loads=3, most_loads=3)
    try:
        found = replay(tmp_path / "replay", histories, project=project, full_refresh=False, changes_seed=16)
    except DbtFailed as failed:
        if "raw has only" not in str(failed):
            raise
        return  # a later model noticed it, and refused to build
    assert found.differences


@pytest.mark.long
@pytest.mark.parametrize("what", BROKEN_POLICIES)
def test_the_histories_of_policies_find(what: str, tmp_path: Path) -> None:
    project = broken_consumer(tmp_path, *BROKEN_POLICIES[what])
    histories = random_histories(12, seed_number=16, least_loads=3, most_loads=3)
    found = replay(tmp_path / "replay", histories, project=project, full_refresh=False, policies_change=True)
    assert found.differences


@pytest.mark.long
@pytest.mark.parametrize("what", BROKEN_NAMES)
def test_the_histories_of_renamed_sources_find(what: str, tmp_path: Path) -> None:
    project = broken_consumer(tmp_path, *BROKEN_NAMES[what])
    histories = random_histories(9, seed_number=16, least_loads=2, most_loads=2)
    try:
        found = replay(tmp_path / "replay", histories, project=project, full_refresh=False, sources_change=True)
    except DbtFailed as failed:
        if "`same_calls_as` of source" not in str(failed):
            raise
        return  # a rename that would be another policy stops the run
    assert found.differences


@pytest.mark.long
@pytest.mark.parametrize("what", BROKEN_LOCAL_DAYS)
def test_the_histories_of_time_zones_find(what: str, tmp_path: Path) -> None:
    project = broken_consumer(tmp_path, *BROKEN_LOCAL_DAYS[what])
    histories = random_histories(12, seed_number=78, least_loads=3, most_loads=4)
    found = replay(tmp_path / "replay", histories, project=project, full_refresh=False, closes=True)
    assert found.differences


@pytest.mark.long
@pytest.mark.parametrize("what", BROKEN_CHECKS)
def test_the_contradictions_find(what: str, tmp_path: Path) -> None:
    project = broken_consumer(tmp_path, *BROKEN_CHECKS[what])
    _, green = green_contradictions(tmp_path / "contradicted", random_histories(18, seed_number=601), 1, project)
    assert green
