"""A census of every address: who may come, what stands for ids, what a change leaves behind."""

import re

from flask import Flask

from tests.harness import traces
from wccflow.people.rights import ABILITIES
from wccflow.web.routes import PUBLIC, SIGNED_IN, permission_of

PLACEHOLDER = re.compile(r"<(?:(\w+):)?(\w+)>")
# What a person may say aloud: keys of the definition, codes of organisations, days, a partner's secret.
SAID_ALOUD = {"date", "cycle", "organisation", "overseer", "slot", "item", "part", "key", "secret", "edition"}
SAID_ALOUD |= {"number"}  # of a page or a picture inside a document
SAID_ALOUD |= {"label"}  # of a release, which everybody cites
SAID_ALOUD |= {"step"}  # of a line of sight
SAID_ALOUD |= {"area", "indicator"}  # of the data packs


def acts(app: Flask) -> set[str]:
    """Every method and endpoint that may change something."""
    return {
        f"{method} {rule.endpoint}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - traces.READS
    }


def test_every_address_says_who_may_come(app: Flask) -> None:
    said = {rule.rule: permission_of(app, rule.endpoint) for rule in app.url_map.iter_rules()}

    strange = {rule: may for rule, may in said.items() if may not in {PUBLIC, SIGNED_IN, *ABILITIES}}

    assert strange == {}


def test_few_addresses_are_open_to_everybody(app: Flask) -> None:
    rules = app.url_map.iter_rules()

    public = {rule.rule for rule in rules if permission_of(app, rule.endpoint) == PUBLIC}

    assert public == OPEN_TO_EVERYBODY


OPEN_TO_EVERYBODY = {
    *("/sign-in", "/sign-in/links", "/health", "/feedback/<secret>", "/static/<edition>/<path:name>"),
    *("/calendar/<secret>.ics", "/calendar/rooms/<secret>.ics"),
    *("/feedback/<secret>/draft", "/feedback/<secret>/receipt", "/feedback/<secret>/refusal"),
    *("/feedback/<secret>/colleague", "/feedback/<secret>/silence", "/feedback/<secret>/link"),
    *("/published", "/published/<cycle>", "/published/<cycle>/<organisation>"),
    *("/published/<cycle>/compare", "/published/<cycle>/releases"),
    "/published/<cycle>/releases/<label>/release.zip",
    *("/published/<cycle>/<organisation>/content.json", "/published/<cycle>/<organisation>/report.docx"),
}


# Names of files and of pages, which are no ids.
PATHS = {("path", "name"), ("path", "where")}


def test_ids_in_addresses_are_random_ones(app: Flask) -> None:
    found = {
        (rule.rule, name)
        for rule in app.url_map.iter_rules()
        for kind, name in PLACEHOLDER.findall(rule.rule)
        if kind != "uuid" and name not in SAID_ALOUD and (kind, name) not in PATHS
    }

    assert found == set()


def test_every_act_is_listed_with_the_line_it_leaves(app: Flask) -> None:
    assert acts(app) == traces.LEAVES.keys() | traces.LEAVES_NOTHING.keys()


def test_no_act_is_listed_twice() -> None:
    assert traces.LEAVES.keys() & traces.LEAVES_NOTHING.keys() == set()


def test_a_change_without_its_line_is_noticed() -> None:
    assert traces.fault_of("POST review.comment", {"comment"}, {"comment.made"}) == []
    assert traces.fault_of("POST review.comment", {"sent_form"}, set()) == []
    assert traces.fault_of("PUT attention.read", {"read_mark"}, set()) == []
    assert len(traces.fault_of("POST review.comment", {"comment"}, set())) == 1
    assert len(traces.fault_of("POST review.comment", set(), {"thread.opened"})) == 1
    assert len(traces.fault_of("PUT attention.read", {"comment"}, set())) == 1
