"""What leaves the journal when its time is over, and what a hold keeps in it."""
