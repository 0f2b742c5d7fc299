"""The sentences with which a published result tells what it is and how it came about."""

WHAT_IT_IS = (
    "This is how a panel of peers and experts found this organisation on one day, from its documents, "
    "its own assessment, and a talk with its board.",
    "It tells how well the organisation does its work, not how well any doctor or hospital does theirs.",
    "The ratings are a snapshot: read the reasons beside them before you compare.",
)

HOW = (
    "The organisation assessed itself and filed its documents; reviewers read them; each member of the panel "
    "rated alone before the panel talked and agreed.",
    "The region and then the nation compared the ratings with those of other organisations. A rating was "
    "changed only with a reason, and by more than a level only with a second person's signature.",
    "The organisation checked the report for factual accuracy and was shown every change before publication.",
)

WHY_NO_LEAGUE_TABLE = (
    "There is no league table here. A ranking would turn many judgements into one number by a rule that "
    "nobody has agreed, and would tell organisations apart that differ by less than two panels do."
)

WHY_NO_SENTENCES = (
    "The documents on which the ratings rest belong to the organisation and are not published here. "
    "Ask the organisation for them: most are papers of its public board."
)
