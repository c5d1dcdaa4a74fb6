"""Hebei's choice among the national formats."""
