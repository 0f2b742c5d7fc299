"""What stands beside an overseer's cockpit: other views of its cases, in words and with an address."""

from collections.abc import Sequence

BESIDE: Sequence[tuple[str, str]] = ()
"""Each view of its own file adds its words and the last part of its address here."""
