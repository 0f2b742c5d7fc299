"""Partners without a database: who is asked what, and which answers may be shown together."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from uuid import UUID

from wccflow.engine.content import Item
from wccflow.engine.definition import Definition
from wccflow.engine.partners import Question
from wccflow.engine.vocabulary import Scale

LEAST_SHOWN = 5  # partners below whom nothing is shown, so that nobody can tell who said what
DO_NOT_KNOW = "unknown"
TOGETHER = ""  # the kind of a group in which small kinds were merged
OTHERS = "Partners of several kinds"
UNNAMED_KINDS: Mapping[str, str] = {  # where a definition names none
    "authority": "Local authority",
    "clinicians": "Clinicians",
    "provider": "Provider of services",
    "public": "Patients and the public",
    "voluntary": "Voluntary organisation",
    "other": "Another partner",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a partner reads it, with the scale of its answers."""

    key: str
    text: str
    help: str
    scale: Scale

    def fault_of(self, answer: str) -> str:
        """What is wrong with an answer, in a sentence; nothing when it is one."""
        if answer == DO_NOT_KNOW or answer in {level.key for level in self.scale.values}:
            return ""
        offered = ", ".join(f"“{level.title}”" for level in self.scale.values)
        return f"“{answer[:40]}” is no answer to “{self.text}”; choose {offered} or “I do not know”."


@dataclass(frozen=True, slots=True)
class Given:
    """What one partner answered, as it is counted."""

    kind: str
    answers: Mapping[str, str]
    words: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What partners say of one thing, on its scale of ranks: only ever of five or more."""

    mean: float
    sd: float
    count: int


def kinds_of(definition: Definition) -> dict[str, str]:
    """The kinds of partners by key, with their titles."""
    return {each.key: each.title for each in definition.partners.kinds.values()} or dict(UNNAMED_KINDS)


def asks_partners(definition: Definition) -> bool:
    """Whether partners are asked for feedback at all."""
    return any("partners" in element.channels for element in definition.elements.values())


def questions(definition: Definition, kind: str | None = None) -> list[Asked]:
    """What partners (of this kind) are asked: the definition's questions, else each group on its scale."""
    told = definition.partners.questions.values()
    if told:
        put = [each for each in told if kind is None or each.is_put_to(kind)]
        return [Asked(each.key, each.text, each.help, definition.scales[each.scale]) for each in put]
    return [Asked(item.key, item.title, item.statement, scale) for item, scale in _groups(definition)]


def items_of_question(definition: Definition, key: str) -> tuple[str, ...]:
    """The rated items on which a question bears: those it names, and all of a group that it names."""
    question: Question | None = definition.partners.questions.get(key)
    named = question.items if question else (key,)
    found = [one for name in named for one in (_members(definition, name) or (name,))]
    return tuple(dict.fromkeys(one for one in found if one in definition.items))


def groups_of_a_kind(waiting: Collection[tuple[UUID, str]]) -> list[tuple[str, list[UUID]]]:
    """Those waiting (id and kind) of whose kind there are five or more: each kind is a group of its own."""
    return sorted((kind, ids) for kind, ids in _by_kind(waiting).items() if len(ids) >= LEAST_SHOWN)


def groups_of_all(waiting: Collection[tuple[UUID, str]]) -> list[tuple[str, list[UUID]]]:
    """All of those waiting, in groups of five or more; nobody while they are fewer than five.

    Kinds of fewer than five are merged. Where even they together are fewer than five, the smallest other
    group takes them in. So no number shown, added to or taken from another, ever speaks of fewer than five.
    """
    if len(waiting) < LEAST_SHOWN:
        return []
    groups = dict(groups_of_a_kind(waiting))
    rest = [one for kind, ids in _by_kind(waiting).items() if kind not in groups for one in ids]
    while 0 < len(rest) < LEAST_SHOWN:
        rest += groups.pop(min(groups, key=lambda kind: (len(groups[kind]), kind)))
    return [*sorted(groups.items()), *([(TOGETHER, rest)] if rest else [])]


def counted(groups: Sequence[Sequence[Given]], key: str) -> list[str]:
    """The answers to one question that may be shown of these groups, in the order in which they were counted.

    Who does not know says nothing; where fewer than five of a group do know, they wait for those of the next.
    """
    shown: list[str] = []
    waiting: list[str] = []
    for group in groups:
        known = (each.answers.get(key, DO_NOT_KNOW) for each in group)
        waiting += [answer for answer in known if answer != DO_NOT_KNOW]
        if len(waiting) >= LEAST_SHOWN:
            shown, waiting = shown + waiting, []
    return shown


def words_of(groups: Sequence[Sequence[Given]], salt: str) -> list[str]:
    """What was written in these groups, in an order that tells nothing of who or when."""
    said = [each.words for group in groups for each in group if each.words]
    return sorted(said, key=lambda words: hashlib.sha256(f"{salt} {words}".encode()).hexdigest())


def view_of(ranks: Sequence[Sequence[int]]) -> View | None:
    """The answers to the questions on one thing as one view; None when there are none that may be shown."""
    every = [rank for each in ranks for rank in each]
    if not every:
        return None
    mean = sum(every) / len(every)
    return View(
        mean,
        sqrt(sum((rank - mean) ** 2 for rank in every) / max(1, len(every) - 1)),
        max(len(each) for each in ranks),
    )


def _by_kind(waiting: Collection[tuple[UUID, str]]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for identifier, kind in sorted(waiting, key=lambda each: (each[1], each[0])):
        found.setdefault(kind, []).append(identifier)
    return found


def _groups(definition: Definition) -> list[tuple[Item, Scale]]:
    """The groups of the elements that partners rate, each on its scale."""
    return [
        (definition.items[key], definition.scales[element.scale])
        for element in definition.elements.values()
        if "partners" in element.channels
        for key in element.groups or element.items
    ]


def _members(definition: Definition, name: str) -> tuple[str, ...]:
    return tuple(item.key for item in definition.children(name))
