"""Deals of a customer that is known already."""
