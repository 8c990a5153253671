"""
What the package's tests share, one folder per purpose:

- `spec`: the expected marts: plain Python without SQL recomputes each mart from all raw rows.
- `warehouses`: dbt, run as a user runs it, on DuckDB and other warehouses, and the rows of its tables.
- `comparison`: the cells of marts compared with others, and mutations that the package's generic tests must find.
- `histories`: what is loaded, when, and what goes wrong between loads; the replay of it, compared after each load.

A folder uses only those named before it. `progress` prints what a test run has done so far.
"""
