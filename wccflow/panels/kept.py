"""What panels keep under the items and seats of a definition, so that nothing is left without a place."""

from collections.abc import Sequence

from wccflow.cycles.keeping import Kept, kept_under
from wccflow.cycles.models import Case
from wccflow.panels.models import Agreement, Panel, PanelSeat
from wccflow.panels.room_models import ItemLead


def agreements(cases: Sequence[Case]) -> Kept:
    """How many ratings the panel has agreed for each item."""
    return kept_under("items", Agreement.item, Panel.case_id, cases, Panel.id == Agreement.panel_id)


def seats(cases: Sequence[Case]) -> Kept:
    """How many people were asked into each seat."""
    return kept_under("seats", PanelSeat.seat, Panel.case_id, cases, Panel.id == PanelSeat.panel_id)


def leads(cases: Sequence[Case]) -> Kept:
    """How many people lead or second an item."""
    return kept_under("items", ItemLead.item, Panel.case_id, cases, Panel.id == ItemLead.panel_id)
