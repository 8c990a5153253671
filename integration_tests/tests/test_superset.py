"""examples/bi/superset in Superset and a browser, beside SQL over the marts: `make test-superset`.

The screenshot is kept in target/superset/.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from harness.warehouses.duckdb import PACKAGE, Warehouse

pytestmark = pytest.mark.superset

EXAMPLE = PACKAGE / "examples" / "bi"
SUPERSET = PACKAGE / ".venv-superset" / "bin"
SCREENSHOTS = PACKAGE / "target" / "superset"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
USER = "admin"
CONFIG = """
SECRET_KEY = {secret!r}
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/superset.db"
PREVENT_UNSAFE_DB_CONNECTIONS = False
TALISMAN_ENABLED = False
WTF_CSRF_ENABLED = False
"""
WEEKS = "from fct_account_calls_weekly where is_complete_period"
RATES = ["client_error_rate", "auth_failed_rate", "rate_limited_rate", "server_error_rate", "aborted_rate"]
ROWS = [
    "rows_received",
    "rows_counted",
    "rows_duplicate",
    "rows_rejected",
    "rows_excluded",
    "rows_too_late",
    "rows_cancelled",
]
ACCOUNTS = f"(select account_id, sum(api_calls) as calls {WEEKS} group by 1 order by calls desc limit 8)"


@dataclass
class Superset:
    """Superset on a port of loopback, with what its one user may do everything with."""

    folder: Path
    password: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def __post_init__(self) -> None:
        config = self.folder / "superset_config.py"
        config.write_text(CONFIG.format(secret=secrets.token_hex(32), folder=self.folder))
        self.environment = {**os.environ, "SUPERSET_CONFIG_PATH": str(config), "FLASK_APP": "superset"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.run("db", "upgrade")
        named = ("--username", USER, "--firstname", USER, "--lastname", USER, "--email", "admin@example.com")
        self.run("fab", "create-admin", *named, "--password", self.password)
        self.run("init")

    def run(self, *command: str) -> None:
        ran = subprocess.run(
            [str(SUPERSET / "superset"), *command],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout[-4000:]

    def serve(self) -> subprocess.Popen[bytes]:
        bound = self.address.removeprefix("http://")
        command = [str(SUPERSET / "gunicorn"), "--bind", bound, "--threads", "4", "--timeout", "300"]
        with (self.folder / "server.log").open("wb") as log:
            server = subprocess.Popen(
                [*command, "superset.app:create_app()"], env=self.environment, stdout=log, stderr=log
            )
        until = time.monotonic() + 180
        while time.monotonic() < until and server.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/health", timeout=5):
                    return server
            except OSError:
                time.sleep(1)
        server.kill()
        pytest.fail((self.folder / "server.log").read_text(errors="replace")[-4000:])


@dataclass
class Seen:
    """What the dashboard asked for, and what it got: name of a chart -> the rows of each of its queries."""

    charts: dict[str, list[list[dict[str, Any]]]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def imported(folder: Path, warehouse: Warehouse, superset: Superset) -> None:
    """Imports the dashboard as a reader of the example does."""
    export = folder / "superset"
    shutil.copytree(EXAMPLE / "superset", export)
    script = [sys.executable, str(EXAMPLE / "mart_models.py"), "superset"]
    manifest = warehouse.folder / "target" / "manifest.json"
    subprocess.run([*script, str(manifest), str(export / "datasets" / "api_call_volume")], check=True)
    database = export / "databases" / "api_call_volume.yaml"
    address = f"duckdb:///{warehouse.database}?access_mode=read_only"
    text = database.read_text(encoding="utf-8")
    assert "duckdb:////path/to/api_call_volume.duckdb" in text
    database.write_text(text.replace("duckdb:////path/to/api_call_volume.duckdb", address), encoding="utf-8")
    archive = shutil.make_archive(str(folder / "dashboard"), "zip", folder, "superset")
    for _ in range(2):  # a second import replaces the first
        superset.run("import-dashboards", "--path", archive, "--username", USER)


def seen(superset: Superset) -> Seen:
    """Opens the dashboard, and keeps a picture of it."""
    from playwright.sync_api import sync_playwright  # other tests don't need it

    found = Seen()
    picture = os.environ.get("PICTURE")
    chromium = shutil.which("chromium")
    assert chromium, "apt-get install chromium"

    def keep(response: Any) -> None:
        if "/api/v1/chart/data" not in response.url:
            return
        name = json.loads(response.request.post_data)["form_data"]["slice_id"]
        answer = response.json()
        if response.status != 200:
            found.faults.append(f"{name}: {answer}")
        else:
            found.charts[name] = [result["data"] for result in answer["result"]]

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 2000}, device_scale_factor=0.8 if picture else 1)
        # Superset asks for a picture of its makers' that counts its users.
        page.route(lambda url: not url.startswith(superset.address), lambda route: route.abort())
        page.on("response", keep)
        page.on("pageerror", lambda error: found.faults.append(str(error)))
        page.set_default_timeout(180_000)
        page.goto(f"{superset.address}/login/", wait_until="networkidle")
        page.fill("input[name=username], input[id=username]", USER)
        page.fill("input[type=password]", superset.password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login" not in url)
        page.goto(f"{superset.address}/superset/dashboard/api-call-volume/", wait_until="networkidle")
        until = time.monotonic() + 120
        while len(found.charts) < 7 and not found.faults and time.monotonic() < until:
            page.wait_for_timeout(1000)
        page.wait_for_timeout(3000)  # charts are drawn after their data are there
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / "dashboard.png", full_page=True)
        if picture:
            page.locator(".dashboard-content, [data-test='dashboard-content']").first.screenshot(path=picture)
        answer = page.request.get(f"{superset.address}/api/v1/chart/?q=(page_size:100)").json()
        names = {chart["id"]: chart["slice_name"] for chart in answer["result"]}
        browser.close()
    found.charts = {names[number]: results for number, results in found.charts.items()}
    return found


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    sample = Warehouse(tmp_path_factory.mktemp("sample"), PACKAGE)
    sample.dbt("build", "--exclude", "resource_type:test", "resource_type:unit_test")
    return sample


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, warehouse: Warehouse) -> Iterator[Seen]:
    folder = tmp_path_factory.mktemp("superset")
    superset = Superset(folder)
    imported(folder, warehouse, superset)
    server = superset.serve()
    yield seen(superset)
    server.terminate()
    server.wait(timeout=60)


def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of Superset or of the warehouse, with dates as dates and numbers as floats."""

    def value(name: str, value: Any) -> Any:
        if name in ("date_week", "period_start"):
            if isinstance(value, (date, datetime)):
                return value.isoformat()[:10]
            return datetime.fromtimestamp(value / 1000, timezone.utc).date().isoformat()
        return value if value is None or isinstance(value, str) else round(float(value), 6)

    return [{name: value(name, cell) for name, cell in row.items()} for row in rows]


def cells(rows: list[dict[str, Any]], key: str, value: str) -> dict[tuple[str, str], float]:
    """Rows of SQL, as a chart with a series for each account has them: (period, account) -> value."""
    return {(row[key], row["account_id"]): row[value] for row in plain(rows) if row[value] is not None}


def series(rows: list[dict[str, Any]], key: str) -> dict[tuple[str, str], float]:
    return {
        (row[key], account): value
        for row in plain(rows)
        for account, value in row.items()
        if account != key and value is not None
    }


def test_the_dashboard_opens(shown: Seen) -> None:
    assert shown.faults == []
    assert len(shown.charts) == 7


@pytest.mark.parametrize(
    ("chart", "query"),
    [
        ("API calls", f"select date_week, sum(api_calls) as api_calls {WEEKS} group by 1 order by 1"),
        (
            "Calls that succeeded",
            f"select date_week, sum(successful_calls) / sum(api_calls) as success_rate {WEEKS} group by 1 order by 1",
        ),
        (
            "What did not succeed",
            f"select date_week, {', '.join(f'sum({r[:-5]}_calls) / sum(api_calls) as {r}' for r in RATES)}"
            f" {WEEKS} group by 1 order by 1",
        ),
        (
            "Findings",
            "select date_week, account_id, finding, weeks_open, owner_role, what_to_do from fct_findings"
            " order by date_week desc, account_id limit 100",
        ),
        (
            "What became of each raw row",
            f"select source_name, {', '.join(f'sum({name}) as {name}' for name in ROWS)} from fct_api_call_ledger"
            " group by 1 order by rows_received desc",
        ),
    ],
)
def test_a_chart_shows_what_sql_says(shown: Seen, warehouse: Warehouse, chart: str, query: str) -> None:
    rows, expected = plain(shown.charts[chart][0]), plain(warehouse.rows(query))
    assert len(expected) > 1
    if chart == "Findings":  # in the same order by week; within a week, nulls may be first or last
        assert [row["date_week"] for row in rows] == [row["date_week"] for row in expected]
        rows, expected = sorted(rows, key=str), sorted(expected, key=str)
    assert rows == expected


def test_calls_by_account_add_up(shown: Seen, warehouse: Warehouse) -> None:
    found = series(shown.charts["API calls by week and account"][0], "date_week")
    assert (
        found.items()
        >= cells(
            warehouse.rows(
                f"select date_week, account_id, api_calls {WEEKS} and account_id in (select account_id from {ACCOUNTS})"
            ),
            "date_week",
            "api_calls",
        ).items()
    )
    by_week: dict[str, float] = {}
    for (week, _), value in found.items():
        by_week[week] = by_week.get(week, 0) + value
    totals = plain(warehouse.rows(f"select date_week, sum(api_calls) as calls {WEEKS} group by 1"))
    assert by_week == {row["date_week"]: row["calls"] for row in totals}


def test_change_has_the_accounts_that_fell_silent(shown: Seen, warehouse: Warehouse) -> None:
    found = series(shown.charts["Change on the week before, by account"][0], "period_start")
    of_weeks = "from fct_account_periods where period_grain = 'week'"
    biggest = f"(select account_id {of_weeks} group by 1 order by sum(api_calls) desc limit 8)"
    rows = warehouse.rows(
        f"select period_start, account_id, api_calls - previous_period_calls as change {of_weeks}"
        f" and account_id in {biggest}"
    )
    assert len(rows) > 100
    assert found == cells(rows, "period_start", "change")
