"""dbt in this process: profile, parse once, build, freshness, and what the warehouse holds. Imports dbt lazily."""
