"""Disk and YAML: text to typed values and back, the workspace, and writing that loses nothing."""
