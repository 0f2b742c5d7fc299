"""A cycle's fit as the command tells it: overseers and organisations by their codes, and what holds now."""

from collections.abc import Iterator, Mapping
from typing import Any

from wccflow.calibration import common_queries, fits, proposals, queries, telling
from wccflow.calibration.models import CalibrationFit
from wccflow.cycles.models import Cycle
from wccflow.cycles.queries import cases_of

Document = dict[str, Any]


def document_of(cycle: Cycle, fit: CalibrationFit) -> Document:
    """The overseers' leniencies, every item with the level that holds and the one proposed, and agreement."""
    summary, cases = fit.summary, {each.id: each for each in cases_of(cycle.id)}
    held = queries.held(list(cases))
    decided = proposals.decided_in(list(cases))
    found = proposals.proposed(fits.results_of(fit), held, cases, decided)
    standing = common_queries.standing_of(cycle)
    return {
        "cycle": cycle.key,
        "connected": summary["connected"],
        "shas": [
            {"sha": each["code"], **{name: each[name] for name in ("leniency", "low", "high")}}
            for each in summary.get("overseers", ())
        ],
        "results": [
            {
                "case": cases[each.case_id].organisation.code,
                "item": each.item,
                "raw": each.raw,
                "adjusted": each.adjusted,
                "error": each.error,
                "level": each.held,
                "proposed": each.proposed,
                "probability": each.probability,
            }
            for each in found
        ],
        "agreement": {name: summary["agreement"][name] for name in ("alpha", "ac2")},
        "parts": summary.get("parts", []),
        "ratings": summary["ratings"],
        "common": [
            {"title": each.common.title, "sha": each.overseer.code, "have": each.have, "need": each.need}
            for each in standing.progress
        ],
        **{name: summary[name] for name in ("left_out", "variance", "moved") if name in summary},
    }


def lines_of(fit: CalibrationFit, document: Mapping[str, Any]) -> Iterator[str]:
    """The same in words: one sentence for each overseer, what is worth a look, and how sure all this is."""
    summary = fit.summary
    for each in summary["overseers"]:
        name = summary["names"].get(each["code"], each["code"])
        yield telling.of_overseer(name, each["leniency"], each["low"], each["high"])
    for one in document["results"]:
        if one["proposed"] is not None:
            was, now = f"mean {one['raw']:.2f}", f"{one['adjusted']:.2f} ± {one['error']:.2f}"
            step = f"level {one['level']} → {one['proposed']}, P = {one['probability']:.2f}"
            yield f"{one['case']}, {one['item']}: {was} → {now} ({step})"
    yield telling.of_agreement(summary["agreement"]["alpha"], summary["agreement"]["ac2"])
    yield telling.of_moved(summary["moved"])
    yield from telling.of_left_out(summary["left_out"], summary["names"])
    yield from telling.of_variance(summary["variance"], summary["names"])
