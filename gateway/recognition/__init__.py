"""Dated rules, decisions with their trace, and the recognition of results: pure, the authority's numbers are data."""
