"""Word files for tests of copies that go out and come back: made, answered and changed as in Word."""

import io
from collections.abc import Sequence
from uuid import UUID
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from tests.review.conftest import ANALYST, LEAD, Table
from wccflow.base.work import session
from wccflow.evidence import actions as evidence
from wccflow.evidence import queries as documents
from wccflow.evidence.arriving import receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading import reader
from wccflow.evidence.settling import settle_reading
from wccflow.review import actions, bringing, coming_back, mailing, returning
from wccflow.review.anchoring import Anchor
from wccflow.review.bringing import Choice
from wccflow.review.coming_back import Back
from wccflow.review.copies_models import ReturnedCopy
from wccflow.review.models import Comment, Thread

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
PAY = "To pay for this we will release £4.1m from emergency admissions in year 3."
AGREED = "The board agreed."
MONEY = (("Programme", "2009", "2010"), ("Stroke", "£1.2m", "£1.4m"))


def plan(*further: str) -> WordDocument:
    """A plan with a sentence in several runs, a repeated one, and a table."""
    made = Document()
    made.add_heading("Strategic plan", 1)
    line = made.add_paragraph("To pay for this we will ")
    line.add_run("release £4.1m").bold = True
    line.add_run(" from emergency admissions in year 3.")
    made.add_paragraph(AGREED)
    made.add_paragraph("Smoking falls by four percent in each year of the plan.")
    made.add_paragraph(AGREED)
    table = made.add_table(rows=2, cols=3)
    for row, texts in enumerate(MONEY):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for words in further:
        made.add_paragraph(words)
    return made


def content_of(document: WordDocument) -> bytes:
    """The bytes of a Word file."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def file_plan(table: Table, content: bytes, name: str = "plan.docx") -> Version:
    """The strategic plan of 5PG, filed and read in the child."""
    with table.world.database.writing():
        received = receive(table.files, io.BytesIO(content), name=name, max_bytes=5_000_000)
        case, lead = table.world.case(), table.world.reach(LEAD)
        made = evidence.file(case, "strategic_plan", received, by=lead, now=table.later())
        reading = reader.read(table.files.path(received.kept.sha256), name=name)
        settle_reading(made.id, reading, now=table.later())
    return made


def keys(table: Table, version: Version) -> list[tuple[str, str]]:
    """The passages of a version: name and words."""
    with table.world.database.reading():
        return [(each.key, each.text) for each in documents.passages_of(version.id)]


def open_on(table: Table, version: Version, words: str, body: str, *, by: str = LEAD, nth: int = 0) -> Thread:
    """A thread on words of a version, on the nth passage that has them, for everybody at the table."""
    key = [key for key, text in keys(table, version) if words in text or words == text][nth]
    reach, now = table.reach(by), table.later()
    kind = "question" if by == ANALYST else "comment"
    return table.act(
        lambda: actions.open_thread(
            table.world.case(), kind=kind, body=body, anchor=Anchor(version.id, key, words), by=reach, now=now
        )
    )


def copy_of(table: Table, version: Version, *, by: str = LEAD, key: str = "") -> mailing.Made:
    """The Word copy of a version for these readers."""
    with table.world.database.reading():
        return mailing.word_copy(
            table.world.case(),
            session().get_one(Version, version.id),  # as it is now, and who may read it
            key,
            files=table.files,
            by=table.world.reach(by),
            now=table.world.now,
            address="/evidence/copies",
        )


def bring(table: Table, version: Version, content: bytes, *, by: str = LEAD, name: str = "back.docx") -> UUID:
    """Bring a copy back and have it read."""
    reach, now = table.reach(by), table.later()
    with table.world.database.writing():
        received = receive(table.files, io.BytesIO(content), name=name, max_bytes=5_000_000)
        copy = bringing.keep_copy(table.world.case(), version, received, by=reach, now=now)
    returning.read_waiting(table.world.database, table.files)
    return copy.id


def backs(table: Table, copy_id: UUID, *, by: str = LEAD) -> list[Back]:
    """The comments of a returned copy as the person sees them."""
    with table.world.database.reading():
        copy = session().get_one(ReturnedCopy, copy_id)
        return coming_back.comments_back(copy, table.world.case(), table.world.reach(by))


def take(table: Table, copy_id: UUID, chosen: dict[int, Choice], *, by: str = LEAD) -> Sequence[Comment]:
    """Bring the chosen comments in."""
    reach, now = table.reach(by), table.later()
    with table.world.database.writing():
        copy = session().get_one(ReturnedCopy, copy_id)
        return bringing.bring_in(copy, table.world.case(), chosen, by=reach, now=now)


def answered(content: bytes, above: int, words: str, *, author: str = "Jo Partner") -> bytes:
    """The file with an answer to its comment at this place, written as Word writes one."""
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    comments = etree.fromstring(parts["word/comments.xml"])
    first = comments[above]
    made = etree.SubElement(comments, f"{W}comment", {f"{W}id": "900", f"{W}author": author})
    paragraph = etree.SubElement(made, f"{W}p", {PARAGRAPH: "0ABC1234"})
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = words
    extended = etree.fromstring(parts["word/commentsExtended.xml"])
    row = etree.SubElement(extended, f"{W15}commentEx", {f"{W15}paraId": "0ABC1234", f"{W15}done": "0"})
    row.set(f"{W15}paraIdParent", str(first[-1].get(PARAGRAPH)))
    text = etree.fromstring(parts["word/document.xml"])
    for mark in ("commentRangeStart", "commentRangeEnd"):
        beside = next(each for each in text.iter(f"{W}{mark}") if each.get(f"{W}id") == first.get(f"{W}id"))
        beside.addnext(etree.Element(f"{W}{mark}", {f"{W}id": "900"}))
    parts["word/comments.xml"], parts["word/document.xml"] = etree.tostring(comments), etree.tostring(text)
    parts["word/commentsExtended.xml"] = etree.tostring(extended)
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()
