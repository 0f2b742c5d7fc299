"""Arrows turned round: what later rooms offer by name to earlier ones, handed over by the wiring."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Offers:
    """The tables of what the rooms offer.

    facts      fact name → function(cases) → {case id: fact}, one query for all the cases
    uncounted  name → function(cases) → {case id: {track: items}}, which no fact counts whatever tracks say
    effects    effect name → functions(case, *, by, now, argument)
    abilities  ability → sentence, the whole vocabulary of what a role may do
    entries    event kind → functions(session, event) → changes of the search index
    corpus     name → function(session, audiences) → all of that kind that belongs into the search index
    meanings   kind and name in a query → Meaning, what only the database knows of it
    fragments  event kind → functions(event) → Fragment or None, what live pages show of it
    sentences  event kind → functions(event) → notices to people, or none
    cards      name → function(case, reach) → Card or None, the tiles of the case page, in this order
    tasks      name → function(person, reach, cases) → what needs this person, in this order
    margins    name → function(version_id, reach) → marks beside a document's passages
    anchors    kind → Source, what hangs on passages and follows them into later versions
    subjects   beginning of keys → function(keys) → {key: Subject}, what else threads hang on
    item_pages name → function(definition) → {item: path below a case's address}, where an item has its page
    kept       words → function(cases) → how many of these things each case has under which names
    checks     name → function() → sentences, each a broken invariant of the store
    days       beginning of keys → function(reach, now) → what belongs in a person's calendar
    titles     name → function(ids) → {id: words}, what things of that kind are called
    cited      name → function(comment ids) → those of them on which something of that kind rests
    strips     name → function(case, item, reach) → what an item's page shows beside it, by name
    lifts      name → function(home, thread, reach) → (words, address), where to lift its conclusion to
    passes    name → function(from, case ids, *, to_id, by_id, now) → how many things a post hands over
    letters    kind of mail → function(mail id, now) → the address in a mail to who has no account
    results    name → function(case) → the address where its result is published, or empty
    follows    name → (function(case, reach) → Followed, function(reach) → all of them), what a person follows
    places     name → function(reach, ability) → where this person holds a role that has the ability
    """

    facts: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    uncounted: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    effects: Mapping[str, Sequence[Callable[..., Any]]] = field(default_factory=dict)
    abilities: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, Sequence[Callable[..., Any]]] = field(default_factory=dict)
    corpus: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    meanings: Mapping[str, Any] = field(default_factory=dict)
    fragments: Mapping[str, Sequence[Callable[..., Any]]] = field(default_factory=dict)
    sentences: Mapping[str, Sequence[Callable[..., Any]]] = field(default_factory=dict)
    cards: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    tasks: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    margins: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    anchors: Mapping[str, Any] = field(default_factory=dict)
    subjects: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    item_pages: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    kept: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    checks: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    days: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    titles: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    cited: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    strips: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    lifts: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    passes: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    letters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    results: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    follows: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
