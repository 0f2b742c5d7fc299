"""Making the Word copy of a document with its threads as comments: the original's bytes, or a fair copy."""

import base64
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from wccflow.base.errors import Refused
from wccflow.base.files import FileStore
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Version
from wccflow.evidence.reading.limits import for_size
from wccflow.evidence.reading.process import Crashed, Told, ask_child
from wccflow.evidence.rules import clean_name
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review.copies import asked_of, chosen, readers_in_words
from wccflow.review.fair_copy import fair_copy

WORD = ("docx", "docm", "dotx", "dotm")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SECONDS_PER_MEGABYTE = 10


@dataclass(frozen=True, slots=True)
class Made:
    """A Word copy: its name, its bytes, and of how many threads the place could not be shown."""

    name: str
    content: bytes
    at_the_end: int


def is_word(version: Version) -> bool:
    """Whether the original itself can carry comments."""
    return version.kind in WORD


@dataclass(frozen=True, slots=True)
class Ready:
    """All that a copy is made of: its name, the original or the fair copy of its words, and the comments."""

    name: str
    original: Path | bytes
    file_name: str
    size: int
    asked: Mapping[str, Any]

    @property
    def threads(self) -> int:
        """How many threads go into it."""
        return len(self.asked["threads"])


def word_copy(
    case: Case, version: Version, key: str, *, files: FileStore, by: Reach, now: datetime, address: str
) -> Made:
    """The copy for these readers, or for the person alone where `key` is empty. Raises Refused."""
    return made(ready(case, version, key, files=files, by=by, now=now, address=address))


def ready(
    case: Case, version: Version, key: str, *, files: FileStore, by: Reach, now: datetime, address: str
) -> Ready:
    """What the copy for these readers is made of, read from the database. Raises Refused."""
    who = chosen(case, version, key, by)
    asked = asked_of(case, version, who, by, now=now, address=address)
    person = names([by.person_id]).get(by.person_id, "Someone")
    ending = version.kind if is_word(version) else "docx"
    title = definition_of(case).slots[evidence.home(version).slot].title
    words = f"{case.organisation.name}, {title} {version.called}, for {readers_in_words(who, person)}"
    name = f"{clean_name(words)[:150]}.{ending}"
    if is_word(version):
        return Ready(name, files.path(version.sha256), version.file_name, version.size, asked)
    content = _fair(case, version)
    return Ready(name, content, "copy.docx", len(content), asked)


def made(ready: Ready, told: Told | None = None) -> Made:
    """The copy itself, made by the child; `told` hears how many threads stand in it. Raises Refused."""
    if isinstance(ready.original, Path):
        content, outcomes = _asked(ready.original, ready, told)
    else:
        with tempfile.TemporaryDirectory(prefix="wccflow-copy-") as folder:
            path = Path(folder) / ready.file_name
            path.write_bytes(ready.original)
            content, outcomes = _asked(path, ready, told)
    return Made(ready.name, content, outcomes.count("nowhere"))


def _fair(case: Case, version: Version) -> bytes:
    passages = evidence.passages_of(version.id)
    if not passages:
        raise Refused("Nothing could be read in this document, so there are no words to put comments on.")
    title = definition_of(case).slots[evidence.home(version).slot].title
    return fair_copy(title, version.file_name, passages, demonstration=case.cycle.demonstration)


def _asked(path: Path, ready: Ready, told: Told | None) -> tuple[bytes, list[str]]:
    """What the child makes of a file, which nobody trusts, so that it is opened there and not here."""
    limits = for_size(ready.size, SECONDS_PER_MEGABYTE)
    deadline, asked = time.monotonic() + limits.seconds, ready.asked
    try:
        answer = ask_child(
            path, ready.file_name, limits, deadline=deadline, what="commented", asked=asked, told=told
        )
    except Crashed as crash:
        raise Refused(str(crash)) from crash
    return base64.b64decode(answer["file"]), list(answer["outcomes"])
