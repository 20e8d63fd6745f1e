"""Leads: adding one, and bringing in whole tables."""
