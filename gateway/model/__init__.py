"""What every room speaks of: messages and their kinds, identifiers, places and errors. Imports nothing of ours."""
