"""What scripts/print-formats prints, one file a subject."""
