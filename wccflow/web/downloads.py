"""Answers that a browser keeps as a file."""

from flask import Response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(content: bytes, name: str) -> Response:
    """A Word file to be kept under this name."""
    answer = Response(content, mimetype=WORD)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
