"""The other parts of a Word file that its text shows: notes, diagrams, charts, pictures, inserted files."""

import email
import email.policy
import io
from collections.abc import Callable, Iterator

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading.decoding import decode, decode_page, is_text, looks_like_a_page
from wccflow.evidence.reading.drawn import CHARTS
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, name
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.plain import gather_paragraphs
from wccflow.evidence.reading.web_page import gather_page
from wccflow.evidence.reading.word_story import Beside

NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")
INSERTED = "aFChunk"
WEB_ARCHIVE = b"mime-version:"
GatherPackage = Callable[[Package, Gathering], None]


def beside(package: Package, part: str, inserted: Callable[[str], bool]) -> Beside:
    """What stands beside one part of a Word file."""
    return Beside(
        notes=_notes(package, part),
        diagrams=_roots(package, part, "diagramData"),
        charts=_roots(package, part, *CHARTS),
        pictures=_named(package, part, "image"),
        inserted=inserted,
    )


def part_of_kind(package: Package, main: str, kind: str) -> etree._Element | None:
    """The part of this kind that a part points to."""
    part = package.related(main, kind)
    return None if part is None else package.optional(part)


def gather_inserted(
    package: Package, main: str, key: str, gathering: Gathering, gather_package: GatherPackage
) -> bool:
    """Gather a file that stands whole in this one; False where it is of a kind that is not read so."""
    kind, part = package.relations(main).get(key, ("", ""))
    if kind != INSERTED:
        return False
    try:
        content = package.content(part) or b""
        if content.startswith(b"PK"):
            within = Package(io.BytesIO(content), package.limits)
            within.inflated = package.inflated
            gather_package(within, gathering)
            return True
        return _gather_text(content, gathering)
    except Refused:
        return False


def _gather_text(content: bytes, gathering: Gathering) -> bool:
    if not is_text(content[:4_096]) or content.startswith(b"{\\rtf"):
        return False
    if WEB_ARCHIVE in content[:2_000].lower():
        return _gather_archive(content, gathering)
    if looks_like_a_page(content):
        gather_page(decode_page(content), gathering)
    else:
        gather_paragraphs(decode(content), gathering)
    return True


def _gather_archive(content: bytes, gathering: Gathering) -> bool:
    """Gather the page of a web archive (.mht), which is built as an e-mail message is."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for piece in message.walk():
        if piece.get_content_type() == "text/html":
            decoded = piece.get_payload(decode=True)
            charset = piece.get_content_charset()
            gather_page(decode_page(decoded if isinstance(decoded, bytes) else b"", charset), gathering)
            return True
    return False


def _notes(package: Package, main: str) -> dict[tuple[str, str], etree._Element]:
    """Footnotes and endnotes by kind and id."""
    return {
        (kind, attribute(row, "w:id") or ""): row
        for kind in ("footnotes", "endnotes")
        for row in _rows(part_of_kind(package, main, kind))
        if attribute(row, "w:type") not in NO_NOTES
    }


def _rows(root: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if root is None else (row for row in root if name(row) in ("w:footnote", "w:endnote"))


def _roots(package: Package, main: str, *kinds: str) -> dict[str, etree._Element]:
    """The content of the parts of some kinds by relation id."""
    parts = ((key, part) for kind in kinds for key, part in _named(package, main, kind).items())
    roots = {key: package.optional(part) for key, part in parts}
    return {key: root for key, root in roots.items() if root is not None}


def _named(package: Package, main: str, kind: str) -> dict[str, str]:
    """The names of the parts of a kind by relation id."""
    relations = package.relations(main).items()
    return {key: part for key, (said, part) in relations if said == kind and package.holds(part)}
