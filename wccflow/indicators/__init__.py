"""Indicators: data packs of values with their sources, and the outcomes that each organisation chooses."""
