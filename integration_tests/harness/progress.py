"""Prints what a test run has done so far: a line at the end of each part, and lines within long parts.

A part is a file of tests, named by the first sentence of its docstring. A test that compares something records how much
with `record_property`; a long test calls `say` on the way.
"""

from __future__ import annotations

import ast
import os
import tempfile
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

FILE = "API_CALL_VOLUME_TEST_PROGRESS"
SILENCE = 30  # seconds after which the running parts are named


def say(text: str) -> None:
    """Prints how far the running test is, from any process."""
    if path := os.environ.get(FILE):
        test = os.environ.get("PYTEST_CURRENT_TEST", "").split("::")[0]
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{name_of(test)}: {text}\n")


def name_of(nodeid: str) -> str:
    return Path(nodeid.split("::")[0]).stem.removeprefix("test_").replace("_", " ")


def first_sentence(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.split("\n\n")[0].replace("\n", " ")


@dataclass
class Part:
    """A file of tests: how many there are, their outcomes, and how much they compared."""

    tests: set[str] = field(default_factory=set)
    ended: dict[str, str] = field(default_factory=dict)
    seconds: float = 0
    compared: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        outcomes = Counter(self.ended.values())
        said = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
        compared = "".join(f"; {value:,} {name}" for name, value in self.compared.items())
        return f"{said} in {self.seconds:.0f} s{compared}"


class Progress:
    """A pytest plugin, in the process that the user started."""

    def __init__(self, terminal: pytest.TerminalReporter, root: Path) -> None:
        self.terminal = terminal
        self.root = root
        self.parts: dict[str, Part] = defaultdict(Part)
        self.running: dict[str, str] = {}
        self.started = self.spoken = time.monotonic()
        self.read = 0
        self.file = Path(tempfile.mkstemp(prefix="test-progress-")[1])
        os.environ[FILE] = str(self.file)
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def line(self, text: str) -> None:
        self.spoken = time.monotonic()
        self.terminal.write_line(f"{self.spoken - self.started:5.0f} s  {text}")

    def watch(self) -> None:
        while not self.over.wait(1):
            said = self.file.read_text(encoding="utf-8").splitlines()
            for text in said[self.read :]:
                self.line(text)
            self.read = len(said)
            if self.running and time.monotonic() - self.spoken > SILENCE:
                ended, tests = (sum(len(getattr(p, of)) for p in self.parts.values()) for of in ("ended", "tests"))
                running = ", ".join(sorted({name_of(nodeid) for nodeid in self.running}))
                self.line(f"{ended} of {tests} tests; now {running}")

    def plan(self, nodeids: list[str]) -> None:
        """Prints what will be tested, before the first test."""
        if self.parts:
            return
        for nodeid in nodeids:
            self.parts[nodeid.split("::")[0]].tests.add(nodeid)
        self.terminal.write_line("")
        for path, part in self.parts.items():
            self.terminal.write_line(f"{len(part.tests):5}  {name_of(path):<20} {first_sentence(self.root / path)}")
        self.terminal.write_line("")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if session.items:
            self.plan([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: list[str]) -> None:
        self.plan(ids)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.running[nodeid] = nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        path = report.nodeid.split("::")[0]
        part = self.parts[path]
        part.seconds += report.duration
        if report.outcome != "passed":
            part.ended[report.nodeid] = report.outcome
        if report.failed:
            self.line(f"FAILED {report.nodeid} ({report.when})")
        if report.when == "call":
            for name, value in report.user_properties:
                part.compared[name] += int(str(value))
        if report.when == "teardown":
            part.ended.setdefault(report.nodeid, "passed")
            self.running.pop(report.nodeid, None)
            if part.ended.keys() >= part.tests:
                self.line(f"{name_of(path)}: {part}")

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """No dots, since the lines above say more."""
        if report.when == "call" or report.outcome != "passed":
            category = "error" if report.failed and report.when != "call" else report.outcome
            return category, "", report.outcome.upper()  # the word is for the summary
        return None

    def pytest_terminal_summary(self) -> None:
        self.over.set()
        self.thread.join()
        self.file.unlink()
        compared: Counter[str] = Counter()
        for part in self.parts.values():
            compared.update(part.compared)
        if compared:
            self.terminal.section("compared")
            for name, value in compared.items():
                self.terminal.write_line(f"{value:>11,}  {name}")
