"""Panels: who sits on them, conflicts of interest, the panel-day room, the report."""
