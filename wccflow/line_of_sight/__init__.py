"""The line of sight: whether a plan as a whole leads from a need to an outcome, step by step in passages."""
