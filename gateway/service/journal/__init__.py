"""The journal: the truth of the service, in SQL."""
