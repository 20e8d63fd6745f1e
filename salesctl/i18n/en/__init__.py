"""The English catalogs."""
