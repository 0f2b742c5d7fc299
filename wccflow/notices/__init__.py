"""Notices: what is told to whom, on the page at once, by mail once a day or when only you can act."""
