"""What holds of every decision, tried with situations of all kinds."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from wccflow.engine.decisions import (
    Moved,
    Refused,
    Standing,
    available,
    decide,
)
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Facts, Tally
from wccflow.engine.process import Move
from wccflow.engine.walks import satisfying
from wccflow.engine.windows import Calendar

LAWS = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
FACTS = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(-1, 12),
    some.floats(),
    some.dates(date(2009, 1, 1), date(2011, 1, 1)),
    some.builds(Tally, some.integers(0, 40), some.integers(0, 40), some.just(("6.1",))),
)


@some.composite
def situations(draw: some.DrawFn, definition: Definition) -> tuple[Move, str, Facts, frozenset[str], date]:
    move = draw(some.sampled_from(list(definition.moves.values())))
    state = draw(some.sampled_from(move.sources))
    good = satisfying(definition)
    facts = {name: draw(some.one_of(some.just(good[name]), FACTS)) for name in definition.facts}
    roles = draw(some.frozensets(some.sampled_from(list(definition.roles))))
    return move, state, facts, roles, draw(some.dates(date(2009, 8, 1), date(2010, 8, 31)))


@LAWS
@given(some.data())
def test_no_move_passes_with_a_fact_of_its_gates_unknown(
    definition: Definition, calendar: Calendar, data: some.DataObject
) -> None:
    move, state, facts, _, on = data.draw(situations(definition))
    lost = data.draw(some.sets(some.sampled_from(sorted(definition.facts)), min_size=1))
    everyone = frozenset(definition.roles)
    answer = decide(
        definition,
        Standing(state),
        move.event,
        roles=everyone,
        facts={name: fact for name, fact in facts.items() if name not in lost},
        on=on,
        windows=calendar.windows,
        reason="Because.",
        signed=everyone,
        waived=dict.fromkeys(definition.gates, everyone),
    )

    asked = {definition.gates[gate].fact for gate in move.when}
    told = (
        {one.gate for one in answer.refusals if one.kind == "unknown"}
        if isinstance(answer, Refused)
        else set()
    )
    assert {gate for gate in move.when if definition.gates[gate].fact in lost} <= told
    assert not (isinstance(answer, Moved) and asked & lost)


@LAWS
@given(some.data())
def test_deciding_agrees_with_what_is_offered(
    definition: Definition, calendar: Calendar, data: some.DataObject
) -> None:
    _, state, facts, roles, on = data.draw(situations(definition))
    offers = available(definition, Standing(state), roles=roles, facts=facts, on=on, windows=calendar.windows)

    answers = [
        decide(
            definition,
            Standing(state),
            offer.move.event,
            roles=roles,
            facts=facts,
            on=on,
            windows=calendar.windows,
            reason="Because.",
        )
        for offer in offers
    ]
    assert answers == [offer.answer for offer in offers]


@LAWS
@given(some.data())
def test_more_roles_and_better_facts_never_close_a_move(
    definition: Definition, calendar: Calendar, data: some.DataObject
) -> None:
    move, state, facts, roles, on = data.draw(situations(definition))

    def answer(roles: frozenset[str], facts: Facts) -> Moved | Refused:
        return decide(
            definition,
            Standing(state),
            move.event,
            roles=roles,
            facts=facts,
            on=on,
            windows=calendar.windows,
            reason="Because.",
        )

    before, after = answer(roles, facts), answer(frozenset(definition.roles), satisfying(definition))
    if isinstance(before, Moved):
        assert isinstance(after, Moved)


@LAWS
@given(some.data())
def test_whatever_is_refused_is_said_in_words(
    definition: Definition, calendar: Calendar, data: some.DataObject
) -> None:
    move, state, facts, roles, on = data.draw(situations(definition))
    answer = decide(
        definition, Standing(state), move.event, roles=roles, facts=facts, on=on, windows=calendar.windows
    )

    if isinstance(answer, Refused):
        assert answer.refusals
        assert all(one.say.strip() and "{" not in one.say for one in answer.refusals)
