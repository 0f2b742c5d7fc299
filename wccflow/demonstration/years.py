"""The financial years that a plan approved on a given day speaks of."""

from datetime import date

APRIL = 4


def financial_year(first: int) -> str:
    """The financial year that begins in April of the year given, such as 2009/10."""
    return f"{first}/{(first + 1) % 100:02d}"


def base_year(board_date: date) -> int:
    """The calendar year in which the financial year of that day began."""
    return board_date.year if board_date.month >= APRIL else board_date.year - 1


def year_fields(board_date: date) -> dict[str, str]:
    """The fields `base`, `year1` to `year5`, `span`, `past1` to `past3` and `board_date`."""
    base = base_year(board_date)
    fields = {f"year{n}": financial_year(base + n) for n in range(1, 6)}
    fields |= {f"past{n}": financial_year(base - n) for n in range(1, 4)}
    fields["base"] = financial_year(base)
    fields["span"] = f"{fields['year1']} to {fields['year5']}"
    fields["board_date"] = f"{board_date.day} {board_date:%B %Y}"
    return fields
