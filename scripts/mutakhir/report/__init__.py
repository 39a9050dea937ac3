"""Outputs for leaders: the report as one HTML page and as a two-sided PDF, both made from a check list alone."""
