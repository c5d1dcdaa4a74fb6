"""Tables that say how each port words a kind, and the one code that walks a table both ways."""
