"""The data dictionary of a release: which tables it has, and what each column means."""

from typing import NamedTuple


class Table(NamedTuple):
    """One table: its path in the release, what it is, and its columns with what they mean."""

    path: str
    words: str
    columns: tuple[tuple[str, str], ...]


_WHO = (
    ("organisation_code", "The code of the organisation, as it was when its case was published"),
    ("organisation", "Its name"),
)

ORGANISATIONS = Table(
    "tables/organisations.csv",
    "One line for each organisation.",
    (
        *_WHO,
        ("overseer_code", "The code of its overseer; empty where the result is withdrawn"),
        ("overseer", "The overseer's name"),
        ("state", "result, or withdrawn"),
        ("panel_day", "The day on which its panel met (year-month-day)"),
        ("ratings", "How many ratings are published"),
        ("changes", "How many changes calibration or corrections made to them"),
        ("standings", "The standings that it has by rule, parted by semicolons"),
        ("result_sha256", "The hash of its result.json"),
    ),
)

RATINGS = Table(
    "tables/ratings.csv",
    "One line for each published rating.",
    (
        *_WHO,
        ("element", "The part of the assessment to which the item belongs"),
        ("group", "The group of items, where there are groups"),
        ("item", "The key of the item, the same in every release of the cycle"),
        ("item_title", "The item in words"),
        ("panel_level", "The level that the panel agreed"),
        ("panel_rank", "The rank of that level in its scale: higher is better"),
        ("level", "The published level"),
        ("rank", "The rank of the published level"),
        ("steps", "How far the published level lies from the panel's: above, or below nought"),
        ("reason", "Why"),
    ),
)

CHANGES = Table(
    "tables/changes.csv",
    "One line for each change between the panel's level and the published one, in order.",
    (
        *_WHO,
        ("item", "The key of the item"),
        ("item_title", "The item in words"),
        ("before", "The level that held before"),
        ("after", "The level that held after"),
        ("where", "Regional calibration, national calibration, or a correction after publication"),
        ("signatures", "How many people signed it"),
        ("reason", "Why"),
    ),
)

OUTCOMES = Table(
    "tables/outcomes.csv",
    "One line for each outcome by which an organisation is measured.",
    (
        *_WHO,
        ("outcome", "The key of the outcome"),
        ("outcome_title", "The outcome in words"),
        ("value", "The value with its interval, unit and period, or why it is not shown"),
        (
            "national_average",
            "The national average of that period, and how the organisation stands to it",
        ),
        ("upper_quartile", "Where the best quarter begins, and how the organisation stands to it"),
        ("trend", "Which way the value went, and whether by more than chance"),
        ("source", "Where the value comes from"),
    ),
)

RANKINGS = Table(
    "tables/rankings.csv",
    "One line for each place of each ranking; empty where nothing is ranked.",
    (
        *_WHO,
        ("ranking", "The key of the rule"),
        ("version", "The version of the rule"),
        ("place", "The place; alike where the points are alike"),
        ("points", "The points by which the rule ranks"),
        ("first", "The first of the places from which chance alone may part it"),
        ("last", "The last of them"),
    ),
)

DICTIONARY = (ORGANISATIONS, RATINGS, CHANGES, OUTCOMES, RANKINGS)

FILES = (
    *((each.path, each.words) for each in DICTIONARY),
    ("release.json", "What this release holds, each result named by its hash."),
    ("verify/manifest.json", "Every file of this release with its size and its hash."),
)
