"""Choosing several outcomes at once: what would become of the choice, before anything is changed."""

from collections.abc import Collection
from dataclasses import dataclass

from wccflow.engine.content import Element


@dataclass(frozen=True, slots=True)
class Selection:
    """What a new choice adds, takes back and leaves, in the order of the menu."""

    element: Element
    chosen: tuple[str, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether anything becomes other than it is."""
        return bool(self.added or self.dropped)

    @property
    def left(self) -> int:
        """How many more could be chosen then; nought where there is no limit to reach."""
        return max(0, self.element.max - len(self.chosen))

    @property
    def obstacle(self) -> str:
        """What keeps it from being chosen so, in a sentence."""
        most, over = self.element.max, len(self.chosen) - self.element.max
        if most and over > 0:
            whole = len(self.chosen)
            return f"That would be {whole} outcomes, and at most {most} can be chosen. Leave out {over}."
        return ""


def selected(element: Element, chosen: Collection[str], wanted: Collection[str]) -> Selection:
    """What it means to be measured by the wanted outcomes; those chosen for the whole nation stay."""
    whole = [item for item in element.items if item in wanted or item in element.fixed]
    return Selection(
        element=element,
        chosen=tuple(whole),
        added=tuple(item for item in whole if item not in chosen),
        dropped=tuple(item for item in element.items if item in chosen and item not in whole),
    )
