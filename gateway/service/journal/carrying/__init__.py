"""What the journal holds for the emergency channel."""
