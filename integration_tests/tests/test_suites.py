"""Every test is in a suite, CI finds the suites that a change touches, and the README shows what ran."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from harness.warehouses import what_ran
from harness.warehouses.duckdb import PACKAGE

MAKEFILE = (PACKAGE / "Makefile").read_text(encoding="utf-8")


@pytest.fixture
def suites(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGE / ".ci"))
    monkeypatch.delenv("CI_BASE", raising=False)
    sys.modules.pop("suites", None)
    import suites

    return suites


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=none", "-c", "user.email=none", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, path: str, day: int) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(str(day))
    git(folder, "add", "--all")
    at = f"2026-03-{day:02}T12:00:00Z"
    command = ["git", "-c", "user.name=none", "-c", "user.email=none", "-c", "commit.gpgsign=false", "commit"]
    environment = {**os.environ, "GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at}
    subprocess.run([*command, "-m", path], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with three commits on main, the last two on the same day."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--initial-branch", "main")
    for path, day in (("README.md", 1), ("macros/dialects/one.sql", 5), ("docs/two.md", 5)):
        commit(folder, path, day)
    return folder


def test_what_a_branch_changes_is_found(suites: ModuleType, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository, "checkout", "-b", "branch")
    commit(repository, "seeds/three.csv", 6)
    monkeypatch.setattr(suites, "ROOT", repository)
    assert suites.changed_paths() == ["seeds/three.csv"]
    assert suites.touched_by(["seeds/three.csv"]) == {"long", *(engine.name for engine in suites.ENGINES)}


def test_on_main_what_the_last_day_changed_is_found(
    suites: ModuleType, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suites, "ROOT", repository)
    assert suites.changed_paths() == ["docs/two.md", "macros/dialects/one.sql"]


def test_in_a_shallow_clone_all_suites_take_turns(
    suites: ModuleType, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "--depth", "1", f"file://{repository}", "shallow")
    monkeypatch.setattr(suites, "ROOT", tmp_path / "shallow")
    assert suites.changed_paths() is None
    in_turn = suites.in_turn(None)
    assert {suite.name for suite in in_turn} == {suite.name for suite in suites.ENGINES + suites.IN_TURN}


def test_every_day_another_engine_and_another_suite_are_first(
    suites: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    first: set[str] = set()
    for day in range(1, len(suites.ENGINES) * len(suites.IN_TURN) + 1):
        monkeypatch.setattr(suites, "DAY", day)
        first.update(suite.name for suite in suites.in_turn([])[:2])
    assert first == {suite.name for suite in suites.ENGINES + suites.IN_TURN}


def test_an_engine_that_a_change_touches_runs_beside_the_one_of_the_day(suites: ModuleType) -> None:
    for engine in suites.ENGINES:
        before = suites.in_turn(["macros/dialects/one.sql"])
        names = [suite.name for suite in before]
        assert names.index(engine.name) < names.index("bi")


def test_each_prefix_matches_a_file_and_each_suite_exists(suites: ModuleType) -> None:
    files = [str(path.relative_to(PACKAGE)) for path in PACKAGE.glob("[!.]*")]
    names = {suite.name for suite in suites.ENGINES + suites.IN_TURN}
    for prefix, touched in suites.TOUCHES.items():
        assert (PACKAGE / prefix).exists() or any(file.startswith(prefix) for file in files), prefix
        assert set(touched.split()) <= names, prefix


def test_every_target_that_tests_is_run_by_a_suite(suites: ModuleType) -> None:
    # The examples of formats alone, by name, are in `make test`.
    targets = set(re.findall(r"(?m)^((?:test|lint)[a-z-]*|judges|docs|build):", MAKEFILE))
    # Superset is too large for CI.
    targets -= {"test-formats", "test-everything", "test-superset"}
    commands = [command for suite in suites.ALWAYS + suites.ENGINES + suites.IN_TURN for command in suite.commands]
    assert {command.split()[1] for command in commands} == targets


def test_what_a_suite_asks_for_is_what_pytest_gets(suites: ModuleType) -> None:
    of_suites = suites.ALWAYS + suites.ENGINES + suites.IN_TURN
    commands = [command for suite in of_suites for command in suite.commands if "ONLY=" in command]
    assert len(commands) > 2
    for command in commands:
        printed = subprocess.run([*shlex.split(command), "--dry-run"], cwd=PACKAGE, capture_output=True, text=True)
        only = command.split("ONLY=")[1].strip("'")
        assert re.findall(r" -k '?([^'\n]+)'?$", printed.stdout, re.MULTILINE) == [only], printed


def test_every_marker_that_is_left_out_has_a_target_that_runs_it() -> None:
    settings = (PACKAGE / "pyproject.toml").read_text(encoding="utf-8")
    [left_out] = re.findall(r"-m '(not .*)'", settings)
    run = set(re.findall(r"(?m)^\t.*pytest\b.* -m (\w+)|PYTEST\) -m '?(\w+)", MAKEFILE))
    assert {marker for pair in run for marker in pair if marker} == set(left_out.replace("not ", "").split(" and "))


def test_the_readme_shows_what_ran() -> None:
    readme = what_ran.README.read_text(encoding="utf-8")
    assert what_ran.rendered(readme) == readme
