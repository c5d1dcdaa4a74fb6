"""Enforcement aid in SQL: who has not acknowledged it yet, and who may lift it."""
