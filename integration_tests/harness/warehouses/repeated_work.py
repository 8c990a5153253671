"""
What dbt would do again and again in one process: parsing Jinja, which takes half of its start with other vars; and
reading the environment for each macro that it looks for in a package without macros, an eighth of a run.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import dbt_common.exceptions.base
from dbt_common.clients.jinja import MacroFuzzEnvironment


def spare_repeated_work() -> None:
    """Parsed and compiled texts depend on nothing but the text, its name, and the class of the environment."""
    for method in ("_parse", "compile"):
        if not hasattr(getattr(MacroFuzzEnvironment, method), "kept"):
            setattr(MacroFuzzEnvironment, method, kept(getattr(MacroFuzzEnvironment, method)))
    # Tests have no secrets in their environment, which errors would have to hide.
    dbt_common.exceptions.base.env_secrets = list


def kept(method: Callable[..., Any]) -> Callable[..., Any]:
    results: dict[Any, Any] = {}

    @functools.wraps(method)
    def keeping(environment: Any, source: Any, *arguments: Any, **named: Any) -> Any:
        if not isinstance(source, str):
            return method(environment, source, *arguments, **named)
        # Environments differ in their extensions and in what their templates know: dbt's are made anew for each text.
        key = (type(environment), tuple(environment.extensions), source, arguments, tuple(named.items()))
        if key not in results:
            results[key] = method(environment, source, *arguments, **named)
        return results[key]

    keeping.kept = results  # type: ignore[attr-defined]
    return keeping
