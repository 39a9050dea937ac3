"""Recipes of the sample tables, one module per area."""
