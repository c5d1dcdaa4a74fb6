"""What statistics count, read from steps of clearance, registries and messages."""
