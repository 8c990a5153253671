"""Values of raw rows that are unusual: absurd numbers, other spellings, keys with gaps, names that need quotes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from harness.histories.by_hand import NOON, Loaded, call

ABSURD = [
    call("a", NOON, response_bytes=9 * 10**17, call_count=1000.0),
    *(call(f"b{number}", NOON, response_bytes=95 * 10**16) for number in range(10)),
    call("c", NOON, account_id="z", duration_ms=9e11, call_count=868e9),
    call("d", NOON, duration_ms=9e11, call_count=100.0),
    call("e", NOON, request_bytes=2**63 - 1, response_bytes=-1, duration_ms=float("inf"), call_count=0.0),
]


def test_no_value_stops_a_run(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h000", "k001"))
    for name in run.names:
        run.load(*ABSURD, name=name)
    run.dbt("build")
    run.assert_marts()
    facts = run.warehouse.rows("select sum(response_bytes) as response_bytes from fct_api_calls_weekly")
    assert facts == [{"response_bytes": Decimal(2 * 95 * 10**17)}], "bytes above a bigint are summed exactly"
    run.load(call("f", NOON, response_bytes=95 * 10**16))
    run.dbt("build")
    run.assert_marts()
