"""
The expected marts, written from the definitions and not from the SQL.

- `marts`: the marts by name, their grains, and the types of their rows
- `volume`: the volume marts, from calls
- `engagement`: the engagement marts, from their inputs and the volume marts
- `logs`: log records as calls, for the formats whose logs are compared cell by cell
- `examples`: the examples of each log format, and the calls expected from each
"""
