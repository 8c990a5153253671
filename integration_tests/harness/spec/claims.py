"""What the yml of a mart says of each of its numbers: over which columns of the grain it may be summed."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

MARTS = Path(__file__).resolve().parents[3] / "models" / "marts"
NUMBERS = ("decimal", "bigint", "integer")


@dataclass(frozen=True)
class Claim:
    """The `meta` of a number, and its description."""

    mart: str
    column: str
    meta: dict[str, Any]
    description: str

    @property
    def needs(self) -> list[str]:
        """The columns that a query filters or groups by first."""
        needs: str | list[str] = self.meta.get("needs", [])
        return [needs] if isinstance(needs, str) else needs

    def over(self, grain: list[str]) -> list[str]:
        """The columns over which the number may be summed."""
        if "additive" in self.meta:
            return [column for column in grain if column not in self.needs]
        over: list[str] = self.meta.get("additive_over", [])
        return over


@functools.cache
def models() -> list[dict[str, Any]]:
    files = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(MARTS.glob("*/*.yml")))
    return [model for file in files for model in file["models"]]


def claims() -> list[Claim]:
    """Those of all marts, one for each number."""
    return [
        Claim(model["name"], column["name"], column.get("config", {}).get("meta", {}), column["description"])
        for model in models()
        for column in model["columns"]
        if column["data_type"].startswith(NUMBERS)
    ]
