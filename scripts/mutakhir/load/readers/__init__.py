"""Cells of a partner's file as a `Sheet`: one module per format, nothing about what the cells mean."""
