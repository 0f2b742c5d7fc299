"""The invented people of the demonstration: posts instead of names, addresses that lead nowhere."""

from dataclasses import dataclass

from wccflow.demonstration.texts import Words, words


@dataclass(frozen=True)
class Invented:
    """An invented person who signs in; `seat` is a panel member's, `home` where somebody of a pool works.

    `says` tells whether somebody of a pool has said on which days it is possible to sit.
    """

    mailbox: str
    email: str
    name: str
    role: str
    seat: str = ""
    home: str = ""
    says: bool = True


@dataclass(frozen=True)
class Partner:
    """An invented partner who is asked for feedback, and the group in which the answer is counted."""

    email: str
    name: str
    group: str


def of_organisation(code: str, place: str) -> tuple[Invented, ...]:
    """Those who work for the organisation."""
    return _people("organisation", code, place)


def of_overseer(code: str, place: str) -> tuple[Invented, ...]:
    """Those who work for the overseer or sit on its panels."""
    return _people("overseer", code, place)


def of_pool(code: str, place: str) -> tuple[Invented, ...]:
    """Those who might sit on the overseer's panels too."""
    return _people("pool", code, place)


def of_nation() -> tuple[Invented, ...]:
    """Those who calibrate and observe for the nation."""
    nation = words("people")["nation"]
    return _people("national", nation["code"], nation["place"])


def partners(code: str, place: str) -> tuple[Partner, ...]:
    """The partners whom the organisation asks for feedback."""
    return tuple(
        Partner(_email(row, code), _name(row, place), row["group"]) for row in words("people")["partner"]
    )


def _people(kind: str, code: str, place: str) -> tuple[Invented, ...]:
    return tuple(
        Invented(
            row["mailbox"],
            _email(row, code),
            _name(row, place),
            row.get("role", ""),
            row.get("seat", ""),
            row.get("home", ""),
            row.get("says", True),
        )
        for row in words("people")[kind]
    )


def _email(row: Words, code: str) -> str:
    return f"{row['mailbox']}@{code.lower()}.example"


def _name(row: Words, place: str) -> str:
    return str(words("people")["name"].format(post=row["post"], place=place))
