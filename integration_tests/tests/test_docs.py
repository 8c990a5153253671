"""Compares the documentation with the code: settings, source keys, marts, tests and links."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from harness.spec.claims import Claim, claims, models
from harness.spec.marts import GRAINS
from pictures.rows import FOLDER, QUERIES
from pictures.scale import CHART, digest, drawn_from, with_table

PACKAGE = Path(__file__).resolve().parents[2]
README = PACKAGE / "README.md"
PAGES = sorted([*PACKAGE.glob("*.md"), *(PACKAGE / "docs").rglob("*.md")])
FENCED = re.compile(r"^( *)```.*?^\1```", re.M | re.S)


def text(path: Path | str) -> str:
    return (PACKAGE / path).read_text(encoding="utf-8")


def first_cells(page: str, header: str) -> list[str]:
    """The names in the first column of a page's tables whose header starts with this cell."""
    names = []
    for table in re.findall(rf"^\| {re.escape(header)} \|.*\n\|[-| ]+\n((?:\|.*\n?)+)", text(page), re.M):
        for row in table.splitlines():
            names += re.findall(r"`(\w+)`", row.split(" | ")[0])
    return names


def declared_list(macro: str, name: str) -> set[str]:
    """The names in the list that a macro sets as `name`."""
    [path] = (PACKAGE / "macros").rglob(f"{macro}.sql")
    found = re.search(rf"{name} = \[(.*?)\]", text(path), re.S)
    assert found
    return set(re.findall(r"'(\w+)'", found[1]))


def settings_in_code() -> set[str]:
    """The vars that macros, models and tests read, including those whose names contain an entity."""
    found = set()
    for folder in ("macros", "models", "tests"):
        for path in (PACKAGE / folder).rglob("*.*"):
            if path.suffix in (".sql", ".yml"):
                found |= set(re.findall(r"\bvar\(\s*['\"](\w+)['\"]", text(path)))
    entities = {"account", "integration"}
    return found | {f"{entity}{suffix}" for entity in entities for suffix in ("s_relation", "s_where", "_columns")}


def marts() -> set[str]:
    return {path.stem for path in (PACKAGE / "models" / "marts").rglob("*.sql")}


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them."""
    headings = re.findall(r"^#+ (.*)$", FENCED.sub("", text(path)), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_setting_is_in_the_table_of_settings() -> None:
    documented = first_cells("docs/settings.md", "var")
    assert len(documented) == len(set(documented))
    assert set(documented) == settings_in_code()


def test_every_key_of_a_source_is_in_its_table() -> None:
    documented = first_cells("docs/settings.md", "key")
    assert len(documented) == len(set(documented))
    assert set(documented) == declared_list("check_source_declaration", "known_keys")


def test_every_column_that_a_source_may_give_is_named() -> None:
    [path] = (PACKAGE / "macros").rglob("api_call_columns.sql")
    columns = set(re.findall(r"^ +'(\w+)',$", text(path), re.M))
    given = columns - {"source_name", "source_format", "loaded_at"} | {"url_path"}
    paragraph = text("docs/settings.md").split("`columns` may name any of these:")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", paragraph)) - {"call_measures", "call_dimensions"} == given


def test_every_attribute_of_a_dimension_is_named() -> None:
    settings = text("docs/settings.md")
    computed = {"first_called_on", "last_called_on", "top_account_id", "depth"}
    for entity in ("account", "integration"):
        listed = re.search(rf"Attributes of {entity}s: (.*?)\.\s", settings, re.S)
        assert listed
        model = yaml.safe_load(text(f"models/marts/volume/dim_{entity}s.yml"))["models"][0]
        columns = {column["name"] for column in model["columns"]}
        assert set(re.findall(r"`(\w+)`", listed[1])) == columns - computed - {f"{entity}_id"}


def test_every_mart_is_in_the_readme() -> None:
    documented = first_cells("README.md", "mart")
    assert len(documented) == len(set(documented))
    assert set(documented) == marts()


def test_every_number_of_the_volume_facts_is_defined_in_the_readme() -> None:
    """Every column of these facts except keys and times."""
    defined = first_cells("README.md", "number")
    defined += [f"duration_ms{suffix}" for suffix in re.findall(r"`(_p\d\d)`", text(README))]
    facts = [f"fct_{of}_calls_{grain}" for of in ("api", "account") for grain in ("daily", "weekly", "monthly")]
    for fact in facts:
        model = yaml.safe_load(text(f"models/marts/volume/{fact}.yml"))["models"][0]
        columns = {column["name"] for column in model["columns"]}
        keys = {"date_day", "date_week", "date_month", "account_id", "integration_id"}
        assert columns - keys - {"first_called_at", "last_called_at"} <= set(defined)


def blocks_of(claim: Claim) -> list[str]:
    """The docs blocks that say what a claim says, which is one thing."""
    [kind] = {"additive", "additive_over", "never"} & claim.meta.keys()
    over = "_and_".join(claim.meta.get("additive_over", []))
    said = {"additive": "additive", "additive_over": f"additive_over_{over}", "never": "never_summed"}[kind]
    return [f"needs_{'_and_'.join(claim.needs)}", said] if claim.needs else [said]


def test_every_number_says_how_it_may_be_summed() -> None:
    """In its meta and, by the same words, at the end of its description."""
    for claim in claims():
        assert claim.meta.get("additive", True) is True, claim
        assert claim.meta.get("never", "sum") == "sum", claim
        words = " ".join(f"{{{{ doc('{block}') }}}}" for block in blocks_of(claim))
        assert claim.description.strip().endswith(words), claim
        assert len(re.findall(r"doc\('(?:additive|never_summed|needs_)", claim.description)) == len(blocks_of(claim)), (
            claim
        )


def test_the_words_of_summing_name_their_columns() -> None:
    used = {block: claim for claim in claims() for block in blocks_of(claim)}
    section = text("models/columns.md").split("## How a column may be summed")[1].split("\n## ")[0]
    blocks = dict(re.findall(r"{% docs (\w+) %}(.*?){% enddocs %}", section))
    assert blocks.keys() == used.keys()
    for block, claim in used.items():
        named = claim.needs if block.startswith("needs") else claim.meta.get("additive_over", [])
        assert re.findall(r"`(\w+)`", blocks[block]) == named, block


def test_what_may_be_summed_is_over_columns_of_the_grain() -> None:
    grains = {
        model["name"]: test["unique_grain"]["arguments"]["columns"]
        for model in models()
        for test in model.get("data_tests", [])
        if "unique_grain" in test
    }
    for mart, grain in grains.items():
        assert set(GRAINS[mart]) == set(grain), mart
    for mart in {claim.mart for claim in claims()}:
        of_mart, grain = [claim for claim in claims() if claim.mart == mart], GRAINS[mart]
        for claim in of_mart:
            over = claim.meta.get("additive_over", [])
            assert set(over) < set(grain) - set(claim.needs) or "additive_over" not in claim.meta, claim
            assert set(claim.needs) < set(grain), claim
        # The version and parts of the grain mean the same in all rows.
        same = {tuple(claim.needs) for claim in of_mart if claim.column not in (*grain, "data_version")}
        assert len(same) <= 1, mart


def test_every_test_is_described() -> None:
    documented = first_cells("docs/data-tests.md", "test")
    assert len(documented) == len(set(documented))
    tests = [*(PACKAGE / "tests" / "promises").glob("*.sql"), *(PACKAGE / "tests" / "generic").glob("*.sql")]
    assert set(documented) == {path.stem for path in tests}


def test_every_input_of_engagement_is_described() -> None:
    [path] = (PACKAGE / "macros").rglob("engagement_columns.sql")
    inputs = dict(re.findall(r"^ {8}'(\w+)': \{(.*?)\},$", text(path), re.M | re.S))
    rows = dict(re.findall(r"^\| `(\w+)` \| (\w+, \w+, .*) \|$", text("docs/engagement.md"), re.M))
    assert set(rows) == set(inputs)
    for name, columns in inputs.items():
        outside_of_brackets = re.sub(r"\(.*?\)|; for .*", "", rows[name])
        assert re.findall(r"\w+", outside_of_brackets) == re.findall(r"'(\w+)':", columns), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PACKAGE)))
def test_every_link_resolves(page: Path) -> None:
    prose = FENCED.sub("", text(page))
    links = re.findall(r"\]\(([^)\s]+)\)", prose)
    for link in links:
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_insight_says_what_each_picture_shows() -> None:
    """To those who do not see it: the text of the page is the title of the picture."""
    shown = re.findall(r"!\[([^\]]*)\]\(pictures/([\w-]+)\.svg\)", text("docs/insight.md"))
    assert {name: " ".join(words.split()) for words, name in shown} == {
        name: unescape(re.findall(r'<title id="title">(.*)</title>', text(f"docs/pictures/{name}.svg"))[0])
        for name in QUERIES
    }
    assert len(shown) == len(QUERIES)
    assert {path.stem for path in FOLDER.iterdir()} == {*QUERIES, CHART.stem}


def test_scaling_shows_what_was_measured() -> None:
    """Else `make pictures` writes the table and draws the chart again: look at it, and read what the page says."""
    page = text("docs/scaling.md")
    assert page == with_table(page)
    assert drawn_from() == digest()
    shown = re.findall(r"!\[([^\]]*)\]\(pictures/scale.svg\)", page)
    title = unescape(re.findall(r'<title id="title">(.*)</title>', text("docs/pictures/scale.svg"))[0])
    assert [" ".join(words.split()) for words in shown] == [title]


def test_pictures_are_small_and_load_nothing() -> None:
    for path in (PACKAGE / "docs").rglob("*.svg"):
        picture = text(path)
        assert len(picture) < 40_000, path.name
        assert not re.findall(r"(?:href|src)=\"(?!#)|url\((?!#)|@import|<script", picture), path.name


def test_every_page_is_on_the_site() -> None:
    site = text("mkdocs.yml")
    pages = [path.relative_to(PACKAGE / "docs") for path in (PACKAGE / "docs").glob("*.md")]
    assert all(f": {page}\n" in site for page in pages)
