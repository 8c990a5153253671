"""Numbers and times in texts, as docs/formats.md says, and random texts that may be such."""

from __future__ import annotations

import json
import random
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.warehouses.duckdb import Warehouse

NUMBER = re.compile(r"[-+]?([0-9]{1,38}(\.[0-9]{0,38})?|\.[0-9]{1,38})([eE][-+]?[0-9]{1,2})?", re.ASCII)
WHOLE = re.compile(r"[-+]?([0-9]{1,18}|[0-8][0-9]{18})", re.ASCII)
TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"([T ]([01][0-9]|2[0-3]):([0-5][0-9])(:([0-5][0-9])(\.([0-9]+))?)?"
    r"( ?(Z|UTC|([-+])(0[0-9]|1[0-4])(:?([0-5][0-9]))?))?)?",
    re.ASCII,
)
NUMBERS = [
    *(
        "",
        " ",
        "0",
        "-0",
        "+1",
        "1,000",
        "1.000,5",
        "1e3",
        "1E+3",
        "1e-3",
        ".5",
        "5.",
        ".",
        "-.5",
        "1_000",
        "0x1F",
        "1d",
    ),
    *(
        "NaN",
        "inf",
        "Infinity",
        "1e99",
        "1e100",
        "1e999",
        "9" * 38,
        "9" * 39,
        "1.5e",
        "e5",
        "--1",
        "+-1",
        "1 000",
        "\t1",
    ),
    *("1\n", "\u00a01", "1\u2003", "\u0661", "½", "true", "null", "9223372036854775807", "8999999999999999999"),
]
TIMES = [
    *("2026-03-01", "2026-03-01 10:00:00 UTC", "2026-03-01T10:00Z", "2026-03-01T10:00", "2026-03-01 10", "2026-02-29"),
    *("2026-03-01T10:00:00.123456789Z", "2026-03-01 10:00:00.9999999", "2026-03-01T10:00:00 +0530", "2024-02-29T24:00"),
    *("2026-03-01T10:00:00-14:59", "2026-03-01T10:00:00+15", "2026-03-01t10:00:00z", "2026-03-01 10:00:60", "20260301"),
    *("2026-3-1", "01/03/2026", "2026-03-01T10:00:00 CET", " 2026-03-01 10:00:00 UTC ", "infinity", "now", "epoch"),
    *("0000-01-01", "0001-01-02", "1000-01-01", "1899-12-31T23:00:00-02:00", "9999-12-31T23:59:59", "2026-00-10"),
    *("2026-13-01", "2026-03-01T10:00:00UTC", "2026-03-01 10:00:00,5", "2026-03-01  10:00", "2026-03-01T10:00:00Z0"),
    *("2026-03-01Z", "2026-03-01+02", "-2026-03-01", "today", "2026-03-01T10:00:00.Z", "2026-03-01T10:00:00.5 Z"),
]
PARTS = [
    *("0", "1", "5", "12", "999", ".", "+", "-", "e", "E", ",", "_", " ", "T", "Z", "UTC", ":", "2026-03-01", "10:00"),
    *(":30", ".123", ".1234567", "+02:00", "-0530", "+14", "2024-02-29", "2023-02-29", "23:59:59", "\t", "x"),
]
LITERALS = ["it's", "'", "a\\b", "\\'", "\\\\n", '"', "100 % {x} $1", "é½"]
WELL_FORMED = [
    ["2026-03-01", "2024-02-29", "2023-02-29", "1999-12-31"],
    ["", "T", " "],
    ["", "00:00", "23:59:59", "10:00:00.5", "10:00:00.123456789"],
    ["", " "],
    ["", "Z", "UTC", "+02", "-0330", "+05:30", "+15:00"],
]


def random_texts(count: int) -> list[str]:
    chosen = random.Random(20260301)
    texts = [*NUMBERS, *TIMES]
    while len(texts) < count:
        parts = [chosen.choice(PARTS) for _ in range(chosen.randrange(1, 6))]
        texts.append("".join(parts))
        texts.append("".join(chosen.choice(part) for part in WELL_FORMED))
        number = repr(chosen.uniform(-1, 1) * 10 ** chosen.randrange(-9, 30))
        around = chosen.choice([" ", "+", "0", ""]), chosen.choice([" ", "0", "e", ""])
        texts.append(number.join(around))
    return texts


def as_number(text: str) -> float | None:
    return float(text.strip(" ")) if NUMBER.fullmatch(text.strip(" ")) else None


def as_whole_number(text: str) -> int | None:
    return int(text.strip(" ")) if WHOLE.fullmatch(text.strip(" ")) else None


def as_time(text: str) -> datetime | None:
    found = TIME.fullmatch(text.strip(" "))
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    microseconds = (found[10] or "")[:6].ljust(6, "0")
    hour, minute, second = (int(found[group] or 0) for group in (5, 6, 8))
    at = datetime(day.year, day.month, day.day, hour, minute, second, int(microseconds))
    offset = timedelta(hours=int(found[14] or 0), minutes=int(found[16] or 0))
    return at + offset if found[13] == "-" else at - offset


def misread_texts(warehouse: Warehouse) -> tuple[list[str], int]:
    """What the macros read, or write, in another way than Python does, and how many values the texts have."""
    texts = random_texts(4000)
    warehouse.load("raw.texts", {"number": "integer", "written": "varchar"}, list(enumerate(texts)))
    macros = ["number_from_text", "integer_from_text", "timestamp_from_text"]
    columns = ", ".join(f"{{{{ api_call_volume.{macro}('written') }}}} as {macro}" for macro in macros)
    _, said = warehouse.dbt("--quiet", "compile", "--inline", f"select number, {columns} from raw.texts")
    rows = warehouse.rows(said[said.index("select number") :])
    expected = {
        text: dict(zip(macros, (as_number(text), as_whole_number(text), as_time(text)), strict=True)) for text in texts
    }
    assert len(rows) == len(texts)
    wrong = [
        f"{texts[row['number']]!r}: {macro} is {row[macro]}, not {value}"
        for row in rows
        for macro, value in expected[texts[row["number"]]].items()
        if row[macro] != value
    ]
    written = ", ".join(
        f"{{{{ api_call_volume.text_literal({json.dumps(text, ensure_ascii=False)}) }}}} as literal_{number}"
        for number, text in enumerate(LITERALS)
    )
    _, said = warehouse.dbt("--quiet", "compile", "--inline", f"select {written}")
    (row,) = warehouse.rows(said[said.index("select ") :])
    wrong += [
        f"{text!r} is written as {row[f'literal_{number}']!r}"
        for number, text in enumerate(LITERALS)
        if row[f"literal_{number}"] != text
    ]
    return wrong, sum(value is not None for values in expected.values() for value in values.values())
