"""Checks that the report shows what is written for it: each block stands for something, each part in one."""

from collections import Counter
from collections.abc import Iterator

from wccflow.engine.check_names import unknown
from wccflow.engine.definition import Definition
from wccflow.engine.findings import Finding

KIND = "report"
ONCE = frozenset({"glance", "differing", "recommendations", "narratives", "told", "ratings", "panel"})


def findings(definition: Definition) -> Iterator[Finding]:
    """Blocks that name no part, parts in no block, blocks that stand there twice, turns without a day."""
    form = definition.report
    if form.turn_days < 1:
        yield Finding(KIND, "", "turn_days", "gives the organisation no day to check what is new to it")
    if not form.blocks:
        return
    shown = [block.of for block in form.blocks if block.kind == "part"]
    told = {key for key, element in definition.elements.items() if not element.items}
    yield from unknown(shown, {*form.parts, *told}, "part of the report", KIND, "blocks", "of")
    kinds = Counter(block.kind for block in form.blocks)
    for part in form.parts.values():
        if part.key not in shown and not (part.titled and kinds["recommendations"]):
            yield Finding(KIND, f"parts.{part.key}", "", "stands in no block, so nobody would read it")
    for kind, count in kinds.items():
        if kind in ONCE and count > 1:
            yield Finding(KIND, "blocks", "kind", f"“{kind}” stands there {count} times")
