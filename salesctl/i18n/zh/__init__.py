"""The Chinese catalogs."""
