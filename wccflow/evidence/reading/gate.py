"""The gate: what a file is, by its content and not by its name, before anything opens it."""

from dataclasses import dataclass
from pathlib import Path

from wccflow.base.errors import Refused
from wccflow.evidence.reading import markup, older, sentences
from wccflow.evidence.reading.decoding import is_text, looks_like_a_page
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.tail import ends_as_pdf

# What the end of a name promises: the family, and its word for people.
NAMES = {
    "word": ("Word", ("docx", "docm", "dotx", "dotm", "doc", "dot")),
    "sheets": ("Excel", ("xlsx", "xlsm", "xltx", "xltm", "xls", "xlsb", "xlt")),
    "slides": ("PowerPoint", ("pptx", "pptm", "potx", "potm", "ppsx", "ppsm", "ppt", "pps", "pot")),
    "pdf": ("PDF", ("pdf",)),
    "plain": ("plain text", ("txt", "text", "md", "markdown", "csv", "tsv", "html", "htm", "xhtml")),
    "rtf": ("rich text", ("rtf",)),
    "odt": ("OpenDocument", ("odt", "ods", "odp", "ott", "ots", "otp", "odg", "sxw")),
    "picture": ("a picture", ("png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp")),
    "zip": ("a folder of files", ("zip",)),
    "msg": ("an e-mail message", ("msg",)),
}
OLDER = {"doc": "word", "xls": "sheets", "xlsb": "sheets", "ppt": "slides"}
MAIN_PARTS = {
    "wordprocessingml.document.main": "docx",
    "wordprocessingml.template.main": "dotx",
    "ms-word.document.macroenabled.main": "docm",
    "ms-word.template.macroenabledtemplate.main": "dotm",
    "spreadsheetml.sheet.main": "xlsx",
    "spreadsheetml.template.main": "xltx",
    "ms-excel.sheet.macroenabled.main": "xlsm",
    "ms-excel.template.macroenabled.main": "xltm",
    "ms-excel.addin.macroenabled.main": "xlsm",
    "ms-excel.sheet.binary": "xlsb",
    "presentationml.presentation.main": "pptx",
    "presentationml.template.main": "potx",
    "presentationml.slideshow.main": "ppsx",
    "ms-powerpoint.presentation.macroenabled.main": "pptm",
    "ms-powerpoint.template.macroenabled.main": "potm",
    "ms-powerpoint.slideshow.macroenabled.main": "ppsm",
}
ROOTS = {"w:document": "docx", "s:workbook": "xlsx", "p:presentation": "pptx"}
OPEN_DOCUMENT = ("application/vnd.oasis.opendocument", "application/vnd.sun.xml")
OPEN_KINDS = {
    "text": "odt",
    "spreadsheet": "ods",
    "presentation": "odp",
    "graphics": "odg",
    "writer": "odt",
    "calc": "ods",
    "impress": "odp",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
PLAIN_KINDS = {
    "md": "md",
    "markdown": "md",
    "csv": "csv",
    "tsv": "csv",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
}
HEAD = 4_096


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may be read: its kind, its family, and its package where it is one."""

    kind: str
    family: str
    package: Package | None = None


def admit(path: Path, name: str, limits: Limits) -> Admitted:
    """What the file is; raises Refused where it cannot be read here or its name says something else."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Refused(sentences.EMPTY)
    admitted = _look(path, head, _ending(name), limits)
    promised = _promised(name)
    if promised and promised not in (OLDER.get(admitted.family, admitted.family), _also(name, admitted)):
        raise Refused(sentences.not_what_it_says(NAMES[promised][0], _in_words(admitted.family)))
    if admitted.family in sentences.SAVE_AS and admitted.package is None:
        raise Refused(sentences.SAVE_AS[admitted.family])
    return admitted


def _look(path: Path, head: bytes, ending: str, limits: Limits) -> Admitted:
    """Kind and family by content."""
    if b"%PDF-" in head[:1_024] or (ending == "pdf" and ends_as_pdf(path)):
        return Admitted("pdf", "pdf")
    if head.startswith(b"PK"):
        return _office(Package(path, limits))
    if head.startswith(OLE):
        return _older(path)
    if head.startswith(b"{\\rtf"):
        return Admitted("rtf", "rtf")
    if head.startswith(PICTURES) or head[8:12] == b"WEBP":
        return Admitted("picture", "picture")
    if is_text(head):
        kind = "html" if looks_like_a_page(head) else PLAIN_KINDS.get(ending, "txt")
        return Admitted(kind, "plain")
    return Admitted("unknown", "unknown")


def _office(package: Package) -> Admitted:
    """Which kind of Office file a zip is: by the type of the part that it is about."""
    kind = _kind_of_main_part(package)
    if kind is None:
        return _open_document(package)
    if kind == "xlsb":
        return Admitted(kind, kind)
    family = next(family for family, (_, endings) in NAMES.items() if kind in endings)
    return Admitted(kind, family, package)


def _open_document(package: Package) -> Admitted:
    """What an OpenDocument file is, by the type that it states first; another zip is a folder of files."""
    said = (package.content("mimetype") or b"").strip().decode("ascii", "replace")
    manifest = package.optional("META-INF/manifest.xml")
    entries = [] if manifest is None else list(markup.found(manifest, "manifest:file-entry"))
    if not said:
        tops = [row for row in entries if markup.attribute(row, "manifest:full-path") == "/"]
        said = next((markup.attribute(row, "manifest:media-type") or "" for row in tops), "")
    if not said.startswith(OPEN_DOCUMENT):
        return Admitted("zip", "zip")
    if manifest is not None and next(markup.found(manifest, "manifest:encryption-data"), None) is not None:
        raise Refused(sentences.PASSWORD)
    kind = next((kind for word, kind in OPEN_KINDS.items() if word in said), None)
    return Admitted(kind, "odt", package) if kind and package.holds("content.xml") else Admitted("odt", "odt")


def _kind_of_main_part(package: Package) -> str | None:
    """The kind of an Office file by its declared type, else by the first word of its main part."""
    main = package.main_part()
    types = package.optional("[Content_Types].xml")
    if types is not None:
        for row in markup.found(types, "types:Override", "types:Default"):
            kind = _declared(row.get("ContentType", ""))
            if kind and (main is None or row.get("PartName", "/" + main).lstrip("/").lower() == main.lower()):
                return kind
    if main is None:
        return None
    root = package.root(main)
    return None if root is None else ROOTS.get(markup.name(root))


def _declared(content_type: str) -> str | None:
    lowered = content_type.lower()
    return next((kind for words, kind in MAIN_PARTS.items() if words in lowered), None)


def _older(path: Path) -> Admitted:
    """What an older Office file holds; a newer one behind a password looks like one too."""
    content = path.read_bytes()
    if older.is_closed(content):
        raise Refused(sentences.PASSWORD)
    kind = older.kind(content)
    return Admitted(kind, kind)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _promised(name: str) -> str | None:
    """The family that a name promises, or None where its ending is unknown."""
    ending = _ending(name)
    return next((family for family, (_, endings) in NAMES.items() if ending in endings), None)


def _also(name: str, admitted: Admitted) -> str | None:
    """What else a name may promise: older Word files were often rich text under the name .doc."""
    return "word" if admitted.family == "rtf" and _ending(name) in ("doc", "dot") else None


def _in_words(family: str) -> str:
    """The word for what a content is."""
    if family == "unknown":
        return "something else"
    return NAMES[OLDER.get(family, family)][0]
