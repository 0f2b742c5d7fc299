"""Giving many cases to a reviewer at once: one who was named, or whoever has least to read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from wccflow.cycles.outlook import Outlook
from wccflow.monitor.consequences import Consequence, Picked, Preview, Question, Wish
from wccflow.people.rights import Reach
from wccflow.review import assigning
from wccflow.review.models import Assignment

LEAST = "least"
NOBODY = "Nobody who may review is free of an interest here."


def preview(picked: Picked, wish: Wish) -> Preview:
    """Who would read which case; and why not, where an interest stands in the way."""
    asked = wish.get("person", LEAST)
    able, known = _reviewers(picked), _conflicts(picked)
    everyone = {who: name for people in able.values() for who, name in people.items()}
    options = (
        (LEAST, "Whoever has fewest cases"),
        *sorted(((who.hex, name) for who, name in everyone.items()), key=lambda each: each[1]),
    )
    question = Question("person", "Who reads them", "select", asked, options=options)
    if not everyone:
        return Preview(
            (question,), wants="There is nobody here who may review. Give somebody the role first."
        )
    now = assigning.assigned([found.case.id for found in picked.found])
    load = Counter(each.person_id for rows in now.values() for each in rows)
    told = [_consequence(found, asked, able, known, now, load) for found in picked.found]
    return Preview((question,), tuple(told))


def carry_out(picked: Picked, wish: Wish) -> Sequence[Consequence]:
    """Assign each case as the preview says."""
    found = {each.case.organisation.code: each.case for each in picked.found}
    told = []
    for each in preview(picked, wish).consequences:
        if each.can and each.made_id is not None:
            made = assigning.assign(found[each.key], each.made_id, by=picked.by, now=picked.now)
            told.append(replace(each, made_id=made.id))
        else:
            told.append(replace(each, made_id=None))
    return told


def undo(made: Sequence[UUID], by: Reach, now: datetime) -> int:
    """Take the cases from their reviewers again; gives how many."""
    for each in made:
        assigning.end(assigning.assignment(each), by=by, now=now)
    return len(made)


def _consequence(
    found: Outlook,
    asked: str,
    able: Mapping[UUID, Mapping[UUID, str]],
    known: Mapping[tuple[UUID, UUID], str],
    now: Mapping[UUID, Sequence[Assignment]],
    load: Counter[UUID],
) -> Consequence:
    case, names = found.case, able[found.case.overseer_id]
    there = {each.person_id for each in now[case.id]}
    free = [who for who in names if who not in there and (who, case.organisation_id) not in known]
    wanted = [who for who in names if asked in (LEAST, who.hex)]
    choice = min(
        (who for who in wanted if who in free), key=lambda who: (load[who], names[who]), default=None
    )
    key, title, address = case.organisation.code, case.organisation.name, case.address
    note = f"{', '.join(names.get(who, 'Somebody') for who in sorted(there))} reads it." if there else ""
    if found.is_over:
        return Consequence(key, title, address, False, "The case is finished.", note)
    if choice is None:
        return Consequence(key, title, address, False, _why_not(found, wanted, there, known), note)
    load[choice] += 1
    return Consequence(key, title, address, True, f"{names[choice]} will read it.", note, choice)


def _why_not(
    found: Outlook, wanted: Sequence[UUID], there: set[UUID], known: Mapping[tuple[UUID, UUID], str]
) -> str:
    if len(wanted) == 1 and wanted[0] in there:
        return "This person reads it already."
    if len(wanted) == 1:
        return known.get((wanted[0], found.case.organisation_id), "This person does not review here.")
    return NOBODY


def _reviewers(picked: Picked) -> dict[UUID, dict[UUID, str]]:
    overseers = {found.case.overseer_id for found in picked.found}
    return {each: assigning.reviewers(picked.definition, each, picked.now) for each in overseers}


def _conflicts(picked: Picked) -> dict[tuple[UUID, UUID], str]:
    people = {who for those in _reviewers(picked).values() for who in those}
    found = assigning.conflicts_of([each.case for each in picked.found], people)
    return {(each.person_id, each.organisation_id): each.say for each in found}
