"""Cycles: a workflow with dates, one case for each organisation, and the moves that carry it."""
