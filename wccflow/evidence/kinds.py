"""What the log calls that which is done with documents."""

FILED = "evidence.filed"
FILLED = "evidence.filled"
APPROVED = "evidence.approved"
WITHDRAWN = "evidence.withdrawn"
RESTORED = "evidence.restored"  # a withdrawal was taken back
EMPTIED = "evidence.emptied"  # pages of a document fill a slot no more
DATED = "evidence.dated"  # the dates of a version were put right
WANTED = "evidence.wanted"
FROZEN = "evidence.frozen"
GIVEN_BACK = "evidence.given_back"
