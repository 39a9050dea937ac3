"""What sources/*.yml declare of partners' files, read without dbt: one reader for loader, sample and schedule."""
