"""Tianjin's own formats."""
