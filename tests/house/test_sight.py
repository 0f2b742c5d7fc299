"""Lines of sight in the world full of secrets: each person meets those that are theirs, and no other."""

import re

from tests.house.canaries import EVERYONE
from tests.house.conftest import Secretive
from tests.house.crawling import words_in

WORD = re.compile(r"zqx\w+")
LINES = ("mxline", "jnown", "jnline", "jnfinding")


def test_nobody_meets_a_line_of_others_and_somebody_meets_each(secretive: Secretive) -> None:
    aviary = secretive.aviary
    pages = [f"/cycles/wcc-test/{code}/line-of-sight" for code in ("5PG", "5MX", "5J9")]
    pages += [f"{page}/summary" for page in pages]
    pages += [f"/lines/{line}" for line in sorted(aviary.ids["line_id"])]

    met: dict[str, set[str]] = {}
    for who in EVERYONE:
        client = secretive.client(who)
        found = {word for page in pages for word in WORD.findall(words_in(client.get(page).data))}
        met[who] = aviary.met_in(found)

    strange = {(who, word) for who, words in met.items() for word in words if who not in aviary.readers[word]}
    assert strange == set()
    assert {f"zqx{name}" for name in LINES} <= set().union(*met.values())
