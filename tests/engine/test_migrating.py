"""Coming from an older definition to a newer one: wholly, or with every reason why not."""

from dataclasses import replace

import pytest

from wccflow.engine.decisions import Standing, beginning
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.migrating import (
    AS_IT_IS,
    Migration,
    TrackChange,
    keeps,
    migrate,
    rules_between,
    unfit,
)
from wccflow.engine.refusals import Refused


def standing_at(definition: Definition, state: str, **items: tuple[str, str]) -> Standing:
    """A case at this state, with these items of tracks (track → item and its state)."""
    tracks = {track: dict(states) for track, states in beginning(definition).tracks.items()}
    for track, (item, found) in items.items():
        tracks[track][item] = found
    return Standing(state, tracks)


def without_state(definition: Definition, gone: str) -> Definition:
    states = {key: state for key, state in definition.states.items() if key != gone}
    return replace(definition, states=states)


def with_track(definition: Definition, key: str, **changes: object) -> Definition:
    tracks = {**definition.tracks, key: replace(definition.tracks[key], **changes)}  # type: ignore[arg-type]
    return replace(definition, tracks=tracks)


def said(answer: Standing | Refused) -> list[str]:
    assert isinstance(answer, Refused)
    return [refusal.say for refusal in answer.refusals]


def test_on_the_same_definition_everything_stays(definition: Definition) -> None:
    before = standing_at(definition, "analysing", competency=("1.1", "self_assessed"))

    assert migrate(definition, definition, before) == before


def test_a_state_that_goes_must_be_told(definition: Definition) -> None:
    new, before = without_state(definition, "returned"), standing_at(definition, "returned")

    assert said(migrate(definition, new, before)) == [
        "it stands at “Returned for more evidence”, which the new definition does not have: "
        "say under states in migrations.toml where a case goes from returned"
    ]
    after = migrate(definition, new, before, Migration(states={"returned": "analysing"}))
    assert isinstance(after, Standing)
    assert (after.state, after.tracks) == ("analysing", before.tracks)


def test_a_state_in_another_stage_is_not_taken_for_the_same(definition: Definition) -> None:
    moved = replace(definition.states["analysing"], stage="panel")
    new = replace(definition, states={**definition.states, "analysing": moved})
    before = standing_at(definition, "analysing")

    assert "has another place in the new definition" in said(migrate(definition, new, before))[0]
    meant = migrate(definition, new, before, Migration(states={"analysing": "analysing"}))
    assert meant == before


def test_an_item_that_has_moved_and_goes_must_be_told(definition: Definition, wcc: Workflow) -> None:
    smaller = wcc.editions["2008-09"]
    gone = next(item for item in definition.tracks["competency"].items if item not in smaller.items)
    before = standing_at(definition, "preparing", competency=(gone, "self_assessed"))

    called = definition.called("competency", gone)
    assert said(migrate(definition, smaller, before)) == [
        f"the new definition does not have {called}, where work has begun: "
        "rename or drop it in migrations.toml"
    ]
    after = migrate(definition, smaller, before, Migration(dropped=(gone,)))
    assert after == standing_at(smaller, "preparing")


def test_items_that_nobody_has_touched_come_and_go_by_themselves(
    definition: Definition, wcc: Workflow
) -> None:
    smaller = wcc.editions["2008-09"]

    assert migrate(definition, smaller, beginning(definition)) == beginning(smaller)
    assert migrate(smaller, definition, beginning(smaller)) == beginning(definition)


def test_an_item_follows_its_new_name_and_its_state(definition: Definition) -> None:
    track = definition.tracks["document"]
    slots = {("jsna_2" if key == "jsna" else key): slot for key, slot in definition.slots.items()}
    items = tuple("jsna_2" if key == "jsna" else key for key in track.items)
    states = {("filed" if key == "uploaded" else key): words for key, words in track.states.items()}
    new = replace(with_track(definition, "document", items=items, states=states), slots=slots)
    before = standing_at(definition, "preparing", document=("jsna", "uploaded"))
    rules = Migration(
        slots={"jsna": "jsna_2"}, tracks={"document": TrackChange(states={"uploaded": "filed"})}
    )

    after = migrate(definition, new, before, rules)

    assert isinstance(after, Standing)
    assert after.tracks["document"]["jsna_2"] == "filed"
    assert "jsna" not in after.tracks["document"]
    half = migrate(definition, new, before, Migration(slots={"jsna": "jsna_2"}))
    assert said(half) == [
        "joint strategic needs assessment: “uploaded” is not known to the new definition; "
        "say in migrations.toml what uploaded is there"
    ]


def test_a_rated_item_does_not_come_under_another_scale(definition: Definition) -> None:
    element = replace(definition.elements["competencies"], scale="rag")
    new = replace(definition, elements={**definition.elements, "competencies": element})
    item = definition.tracks["competency"].items[0]

    before = standing_at(definition, "analysing", competency=(item, "self_assessed"))

    assert "would be rated on another scale" in said(migrate(definition, new, before))[0]
    assert migrate(definition, new, beginning(definition)) == beginning(new)


def test_every_reason_is_told_at_once(definition: Definition) -> None:
    item = definition.tracks["competency"].items[0]
    tracks = {key: track for key, track in definition.tracks.items() if key != "competency"}
    new = replace(without_state(definition, "returned"), tracks=tracks)

    answer = migrate(definition, new, standing_at(definition, "returned", competency=(item, "reviewed")))

    assert len(said(answer)) == 2


def test_a_role_that_people_hold_does_not_go_silently(definition: Definition) -> None:
    roles = {key: role for key, role in definition.roles.items() if key not in ("observer", "clock")}
    new = replace(definition, roles=roles)

    assert [say.partition(",")[0] for say in unfit(definition, new)] == [
        "the new definition has no role “Observer”"
    ]
    assert unfit(definition, new, Migration(dropped_roles=("observer",))) == ()


def test_another_scope_of_a_role_is_told(definition: Definition) -> None:
    role = replace(definition.roles["reviewer"], scope="nation")
    new = replace(definition, roles={**definition.roles, "reviewer": role})

    assert unfit(definition, new) == (
        "the role “Plan reviewer” is held for the overseer and would be for the nation",
    )


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (
            Migration(states={"nap": "analysing"}),
            "states in migrations.toml: the older definition has no nap",
        ),
        (Migration(states={"returned": "nap"}), "states in migrations.toml: the new definition has no nap"),
        (Migration(slots={"jsna": "nap"}), "slots in migrations.toml: the new definition has no nap"),
        (Migration(dropped=("nap",)), "dropped in migrations.toml: the older definition has no nap"),
        (
            Migration(tracks={"nap": TrackChange()}),
            "tracks.nap in migrations.toml: the older definition has no such track",
        ),
        (
            Migration(tracks={"document": TrackChange(to="nap")}),
            "tracks.document in migrations.toml: the new definition has no such track",
        ),
        (
            Migration(tracks={"document": TrackChange(states={"missing": "nap"})}),
            "tracks.document.states in migrations.toml: the new definition has no nap",
        ),
        (
            Migration(slots={"jsna": "od_plan"}),
            "slots in migrations.toml: two would become od_plan, and what was said of them would be mixed",
        ),
        (
            Migration(states={"agreed": "published"}),
            "a case comes to “Published”, which ends it, by a move and never by migrating",
        ),
    ],
)
def test_rules_that_name_nothing_or_too_much_are_refused(
    definition: Definition, rules: Migration, sentence: str
) -> None:
    assert unfit(definition, definition, rules) == (sentence,)
    assert said(migrate(definition, definition, beginning(definition), rules)) == [sentence]


def test_no_case_comes_to_another_workflow(definition: Definition) -> None:
    assert unfit(definition, replace(definition, workflow="other", title="Other")) == (
        "“Other” is an edition of another workflow",
    )


def test_the_first_way_that_leads_there_is_taken(definition: Definition, wcc: Workflow) -> None:
    smaller = wcc.editions["2008-09"]
    by_digest = Migration(digest=definition.digest[:10], edition="2009-10")
    onward = Migration(edition="2008-09", to="2009-10")
    ways = (onward, by_digest)

    assert rules_between(ways, definition, definition) == by_digest
    assert rules_between(ways, smaller, definition) == onward
    assert rules_between(ways, smaller, smaller) == AS_IT_IS
    assert rules_between((Migration(digest="ffff"),), definition, definition) == AS_IT_IS


def test_an_audience_that_things_were_written_for_does_not_go(definition: Definition) -> None:
    audiences = {key: each for key, each in definition.audiences.items() if key != "panel"}

    assert unfit(definition, replace(definition, audiences=audiences)) == (
        "things were written for “The panel only”, an audience that the new definition lacks",
    )


@pytest.mark.parametrize(
    ("kind", "key", "kept"),
    [
        ("items", "1.1", True),
        ("items", "11.1", False),
        ("items", "strategy_1", False),
        ("slots", "jsna", True),
        ("slots", "nap", False),
        ("seats", "nap", False),
        ("items", "nap", False),
    ],
)
def test_what_is_kept_stays_where_its_key_means_the_same(
    definition: Definition, wcc: Workflow, kind: str, key: str, kept: bool
) -> None:
    smaller = wcc.editions["2008-09"]
    element = replace(smaller.elements["governance"], scale="levels")
    other = replace(smaller, elements={**smaller.elements, "governance": element})

    assert keeps(definition, other, kind, key) is kept
