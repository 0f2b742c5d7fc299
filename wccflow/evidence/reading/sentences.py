"""What a person is told when a file cannot be read, or not wholly; each sentence says what to do next."""

ABSENT = "There is no such file to read."
EMPTY = "This file is empty. Choose the file again, or save it again before you file it."
PASSWORD = "This file is protected with a password. Save a copy without the password and file that."
DAMAGED = "This file is damaged and cannot be read. Open it, save a fresh copy and file that."
UNSAFE = "This file is not built as a document should be and was not opened. Save a fresh copy and file that."
TOO_LARGE = (
    "This file is too large or too complicated to read. Split it into smaller files, or save it as PDF."
)
TOO_LONG = "Reading this file took too long. Split it into smaller files, or save it as PDF."
GIVEN_UP = (
    "Reading this file was tried three times and never came to an end. Split it into smaller files, "
    "or save it as PDF."
)
FILE_GONE = "The file is no longer in the store. File it again."
NOTHING = "There is nothing to read in this file: it holds no text. Check that it is the right file."

SAVE_AS = {
    "doc": "This is an older Word file (.doc), which cannot be read here. Save it as .docx or PDF.",
    "xls": "This is an older Excel file (.xls), which cannot be read here. Save it as .xlsx or PDF.",
    "ppt": "This is an older PowerPoint file (.ppt), which cannot be read here. Save it as .pptx or PDF.",
    "xlsb": "This is an Excel binary file (.xlsb), which cannot be read here. Save it as .xlsx.",
    "msg": "This is an e-mail message, which cannot be read here. File its text or its attachment.",
    "odt": "This is an OpenDocument file, which cannot be read here. Save it as .docx or PDF.",
    "rtf": "This is a rich text file (.rtf), which cannot be read here. Save it as .docx or PDF.",
    "zip": "This is a folder of files (.zip), which cannot be read here. File each document by itself.",
    "picture": "This is a picture, which cannot be read here. File the document or a searchable PDF.",
    "unknown": (
        "This kind of file cannot be read here. Save it as Word (.docx), PDF, Excel (.xlsx), "
        "PowerPoint (.pptx) or plain text and file that."
    ),
}

NO_PAGES = "No page can be found in this file. Open it, save a fresh copy and file that."
PAGE_NOT_DRAWN = "This page cannot be drawn. Download the file and open it on your computer."
NAME_SAYS = "The name of this file says"
MACROS = "This file contains macros; only its text was read and no macro was run."
HIDDEN = "This file contains hidden text, which is not shown."
PARTLY_DAMAGED = "Part of this file is damaged; what could be read is shown."
CUT_SHORT = "This file is very long; only its first part was read."
NO_TEXT = "No searchable text"
PICTURES_ONLY = f"{NO_TEXT}: this file holds only pictures."
HIDDEN_ROWS = "This file has hidden rows or columns, which are not shown."
PICTURE_BROKEN = "This picture cannot be shown here. Open the original file to see it."
PICTURE_IN_COMMANDS = "This drawing (EMF or WMF) cannot be shown here. Open the original file to see it."
PICTURE_TOO_LARGE = "This picture is too large to be shown here. Open the original file to see it."
INSERTED_FILES = "This file has other files inserted into it; their text is not shown."

FORM_OF_ITS_OWN = (
    "This file is a form that shows itself only in Adobe Reader. Print it to PDF there, and file that."
)


def not_what_it_says(name_says: str, content_is: str) -> str:
    """The refusal of a file whose name and content belong to different families."""
    return f"{NAME_SAYS} {name_says}, but its content is {content_is}. File the right one."


OLDER_WORDS = {
    "doc": "an older Word file (.doc)",
    "xls": "an older Excel file (.xls)",
    "ppt": "an older PowerPoint file (.ppt)",
    "xlsb": "an Excel binary file (.xlsb)",
    "rtf": "a rich text file (.rtf)",
}


def converted(kind: str) -> str:
    """What is said of an older file that was converted to be read."""
    return f"This is {OLDER_WORDS[kind]}; it was converted to be read, so its layout may differ."


def tracked_changes(authors: int) -> str:
    """What is said of a file with tracked changes."""
    people = "1 author" if authors == 1 else f"{authors} authors"
    return f"This file contains tracked changes by {people}; deleted text is not shown."


def comments(count: int) -> str:
    """What is said of comments inside a file."""
    shown = "is shown" if count == 1 else "are shown"
    return f"This file contains {counted(count, 'comment')}, which {shown} apart from its text."


def hidden_sheet(title: str) -> str:
    """What is said of a sheet that is not shown."""
    return f"The sheet “{title}” is hidden in this file and is not shown."


def hidden_slide(number: int) -> str:
    """What is said of a slide that is not shown."""
    return f"Slide {number} is hidden in this file and is not shown."


def scanned(pages: str, *, one: bool) -> str:
    """What is said of pages that hold pictures of text."""
    if one:
        return f"{NO_TEXT} on page {pages}: it looks like a scan."
    return f"{NO_TEXT} on pages {pages}: they look like scans."


def no_such_page(number: int, count: int) -> str:
    """What is said of a page that is not there."""
    return f"There is no page {number:,}: the file has {counted(count, 'page')}."


def damaged_pages(pages: str, *, one: bool) -> str:
    """What is said of pages that cannot be opened."""
    if one:
        return f"Page {pages} of this file is damaged and is not shown."
    return f"Pages {pages} of this file are damaged and are not shown."


def blank(pages: str, *, one: bool) -> str:
    """What is said of a file whose pages are white."""
    return f"{NO_TEXT} on page{'' if one else 's'} {pages}: nothing is drawn there."


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 comment", "3 comments"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
