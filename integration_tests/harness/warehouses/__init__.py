"""
dbt, run as a user runs it, and the tables that it builds.

- `duckdb`: a DuckDB file, and what the other warehouses share with it
- `postgres`: a database of a Postgres server that the tests start
- `spark`: a session in this process, or a cluster that the tests start
- `captured`: an adapter without its warehouse, and the statements that it would send
- `what_ran`: the warehouses on which the package ran, for the README
"""
