"""How far documents bear the items out: each item beside each document, gaps, suggested passages."""
