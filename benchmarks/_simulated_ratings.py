"""Simulated years with known truth: most are honest, some rate themselves too high or too low."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wccflow.engine.triangulating import ERROR_EVIDENCE, ERROR_HALO, ERROR_PANEL
from wccflow.ratings.rules import PANEL, SELF
from wccflow.triangulation.model import Table
from wccflow.triangulation.rules import EVIDENCE, PARTNERS

ORGANISATIONS, ITEMS = 152, 10
SHARE = 0.08  # of those who over-report throughout, of those who under-report, of those who choose where
BY = 0.8  # levels by which they do
CHOSEN, CHOSEN_BY = 3, 1.2  # items of those who choose where, and by how much
FLATTERY = 0.15  # by which all rate themselves higher than others would, which is nobody's fault
LENIENCY = 0.14  # how honest organisations differ from one another over all items
HONEST = 0.35  # and from item to item
READING = 0.4  # how far one who reads a dossier is off throughout
PANEL_OFF = 0.13  # how far a panel is off throughout
REPLY = 0.9  # how partners differ from one another

HONEST_ONE, OVER, UNDER, SELECTIVE = 0, 1, -1, 2


@dataclass(frozen=True, slots=True)
class Year:
    """One simulated year: the table, what each organisation does, and by how much each cell was changed."""

    table: Table
    kinds: NDArray[np.int64]
    lifted: NDArray[np.float64]


def year(seed: int, *, organisations: int = ORGANISATIONS, items: int = ITEMS, panel: bool = True) -> Year:
    """A year by its seed."""
    dice = np.random.default_rng(seed)
    shape = (organisations, items)
    truth = 2.3 + _column(dice, organisations, 0.4) + dice.normal(0, 0.5, shape) + dice.normal(0, 0.15, items)
    kinds = _kinds(dice, organisations)
    lifted = _lifted(dice, kinds, items)
    own = truth + FLATTERY + _column(dice, organisations, LENIENCY) + dice.normal(0, HONEST, shape) + lifted
    replies = dice.integers(5, 21, shape)
    heard = truth + _column(dice, organisations, ERROR_HALO) + dice.normal(0, REPLY, shape) / np.sqrt(replies)
    off = np.sqrt(ERROR_EVIDENCE**2 - READING**2)
    read = truth - 0.1 + _column(dice, organisations, READING) + dice.normal(0, off, shape)
    sat = truth + _column(dice, organisations, PANEL_OFF) + dice.normal(0, 0.1, shape)
    values = {SELF: _level(own), PARTNERS: np.clip(heard, 1, 4), EVIDENCE: _level(read), PANEL: _level(sat)}
    errors = {
        SELF: np.full(shape, 0.5),
        PARTNERS: np.maximum(REPLY / np.sqrt(replies), ERROR_HALO),
        EVIDENCE: np.full(shape, ERROR_EVIDENCE),
        PANEL: np.full(shape, ERROR_PANEL),
    }
    if not panel:
        del values[PANEL]
    names = [f"{at + 1}" for at in range(items)]
    codes = [f"O{at + 1:03}" for at in range(organisations)]
    return Year(Table(codes, names, names, [True] * items, values, errors), kinds, lifted)


def _kinds(dice: np.random.Generator, organisations: int) -> NDArray[np.int64]:
    each = round(SHARE * organisations)
    kinds = np.zeros(organisations, dtype=np.int64)
    kinds[: 3 * each] = np.repeat([OVER, UNDER, SELECTIVE], each)
    return dice.permutation(kinds)


def _lifted(dice: np.random.Generator, kinds: NDArray[np.int64], items: int) -> NDArray[np.float64]:
    lifted = np.zeros((len(kinds), items))
    lifted[kinds == OVER], lifted[kinds == UNDER] = BY, -BY
    for row in np.flatnonzero(kinds == SELECTIVE):
        lifted[row, dice.choice(items, CHOSEN, replace=False)] = CHOSEN_BY
    return lifted


def _column(dice: np.random.Generator, organisations: int, spread: float) -> NDArray[np.float64]:
    return dice.normal(0, spread, organisations)[:, None]


def _level(values: NDArray[Any]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.clip(np.rint(values), 1, 4)
    return found
