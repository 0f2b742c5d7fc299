"""Who may arrange people and organisations where, and which roles there are to give."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.engine.definition import Definition
from wccflow.people.models import Grant, Organisation
from wccflow.people.rights import Reach

MANAGE = "manage_people"
ORGANISATION, OVERSEER, NATION = "organisation", "overseer", "nation"
SCOPES = (NATION, OVERSEER, ORGANISATION)


@dataclass(frozen=True, slots=True)
class Offered:
    """A role that can be given at a place."""

    key: str
    title: str
    scope: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A definition in use, with the levels of organisation that take part in it and that oversee."""

    definition: Definition
    levels: frozenset[str]
    overseers: frozenset[str]

    def fits(self, scope: str, level: str) -> bool:
        """Whether a role of this scope is held at an organisation of this level."""
        return level in {ORGANISATION: self.levels, OVERSEER: self.overseers, NATION: {NATION}}.get(
            scope, frozenset()
        )


@dataclass(frozen=True, slots=True)
class Authority:
    """Where a person may arrange posts: for the nation, at overseers, at organisations.

    Whoever manages people by one definition arranges the roles of that definition, and of no other. `own` are
    overseers that take part themselves: a role there arranges nothing below them.
    """

    reach: Reach
    kinds: tuple[Kind, ...]
    nation: bool
    overseers: frozenset[UUID]
    organisations: frozenset[UUID]
    own: frozenset[UUID] = frozenset()

    @property
    def anywhere(self) -> bool:
        """Whether the person may arrange anything at all."""
        return self.nation or bool(self.overseers or self.organisations or self.own)

    @property
    def strange(self) -> frozenset[str]:
        """The roles that only definitions know by which this person manages nobody."""
        known = {kind.definition.digest: frozenset(kind.definition.roles) for kind in self.kinds}
        mine = [known[kind.definition.digest] for kind in self.kinds if self.by(kind).anywhere]
        return frozenset().union(*known.values()) - frozenset().union(*mine)

    def by(self, kind: Kind) -> "Authority":
        """The same as far as this definition gives it."""
        return _found(self.reach, (kind,))

    def scopes_at(self, place: Organisation) -> frozenset[str]:
        """The scopes of the roles that the person may give at this place: never beyond her own."""
        if self.nation:
            return frozenset(SCOPES)
        if place.id in self.overseers:
            return frozenset({OVERSEER, ORGANISATION})
        if place.id in self.own:
            return frozenset({OVERSEER})
        if place.parent_id in self.overseers or place.id in self.organisations:
            return frozenset({ORGANISATION})
        return frozenset()

    def keeps_register(self, place: Organisation) -> bool:
        """Whether she may change names and successors: from above, never the organisation itself."""
        return self.nation or place.parent_id in self.overseers

    def roles_at(self, place: Organisation) -> list[Offered]:
        """The roles that she may give there, by title; one that several workflows know bears all titles."""
        titles = dict[tuple[str, str], list[str]]()
        for kind in self.kinds:
            scopes = self.by(kind).scopes_at(place)
            for role in kind.definition.roles.values():
                given = role.account and not role.automatic and role.scope in scopes
                if given and kind.fits(role.scope, place.level):
                    said = titles.setdefault((role.key, role.scope), [])
                    said += [role.title] if role.title not in said else []
        found = [Offered(key, " / ".join(said), scope) for (key, scope), said in titles.items()]
        return sorted(found, key=lambda role: role.title)

    def title(self, role: str) -> str:
        """A role in words."""
        titles = [kind.definition.roles[role].title for kind in self.kinds if role in kind.definition.roles]
        return " / ".join(dict.fromkeys(titles)) or role

    def covers(self, grant: Grant, place: Organisation | None) -> bool:
        """Whether this grant is hers to arrange; a seat on a panel is arranged with the panel."""
        knowing = [self.by(kind) for kind in self.kinds if grant.role in kind.definition.roles] or [self]
        if grant.scope == NATION:
            return any(each.nation for each in knowing)
        return place is not None and any(grant.scope in each.scopes_at(place) for each in knowing)

    def managing(self, scope: str) -> frozenset[str]:
        """The roles of this scope that manage people."""
        return managing(self.kinds, scope)


def authority_of(reach: Reach) -> Authority:
    """Where this person may arrange people; asked in a constant number of queries."""
    return _found(reach, kinds())


def demanded(reach: Reach) -> Authority:
    """The same. Raises NotFound for somebody who may arrange nothing anywhere."""
    found = authority_of(reach)
    if not found.anywhere:
        raise NotFound
    return found


def kinds() -> tuple[Kind, ...]:
    """Every definition that a cycle has pinned, with who takes part in it."""
    member, overseer = aliased(Organisation), aliased(Organisation)
    rows = session().execute(
        select(Case.digest, member.level, overseer.level)
        .join(member, member.id == Case.organisation_id)
        .join(overseer, overseer.id == Case.overseer_id)
        .distinct()
    )
    levels: dict[str, tuple[set[str], set[str]]] = {
        digest: (set(), set()) for digest in session().scalars(select(Cycle.digest).distinct())
    }
    for digest, level, above in rows:
        own, over = levels.setdefault(digest, (set(), set()))
        own.add(level)
        over.add(above)
    return tuple(_kind(digest, *levels[digest]) for digest in sorted(levels))


def managing(known: Iterable[Kind], scope: str) -> frozenset[str]:
    """The roles of this scope that manage people."""
    return frozenset(
        role.key
        for kind in known
        for role in kind.definition.roles.values()
        if role.scope == scope and MANAGE in role.may and not role.automatic
    )


def place_of(grant: Grant) -> Organisation | None:
    """Where a role is held; None for the nation and for a seat on a panel."""
    if grant.scope not in (ORGANISATION, OVERSEER) or grant.scope_id is None:
        return None
    return session().get(Organisation, grant.scope_id)


def places_of(grants: Sequence[Grant]) -> dict[UUID, Organisation]:
    """Where these roles are held, by id, in one query."""
    ids = {each.scope_id for each in grants if each.scope in (ORGANISATION, OVERSEER)}
    rows = session().scalars(select(Organisation).where(Organisation.id.in_(ids)))
    return {row.id: row for row in rows}


def refuse_what_has_ended(place: Organisation) -> None:
    """Raise Refused when nobody can be appointed there any more."""
    if place.successor_id is not None:
        heir = session().get_one(Organisation, place.successor_id)
        raise Refused(f"{place.name} goes on as {heir.name} ({heir.code}). Give the role there.")


def _found(reach: Reach, known: tuple[Kind, ...]) -> Authority:
    held = [each for each in reach.holdings if each.role in managing(known, each.scope)]
    above = managing([kind for kind in known if kind.definition.takes_part == ORGANISATION], OVERSEER)
    at = {scope: [each for each in held if each.scope == scope and each.scope_id] for scope in SCOPES}
    return Authority(
        reach=reach,
        kinds=known,
        nation=any(each.scope == NATION for each in held),
        overseers=frozenset(each.scope_id for each in at[OVERSEER] if each.role in above and each.scope_id),
        organisations=frozenset(each.scope_id for each in at[ORGANISATION] if each.scope_id),
        own=frozenset(each.scope_id for each in at[OVERSEER] if each.role not in above and each.scope_id),
    )


def _kind(digest: str, levels: set[str], overseers: set[str]) -> Kind:
    definition = pinned(digest)
    above = NATION if definition.takes_part == OVERSEER else OVERSEER
    return Kind(definition, frozenset(levels or {definition.takes_part}), frozenset(overseers or {above}))
