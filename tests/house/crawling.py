"""Walks through the pages as a person could: by their links, and by every address that she might guess."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient

SECRET = re.compile(r"zqx[a-z]+")
LINK = re.compile(r'(?:href|src|hx-get|data-address)="([^"#]*)')
ITEM = re.compile(r"/(?:ratings|items|coverage)/([^/?]+)")
PROOF = re.compile(r"nonce-[\w-]+|nonce=\"[^\"]*\"|value=\"[^\"]*\"|Token\": \"[^\"]*\"")
OF_EACH_KIND = {"1.1", "1.2", "2.1", "strategy_1"}  # of some fifty items that are all alike
ENTRIES = "/calendar/entries/"  # each of a calendar, all made in one way
MOST_QUERIES = 3  # ways of asking for one page: its filters and orders
A_DAY = re.compile(r"/\d{4}-\d\d-\d\d$")  # one of many that lead from one to the next
SKIPPED = ("/static/", "/sign-in", "/health", "/events")


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer to one person."""

    address: str
    status: int
    headers: Mapping[str, str]
    text: str
    is_page: bool

    @property
    def secrets(self) -> set[str]:
        """The secret words in it, in body or headers."""
        return set(SECRET.findall(self.text.lower() + " ".join(self.headers.values()).lower()))


def crawl(client: FlaskClient, begin: Iterable[str]) -> Iterator[Seen]:
    """Every answer that the person of this client can get by reading, beginning at these addresses."""
    waiting = list(begin)
    known: set[str] = set(waiting)
    queries: Counter[str] = Counter()
    while waiting:
        seen = look(client, waiting.pop())
        yield seen
        for address in links(seen):
            path = A_DAY.sub("", urlsplit(address).path)
            if address in known or queries[path] >= MOST_QUERIES:
                continue
            known.add(address)
            queries[path] += 1
            waiting.append(address)


def look(client: FlaskClient, address: str) -> Seen:
    """What the person gets at an address."""
    response = client.get(address)
    is_page = response.mimetype == "text/html"
    text = response.text if is_page or response.mimetype.startswith("text/") else words_in(response.data)
    headers = {name: value for name, value in response.headers.items() if name != "Set-Cookie"}
    response.close()
    return Seen(address, response.status_code, headers, text, is_page)


def answer_of(seen: Seen) -> tuple[int, dict[str, str], str]:
    """Status, headers and body without what differs from one request to the next."""
    headers = {name: PROOF.sub("", value) for name, value in seen.headers.items()}
    return seen.status, headers, PROOF.sub("", seen.text)


def links(seen: Seen) -> Iterator[str]:
    """The addresses of this house to which the answer leads."""
    led = [seen.headers.get("Location", ""), *LINK.findall(seen.text if seen.is_page else "")]
    for each in led:
        address = urljoin(seen.address, each.replace("&amp;", "&"))
        if each and address.startswith("/") and not address.startswith(SKIPPED) and _is_of_each_kind(address):
            yield address


def guessed(app: Flask, ids: Mapping[str, set[str]]) -> list[str]:
    """Every address with a random id in it, with each id that there is."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not rule.arguments or rule.arguments & UNGUESSED:
            continue
        found += [address for address in filled(rule.rule, ids) if not address.startswith(SKIPPED)]
    return sorted(found)


UNGUESSED = {"secret", "edition", "key"}
SAID = {
    "cycle": ["wcc-test"],
    "organisation": ["5PG", "5MX", "5J9", "5PE", "5QC"],
    "overseer": ["Q34", "Q30"],
    "item": ["1.1", "1.2", "2.1"],
    "slot": ["strategic_plan"],
    "step": ["goal"],
    "part": ["impression"],
    "date": ["2010-04-20"],
    "label": ["1"],
}


def filled(rule: str, ids: Mapping[str, set[str]]) -> list[str]:
    """The addresses of a rule: each of its places filled with everything that fits."""
    place = re.search(r"<(?:\w+:)?(\w+)>", rule)
    if place is None:
        return [rule]
    values = SAID.get(place[1]) or sorted(ids.get(place[1], ()))
    return [each for value in values for each in filled(rule.replace(place[0], value, 1), ids)]


def words_in(content: bytes) -> str:
    """All text in a Word file; the bytes as they are in anything else."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return " ".join(file.read(name).decode(errors="replace") for name in file.namelist())


def _is_of_each_kind(address: str) -> bool:
    if address.startswith(ENTRIES):
        return address.startswith(f"{ENTRIES}panel") or "-submission" in address
    item = ITEM.search(address)
    return item is None or item[1] in OF_EACH_KIND
