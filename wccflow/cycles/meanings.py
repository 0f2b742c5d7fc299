"""What a search means by where a case stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of, definitions_for
from wccflow.engine.definition import Definition
from wccflow.people.rights import Reach
from wccflow.search.meaning import Meaning, Named, chosen

KINDS = ("passages", "documents", "threads", "cases")
COUNTED = ("passages", "documents", "threads")  # of cases the index itself counts by stage


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
