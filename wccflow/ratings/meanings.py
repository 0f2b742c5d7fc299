"""What a search means by an item, the level claimed for it, the level at which it stands, what came of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Row, select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.queries import definitions_for
from wccflow.evidence import following
from wccflow.finding.counting import MOST_COUNTED
from wccflow.people.rights import Reach
from wccflow.ratings import queries, weighing
from wccflow.ratings.hanging import hanging_of
from wccflow.ratings.models import Citation
from wccflow.ratings.rules import STANCES
from wccflow.ratings.weighing import Said, Weighed
from wccflow.review.models import Thread
from wccflow.search.meaning import Meaning, Named, Together, chosen
from wccflow.search.port import KEY
from wccflow.search.tree import Compare
from wccflow.search.words import same_value

NOBODY = "none"
VERDICTS = (*STANCES, NOBODY)

Fits = Callable[[Weighed], bool]


def passages(named: Sequence[Named], reach: Reach) -> set[str]:
    """The passages cited for an item of which all this holds, where they were cited and where they stand."""
    fits = _fits(named, reach)
    return _places([cited for cited, weighed in weighing.citations(reach) if fits(weighed)], reach)


def passages_by_item(named: Sequence[Named], reach: Reach) -> dict[str, set[str]]:
    """By item the passages cited for it of which all this holds; nothing where too many are cited."""
    places = queries.places_seen(reach, most=MOST_COUNTED + 1)
    if len(places) > MOST_COUNTED:
        return {}
    if not named:
        return _by_item(places, reach)
    fits, by_item = _fits(named, reach), dict[str, list[Citation]]()
    for cited, weighed in weighing.citations(reach):
        if fits(weighed):
            by_item.setdefault(cited.item, []).append(cited)
    standing = following.of([hanging_of(each) for cited in by_item.values() for each in cited], reach)
    return {item: _standing(cited, standing) for item, cited in by_item.items()}


def _by_item(places: Sequence[Row[str, UUID, str]], reach: Reach) -> dict[str, set[str]]:
    """By item all that is cited; only what was looked for in a later version stands anywhere else, too."""
    found: dict[str, set[str]] = {}
    for item, version_id, passage in places:
        found.setdefault(item, set()).add(f"{version_id}#{passage}")
    followed = queries.citations_followed(reach) if found else []
    standing = following.of([hanging_of(each) for each in followed], reach)
    for cited in followed:
        found[cited.item] |= _standing([cited], standing)
    return found


def cases(named: Sequence[Named], reach: Reach) -> set[str]:
    """The cases with an item of which all this holds."""
    return {str(case_id) for case_id, _ in _items(named, reach)}


def threads(named: Sequence[Named], reach: Reach) -> set[str]:
    """The threads about an item of which all this holds."""
    meant = _items(named, reach)
    query = select(Thread.id, Thread.case_id, Thread.item).where(
        Thread.item.is_not(None), audiences.visible(Thread.audience_id, reach.tokens)
    )
    rows = session().execute(query)
    return {str(thread_id) for thread_id, case_id, item in rows if (case_id, item) in meant}


def _items(named: Sequence[Named], reach: Reach) -> set[tuple[UUID, str]]:
    fits = _fits(named, reach)
    return {place for place, weighed in weighing.items(reach).items() if fits(weighed)}


def _places(meant: Sequence[Citation], reach: Reach) -> set[str]:
    """Where these citations were made, and where they stand now."""
    return _standing(meant, following.of([hanging_of(each) for each in meant], reach))


def _standing(meant: Sequence[Citation], standing: Mapping[UUID, following.Standing]) -> set[str]:
    made = {f"{each.version_id}#{each.passage}" for each in meant}
    now = (standing[each.id] for each in meant)
    return made | {f"{each.version_id}#{each.passage}" for each in now if each.stands}


def _fits(named: Sequence[Named], reach: Reach) -> Fits:
    tests = [_TESTS[each.field](each, reach) for each in named]
    return lambda weighed: all(test(weighed) for test in tests)


def _of_item(named: Named, reach: Reach) -> Fits:
    """An item by its key or its title."""
    known = ((key, item.title) for each in definitions_for(reach) for key, item in each.items.items())
    keys = chosen(named, dict.fromkeys(known))
    return lambda weighed: weighed.item in keys


def _claimed(named: Named, reach: Reach) -> Fits:
    stands = _at_level(named, reach)
    return lambda weighed: stands(weighed.claimed)


def _level(named: Named, reach: Reach) -> Fits:
    stands = _at_level(named, reach)
    return lambda weighed: stands(weighed.standing)


def _at_level(named: Named, reach: Reach) -> Callable[[Said | None], bool]:
    """Whether something is said that is this level, or stands so to it: levels alone have an order."""
    if isinstance(named, Compare):
        return lambda said: said is not None and said.scale.kind == "levels" and named.holds(said.level.rank)
    levels = [
        (level.key, level.title)
        for each in definitions_for(reach)
        for scale in each.scales.values()
        for level in scale.values
    ]
    chosen(named, dict.fromkeys(levels))
    wanted = same_value(named.value)
    return lambda said: (
        said is not None
        and wanted
        in {
            same_value(said.level.key),
            same_value(said.level.title),
        }
    )


def _verified(named: Named, reach: Reach) -> Fits:
    """What a reviewer has found, or that none has said anything."""
    (wanted,) = chosen(named, ((key, STANCES.get(key, key)) for key in VERDICTS))
    return lambda weighed: wanted in weighed.found if wanted != NOBODY else not weighed.found


_TESTS: Mapping[str, Callable[[Named, Reach], Fits]] = {
    "item": _of_item,
    "claimed": _claimed,
    "level": _level,
    "verified": _verified,
}


def _meanings(kind: str, field: str, together: Together, item: str) -> dict[str, Meaning]:
    """The four names, asked of things of one kind."""

    def alone(named: Named, reach: Reach) -> set[str]:
        return set(together([named], reach))

    return {
        f"{kind} item": Meaning(item, field, alone, together=together),
        f"{kind} claimed": Meaning("claimed level", field, alone, holds="level", together=together),
        f"{kind} level": Meaning("level", field, alone, holds="level", together=together),
        f"{kind} verified": Meaning("verified", field, alone, values=VERDICTS, together=together),
    }


_OF_PASSAGES = _meanings("passages", KEY, passages, "cited for")

MEANINGS: Mapping[str, Meaning] = {
    **_OF_PASSAGES,
    "passages item": replace(_OF_PASSAGES["passages item"], each=passages_by_item),
    **_meanings("cases", "case", cases, "with item"),
    **{
        name: meaning
        for name, meaning in _meanings("threads", KEY, threads, "item").items()
        if name != "threads item"  # which the index knows of every thread
    },
}
