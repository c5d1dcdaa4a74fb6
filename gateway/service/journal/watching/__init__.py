"""What watching asks of the journal: a day of one link by numbers, and what became of single numbers."""
