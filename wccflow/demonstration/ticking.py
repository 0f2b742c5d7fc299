"""Which clauses the demonstration ticks: those of the levels that are given, here and there one less."""

from wccflow.cycles.queries import definition_of
from wccflow.demonstration.dice import dice
from wccflow.demonstration.scene import Journey
from wccflow.engine.clauses import clauses_of
from wccflow.engine.content import Item

MISSED_ONE_IN, AHEAD_ONE_IN = 5, 4


def ticked(journey: Journey, item: Item, value: str, who: str) -> list[str]:
    """The keys of the clauses that somebody finds met who gives this value."""
    definition = definition_of(journey.case)
    scale = definition.scales[definition.elements[item.element].scale]
    chance = dice(journey.scene.seed, journey.part.code, "ticks", who, item.key)
    found = []
    for clause in clauses_of(scale, item):
        apart = scale.rank(clause.level) - scale.rank(value)
        missed = apart == 0 and chance.randrange(3 * MISSED_ONE_IN) == 0
        ahead = apart == 1 and chance.randrange(AHEAD_ONE_IN) == 0
        if (apart <= 0 and not missed) or ahead:
            found.append(clause.key)
    return found
