"""
What the tests of the package share, a room for each purpose:

- `spec`: what must come out, in plain Python that knows no SQL: every mart recomputed from all raw rows at once.
- `warehouses`: dbt, run as a user runs it, on DuckDB and elsewhere; what its tables hold.
- `comparison`: the cells of marts compared with others, and damage that the package's generic tests must find.
- `histories`: what is loaded, when, and what goes wrong between loads; and its replay, compared after each load.

A room uses those that are named before it. `progress` says what a run of the tests has done so far.
"""
