"""`keys`: made, asked for, taken in, listed."""
