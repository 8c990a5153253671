"""
dbt, run as a user runs it, and the tables that it built.

- `duckdb`: a DuckDB file; what all other warehouses have in common with it
- `postgres`: a database of a server of the tests' own
- `spark`: a session in this process, or a cluster of the tests' own
- `captured`: an adapter without its warehouse; the statements that it would send
- `what_ran`: on which warehouses the package ran, for the README
"""
