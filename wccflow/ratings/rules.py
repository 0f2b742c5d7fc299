"""Ratings without a database: channels and their abilities, and what a value may be."""

from collections.abc import Mapping
from math import isfinite

from wccflow.engine.content import Element, Item
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import Scale

SELF, DOCUMENTS, PANEL_MEMBER, PANEL, MODERATED, NATIONAL, EXTERNAL = (
    "self",
    "documents",
    "panel_member",
    "panel",
    "moderated",
    "national",
    "external",
)

ABILITY_OF: Mapping[str, str] = {
    SELF: "rate_self",
    DOCUMENTS: "rate_documents",
    PANEL_MEMBER: "rate_panel",
    PANEL: "agree_ratings",
    MODERATED: "adjust",
    NATIONAL: "agree_result",
    EXTERNAL: "load_indicators",
}

TITLES: Mapping[str, str] = {
    SELF: "Self-assessment",
    DOCUMENTS: "What the documents show",
    PANEL_MEMBER: "Panel member, alone",
    PANEL: "Panel, agreed",
    MODERATED: "Regional calibration",
    NATIONAL: "National calibration",
    EXTERNAL: "External rating",
}

# The same where an item has no level: what is written is the whole of it, and no rating.
TOLD_TITLES: Mapping[str, str] = {SELF: "What we say", DOCUMENTS: "What is written"}

# What the element's own list of channels must name for a channel to be open; the others always are.
NAMED_AS: Mapping[str, str] = {
    SELF: "self",
    DOCUMENTS: "evidence",
    PANEL_MEMBER: "panel",
    PANEL: "panel",
}
OF_ONE_PERSON = frozenset({PANEL_MEMBER})
REASON_REQUIRED = frozenset({DOCUMENTS, PANEL, MODERATED, NATIONAL, EXTERNAL})

# Those who cite passages of their own for what they say.
CITING = (SELF, DOCUMENTS)
UNGROUNDED = (
    "This is above the lowest level, and no passage is cited for it: cite one, or say why there is none."
)

# The move by which an item follows a rating; reviewing an item has moves of its own.
EVENT_OF: Mapping[str, str] = {
    SELF: "self_assess",
    PANEL: "rate",
    MODERATED: "calibrate",
    NATIONAL: "calibrate",
}

STANCES: Mapping[str, str] = {
    "supports": "supports it",
    "partly": "supports it in part",
    "contradicts": "contradicts it",
    "absent": "does not speak of it",
}


def element_of(definition: Definition, item: str) -> Element | None:
    """The element to which a rated item belongs; one without items is itself the item."""
    found = definition.items.get(item)
    key = found.element if found else item
    element = definition.elements.get(key)
    if element is None or item not in (element.items or (element.key,)):
        return None
    return element


def takes(element: Element, channel: str) -> bool:
    """Whether the element is rated by this channel."""
    if channel in NAMED_AS:
        return NAMED_AS[channel] in element.channels
    return channel in ABILITY_OF


def fault_of(scale: Scale, value: str) -> str:
    """What is wrong with a value, in a sentence; nothing when the scale has it."""
    if scale.kind == "narrative":
        return "" if value else "Write something first."
    if scale.kind == "number":
        return "" if _is_number(value) else f"Give a number, not “{value}”."
    if value in {each.key for each in scale.values}:
        return ""
    offered = ", ".join(each.title for each in scale.values)
    return (
        f"“{value}” is not on the scale. Choose one of these: {offered}."
        if value
        else f"Choose one: {offered}."
    )


def is_above_lowest(scale: Scale, value: str) -> bool:
    """Whether a value is a level above the lowest of its scale."""
    ranks = {each.key: each.rank for each in scale.values}
    return value in ranks and ranks[value] > min(ranks.values())


def in_words(scale: Scale, value: str) -> str:
    """A value as people say it."""
    return next((each.title for each in scale.values if each.key == value), value)


def item_in_words(definition: Definition, item: str) -> str:
    """An item with its number, if it has one, and its title."""
    found = definition.items.get(item)
    if found is None:
        return definition.elements[item].title
    return f"{found.short} {found.title}" if found.short[:1].isdigit() else found.title


def rated_elements(definition: Definition, channel: str = SELF) -> list[Element]:
    """The elements whose items are rated by this channel, in the definition's order."""
    return [each for each in definition.elements.values() if each.items and takes(each, channel)]


def is_told(scale: Scale) -> bool:
    """Whether items are told in words alone: what is written is the whole of it, and there is no level."""
    return scale.kind == "narrative"


def sheet_elements(definition: Definition) -> list[Element]:
    """The elements whose items the organisation or its assessors rate or write of.

    Measures from which the organisation chooses its own have pages of their own.
    """
    return [
        each
        for each in definition.elements.values()
        if each.items
        and not (definition.scales[each.scale].kind == "number" and each.max)
        and (takes(each, SELF) or takes(each, DOCUMENTS))
    ]


def pages_of_items(definition: Definition) -> dict[str, str]:
    """Where below a case's address each item of the sheet has its page."""
    return {item: f"/ratings/{item}" for element in sheet_elements(definition) for item in element.items}


def assessed_in_words(definition: Definition) -> list[Element]:
    """The elements of whose items assessors write, instead of rating them."""
    return [each for each in rated_elements(definition, DOCUMENTS) if is_told(definition.scales[each.scale])]


def grouped(definition: Definition, element: Element) -> list[tuple[Item | None, list[Item]]]:
    """The items of an element below their groups; an item without a group stands under none."""
    found: dict[str | None, list[Item]] = {}
    for key in element.items:
        item = definition.items[key]
        found.setdefault(item.parent, []).append(item)
    return [(definition.items[group] if group else None, items) for group, items in found.items()]


def _is_number(value: str) -> bool:
    try:
        return isfinite(float(value))
    except ValueError:
        return False
