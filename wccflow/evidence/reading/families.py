"""Which family reads which file; a family is loaded only when a file needs it."""

import contextlib
import importlib
from collections.abc import Callable
from pathlib import Path

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gate import Admitted, admit
from wccflow.evidence.reading.gathering import Full, Gathering
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Reading

HERE = "wccflow.evidence.reading"
OPEN_DOCUMENTS = dict.fromkeys(("odt", "ods", "odp", "odg"), "open_document")
KINDS_WITH_A_MODULE = OPEN_DOCUMENTS | {"html": "web_page", "md": "marked", "csv": "plain", "txt": "plain"}
SECOND_OPINION = {"pdf": "pdf_again"}

Gather = Callable[[Path, Admitted, Gathering], None]


def read_here(path: Path, name: str, limits: Limits, *, again: bool = False) -> Reading:
    """The reading of a file in this process, for the child alone; `again` asks for the second opinion."""
    admitted = admit(path, name, limits)
    gathering = Gathering(limits)
    with contextlib.suppress(Full):  # The gathering says itself that it was cut short.
        _gather(admitted, again=again)(path, admitted, gathering)
    if admitted.package is not None and not admitted.package.whole:
        gathering.warn(sentences.PARTLY_DAMAGED)
    if not gathering.passages:
        _explain_silence(gathering)
    return gathering.finish(admitted.kind)


def _explain_silence(gathering: Gathering) -> None:
    """Refuse a file without a word, unless a warning tells where its words are."""
    if not gathering.warnings:
        raise Refused(sentences.NOTHING)
    if not any(warning.startswith(sentences.NO_TEXT) for warning in gathering.warnings):
        gathering.warn(sentences.NOTHING)


def _gather(admitted: Admitted, *, again: bool) -> Gather:
    """The function that reads this kind."""
    module = KINDS_WITH_A_MODULE.get(admitted.kind, admitted.family)
    if again:
        module = SECOND_OPINION.get(admitted.family, module)
    return load(module)


def load(module: str) -> Gather:
    """The function of one family, loaded now."""
    gather: Gather = importlib.import_module(f"{HERE}.{module}").gather
    return gather
