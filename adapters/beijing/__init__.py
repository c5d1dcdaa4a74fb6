"""Beijing's dialects."""
