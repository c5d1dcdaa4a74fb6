"""How the journal's tables came to be, one step a file."""
