"""The registries in SQL: entries that are only ever added, found by what they are about."""
