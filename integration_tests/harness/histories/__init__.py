"""
What is loaded, and when.

- `calls`: random histories of loads, with every fault of real raw rows
- `by_hand`: loads written by hand in a test, and the expected marts
- `engagement`: the rows of a random history for the engagement inputs
- `examples`: the examples of log formats, in each shape that loaders use
- `faults`: what goes wrong between a load and the next build: a partial run, a kill
- `replay`: replays histories load by load, and compares the marts after each load
- `shortest`: shortens a history that differs, as far as it still differs
"""
