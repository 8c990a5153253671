"""Checks which rooms of macros/ call which, and draws the arrows between them from the code.

`python integration_tests/macro_rooms.py` fails where a macro calls a room above its own, a folder is not in ROOMS, or
the page is out of date; `--write` writes the page and its picture.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
PAGE = PACKAGE / "docs" / "macro-rooms.md"
PICTURE = PAGE.with_suffix(".svg")

# From bottom to top: a room calls only rooms below it.
ROOMS = {
    "dialects": "expressions that warehouses write differently, one file each",
    "statistics": "tests, intervals and tail probabilities, as expressions of plain SQL",
    "settings": "the vars: sources, columns, limits, and the error for a wrong setting",
    "calendar": "reporting days, periods and their starts, in the reporting time zone",
    "sources": "reading a declared raw table: its columns, its rows, their load times",
    "attribution": "who owns a credential at the time of a call",
    "deduplication": "the key of a call, and which of its copies counts",
    "increments": "what is due: the load dates and periods whose rows have another version than their inputs",
    "replace_whole": "the materialization that replaces due keys, on each warehouse",
    "formats": "how a log record becomes a canonical call",
    "volume": "measures of the rollups and the volume facts",
    "billing": "quotas, billing periods, their closing, and prices: their inputs, and the calls that they apply to",
    "engagement": "inputs, rates and scorecard of the engagement marts",
    "insight": "inputs and versions of the insight marts",
    "checks": "checks that run before any model is built",
    "generic_tests": "arguments and queries of the tests for users' own marts",
    "promises": "the rows of failing promises, and their messages",
    "summary": "the summary that is printed after a build",
    "report": "the page of the report: its queries, its style, its script",
}
DEFINITION = re.compile(r"\{%-?\s*(?:macro|test|materialization)\s+(\w+)")
CALL = re.compile(r"api_call_volume\.(\w+)")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)

Arrows = dict[str, dict[str, list[str]]]  # caller's room -> called room -> "caller -> called"


def room_of(file: Path) -> str:
    parts = file.relative_to(PACKAGE).parts
    return "generic_tests" if parts[0] == "tests" else parts[1]


def arrows() -> Arrows:
    """The calls from one room to another."""
    files = [*(PACKAGE / "macros").rglob("*.sql"), *(PACKAGE / "tests" / "generic").rglob("*.sql")]
    texts = {file: COMMENT.sub("", file.read_text(encoding="utf-8")) for file in sorted(files)}
    rooms = {name: room_of(file) for file, text in texts.items() for name in DEFINITION.findall(text)}
    found: Arrows = defaultdict(lambda: defaultdict(list))
    for file, text in texts.items():
        for called in sorted(set(CALL.findall(text)) & set(rooms)):
            if rooms[called] != room_of(file):
                found[room_of(file)][rooms[called]].append(f"{file.stem} -> {called}")
    return found


def faults(found: Arrows) -> list[str]:
    """The calls and folders that are not allowed, as messages."""
    order = list(ROOMS)
    folders = {file.parent.name for file in (PACKAGE / "macros").rglob("*.sql")}
    said = [f"macros/{folder} is not in ROOMS of {Path(__file__).name}" for folder in folders - set(order)]
    for caller, called_rooms in found.items():
        for called, calls in called_rooms.items():
            if caller in order and called in order and order.index(called) > order.index(caller):
                said.append(f"macros/{caller} may not call macros/{called}, which is above it: {', '.join(calls)}")
    return sorted(said)


def direct(found: Arrows) -> Arrows:
    """The arrows without those that are implied by a path through other rooms."""

    def reaches(start: str, end: str, without: tuple[str, str]) -> bool:
        return any(
            room == end or reaches(room, end, without) for room in found.get(start, {}) if (start, room) != without
        )

    return {
        caller: {called: calls for called, calls in rooms.items() if not reaches(caller, called, (caller, called))}
        for caller, rooms in found.items()
    }


def page(found: Arrows) -> str:
    lines = [
        "# Rooms of macros",
        "",
        "Each folder of `macros/` is a room with one purpose. A room calls only rooms below it in this table.",
        "`make judges` checks that, and that this page is up to date.",
        "",
        "From `increments` on, a name says what a macro returns: `..._query` the SQL of a select, `..._sql` of another",
        "statement, `..._to_build`, `..._to_read` and their like a list that the run looked up. `in_...`, `is_...` and",
        "`has_...` are conditions. A macro that begins with a verb, such as `check_inputs`, does something.",
        "",
        "![The rooms, from top to bottom, and the calls between them](macro-rooms.svg)",
        "",
        "| room | files | purpose | calls |",
        "|---|---|---|---|",
    ]
    for room, purpose in reversed(ROOMS.items()):
        files = len(list((PACKAGE / "macros" / room).glob("*.sql")))
        called = ", ".join(name for name in reversed(ROOMS) if name in found.get(room, {})) or "none"
        lines.append(f"| `{room}` | {files} | {purpose} | {called} |")
    return "\n".join([*lines, ""])


def picture(found: Arrows) -> str:
    """The rooms from top to bottom, with the direct calls as arcs to their right."""
    top_down = list(reversed(ROOMS))
    height, step, width = 28, 44, 150
    middle = {room: 20 + number * step + height / 2 for number, room in enumerate(top_down)}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 {20 + len(top_down) * step}" '
        'font-family="sans-serif" font-size="13" role="img">',
        "<title>Rooms of macros and the calls between them</title>",
        '<defs><marker id="head" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 6 3 0 6z" fill="#57606a"/></marker></defs>',
    ]
    for room in top_down:
        y = middle[room]
        parts.append(
            f'<rect x="20" y="{y - height / 2:g}" width="{width}" height="{height}" rx="5" fill="#eef3fb" '
            'stroke="#57606a"/>'
            f'<text x="{20 + width / 2:g}" y="{y + 5:g}" text-anchor="middle">{room}</text>'
        )
    for caller in top_down:
        for called in direct(found).get(caller, {}):
            start, end = middle[caller] + 5, middle[called] - 5
            bow = 20 + width + 24 + (end - start) * 0.55
            parts.append(
                f'<path d="M{20 + width} {start:g} C{bow:g} {start:g} {bow:g} {end:g} {20 + width} {end:g}" '
                'fill="none" stroke="#57606a" stroke-width="1.2" marker-end="url(#head)"/>'
            )
    return "\n".join([*parts, "</svg>", ""])


def main() -> int:
    found = arrows()
    said = faults(found)
    if said:  # there may be circles, of which no picture can be drawn
        print("\n".join(said))
        return 1
    for file, text in ((PAGE, page(found)), (PICTURE, picture(found))):
        if "--write" in sys.argv:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            said.append(f"{file.relative_to(PACKAGE)} is out of date: run this with --write")
    print("\n".join(said) or f"{len(ROOMS)} rooms, {sum(map(len, found.values()))} arrows, all of them downwards")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
