"""Common cases without a database: which items are rated, whose names are left out, what feedback says."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import fmean, median_low

from wccflow.engine.content import Element
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import Scale
from wccflow.ratings.rules import PANEL, rated_elements

LEFT_OUT = "[name left out]"
FEWEST_LETTERS = 3  # what is shorter stands inside too many other words


def levelled(definition: Definition) -> list[Element]:
    """The elements that panels rate in levels of one scale: of several scales the one with most items."""
    able = [
        each for each in rated_elements(definition, PANEL) if definition.scales[each.scale].kind == "levels"
    ]
    sizes: dict[str, int] = {}
    for each in able:
        sizes[each.scale] = sizes.get(each.scale, 0) + len(each.items)
    widest = max(sizes, key=lambda scale: sizes[scale], default="")
    return [each for each in able if each.scale == widest]


def items_rated(definition: Definition) -> list[str]:
    """The items that overseers rate alike and that the model compares, in order."""
    return [item for element in levelled(definition) for item in element.items]


def scale_rated(definition: Definition) -> Scale | None:
    """The scale of those items; None where panels rate nothing in levels."""
    found = levelled(definition)
    return definition.scales[found[0].scale] if found else None


def groups_of(definition: Definition) -> dict[str, str]:
    """By item the group in which its case may be better or worse than elsewhere."""
    return {item: definition.items[item].parent or item for item in items_rated(definition)}


def names_to_hide(names: Iterable[str], words: Collection[str]) -> list[str]:
    """The names with and without the words for their kind, the longest first."""
    found = set()
    kinds = sorted((word for word in words if word), key=len, reverse=True)
    for name in names:
        short = name
        for word in kinds:
            short = re.sub(rf"\b{re.escape(word)}\b", "", short)
        found |= {" ".join(each.split()) for each in (name, short)}
    return sorted(
        (each for each in found if len(each) >= FEWEST_LETTERS), key=lambda each: (-len(each), each)
    )


def without_names(text: str, hidden: Sequence[str]) -> str:
    """The text with every one of these words left out, wherever it stands alone and however it is written."""
    if not hidden:
        return text
    longest = sorted(hidden, key=lambda each: (-len(each), each))
    either = "|".join(r"\s+".join(re.escape(part) for part in each.split()) for each in longest)
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE)


def agreed_rank(ranks: Collection[int]) -> int | None:
    """The middle of what all raters gave, which stands where nobody has agreed a level."""
    return median_low(ranks) if ranks else None


def leaning(given: Mapping[str, int], agreed: Mapping[str, int]) -> float | None:
    """By how many levels ratings lie above those agreed on average; None with nothing in common."""
    apart = [rank - agreed[item] for item, rank in given.items() if item in agreed]
    return round(fmean(apart), 2) if apart else None


def leaning_in_words(leaning: float | None, who: str = "You") -> str:
    """The same as a sentence."""
    if leaning is None:
        return ""
    if not leaning:
        return f"{who} gave neither more nor less than the agreed levels on average."
    way = "more" if leaning > 0 else "less"
    return f"{who} gave {abs(leaning):.2f} of a level {way} than agreed on average."
