"""Rows that both inspection dialects of Beijing have: one family of names, in two dated forms."""
