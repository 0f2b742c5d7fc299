"""What partners are asked for feedback on: which kinds of them there are, and plain questions to them."""

from dataclasses import dataclass, field

MOST_QUESTIONS = 12


@dataclass(frozen=True, slots=True)
class PartnerKind:
    """A kind of partner; what is shown of answers is told by kind where five or more have given them."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """A plain question: the scale of its answers, the items or groups it bears on, the kinds it is put to.

    One that names no kind is put to all. Whoever is asked may always say that they do not know.
    """

    key: str
    text: str
    scale: str
    items: tuple[str, ...]
    help: str = ""
    asked_of: tuple[str, ...] = ()
    unverified: bool = False

    def is_put_to(self, kind: str) -> bool:
        """Whether partners of this kind are asked."""
        return not self.asked_of or kind in self.asked_of


@dataclass(frozen=True, slots=True)
class Partners:
    """`partners.toml`, which a workflow need not have: without questions partners are asked of groups."""

    kinds: dict[str, PartnerKind] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
