"""
Compares marts, and mutates them.

- `marts`: compares the cells of marts with their recomputation, with another build, with another warehouse
- `mutations`: marts damaged on purpose, and the package's generic tests that must find each damage
"""
