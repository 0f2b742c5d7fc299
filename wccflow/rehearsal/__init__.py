"""Rehearsals: a whole cycle played on a virtual clock before anyone is troubled, and its report."""
