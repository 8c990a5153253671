"""The warehouses on which tests ran, emulated or compiled the package, and the README's table of them.

A test that ran on a warehouse calls `record`, which adds the day and the commit. `python -m
harness.warehouses.what_ran` writes the records into the README.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal

RECORDS = Path(__file__).resolve().parents[2] / "what_ran"
README = Path(__file__).resolve().parents[3] / "README.md"
BEGIN, END = "<!-- what ran: begin -->\n", "<!-- what ran: end -->"
DEGREES = ["run", "emulated", "compiled"]


@dataclass(frozen=True)
class Ran:
    """What was tested on a warehouse: the `degree` in one word, `by` which software, and `what` in a few words."""

    warehouse: str
    degree: Literal["run", "emulated", "compiled"]
    by: str
    what: str


def record(ran: Ran) -> None:
    """Writes what ran on a warehouse to a file, with RECORD=1 only: other test runs don't change the tree."""
    print(f"{ran.warehouse}: {ran.degree} by {ran.by}: {ran.what}")
    if os.environ.get("RECORD"):
        RECORDS.mkdir(exist_ok=True)
        path = RECORDS / f"{ran.warehouse.lower().replace(' ', '_')}.json"
        when = {"day": datetime.now(timezone.utc).date().isoformat(), "commit": commit_of_the_tree()}
        path.write_text(json.dumps(asdict(ran) | when, indent=2) + "\n", encoding="utf-8")


def commit_of_the_tree() -> str:
    """The commit that is checked out; an error where anything but the records and their table differs from it."""

    def git(*arguments: str) -> str:
        command = ["git", *arguments]
        return subprocess.run(command, cwd=RECORDS.parent, capture_output=True, text=True, check=True).stdout

    changed = git("status", "--porcelain", "--", ":/", f":!/{RECORDS.relative_to(README.parent)}", f":!/{README.name}")
    assert not changed, f"a record names a commit: commit these first\n{changed}"
    return git("rev-parse", "--short=7", "HEAD").strip()


def is_exposure(result: Mapping[str, Any]) -> bool:
    """Whether a result of dbt is of an exposure, which is listed, though there is nothing to run."""
    return str(result["unique_id"]).startswith("exposure.")


def built(target: Path) -> str:
    """How many models and tests the last `dbt build` or `dbt test` ran, in words; asserts that all passed."""
    results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    assert {result["status"] for result in results if not is_exposure(result)} <= {"success", "pass"}
    ran = Counter(result["unique_id"].split(".")[0] for result in results)
    kinds = {"model": "models", "test": "data tests", "unit_test": "unit tests"}
    return ", ".join(f"{ran[kind]} {name}" for kind, name in kinds.items() if ran[kind])


def table() -> str:
    """The README's table, from the records."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RECORDS.glob("*.json"))]
    found.sort(key=lambda ran: (DEGREES.index(ran["degree"]), ran["warehouse"]))
    lines = ["| Warehouse | | By | What | Last run |", "|---|---|---|---|---|"]
    for ran in found:
        last = f"{ran['day']} ({ran['commit']})"
        lines.append(f"| {ran['warehouse']} | {ran['degree']} | {ran['by']} | {ran['what']} | {last} |")
    return "\n".join([*lines, ""])


def rendered(readme: str) -> str:
    """The README with the table of the records."""
    before, rest = readme.split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END, 1)[1]


if __name__ == "__main__":
    README.write_text(rendered(README.read_text(encoding="utf-8")), encoding="utf-8")
