"""Compares the cells of marts with their recomputation, with another build, with another warehouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from harness.spec.marts import VERSION, Estimate, Marts


@dataclass(frozen=True)
class Difference:
    """A difference: in which row of which mart, and what it is."""

    mart: str
    key: tuple[Any, ...]
    what: str

    def __str__(self) -> str:
        return f"{self.mart} {self.key} {self.what}"


@dataclass
class Comparison:
    """How many cells were compared, and what differs."""

    cells: int = 0
    differences: list[Difference] = field(default_factory=list)


def compare(expected: Marts, actual: Marts) -> Comparison:
    """
    Compares every row and column of the expected marts. A column that only `actual` has is a difference, except the
    versions, which a recomputation does not have. Numbers that are not whole may differ by 0.000001.
    """
    found = Comparison()
    for mart, right in expected.items():
        given = actual[mart]
        found.cells += sum(map(len, right.values()))
        for key in sorted({*right, *given}, key=repr):
            if key not in given:
                found.differences.append(Difference(mart, key, f"is missing, should be {right[key]}"))
            elif key not in right:
                found.differences.append(Difference(mart, key, f"should not be there, is {given[key]}"))
            else:
                unknown = given[key].keys() - right[key].keys() - {VERSION}
                found.differences += [Difference(mart, key, f"has a column {column}") for column in sorted(unknown)]
                found.differences += [
                    Difference(mart, key, f"{column}: should be {value}, is {given[key].get(column)}")
                    for column, value in right[key].items()
                    if not is_same(value, given[key].get(column))
                ]
    return found


def assert_same(expected: Marts, actual: Marts) -> int:
    """Asserts that nothing differs, and returns how many cells were compared."""
    found = compare(expected, actual)
    said = "\n".join(map(str, found.differences[:40]))
    assert not found.differences, f"{len(found.differences)} of {found.cells} cells differ:\n{said}"
    return found.cells


def without_versions(marts: Marts) -> Marts:
    """The marts without their versions, which another warehouse computes in its own way."""
    return {
        name: {key: {c: value for c, value in cell.items() if c != VERSION} for key, cell in mart.items()}
        for name, mart in marts.items()
    }


def is_same(expected: Any, actual: Any) -> bool:
    if isinstance(expected, Estimate) and actual is not None:
        return abs(expected - float(actual)) <= 1e-6 + 1e-9 * abs(expected)
    if isinstance(expected, Decimal) and actual is not None:
        return abs(expected - Decimal(actual)) <= Decimal("0.000001")
    if isinstance(expected, float) and actual is not None:
        return abs(expected - float(actual)) <= 1e-9
    return bool(expected == actual)
