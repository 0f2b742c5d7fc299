"""Which organisations take part in a cycle: those of the level that its definition names, or as chosen."""

from collections.abc import Collection, Sequence
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.engine.calendars import Calendar
from wccflow.engine.definition import Definition
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation, organisations_at

OVERSEER, NATION = "overseer", "nation"


def overseer_of(found: Organisation, definition: Definition) -> UUID:
    """Who oversees an organisation in a cycle of this definition. Raises Refused when nobody can."""
    if found.level != definition.takes_part:
        word = definition.word("organisations", f"{definition.takes_part}s")
        raise Refused(f"{found.name} is no {definition.takes_part}; “{definition.title}” is for {word}.")
    if definition.takes_part == OVERSEER:
        return found.id
    if found.parent_id is None:
        raise Refused(f"{found.name} has no overseer, so no case can be opened for it.")
    return found.parent_id


def fit(
    definition: Definition,
    calendar: Calendar,
    *,
    under: Collection[str] = (),
    codes: Collection[str] = (),
) -> list[Organisation]:
    """The organisations that take part, by name.

    They are those named by their codes, and those below the overseers or nations named by `under`; everyone
    fit where nothing is named. Raises Refused when the nation is not clear, or when nobody is left.
    """
    above = {each.id: each for level in (OVERSEER, NATION) for each in organisations_at(level)}
    everyone = [each for each in organisations_at(definition.takes_part) if _may_take_part(each, definition)]
    present = [each for each in everyone if _exists(each, calendar)]
    if codes or under:
        places = {organisation(code).id for code in under}
        named = {organisation(code).id for code in codes}
        chosen = [each for each in everyone if each.id in named]
        chosen += [each for each in present if each.id not in named and _below(each, above) & places]
        _demand_all({each.id for each in chosen}, codes, definition)
    else:
        chosen = present
        _demand_one_nation(chosen, above)
    if not chosen:
        word = definition.word("organisation", definition.takes_part)
        raise Refused(f"There is no {word} that could take part.")
    return sorted(chosen, key=lambda each: each.name)


def _may_take_part(found: Organisation, definition: Definition) -> bool:
    return definition.takes_part == OVERSEER or found.parent_id is not None


def _exists(found: Organisation, calendar: Calendar) -> bool:
    """Whether it exists on some day of the calendar; one without dates always does."""
    first = min((window.first for window in calendar.windows.values()), default=None)
    last = max((window.last for window in calendar.windows.values()), default=None)
    begun = found.valid_from is None or last is None or found.valid_from <= last
    return begun and (found.valid_until is None or first is None or found.valid_until >= first)


def _below(found: Organisation, above: dict[UUID, Organisation]) -> set[UUID]:
    """The organisation itself and all that stand above it."""
    ids, at = {found.id}, found.parent_id
    while at is not None and at not in ids:
        ids.add(at)
        at = above[at].parent_id if at in above else None
    return ids


def _demand_all(found: set[UUID], codes: Collection[str], definition: Definition) -> None:
    for code in codes:
        named = organisation(code)
        if named.id not in found:
            overseer_of(named, definition)  # says why it cannot take part


def _demand_one_nation(found: Sequence[Organisation], above: dict[UUID, Organisation]) -> None:
    nations = {each for one in found for each in _below(one, above) if each in above}
    names = sorted(f"{above[each].name} ({above[each].code})" for each in nations if _is_nation(above[each]))
    if len(names) > 1:
        raise Refused(f"Say under which nation the cycle is opened: {', '.join(names)}.")


def _is_nation(found: Organisation) -> bool:
    return found.level == NATION
