"""What a definition asks of the program."""

from wccflow.engine.checks import check
from wccflow.engine.definition import Workflow


def test_what_the_program_does_not_offer_is_told(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    effects = {effect.partition(":")[0] for move in definition.moves.values() for effect in move.effects}

    faults = check(
        wcc,
        facts=set(definition.facts) - {"panel_size", "documents_required"},
        effects=effects - {"seal_result"},
        abilities=set(definition.abilities) - {"adjust"},
    )

    assert [(fault.file, fault.key) for fault in faults] == [
        ("gates.toml", "facts.panel_size"),
        ("stages/outcome.toml", "moves.agree.then"),
        ("workflow.toml", "abilities.adjust"),
    ]


def test_nothing_offered_by_the_program_is_too_much(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    effects = [effect for move in definition.moves.values() for effect in move.effects]

    faults = check(
        wcc,
        facts=[*definition.facts, "weather"],
        effects=[*effects, "dance"],
        abilities=[*definition.abilities, "sing"],
    )

    assert faults == ()
