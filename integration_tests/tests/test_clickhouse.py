"""ClickHouse, its engine in a process: the cells of DuckDB and of plain Python, also after increments and kills."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same, without_versions
from harness.comparison.sample import VARS, assert_is_as_in_python
from harness.histories.calls import random_histories
from harness.histories.examples import mismatches_of_every_format
from harness.histories.faults import Killer, partial_runs
from harness.histories.replay import replay
from harness.spec.marts import GRAINS
from harness.spec.texts import misread_texts
from harness.warehouses.duckdb import CONSUMER, PACKAGE, Warehouse, copy_of_package
from harness.warehouses.what_ran import Ran, built, record

clickhouse = pytest.importorskip("harness.warehouses.clickhouse", reason="chdb is not installed")


@pytest.fixture(scope="module")
def servers() -> Iterator[Callable[[], int]]:
    """Starts servers, each with tables of its own, and returns their ports."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(clickhouse.server())


@pytest.fixture(scope="module")
def built_sample(tmp_path_factory: pytest.TempPathFactory, servers: Callable[[], int]) -> Any:
    """The sample, as `dbt build` makes it."""
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path_factory.mktemp("clickhouse"), PACKAGE, VARS, port=servers())
    warehouse.dbt("build")
    return warehouse


def test_the_sample_has_the_same_cells_as_on_duckdb(tmp_path: Path, built_sample: Any) -> None:
    did = built(built_sample.folder / "target")
    on_duckdb = Warehouse(tmp_path / "duckdb", PACKAGE, VARS)
    on_duckdb.dbt("build", "--exclude-resource-type", "unit_test", "test")
    cells = assert_same(without_versions(on_duckdb.marts(GRAINS)), built_sample.marts(GRAINS))
    assert_is_as_in_python(built_sample)
    assert cells > 200_000
    what = f"the sample: {did}; {cells:,} cells as on DuckDB"
    by = f"its engine 26.9 in a process (chdb-core {version('chdb-core')}), dbt-clickhouse {version('dbt-clickhouse')}"
    record(Ran("ClickHouse", "run", by, what))


def test_a_run_without_news_writes_no_table(built_sample: Any) -> None:
    parts = (
        "select table, name from system.parts where active and database = currentDatabase()"
        " and table not like 'sample%' order by table, name"
    )
    tables = (
        "select name, toString(uuid) as uuid from system.tables"
        " where database = currentDatabase() and engine = 'MergeTree' order by name"
    )
    before = built_sample.rows(tables)
    assert len(before) > 40
    built_sample.dbt("run")
    assert built_sample.rows(tables) == before
    assert not built_sample.rows(f"select * from ({parts}) as parts where table like '%\\_\\_n%'")


def test_without_its_settings_nothing_is_built(tmp_path: Path, servers: Callable[[], int]) -> None:
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path, PACKAGE, {}, port=servers())
    profiles = tmp_path / "profiles.yml"
    profiles.write_text(profiles.read_text().replace("join_use_nulls: 1", "join_use_nulls: 0"))
    passed, said = warehouse.dbt("run", must_pass=False)
    assert not passed
    assert "join_use_nulls: 1" in said
    assert not warehouse.rows("select name from system.tables where database = currentDatabase()")


@pytest.mark.parametrize(
    ("batch", "vars", "before"),
    [
        (0, {"reporting_timezone": "Europe/Berlin", "week_start_day": "sunday"}, lambda warehouse: None),
        (1, {"reporting_timezone": "Pacific/Auckland", "load_overlap_minutes": 60}, partial_runs(1)),
        (2, {"raw_retention_days": 39, "deduplication_window_days": 8}, Killer(2, 4)),
    ],
    ids=["increments", "partial-runs", "kills"],
)
def test_increments_equal_a_full_build_and_plain_python(
    tmp_path: Path,
    servers: Callable[[], int],
    batch: int,
    vars: dict[str, Any],
    before: Callable[[Warehouse], None],
    record_property: Callable[[str, object], None],
) -> None:
    def on_clickhouse(folder: Path, project: Path, vars: Mapping[str, Any]) -> Warehouse:
        return clickhouse.ClickHouseWarehouse(folder, project, vars, port=servers())  # type: ignore[no-any-return]

    histories = random_histories(6, seed_number=9000 + batch, least_loads=3, most_loads=4)
    found = replay(tmp_path, histories, vars, before=before, closes=True, warehouse_class=on_clickhouse)
    print(found)
    assert not found.differences, f"{found}\n{found.differences}"
    record_property("cells of histories, as recomputed and as built in one go", found.cells)


def test_every_format_is_read_as_on_duckdb(tmp_path: Path, servers: Callable[[], int], record_property: Any) -> None:
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path, port=servers())
    examples, found = mismatches_of_every_format(warehouse, "run", "--select", "staging")
    assert found == []
    record_property("examples on ClickHouse", examples)


ZONES = [
    *("Asia/Kolkata", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Niue", "Pacific/Apia", "Europe/Berlin"),
    *("America/Santiago", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca"),
]


def test_days_of_time_zones_are_those_of_duckdb(tmp_path: Path, servers: Callable[[], int]) -> None:
    """Also where clocks change, by half an hour or at midnight, and where a day was left out."""
    around = [datetime(2026, 3, 29), datetime(2026, 4, 5), datetime(2026, 9, 6), datetime(2026, 10, 25)]
    around += [datetime(year, 12, 30) for year in (1901, 1950, 1971, 2011, 2090, 2250, 9000)]
    times = [day + timedelta(minutes=minutes) for day in around for minutes in range(-27 * 60, 27 * 60, 15)]
    columns = ", ".join(
        f"{{{{ api_call_volume.reporting_date('occurred_at', '{zone}') }}}} as day_{number}"
        for number, zone in enumerate(ZONES)
    )

    def days(warehouse: Warehouse, data_type: str) -> list[dict[str, Any]]:
        warehouse.load("raw.partner_calls", {"number": "bigint", "occurred_at": data_type}, list(enumerate(times)))
        query = f"select number, {columns} from raw.partner_calls"
        return sorted(
            warehouse.rows(warehouse.dbt("--quiet", "compile", "--inline", query)[1]),
            key=lambda row: int(row["number"]),
        )

    here = clickhouse.ClickHouseWarehouse(tmp_path / "here", port=servers())
    assert days(here, "DateTime64(6, 'UTC')") == days(Warehouse(tmp_path / "duckdb"), "timestamp")


def test_what_a_join_does_not_find_divides_nothing(tmp_path: Path, servers: Callable[[], int]) -> None:
    """A row without a match has null for both counts, and a zero is stored there."""
    query = """
        {% set query %}
        select
            days.day,
            cast(cast(calls.part as Float64) / calls.whole as {{ dbt.type_numeric() }}) as share
        from (select 1 as day union all select 2 as day) as days
        left join (select 1 as day, 1 as part, 4 as whole) as calls on days.day = calls.day
        {% endset %}
        {{ api_call_volume.clickhouse_sql(query) }}
    """
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path, port=servers())
    _, said = warehouse.dbt("--quiet", "compile", "--inline", query)
    shares = {row["day"]: row["share"] for row in warehouse.rows(said)}
    assert shares == {1: Decimal("0.25"), 2: None}


def test_billing_periods_begin_at_local_midnight(tmp_path: Path, servers: Callable[[], int]) -> None:
    local_days = import_module("test_local_days")

    def new_warehouse(name: str) -> Any:
        return clickhouse.ClickHouseWarehouse(tmp_path / name, CONSUMER, local_days.VARS, port=servers())

    local_days.test_periods_begin_at_local_midnight(new_warehouse, "Asia/Tokyo")


def test_texts_are_read_as_elsewhere(tmp_path: Path, servers: Callable[[], int]) -> None:
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path, PACKAGE, {}, port=servers())
    wrong, found = misread_texts(warehouse)
    assert not wrong, "\n".join(wrong[:40])
    assert found > 900


# Raw tables with the types that ClickHouse's users give them. `session_timezone` stands for the server's time zone.
RAW = """
    create database if not exists raw;
    create table raw.partner_calls (
        id UUID,
        at Nullable(DateTime64(3, 'Europe/Berlin')),
        loaded_at Nullable(DateTime('Europe/Berlin')),
        account LowCardinality(Nullable(String)),
        app Enum8('web' = 1, 'mobile' = 2),
        user FixedString(8),
        status UInt16,
        calls UInt64,
        ip IPv4
    ) engine = MergeTree order by id;
    insert into raw.partner_calls select
        generateUUIDv4(),
        toDateTime64('2026-03-28 22:30:00', 3, 'UTC') + number * 3600,
        toDateTime('2026-03-28 22:40:00', 'UTC') + number * 3600,
        'a',
        if(number = 3, 'mobile', 'web'),
        'u1',
        200,
        2,
        toIPv4('10.0.0.1')
    from numbers(4);

    create table raw.billing_events (
        event JSON, headers Map(LowCardinality(String), String), tags Array(String), loaded_at DateTime64(9)
    ) engine = MergeTree order by loaded_at;
    insert into raw.billing_events values
        ('{"id": 7, "at": "2026-03-01T10:00:00+02:00", "app": {"name": "web"}}', {'account': 'a'}, ['u'], '2026-03-02'),
        ('{"id": "8", "at": "2026-03-01T20:00:00Z"}', {'account': ''}, [], '2026-03-02'),
        ('{"id": "9"}', {}, [], '2026-03-02');

    create table raw.kong_log (
        loaded_at DateTime,
        record Tuple(
            request Tuple(id String, method LowCardinality(String), uri String),
            response Tuple(status UInt16),
            started_at Nullable(DateTime64(3))
        )
    ) engine = MergeTree order by loaded_at;
    insert into raw.kong_log values
        ('2026-03-01 10:00:00', (('r1', 'GET', '/v1/orders/123'), tuple(200), '2026-03-01 09:00:00.250'));

    create table raw.versions (
        id UInt64, at DateTime('UTC'), account String, version UInt32, is_deleted UInt8, loaded_at DateTime('UTC')
    ) engine = ReplacingMergeTree(version) order by id;
    create view raw.log_000 as select * from raw.versions final;
    insert into raw.versions
    select number + 1, '2026-03-01 10:00:00', 'a', 1, 0, '2026-03-01 11:00:00' from numbers(9)
"""
NEW_VERSIONS = """
    insert into raw.versions values
        (1, '2026-03-01 10:00:00', 'b', 2, 0, '2026-03-02 11:00:00'),
        (2, '2026-03-01 10:00:00', 'a', 2, 1, '2026-03-02 11:00:00')
"""
SOURCES: list[dict[str, Any]] = [
    {
        "name": "typed",
        "format": "columns",
        "source": "raw.partner_calls",
        "columns": {
            **{"event_id": "id", "occurred_at": "at", "account_id": "account", "integration_id": "app", "region": "ip"},
            **{"user_id": "user", "http_response_status_code": "status", "call_count": "calls"},
        },
        "where": "app <> 'mobile'",
    },
    {
        "name": "json",
        "format": "columns",
        "source": "raw.billing_events",
        "columns": {
            **{"event_id": "event.id", "occurred_at": "event.at", "integration_id": "event.app.name"},
            **{"account_id": "headers['account']", "user_id": "tags[1]"},
        },
    },
    {"name": "tuples", "format": "kong", "source": "raw.kong_log"},
    {
        "name": "versions",
        "format": "columns",
        "source": "raw.log_000",
        "sync_mode": "upsert",
        "columns": {"event_id": "id", "occurred_at": "at", "account_id": "account"},
        "where": "not is_deleted",
    },
]

RAW_CALL = (
    *("occurred_at", "loaded_at", "account_id", "integration_id", "user_id"),
    *("http_response_status_code", "call_count", "region"),
)


def test_raw_tables_of_its_types_are_read_whatever_the_servers_time_zone(
    tmp_path: Path, servers: Callable[[], int]
) -> None:
    """A time has its zone in its type, in JSON too; a key that a map lacks is an empty text."""
    warehouse = clickhouse.ClickHouseWarehouse(
        tmp_path,
        CONSUMER,
        {"api_call_sources": SOURCES, "reporting_timezone": "Europe/Berlin"},
        port=servers(),
        more_settings={"session_timezone": "America/New_York"},
    )
    warehouse.execute(RAW, settings={})
    facts = ("run", "--select", "+fct_api_calls_daily")
    warehouse.dbt(*facts)

    def staged(table: str, *columns: str) -> list[tuple[Any, ...]]:
        rows = warehouse.rows(f"select * from stg_{table}__api_calls order by source_name, occurred_at, event_id")
        return [tuple(row[column] for column in ("source_name", *columns)) for row in rows]

    typed, *_ = [row for row in staged("columns", *RAW_CALL) if row[0] == "typed"]
    assert typed == (
        *("typed", datetime(2026, 3, 28, 22, 30), datetime(2026, 3, 28, 22, 40), "a", "web", "u1", 200, 2, "10.0.0.1"),
    )
    assert [row for row in staged("columns", "event_id", "occurred_at", *RAW_CALL[2:5]) if row[0] == "json"] == [
        ("json", "7", datetime(2026, 3, 1, 8), "a", "web", "u"),
        ("json", "8", datetime(2026, 3, 1, 20), None, None, None),
        ("json", "9", None, None, None, None),
    ]
    assert staged("kong", "event_id", "occurred_at", "loaded_at", "http_route") == [
        # The server's zone was New York's when these rows were loaded.
        ("tuples", "r1", datetime(2026, 3, 1, 14, 0, 0, 250000), datetime(2026, 3, 1, 15), "/v1/orders/{id}")
    ]

    def calls(date_day: date) -> dict[str, int]:
        rows = warehouse.rows(f"select * from fct_api_calls_daily where date_day = '{date_day}'")
        counted: dict[str, int] = {}
        for row in rows:
            counted[row["account_id"]] = counted.get(row["account_id"], 0) + int(row["api_calls"])
        return counted

    # 23:30 on 28 March is 22:30 in UTC.
    assert (calls(date(2026, 3, 28)), calls(date(2026, 3, 29))) == ({"a": 2}, {"a": 4})
    assert calls(date(2026, 3, 1)) == {"a": 10, "(unattributed)": 2}
    warehouse.execute(NEW_VERSIONS, settings={})
    warehouse.dbt(*facts)
    assert calls(date(2026, 3, 1)) == {"a": 8, "b": 1, "(unattributed)": 2}
    warehouse.execute("optimize table raw.versions final", settings={})
    built_at = warehouse.rows("select distinct built_at from int_route_calls")
    warehouse.dbt(*facts)
    assert warehouse.rows("select distinct built_at from int_route_calls") == built_at


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"group_by_overflow_mode": "any"}, "group_by_overflow_mode: throw"),
        ({"join_default_strictness": "ANY"}, "join_default_strictness: ALL"),
        ({"date_time_output_format": "simple"}, "date_time_output_format: iso"),
    ],
    ids=["group-by", "join", "times"],
)
def test_settings_that_return_a_part_of_the_rows_are_refused(
    tmp_path: Path, servers: Callable[[], int], changed: dict[str, str], said: str
) -> None:
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path, CONSUMER, {}, port=servers(), more_settings=changed)
    passed, printed = warehouse.dbt("run-operation", "api_call_volume.check_settings", must_pass=False)
    assert not passed
    assert said in printed


def test_tables_that_would_lose_rows_are_refused(tmp_path: Path, servers: Callable[[], int]) -> None:
    project = copy_of_package(tmp_path) / "integration_tests"
    file = project / "dbt_project.yml"
    of_models = "models:\n  api_call_volume:\n"
    given = file.read_text()
    assert given.count(of_models) == 1
    one_source = {"api_call_sources": [{"name": "edge", "format": "columns", "source": "raw.partner_calls"}]}
    port = servers()
    raw = clickhouse.ClickHouseWarehouse(tmp_path / "raw", CONSUMER, {}, port=port)
    raw.load("raw.partner_calls", {"occurred_at": "timestamp", "loaded_at": "timestamp"}, [])
    for wrong in ("+engine: ReplacingMergeTree()", "+ttl: valid_to + interval 1 year"):
        file.write_text(given.replace(of_models, f"{of_models}    {wrong}\n"))
        warehouse = clickhouse.ClickHouseWarehouse(tmp_path / "warehouse", project, one_source, port=port)
        passed, said = warehouse.dbt("run", "--select", "int_credential_owners", must_pass=False)
        assert not passed
        assert f"the setting `{wrong.split(':')[0]}` is wrong" in said
