"""What stands in one cell of a file of values: a number as people write it, or a sign that there is none."""

import re
from math import isfinite

MOST_HIDDEN = 100  # cases: a range beyond is no suppression, but years or something else
NOT_GIVEN = "no value given"  # the sources leave a cell empty without saying why

_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[,\u00a0\u202f ][0-9]{3})+(?:\.[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_FEWER = re.compile(r"(?:<|less than|fewer than) ?([0-9]+)")
_RANGE = re.compile(r"([0-9]+) ?(?:-|\u2013|to) ?([0-9]+)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

SIGNS = {
    "*": "1 to 5 cases, so that nobody can be recognised",
    "[c]": "kept confidential, so that nobody can be recognised",
    "[x]": "not available",
    "[z]": "not applicable",
    "[low]": "rounds to nought, but is not nought",
    "..": "not available",
    ":": "not available",
    "-": "nothing to show",
    "n/a": "not available",
    "na": "not available",
    NOT_GIVEN: NOT_GIVEN,
}


def read_number(text: str, *, is_share: bool = False) -> float:
    """The number in a cell, which may have thousands set apart, and of a share a percent sign.

    Raises ValueError with the words that follow the cell in a sentence.
    """
    plain = text.strip()
    if plain.endswith("%"):
        if not is_share:
            raise ValueError("which has a percent sign, while the unit is none of a percentage")
        plain = plain.removesuffix("%").rstrip()
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[,\u00a0\u202f ]", "", plain)
    elif _COMMA.fullmatch(plain):
        raise ValueError("which has a comma where a point belongs, or thousands that are set apart wrongly")
    elif plain[:1] in ("£", "$", "€"):
        raise ValueError("which has a sign of money; name it in the unit and write the number alone")
    if not _PLAIN.fullmatch(plain) or not isfinite(float(plain)):
        raise ValueError("which is not a number")
    return float(plain)


def suppression_in(cell: str) -> str:
    """The sign that a value is not shown, as it is kept; nothing when the cell holds anything else."""
    plain = " ".join(cell.split()).casefold()
    if not plain:
        return NOT_GIVEN
    if plain.startswith("*"):
        return "*"
    fewer, between = _FEWER.fullmatch(plain), _RANGE.fullmatch(plain)
    if fewer:
        return f"<{fewer[1]}"
    if between and int(between[1]) < int(between[2]) <= MOST_HIDDEN:
        return f"{between[1]}-{between[2]}"
    return plain if plain in SIGNS else ""


def why_not_shown(sign: str) -> str:
    """The reason that a sign stands for, in words; other words are reasons already."""
    plain = sign.casefold()
    if plain in SIGNS:
        return SIGNS[plain]
    fewer, between = _FEWER.fullmatch(plain), _RANGE.fullmatch(plain)
    if fewer:
        return f"fewer than {fewer[1]} cases, so that nobody can be recognised"
    if between:
        return f"{between[1]} to {between[2]} cases, so that nobody can be recognised"
    return sign


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would reckon with the cell instead of showing it."""
    if cell.startswith(("=", "@")):
        return True
    return cell.startswith(("+", "-")) and any(sign in cell for sign in "(|!")


def has_control(cell: str) -> bool:
    """Whether the cell holds a character that no text has, such as NUL."""
    return _CONTROL.search(cell) is not None
