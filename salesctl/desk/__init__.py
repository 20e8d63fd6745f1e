"""The shell around the pure core: workspace, clock, user, language; load, decide, append, write."""
