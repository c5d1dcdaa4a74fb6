"""Who gets a message, and what becomes of a delivery: pure functions of facts and time."""
