"""Mutakhir: from partners' deliveries and dbt's artifacts to a check list and a report that tell the truth."""

__version__ = "0.1.0"
