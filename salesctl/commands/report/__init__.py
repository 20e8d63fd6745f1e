"""Reports: what can be counted, each number with the way it is counted beside it."""
