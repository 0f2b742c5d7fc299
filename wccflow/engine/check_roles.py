"""Checks that every role has a part, that somebody can play every part, and that nobody signs alone."""

from collections.abc import Iterator

from wccflow.engine.definition import Definition, Milestone, Move, Stage
from wccflow.engine.findings import Finding
from wccflow.engine.vocabulary import Role, Signatures


def findings(definition: Definition) -> Iterator[Finding]:
    """Roles that can do or read nothing, abilities nobody has, moves and milestones that nobody can serve."""
    yield from _idle(definition)
    for move in definition.moves.values():
        yield from _move(definition, move)
    for track in definition.tracks.values():
        for item in track.moves:
            place = f"moves.{item.event}"
            if not _makers(definition, item.by):
                yield Finding("tracks", track.key, f"{place}.by", "nobody may make this move")
            if item.reason_required and _automatic(definition, item.by):
                yield Finding("tracks", track.key, f"{place}.by", "the calendar cannot give a reason")
    yield from _signing(definition)
    for milestone in definition.milestones.values():
        yield from _owner(definition, milestone)
        yield from _lapse(definition, milestone)
    yield from _filing(definition)


def people(definition: Definition, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Those roles that people with an account hold; a name that stands for nothing is told elsewhere."""
    known = definition.roles
    return tuple(
        role for role in roles if role not in known or (known[role].account and not known[role].automatic)
    )


def _makers(definition: Definition, roles: tuple[str, ...]) -> tuple[str, ...]:
    return (*people(definition, roles), *_automatic(definition, roles))


def _automatic(definition: Definition, roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(role for role in roles if role in definition.roles and definition.roles[role].automatic)


def _idle(definition: Definition) -> Iterator[Finding]:
    moving = {role for move in definition.moves.values() for role in (*move.by, *move.signed_by)}
    moving |= {role for track in definition.tracks.values() for move in track.moves for role in move.by}
    reading = {role for audience in definition.audiences.values() for role in audience.roles}
    for role in definition.roles.values():
        if role.account and not role.may and role.key not in moving:
            yield Finding("roles", role.key, "", "can do nothing")
        elif people(definition, (role.key,)) and role.key not in reading:
            yield Finding("roles", role.key, "", "can read nothing: it belongs to no audience")
        if role.automatic and role.key not in moving:
            yield Finding("roles", role.key, "automatic", "makes no move, so the calendar has no part in it")
        if role.automatic and role.may:
            yield Finding("roles", role.key, "may", "is automatic: it makes moves, and nothing else")
    able = {ability for role in definition.roles.values() for ability in role.may}
    for ability in definition.abilities:
        if ability not in able:
            yield Finding("abilities", ability, "", "no role has this ability")
    for audience in definition.audiences.values():
        if not people(definition, audience.roles):
            yield Finding("audiences", audience.key, "roles", "nobody belongs to it")
        for key in audience.roles:
            if not people(definition, (key,)):
                say = f"“{definition.roles[key].title}” has no account and can read nothing"
                yield Finding("audiences", audience.key, "roles", say)


def _move(definition: Definition, move: Move) -> Iterator[Finding]:
    if not _makers(definition, move.by):
        yield Finding("moves", move.event, "by", "nobody may make this move")
    automatic = _automatic(definition, move.by)
    if automatic and (move.reason_required or move.signed_by):
        yield Finding("moves", move.event, "by", "the calendar can give neither a reason nor a signature")
    lapses = {one.lapse for one in definition.milestones.values()}
    dated = any(definition.gates[key].need.test == "reached" for key in move.when if key in definition.gates)
    if automatic and not (move.stages or dated or move.event in lapses):
        say = "the calendar may make it, yet nothing tells when: no stage, no date and no milestone's lapse"
        yield Finding("moves", move.event, "by", say)
    if move.signed_by and set(move.by) <= set(move.signed_by):
        yield Finding("moves", move.event, "signed_by", "lets one role sign for itself")
    for effect in move.effects:
        told = effect.partition(":")[2]
        if told in definition.roles and not people(definition, (told,)):
            say = f"“{definition.roles[told].title}” has no account, so nothing can be sent"
            yield Finding("moves", move.event, "then", say)


def _signing(definition: Definition) -> Iterator[Finding]:
    pairs: list[tuple[str, str, str, Signatures | None]] = []
    for stage in definition.stages.values():
        pairs += [("stages", stage.key, "late", stage.late), ("stages", stage.key, "early", stage.early)]
        if stage.late is None and any(stage.key in move.stages for move in definition.moves.values()):
            yield Finding("stages", stage.key, "late", "is missing: nobody could hold the stage open")
    pairs += [("gates", gate.key, "override", gate.override) for gate in definition.gates.values()]
    for kind, each in _extendable(definition):
        if each.extend:
            signers = Signatures((*each.extend.ask, *each.extend.by), each.extend.countersign)
            pairs.append((kind, each.key, "extend", signers))
    pairs += [
        ("moves", move.event, "signed_by", Signatures(move.by, move.signed_by))
        for move in definition.moves.values()
        if move.signed_by
    ]
    for kind, key, field, pair in pairs:
        for role in (*pair.by, *pair.countersign) if pair else ():
            if role in definition.roles and not people(definition, (role,)):
                say = f"“{definition.roles[role].title}” has no account and cannot sign"
                yield Finding(kind, key, field, say)


def _extendable(definition: Definition) -> Iterator[tuple[str, Stage | Milestone]]:
    yield from (("stages", stage) for stage in definition.stages.values())
    yield from (("milestones", milestone) for milestone in definition.milestones.values())


def _owner(definition: Definition, milestone: Milestone) -> Iterator[Finding]:
    """Whoever owns a milestone must be able to do something for it."""
    owner = definition.roles.get(milestone.owner)
    if owner is None:
        return
    if not people(definition, (owner.key,)):
        yield Finding(
            "milestones", milestone.key, "owner", f"“{owner.title}” has no account: nobody is asked"
        )
    elif not _serves(definition, milestone, owner):
        say = f"“{owner.title}” can do nothing to meet it"
        yield Finding("milestones", milestone.key, "owner", say)
    told = definition.roles.get(milestone.escalate.to) if milestone.escalate else None
    if told is not None and not people(definition, (told.key,)):
        yield Finding("milestones", milestone.key, "escalate", f"“{told.title}” has no account")
    if told is owner:
        yield Finding("milestones", milestone.key, "escalate", "goes to the owner, who knows already")


def _serves(definition: Definition, milestone: Milestone, owner: Role) -> bool:
    if milestone.met.kind == "gate":
        gate = definition.gates.get(milestone.met.name)
        return gate is None or owner.key in gate.who
    leading = [move for move in definition.moves.values() if move.to == milestone.met.name]
    return not leading or any(owner.key in (*move.by, *move.signed_by) for move in leading)


def _lapse(definition: Definition, milestone: Milestone) -> Iterator[Finding]:
    move = definition.moves.get(milestone.lapse or "")
    if move is None:
        return
    if not _automatic(definition, move.by):
        say = f"“{move.event}” cannot happen by itself: no automatic role may make it"
        yield Finding("milestones", milestone.key, "lapse", say)
    if not milestone.lapse_say.strip():
        yield Finding("milestones", milestone.key, "lapse_say", "what happens by itself must be announced")
    if milestone.met.kind == "state" and move.to != milestone.met.name:
        yield Finding("milestones", milestone.key, "lapse", f"“{move.event}” does not meet the milestone")


def _filing(definition: Definition) -> Iterator[Finding]:
    """Documents are filed by the track of the slots, where there is one."""
    filing = [
        move
        for track in definition.tracks.values()
        if track.of == "slots" and track.states
        for move in track.moves
        if track.initial in move.sources
    ]
    for slot in definition.slots.values():
        if not people(definition, slot.owners):
            yield Finding("slots", slot.key, "owners", "nobody files it")
        for role in slot.owners:
            if filing and role in definition.roles and not any(role in move.by for move in filing):
                say = f"“{definition.roles[role].title}” may not file a document"
                yield Finding("slots", slot.key, "owners", say)
