"""Changes of the rule packs in the journal: proposed by one person, approved by another."""
