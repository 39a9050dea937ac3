"""From artifacts to verdicts: pure functions; every number of the check list is computed once, here."""
