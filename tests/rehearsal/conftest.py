"""One small rehearsal of the house's own workflow, played once for every test that reads its report."""

from pathlib import Path
from typing import Any

import pytest

from wccflow.engine.definition import Workflow
from wccflow.engine.loading import load
from wccflow.engine.simulating import Simulated, simulate
from wccflow.engine.simulating_behaviours import Behaviours, behaviours_of
from wccflow.rehearsal.report import rehearse
from wccflow.rehearsal.wanted import Wanted

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def workflow() -> Workflow:
    """The WCC workflow."""
    return load(ROOT / "workflows" / "wcc")


@pytest.fixture(scope="session")
def behaviours(workflow: Workflow) -> Behaviours:
    """How people behave in it."""
    return behaviours_of(workflow)


@pytest.fixture(scope="session")
def wanted(workflow: Workflow, behaviours: Behaviours) -> Wanted:
    """A rehearsal of twelve organisations."""
    calendar = workflow.calendars["2009-10"]
    return Wanted(workflow.editions["2009-10"], calendar, behaviours, organisations=12, seed=1)


@pytest.fixture(scope="session")
def found(wanted: Wanted) -> Simulated:
    """What happened in it."""
    return simulate(
        wanted.definition, wanted.behaviours, wanted.calendar, wanted.seed, organisations=wanted.organisations
    )


@pytest.fixture(scope="session")
def report(wanted: Wanted) -> dict[str, Any]:
    """Its report."""
    return rehearse(wanted)
