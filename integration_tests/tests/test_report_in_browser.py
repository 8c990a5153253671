"""The report in headless Chromium: `make test-report`. Its screenshots are kept in target/report/."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from harness.progress import say
from harness.report import make_empty, make_hostile, make_incomplete, make_many, report, write
from harness.warehouses.duckdb import PACKAGE, Warehouse

pytestmark = pytest.mark.browser

SCREENSHOTS = PACKAGE / "target" / "report"
AXE = PACKAGE / ".venv" / "axe.min.js"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-lcd-text"]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
LOOKS: dict[str, dict[str, Any]] = {
    "light": DESKTOP,
    "dark": {**DESKTOP, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
}
# For the README, whose picture is small.
SMALL = {**DESKTOP, "device_scale_factor": 0.8}
LAST = "(select max(date_week) from fct_api_calls_weekly where is_complete_period)"
# As the page writes numbers.
MINUS = "\u2212"


@dataclass
class Opened:
    """A page in the browser, with everything that went wrong or out since it was opened."""

    page: Any
    faults: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        found: str = self.page.locator(selector).inner_text()
        return found

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.page.locator(selector).all_inner_texts()
        return found

    def marks(self, chart: str) -> list[dict[str, Any]]:
        """The marks of a chart: value, column, row, and where they are drawn."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """chart => [...document.querySelectorAll(`#${chart} .mark`)].map(mark => ({
                value: Number(mark.dataset.value), column: mark.dataset.column, row: Number(mark.dataset.row),
                height: Number(mark.getAttribute("height")), y: Number(mark.getAttribute("y")),
                cy: Number(mark.getAttribute("cy")), fill: getComputedStyle(mark).fill,
            }))""",
            chart,
        )
        return found

    def serious_violations(self) -> list[str]:
        """What axe-core finds that keeps somebody from reading the page."""
        found: list[str] = self.page.evaluate(
            """axe.run().then(found => found.violations
                .filter(violation => ["serious", "critical"].includes(violation.impact))
                .map(violation => `${violation.id}: ${violation.nodes[0].html}`))"""
        )
        return found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # other tests don't need it

    chromium = shutil.which("chromium")
    assert chromium, "apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Opens a page's file. At the end, nothing has gone wrong, and nothing but the file has been asked for."""
    contexts, pages = [], []

    def open_file(file: Path, look: str = "light", address: str = "", with_axe: bool = False) -> Opened:
        context = browser.new_context(**(SMALL if look == "small" else LOOKS[look]), bypass_csp=with_axe)
        page = context.new_page()
        found = Opened(page)
        page.on("pageerror", lambda error: found.faults.append(f"error: {error}"))
        page.on("console", lambda message: found.faults.append(f"console: {message.text}"))
        page.on("request", lambda request: found.faults.append(request.url.partition("#")[0]))
        page.on("dialog", lambda dialog: found.faults.append(f"dialog: {dialog.message}"))
        page.goto(file.as_uri() + address)
        page.wait_for_selector("body[data-shown]")
        if with_axe:
            page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        contexts.append(context)
        pages.append((found, file))
        return found

    yield open_file
    for context in contexts:
        context.close()
    for found, file in pages:
        assert found.faults == [file.as_uri()]


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Warehouse]:
    """The sample, and others made of it."""
    folder = tmp_path_factory.mktemp("reports")
    sample = Warehouse(folder / "sample", PACKAGE)
    sample.dbt("build", "--exclude", "resource_type:test", "resource_type:unit_test")
    made = {"sample": sample}
    changes: dict[str, Callable[[Warehouse], None]] = {
        "hostile": make_hostile,
        "empty": make_empty,
        "incomplete": make_incomplete,
        "many": lambda warehouse: make_many(warehouse, 5000),
    }
    for name, change in changes.items():
        made[name] = sample.copy(folder / name)
        change(made[name])
    made["without_engagement"] = Warehouse(folder / "without_engagement", PACKAGE, {"engagement_sources": {}})
    shutil.copy(sample.database, made["without_engagement"].database)
    return made


@pytest.fixture(scope="module")
def files(warehouses: dict[str, Warehouse]) -> dict[str, Path]:
    return {name: write(report(warehouse), SCREENSHOTS, name) for name, warehouse in warehouses.items()}


CASES = ["sample", "hostile", "empty", "incomplete", "many", "without_engagement"]


def number(value: Any) -> str:
    return f"{round(value):,}".replace("-", MINUS)


def percent(part: Any, whole: Any) -> str:
    return f"{100 * float(part) / float(whole):.1f} %"


def one(warehouse: Warehouse, query: str) -> Any:
    [row] = warehouse.rows(query)
    return next(iter(row.values()))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("case", CASES)
def test_it_opens_without_fault_or_request(case: str, look: str, files: dict[str, Path], opened: Open) -> None:
    shown = opened(files[case], look)
    shown.page.screenshot(path=SCREENSHOTS / f"{case}-{look}.png", full_page=True)
    assert shown.page.title().endswith("API call volume")
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= LOOKS[look]["viewport"]["width"]
    assert bool(shown.texts("#rates")) == (case in ("sample", "hostile", "many"))
    if case == "empty":
        assert shown.text("#empty") == "No raw rows have been loaded yet."
    assert bool(shown.texts("#incomplete")) == (case == "incomplete")


@pytest.mark.parametrize("address", ["", "#/account/willow", "#/accounts"])
@pytest.mark.parametrize("look", LOOKS)
def test_everyone_can_read_it(address: str, look: str, files: dict[str, Path], opened: Open) -> None:
    assert opened(files["sample"], look, address, with_axe=True).serious_violations() == []


@pytest.mark.parametrize("case", ["sample", "hostile", "many", "without_engagement"])
def test_each_headline_is_what_sql_says(
    case: str, warehouses: dict[str, Warehouse], files: dict[str, Path], opened: Open
) -> None:
    warehouse = warehouses[case]
    shown = opened(files[case])
    week = f"from fct_api_calls_weekly where date_week = {LAST}"
    before = f"from fct_api_calls_weekly where date_week = {LAST} - 7"
    calls = one(warehouse, f"select sum(api_calls) {week}")
    calls_before = one(warehouse, f"select sum(api_calls) {before}")
    assert shown.text("#calls .value") == number(calls)
    change = percent(abs(calls - calls_before), calls_before)
    sign = "\u00b1" if change == "0.0 %" else "+" if calls > calls_before else MINUS
    assert sign + change in shown.text("#calls")
    assert f"{number(calls_before)} in the week before" in shown.text("#calls")
    assert shown.text("#success .value") == percent(one(warehouse, f"select sum(successful_calls) {week}"), calls)
    of_accounts = "and account_id <> '(unattributed)'"
    accounts = one(warehouse, f"select count(distinct account_id) {week} {of_accounts}")
    assert shown.text("#active .value") == number(accounts)
    users = one(warehouse, f"select sum(active_users) from fct_account_calls_weekly where date_week = {LAST}")
    assert shown.text("#users .value") == number(users)
    silent = f"select distinct account_id {before} {of_accounts} except select account_id {week}"
    assert shown.text("#silent .value") == number(one(warehouse, f"select count(*) from ({silent})"))
    lost = one(warehouse, f"select coalesce(sum(api_calls), 0) {before} and account_id in ({silent})")
    assert f"{number(lost)} call" in shown.text("#silent")
    without = one(warehouse, f"select sum(api_calls) {week} and account_id = '(unattributed)'")
    assert shown.text("#unattributed .value") == percent(without, calls)


def by_key(warehouse: Warehouse, query: str) -> dict[str, float]:
    """The second column of a query by its first, without zeros."""
    rows = [list(row.values()) for row in warehouse.rows(query)]
    return {str(key): float(value) for key, value in rows if value}


def sums(marks: list[dict[str, Any]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for mark in marks:
        found[mark["column"]] = found.get(mark["column"], 0) + mark["value"]
    return found


def assert_heights_tell_values(marks: list[dict[str, Any]]) -> None:
    """Bars are as high as their values, to a hundredth of a pixel."""
    [most] = [max(marks, key=lambda mark: mark["value"])]
    scale = most["height"] / most["value"]
    assert scale > 0
    for mark in marks:
        assert mark["height"] == pytest.approx(max(0.4, mark["value"] * scale), abs=0.02)


def test_each_chart_shows_what_sql_says(
    warehouses: dict[str, Warehouse],
    files: dict[str, Path],
    opened: Open,
    record_property: Callable[[str, object], None],
) -> None:
    warehouse = warehouses["sample"]
    shown = opened(files["sample"])
    charts = {
        "volume-chart": "select date_week, sum(api_calls) from fct_api_calls_weekly group by all",
        "biggest-chart": f"""
            select date_week, sum(api_calls) from fct_api_calls_weekly where account_id in (
                select account_id from fct_api_calls_weekly
                where date_week = {LAST} and account_id <> '(unattributed)'
                group by account_id order by sum(api_calls) desc, account_id limit 7
            ) group by all""",
        "failures-chart": """
            select date_week, 1 - sum(successful_calls) / sum(api_calls) from fct_api_calls_weekly group by all""",
    }
    compared = 0
    for chart, query in charts.items():
        marks = shown.marks(chart)
        assert sums(marks) == pytest.approx(by_key(warehouse, query), abs=1e-9), chart
        assert_heights_tell_values(marks)
        compared += len(marks)
    days = shown.marks("days-chart")
    calls = by_key(warehouse, "select date_day, sum(api_calls) from fct_api_calls_daily group by all")
    assert {day["column"]: day["value"] for day in days if day["value"]} == pytest.approx(calls)
    shades = {day["fill"] for day in days if day["value"]}
    assert len(shades) == 5
    rates = shown.marks("rate-0")
    query = """
        select period_start, sum(numerator) / sum(denominator) from fct_search_usage
        where period_grain = 'week' and is_complete_period group by all"""
    assert {rate["column"]: rate["value"] for rate in rates} == pytest.approx(by_key(warehouse, query))
    highest, lowest = (choose(rates, key=lambda rate: rate["value"]) for choose in (max, min))
    scale = (lowest["cy"] - highest["cy"]) / (highest["value"] - lowest["value"])
    assert all(
        rate["cy"] == pytest.approx(highest["cy"] + scale * (highest["value"] - rate["value"]), abs=0.02)
        for rate in rates
    )
    record_property("marks of the report compared with SQL", compared + len(days) + len(rates))


def test_the_balance_is_what_the_ledger_says(
    warehouses: dict[str, Warehouse], files: dict[str, Path], opened: Open
) -> None:
    shown = opened(files["sample"])
    rows = shown.page.evaluate(
        """[...document.querySelector("#ledger table").tBodies[0].rows]
            .map(row => [...row.cells].map(cell => cell.textContent))"""
    )
    sources = warehouses["sample"].rows(
        "select source_name, sum(rows_received) as received, sum(rows_counted) as counted, sum(rows_duplicate)"
        " as duplicate, sum(rows_rejected) as rejected, sum(rows_excluded) as excluded, sum(rows_too_late) as too_late,"
        " sum(rows_cancelled) as cancelled"
        " from fct_api_call_ledger group by all order by 1"
    )
    expected = [[name, *map(number, counts), "0"] for name, *counts in (row.values() for row in sources)]
    assert rows[:-1] == expected
    assert rows[-1][0] == "all sources"
    assert "Difference: 0." in shown.text("#counted")


def test_the_keyboard_reaches_every_figure(
    warehouses: dict[str, Warehouse], files: dict[str, Path], opened: Open
) -> None:
    shown = opened(files["sample"])
    weeks = [
        row["calls"]
        for row in warehouses["sample"].rows(
            "select sum(api_calls) as calls from fct_api_calls_weekly where is_complete_period group by date_week"
            " order by date_week desc"
        )
    ]
    shown.page.focus("#volume-chart")
    for calls in weeks[:5]:
        assert f"\n{number(calls)} calls\n" in shown.text("#tip.shown")
        shown.page.keyboard.press("ArrowLeft")
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#tip.shown").count() == 0
    shown.page.hover("#days-chart .mark.day >> nth=10")
    assert "calls\n" in shown.text("#tip.shown")


def test_an_account_has_its_own_page(warehouses: dict[str, Warehouse], files: dict[str, Path], opened: Open) -> None:
    warehouse = warehouses["sample"]
    shown = opened(files["sample"])
    shown.page.click("#accounts tbody a >> nth=0")
    shown.page.wait_for_selector("body[data-shown^='#/account/']")
    biggest = warehouse.rows(
        f"select account_id, sum(api_calls) as calls from fct_api_calls_weekly where date_week = {LAST}"
        " and account_id <> '(unattributed)' group by all order by 2 desc, 1 limit 1"
    )[0]
    name = one(warehouse, f"select account_name from dim_accounts where account_id = '{biggest['account_id']}'")
    assert shown.text("h1") == name
    assert shown.text("#calls .value") == number(biggest["calls"])
    query = f"""
        select date_week, sum(api_calls) from fct_api_calls_weekly
        where account_id = '{biggest["account_id"]}' group by all"""
    assert sums(shown.marks("account-chart")) == pytest.approx(by_key(warehouse, query))
    assert shown.page.evaluate("document.activeElement.id") == "main"
    shown.page.click("nav a >> nth=1")
    shown.page.fill("input", "mulb")
    assert shown.texts("#list tbody a") == ["Mulberry Health"]


def test_hostile_accounts_have_their_pages(files: dict[str, Path], opened: Open) -> None:
    shown = opened(files["hostile"])
    accounts = shown.page.evaluate("accounts.map((account) => [account.id, account.name])")
    assert len(accounts) > 30
    for id, name in accounts:
        shown.page.evaluate("id => { location.hash = '#/account/' + encodeURIComponent(id); }", id)
        shown.page.wait_for_function(
            "name => document.querySelector('h1').textContent === name", arg=name if name.strip() else "(empty)"
        )
        assert shown.page.evaluate("document.querySelectorAll('script').length") == 2
        assert shown.page.title().endswith("API call volume")


def test_five_thousand_accounts_fit_into_a_small_page(files: dict[str, Path], opened: Open) -> None:
    size = files["many"].stat().st_size
    say(f"the page of 5,000 accounts has {size:,} bytes")
    assert size < 400_000
    shown = opened(files["many"], address="#/accounts")
    assert " of 5,040." in shown.text(".lead")


def test_it_prints(files: dict[str, Path], opened: Open) -> None:
    shown = opened(files["sample"])
    shown.page.emulate_media(media="print")
    assert not shown.page.locator("nav").is_visible()
    shown.page.pdf(path=SCREENSHOTS / "sample.pdf", print_background=True)
    shown.page.screenshot(path=SCREENSHOTS / "sample-print.png", full_page=True)


def test_the_picture_of_the_readme_is_small(files: dict[str, Path], opened: Open) -> None:
    """Taken again with PICTURE=docs/report.png."""
    shown = opened(files["sample"], "small")
    picture = PACKAGE / (os.environ.get("PICTURE") or "target/report/readme.png")
    shown.page.screenshot(path=picture, clip={"x": 0, "y": 0, "width": 1280, "height": 905}, full_page=True)
    for file in (picture, PACKAGE / "docs" / "report.png"):
        assert 20_000 < file.stat().st_size < 200_000
