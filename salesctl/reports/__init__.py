"""What can be counted and selected: one file a report, each ``build(...) -> Table``. No colour, no language."""
