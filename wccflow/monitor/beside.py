"""What stands beside an overseer's cockpit: other views of its cases, in words and with an address."""

from collections.abc import Sequence

BESIDE: Sequence[tuple[str, str]] = (
    ("What was submitted, and who reads it", "intake"),
    ("Panels, week by week", "week"),
    ("Checks of the documents and ratings", "checks"),
)
"""Each view of its own file adds its words and the last part of its address here."""
