"""Reading what partners send, and what those who invite them do."""

from wccflow.base.errors import Refused
from wccflow.partners.answering import Filled
from wccflow.partners.sheets import Sheet, Sheets
from wccflow.web.forms import DAMAGED, identity, text, uploads

NO_TABLE = "Paste a table, or choose a file."


def filled(sheet: Sheet) -> Filled:
    """What was filled in about one organisation."""
    answers = {key: text(f"answer-{sheet.key}-{key}") for key in sheet.asked}
    return Filled(answers, text(f"words-{sheet.key}"))


def sheet_named(sheets: Sheets) -> Sheet:
    """The sheet that a form names. Raises Refused when the link does not open it."""
    wanted = identity("invitation")
    found = next((each for each in sheets.sheets if each.invitation.id == wanted), None)
    if found is None:
        raise Refused(DAMAGED)
    return found


def table() -> bytes:
    """The table that was pasted, or that of the file that was chosen."""
    pasted = text("table")
    if pasted:
        return pasted.encode()
    upload = uploads("file", missing=NO_TABLE)[0]
    content = upload.stream.read(upload.most_bytes + 1)
    if len(content) > upload.most_bytes:
        raise Refused("The file is too large. Send it in parts.")
    return content
