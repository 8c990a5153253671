"""
An emulator of BigQuery (bqemulator), on loopback. A script: given a folder, a port, and another port that nobody uses,
it listens on the first, and ends when its standard input does.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_spatial
import sqlglot
from bqemulator import cli
from bqemulator.api.routes import jobs
from bqemulator.jobs import executor
from bqemulator.sql.rules.json_helpers import JSONExtractToStringRule
from sqlglot import exp
from sqlglot.tokens import Token, TokenType

run_single_sql = executor._run_single_sql
translate = executor.rewrite_and_translate_statement
# What the reference says of these types where their digits are not declared. The emulator takes DuckDB's, 18 and 3, for
# the first. Of the second, DuckDB has half of the digits.
DIGITS = dict.fromkeys(["numeric", "decimal", "bignumeric", "bigdecimal"], "(38, 9)")


# What has quotes, or is a comment; the inside of a text in three quotes is a group.
QUOTED = re.compile(
    r"""--[^\n]*|/\*.*?\*/|`[^`]*`|[rR]'''.*?'''|'''((?:\\.|[^\\])*?)'''|'(?:\\.|[^\\'])*'|"(?:\\.|[^\\"])*\"""",
    re.DOTALL,
)


def with_one_quote(found: re.Match[str]) -> str:
    """A text in three quotes as one in one quote: the emulator does not read the escapes of the former."""
    if found[1] is None:
        return found[0]
    inside = re.sub(r"\\.|'", lambda part: "\\'" if part[0] == "'" else part[0], found[1], flags=re.DOTALL)
    return "'" + inside.replace("\n", "\\n") + "'"


def in_one_quote(sql: str) -> str:
    """A statement with all its texts in one quote."""
    return QUOTED.sub(with_one_quote, sql)


def with_digits(sql: str, dialect: str = "bigquery") -> str:
    """A statement in which each decimal type names its digits."""
    tokens = sqlglot.tokenize(sql, dialect=dialect)
    following: list[Token | None] = [*tokens[1:], None]
    written, end = [], 0
    for token, after in zip(tokens, following, strict=True):
        text = sql[token.start : token.end + 1].lower()
        if text in DIGITS and not (after and after.token_type == TokenType.L_PAREN):
            written += [sql[end : token.end + 1], DIGITS[text]]
            end = token.end + 1
    return "".join([*written, sql[end:]])


async def translated(sql: str, **keywords: Any) -> str:
    """A statement as DuckDB gets it. The emulator forgets the digits of a type around a division."""
    return with_digits((await translate(sql, **keywords)).replace("DECIMAL(18, 3)", "DECIMAL"), "duckdb")


def without_columns(tree: exp.Expr | None) -> exp.Create | None:
    """A table of a query whose columns are declared, too: the statement with the columns, and without the query."""
    if not isinstance(tree, exp.Create) or tree.kind != "TABLE" or tree.expression is None:
        return None
    return tree if isinstance(tree.this, exp.Schema) and tree.this.expressions else None


async def run_statement(project_id: str, sql: str, *arguments: Any, **keywords: Any) -> Any:
    """
    Runs a statement. The emulator takes no columns beside a query, as a model with a contract has them: the table is
    made with its columns, and then gets the query's rows by position. That is what the reference says of a column list
    before `as`, but for its being one step.
    """
    sql = with_digits(in_one_quote(sql))
    created = without_columns(sqlglot.parse_one(sql, dialect="bigquery")) if "create" in sql[:2000].lower() else None
    if created is None:
        return await run_single_sql(project_id, sql, *arguments, **keywords)
    query = created.expression
    created.set("expression", None)
    made = await run_single_sql(project_id, with_digits(created.sql(dialect="bigquery")), *arguments, **keywords)
    insert = exp.Insert(this=created.this.this.copy(), expression=query.unnest())
    await run_single_sql(project_id, with_digits(insert.sql(dialect="bigquery")), *arguments, **keywords)
    return made


def main(folder: str, port: str, other_port: str) -> None:
    # DuckDB looks for its extensions in the home folder. The package of this one has it for its own version only.
    found = Path(duckdb_extension_spatial.__file__).parent / "extensions" / f"v{duckdb.__version__}"
    extensions = Path(folder) / ".duckdb" / "extensions" / found.name / "linux_amd64"
    shutil.copytree(found, extensions)
    os.environ["HOME"] = folder
    executor._run_single_sql = run_statement
    executor.rewrite_and_translate_statement = translated
    # Of JSON, which is all that the package hands it, `json_query` returns JSON. The emulator makes a text of it.
    JSONExtractToStringRule.applies_to = lambda rule, node: False
    with_default_dataset = jobs._apply_default_dataset
    jobs._apply_default_dataset = lambda sql, *given, **named: with_default_dataset(in_one_quote(sql), *given, **named)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    cli.main(
        ["start", "--rest-port", port, "--grpc-port", other_port, "--project", "analytics", "--log-level", "error"]
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
