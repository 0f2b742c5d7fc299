"""How much one search may cost: counted, so that it ends alike on a busy machine and an idle one."""

from wccflow.base.errors import Refused

# Some seconds of one core. Sixteen of the commonest words over a whole nation's documents cost a third.
MOST_POSTINGS = 20_000_000
PLACES = 10  # a word looked at with its places costs as much as so many looked at without
TOO_MUCH = "This search asks for too much at once. Narrow it: use rarer words, or name one organisation."


class Allowance:
    """What is left of the postings that one search may read, over all audiences."""

    def __init__(self, most: int = MOST_POSTINGS) -> None:
        self.left = most

    def spend(self, postings: int) -> None:
        """Count what is read. Raises Refused once it is too much."""
        self.left -= postings
        if self.left < 0:
            raise Refused(TOO_MUCH)
