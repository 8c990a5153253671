"""
Compares marts, and mutates them.

- `marts`: compares the cells of marts with their recomputation, with another build, with another warehouse
- `sample`: compares a build of the sample with plain Python
- `mutations`: marts damaged on purpose, and the package's generic tests that must find each damage
"""
