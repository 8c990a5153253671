"""Macros that are plain expressions, rendered by Jinja alone: the same text as dbt gives, without a start of dbt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

PACKAGE = Path(__file__).resolve().parents[3]


class Returned(Exception):
    """What `return` in a macro gives to its caller."""

    def __init__(self, returned: Any) -> None:
        super().__init__()
        self.returned = returned


class Room:
    """The macros of some folders of macros/, by name. They may call one another, and ask for the types of columns."""

    def __init__(self, *rooms: str) -> None:
        self.environment = Environment(extensions=["jinja2.ext.do"], undefined=StrictUndefined)
        self.macros: dict[str, Any] = {}
        context = {"api_call_volume": self, "dbt": self, "exceptions": self, "return": self.give_back}
        for file in sorted(file for room in rooms for file in (PACKAGE / "macros" / room).glob("*.sql")):
            module = self.environment.from_string(file.read_text(encoding="utf-8")).make_module(context)
            self.macros[file.stem] = getattr(module, file.stem)
        assert self.macros, f"there are no rooms {rooms}"

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def called(*arguments: Any, **named: Any) -> Any:
            try:
                return str(self.macros[name](*arguments, **named)).strip()
            except Returned as back:
                return back.returned

        return called

    @staticmethod
    def give_back(returned: Any) -> None:
        raise Returned(returned)

    @staticmethod
    def type_double() -> str:
        return "double precision"

    @staticmethod
    def type_int() -> str:
        return "integer"

    @staticmethod
    def raise_compiler_error(message: str) -> None:
        raise ValueError(message)
