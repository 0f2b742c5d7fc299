"""What a search means by where a case stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles import queries
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of, definitions_for
from wccflow.engine.decisions import beginning
from wccflow.engine.definition import Definition
from wccflow.people.rights import Reach
from wccflow.search.meaning import Meaning, Named, chosen

KINDS = ("passages", "documents", "threads", "cases")
EVER = datetime(1, 1, 1, tzinfo=UTC)
COUNTED = ("passages", "documents", "threads")  # of cases the index itself counts by stage


def reached(named: Named, reach: Reach) -> dict[UUID, datetime]:
    """By case when it first came to what is named: a stage, a state, or a milestone met by a state."""
    called = _told(pair for each in definitions_for(reach) for pair, _ in _reachable(each))
    keys = chosen(named, called)
    seen = select(Case).where(audiences.visible(Case.audience_id, reach.tokens))
    cases = session().scalars(seen).all()
    found: dict[UUID, datetime] = {}
    steps = queries.steps_of(cases)
    for case in cases:
        wanted = {
            state for (key, _), states in _reachable(definition_of(case)) if key in keys for state in states
        }
        if beginning(definition_of(case)).state in wanted:
            found[case.id] = EVER
        for event in steps[case.id]:
            if event.payload["to"] in wanted:
                found.setdefault(case.id, event.at)
    return found


def _reachable(definition: Definition) -> Iterator[tuple[tuple[str, str], set[str]]]:
    """What a case can come to, by key and title, with the states by which it has come there."""
    for key, stage in definition.stages.items():
        within = {each for each, state in definition.states.items() if state.stage == key}
        yield (key, stage.title), within
    for key, state in definition.states.items():
        yield (key, state.title), {key}
    for key, milestone in definition.milestones.items():
        if milestone.met.kind == "state":
            yield (key, milestone.title), {milestone.met.name}


def _at_stage(named: Named, reach: Reach) -> set[str]:
    """The cases at this stage, by its key or its title."""
    known = _told(
        (stage.key, stage.title) for each in definitions_for(reach) for stage in each.stages.values()
    )
    keys = chosen(named, known)
    return _cases(reach, lambda definition, state: definition.states[state].stage in keys)


def _in_state(named: Named, reach: Reach) -> set[str]:
    """The cases in this state, by its key or its title."""
    known = _told((key, state.title) for each in definitions_for(reach) for key, state in each.states.items())
    keys = chosen(named, known)
    return _cases(reach, lambda _, state: state in keys)


def _by_stage(beside: Sequence[Named], reach: Reach) -> dict[str, set[str]]:
    """The cases at each stage, by its title."""
    query = select(Case).where(audiences.visible(Case.audience_id, reach.tokens))
    found: dict[str, set[str]] = {}
    for row in session().scalars(query):
        definition = definition_of(row)
        title = definition.stages[definition.states[row.state].stage].title
        found.setdefault(title, set()).add(str(row.id))
    return found


def _told(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(pairs))


def _cases(reach: Reach, stands: Callable[[Definition, str], bool]) -> set[str]:
    query = select(Case).where(audiences.visible(Case.audience_id, reach.tokens))
    return {str(row.id) for row in session().scalars(query) if stands(definition_of(row), row.state)}


MEANINGS: Mapping[str, Meaning] = {
    **{
        f"{kind} stage": Meaning("stage", "case", _at_stage, each=_by_stage if kind in COUNTED else None)
        for kind in KINDS
    },
    **{f"{kind} state": Meaning("state", "case", _in_state) for kind in KINDS},
}
