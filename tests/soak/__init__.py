"""Proofs of the write path that take minutes: kills, faults, power cuts, crowds. `python -m tests.soak --help`."""
