"""
What differs.

- `marts`: the cells of marts against their recomputation, against another build, against another warehouse
- `mutations`: marts damaged on purpose, and which of the package's generic tests must find it
"""
