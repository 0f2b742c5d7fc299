"""The least that is valid: entries, groups and queries for the tests of search."""

from uuid import UUID

from hypothesis import strategies as st

from wccflow.search.grammar import FieldKind, parse
from wccflow.search.port import Audiences, Change, Entry, Kind, Put, Remove
from wccflow.search.tree import Among, And, Field, Near, Not, Or, Phrase, Prefix, Tree, Word

OURS = UUID("11111111-1111-4111-8111-111111111111")
THEIRS = UUID("22222222-2222-4222-8222-222222222222")
FIELDS = {
    "doc": FieldKind("document", "document"),
    "slot": FieldKind("slot", "slot"),
    "item": FieldKind("item", "item"),
    "org": FieldKind("organisation", "organisation"),
}


def entry(
    key: str,
    text: str = "",
    *,
    audience: UUID = OURS,
    group: str = "version",
    heading: str | None = None,
    kind: Kind = "passages",
    **fields: str,
) -> Entry:
    """An entry of the group `version` unless told otherwise."""
    return Entry(key, audience, kind, group, text, heading, fields)


def put(*entries: Entry) -> Put:
    """The whole group of these entries."""
    return Put(entries[0].audience, entries[0].group, entries)


def ask(text: str) -> Tree:
    """A query as people type it."""
    return parse(text, fields=FIELDS)


def scope(*audiences: UUID) -> Audiences:
    """The scope of someone who may read these."""
    return Audiences(frozenset(audiences))


VOCABULARY = ["plan", "plans", "planning", "annual", "budget", "money", "PCT’s", "Café", "well-being", "2009"]
SLOTS = ["strategic_plan", "Board papers", "jsna", "jsna\nBoard papers"]

texts = st.lists(st.sampled_from(VOCABULARY), max_size=10).map(" ".join)

leaves: st.SearchStrategy[Tree] = st.one_of(
    st.sampled_from(["plan", "Planned", "budget", "money", "pct", "cafe", "missing"]).map(Word),
    st.lists(
        st.sampled_from(["plan", "plans", "annual", "money", "well", "being"]), min_size=1, max_size=3
    ).map(lambda chosen: Phrase(tuple(chosen))),
    st.builds(
        lambda words, distance: Near(tuple(words), distance),
        st.lists(st.sampled_from(["plans", "annual", "money", "budget"]), min_size=2, max_size=3),
        st.integers(1, 4),
    ),
    st.sets(st.sampled_from(["jsna", "board papers", "none"]), max_size=2).map(
        lambda wanted: Among("slot", frozenset(wanted), "some slots")
    ),
    st.sampled_from(["pla", "plan", "bud", "zzz", "200"]).map(Prefix),
    st.sampled_from(["Strategic plan", "board_papers", "JSNA", "none"]).map(
        lambda value: Field("slot", value, "slot")
    ),
)

queries: st.SearchStrategy[Tree] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=6,
)


@st.composite
def changes(draw: st.DrawFn, audience: UUID) -> Change:
    """A group of the audience put or removed."""
    group = draw(st.sampled_from(["one", "two", "three"]))
    if draw(st.integers(0, 3)) == 0:
        return Remove(audience, group)
    return Put(
        audience,
        group,
        tuple(draw(entries(audience, group, number)) for number in range(draw(st.integers(0, 4)))),
    )


@st.composite
def entries(draw: st.DrawFn, audience: UUID, group: str, number: int) -> Entry:
    """An entry of the group."""
    return Entry(
        key=f"{group}-{number}",
        audience=audience,
        kind=draw(st.sampled_from(["passages", "passages", "threads"])),
        group=group,
        text=draw(texts),
        heading=draw(st.none() | texts),
        fields=draw(st.fixed_dictionaries({}, optional={"slot": st.sampled_from(SLOTS)})),
    )
