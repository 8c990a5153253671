"""
What must come out, written from the definitions and not from the SQL.

- `marts`: the marts by name, their grains, and the types that hold their cells
- `volume`: the marts of volume, from calls
- `engagement`: the engagement marts, from their inputs and the volume
- `logs`: log records read as calls, for the formats whose logs are compared cell for cell
- `examples`: the examples of each log format, and what each says of the calls in it
"""
