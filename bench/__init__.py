"""How fast salesctl is: a generator of believable workspaces, and measurements beside what cannot be beaten."""
