"""The chain in the journal: records, the statements that seal them, and what a container is made of."""
