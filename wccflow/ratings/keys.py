"""The keys by which items are rated, in words, for the list that every such page shows."""

from collections.abc import Sequence

from wccflow.engine.vocabulary import Scale

REASONS, CITE, NEXT, PREVIOUS, KEEP, LIST = "w", "c", "n", "p", "Ctrl + Enter", "?"

Keys = list[tuple[str, str]]


def keys_of(scale: Scale) -> Keys:
    """The keys of a page with one item on this scale."""
    return [
        *choosing(scale),
        (REASONS, "write the reasons"),
        (CITE, "cite a passage"),
        (KEEP, "keep it and go on"),
        (NEXT, "the next item"),
        (PREVIOUS, "the previous item"),
        (LIST, "this list"),
    ]


def keys_of_sheet(scales: Sequence[Scale]) -> Keys:
    """The keys of the sheet that is filled as a whole; they act on the row that has the focus."""
    return [
        *choosing(*dict.fromkeys(scales)),
        (REASONS, "write the reasons of this item"),
        ("Esc", "leave the words"),
        (CITE, "cite a passage for this item"),
        (KEEP, "keep all"),
        (NEXT, "the next item"),
        (PREVIOUS, "the previous item"),
        (LIST, "this list"),
    ]


def choosing(*scales: Scale) -> Keys:
    """The keys that choose a level or a colour of one of these scales."""
    most = max((len(scale.values) for scale in scales), default=0)
    found = [(f"1 to {min(most, 9)}", "choose a level, the first to the last")] if most else []
    colours = [level for scale in scales if scale.kind == "rag" for level in scale.values]
    if colours:
        words = [level.title.lower() for level in colours]
        said = f"choose {', '.join(words[:-1])} or {words[-1]}"
        found.append((", ".join(level.key[:1] for level in colours), said))
    return found
