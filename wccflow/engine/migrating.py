"""Bringing a case from the definition that it has pinned to another one: wholly, or why not."""

from collections.abc import Iterable, Iterator, Mapping

from wccflow.engine.decisions import Standing, beginning
from wccflow.engine.definition import Definition, Track
from wccflow.engine.migration import AS_IT_IS, Migration, TrackChange
from wccflow.engine.refusals import Refusal, Refused, listed

__all__ = ["AS_IT_IS", "Migration", "TrackChange", "keeps", "migrate", "rules_between", "unfit"]

FILE = "migrations.toml"
EVENT = "migrate"


def migrate(
    old: Definition, new: Definition, standing: Standing, rules: Migration = AS_IT_IS
) -> Standing | Refused:
    """Where the case stands on the new definition, or everything that has no place there.

    A state stays where one of the same key is in the same stage, an item where one of the same key is on the
    same track; an item that has not moved begins as the new definition's items begin. The rest must be told.
    """
    refusals = [_refusal(say) for say in unfit(old, new, rules)]
    if not refusals:
        state = _state(old, new, standing.state, rules, refusals)
        tracks = _tracks(old, new, standing, rules, refusals)
        if not refusals:
            return Standing(state, tracks)
    return Refused(EVENT, standing.state, tuple(refusals))


def rules_between(ways: Iterable[Migration], old: Definition, new: Definition) -> Migration:
    """The first of these ways that leads from one definition to the other; else everything stays as it is."""
    found = (way for way in ways if way.leads(old.edition, old.digest, new.edition))
    return next(found, AS_IT_IS)


def unfit(old: Definition, new: Definition, rules: Migration = AS_IT_IS) -> tuple[str, ...]:
    """Why no case at all can come from the one definition to the other; nothing when some may."""
    if old.workflow != new.workflow:
        return (f"“{new.title}” is an edition of another workflow",)
    return (
        *_roles_gone(old, new, rules),
        *_audiences_gone(old, new),
        *_unknown(old, new, rules),
        *_ending(old, new, rules),
    )


def keeps(old: Definition, new: Definition, kind: str, key: str) -> bool:
    """Whether what is kept under an item, slot or seat (the kind) still belongs under this key."""
    if kind == "slots":
        return key in new.slots
    if kind == "seats":
        return key in new.seats
    if key not in old.items or key not in new.items:
        return key in new.items
    return old.items[key].element == new.items[key].element and _same_scale(old, new, key, key)


def _roles_gone(old: Definition, new: Definition, rules: Migration) -> Iterator[str]:
    """People hold roles by their keys and in their scopes: one that goes takes away their part."""
    for role in old.roles.values():
        kept = new.roles.get(role.key)
        if role.automatic or role.key in rules.dropped_roles:
            continue
        if kept is None:
            yield (
                f"the new definition has no role “{role.title}”, so whoever holds it would lose her part: "
                f"name {role.key} under dropped_roles in {FILE} if that is meant"
            )
        elif kept.scope != role.scope:
            yield f"the role “{role.title}” is held for the {role.scope} and would be for the {kept.scope}"


def _audiences_gone(old: Definition, new: Definition) -> Iterator[str]:
    """What was written for an audience stays written for it, so the page must still know its name."""
    for audience in old.audiences.values():
        if audience.key not in new.audiences:
            yield f"things were written for “{audience.title}”, an audience that the new definition lacks"


def _unknown(old: Definition, new: Definition, rules: Migration) -> Iterator[str]:
    """Names in the rules that stand for nothing, and two things that would become one."""
    kinds: list[tuple[str, Mapping[str, str], Mapping[str, object], Mapping[str, object]]] = [
        ("states", rules.states, old.states, new.states),
        ("items", rules.items, old.items, new.items),
        ("slots", rules.slots, old.slots, new.slots),
        ("seats", rules.seats, old.seats, new.seats),
    ]
    for key, change in rules.tracks.items():
        source, target = old.tracks.get(key), new.tracks.get(change.to or key)
        if source is None or target is None:
            where = "older" if source is None else "new"
            yield f"tracks.{key} in {FILE}: the {where} definition has no such track"
            continue
        kinds.append((f"tracks.{key}.states", change.states, source.states, target.states))
    for name, table, before, after in kinds:
        yield from (
            f"{name} in {FILE}: the older definition has no {one}" for one in table if one not in before
        )
        yield from (
            f"{name} in {FILE}: the new definition has no {one}" for one in table.values() if one not in after
        )
        if name in ("items", "slots", "seats"):
            yield from _merged(name, table, before)
    known = {*old.items, *old.slots, *old.seats}
    yield from (
        f"dropped in {FILE}: the older definition has no {one}" for one in rules.dropped if one not in known
    )


def _merged(name: str, table: Mapping[str, str], before: Mapping[str, object]) -> Iterator[str]:
    became = [table.get(one, one) for one in before]
    for one in sorted({one for one in became if became.count(one) > 1}):
        yield f"{name} in {FILE}: two would become {one}, and what was said of them would be mixed"


def _ending(old: Definition, new: Definition, rules: Migration) -> Iterator[str]:
    for source, to in rules.states.items():
        if (
            source in old.states
            and to in new.states
            and new.states[to].final
            and not old.states[source].final
        ):
            yield f"a case comes to “{new.states[to].title}”, which ends it, by a move and never by migrating"


def _state(old: Definition, new: Definition, state: str, rules: Migration, refusals: list[Refusal]) -> str:
    if state in rules.states:
        return rules.states[state]
    title = old.states[state].title
    if state not in new.states:
        refusals.append(
            _refusal(
                f"it stands at “{title}”, which the new definition does not have: "
                f"say under states in {FILE} where a case goes from {state}"
            )
        )
    elif not _same_place(old, new, state):
        refusals.append(
            _refusal(
                f"it stands at “{title}”, which has another place in the new definition: "
                f"say under states in {FILE} where a case goes from {state}, even if it is {state}"
            )
        )
    return state


def _same_place(old: Definition, new: Definition, state: str) -> bool:
    before, after = old.states[state], new.states[state]
    in_order = [stage for stage in old.stages if stage in new.stages]
    kept = [stage for stage in new.stages if stage in old.stages]
    return (before.stage, before.final) == (after.stage, after.final) and in_order == kept


def _tracks(
    old: Definition, new: Definition, standing: Standing, rules: Migration, refusals: list[Refusal]
) -> dict[str, dict[str, str]]:
    first, tracks = beginning(old).tracks, {key: dict(one) for key, one in beginning(new).tracks.items()}
    homeless: dict[str, list[str]] = {}
    for key, states in standing.tracks.items():
        change = rules.tracks.get(key, TrackChange())
        track, target = old.tracks[key], new.tracks.get(change.to or key)
        for item, state in states.items():
            now = rules.key("slots" if track.of == "slots" else "items", item)
            if state == first[key].get(item) or now is None:
                continue
            say = _homeless(old, new, (track, item, state), target, now, change)
            if say:
                homeless.setdefault(say, []).append(old.called(key, item))
            elif target is not None:
                tracks[target.key][now] = change.states.get(state, state)
    refusals += [_refusal(say.format(listed(tuple(called)))) for say, called in homeless.items()]
    return tracks


def _homeless(
    old: Definition,
    new: Definition,
    what: tuple[Track, str, str],
    target: Track | None,
    now: str,
    change: TrackChange,
) -> str:
    """Why an item that has moved has no place, with room for its name; nothing when it has one."""
    track, item, state = what
    if target is None or now not in target.items:
        return f"the new definition does not have {{}}, where work has begun: rename or drop it in {FILE}"
    if change.states.get(state, state) not in target.states:
        words = track.states.get(state, state)
        return f"{{}}: “{words}” is not known to the new definition; say in {FILE} what {state} is there"
    if track.of != "slots" and not _same_scale(old, new, item, now):
        return f"{{}} would be rated on another scale: only dropping it in {FILE} remains"
    return ""


def _same_scale(old: Definition, new: Definition, item: str, now: str) -> bool:
    """Whether every level that can have been given is still one."""
    before = old.scales.get(old.elements[old.items[item].element].scale)
    after = new.scales.get(new.elements[new.items[now].element].scale)
    if before is None or after is None:
        return before is after
    return before.kind == after.kind and {one.key for one in before.values} <= {
        one.key for one in after.values
    }


def _refusal(say: str) -> Refusal:
    return Refusal("state", "", say)
