"""
What is loaded, and when.

- `calls`: random histories of loads: raw rows with every fault that real ones have
- `by_hand`: loads that a test writes itself, and what their marts must hold
- `engagement`: the rows of such a history that are inputs of the engagement marts
- `examples`: the examples of log formats, in each shape in which a loader loads them
- `faults`: what happens between a load and the build that must make up for it: a run of a part, a kill
- `replay`: histories replayed load by load, and compared after each
- `shortest`: a history that differs, made as short as it can be
"""
