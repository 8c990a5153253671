"""What the tests of the package share: a runner of dbt, and a plain-Python recomputation of every mart."""
