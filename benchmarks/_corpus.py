"""A nation's evidence, invented: words, phrases, headings and fields in the proportions of English plans."""

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeAlias
from uuid import UUID

import numpy as np

from wccflow.base.places import workflows_folder
from wccflow.search.port import DAY, Entry, Put

Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]

KNOWN_WORDS = 40_000
FLATTENED, STEEPNESS = 2.7, 1.02  # Mandelbrot's two numbers for English
USUAL_LENGTH, LONGEST = 55, 220  # words of a passage
OF_TOPIC = 0.22  # so much of a document is said in the words of its own subject
TOPIC_WORDS = 160
FOLLOWERS = 3  # words that like to stand behind a word
FOLLOWING = 0.28
UNDER_A_HEADING = 9  # passages
OVERSEERS = 10
_LITTLE = """
the of and to in a for is that on be with by as are will it this from have an at which or has we not our all
was been their its they also more these can may were other who through than but into how there such
"""
_TITLES = """
Strategic plan|Financial strategy|Organisational development plan|Communications strategy|Operating plan
|Board papers|Assurance framework|Needs assessment|Outcome aspirations|Engagement evidence|Clinical engagement
|Procurement evidence|Workforce plan|Estates strategy|Quality accounts
"""
_ONSETS = "b br c ch cl cr d dr f fl g gr h j l m n p pl pr qu r s sh sl sp st t th tr v w"
_MIDDLES = "a e i o u ai ea ee oa ou ar er or ur"
_ENDS = "b ck d f g l ll m n nd ng nt p r rd rm rt s sh ss st t th x"
_LAST = "al ate ence er ic ing ion ise ity ive ment ness or ous y"
LITTLE = _LITTLE.split()
TITLES = _TITLES.replace("\n", "").split("|")


@dataclass(frozen=True)
class Corpus:
    """So many organisations, documents of each, and passages of each; the same for the same seed."""

    organisations: int = 152
    documents: int = 15
    passages: int = 250
    seed: int = 1

    @property
    def name(self) -> str:
        """What is kept of this corpus is kept under this name."""
        return f"{self.organisations}-{self.documents}-{self.passages}-{self.seed}"

    @property
    def size(self) -> int:
        """How many passages there are."""
        return self.organisations * self.documents * self.passages

    def audience(self, organisation: int) -> UUID:
        """Who reads what this organisation files."""
        return UUID(int=(organisation + 1) * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128)

    @cached_property
    def audiences(self) -> list[UUID]:
        """Those of all organisations in order: an overseer's stand beside one another."""
        return [self.audience(each) for each in range(self.organisations)]

    @cached_property
    def words(self) -> list[str]:
        """Every word, the commonest first: little ones, those of the workflows, and invented ones."""
        dice = random.Random(self.seed)
        spoken = [word for word in _spoken() if word not in LITTLE]
        dice.shuffle(spoken)
        known = {*LITTLE, *spoken}
        invented = (word for word in _invented(dice) if word not in known)
        drawn = itertools.islice(itertools.chain(LITTLE, _mixed(spoken, invented)), 2 * KNOWN_WORDS)
        return list(dict.fromkeys(drawn))[:KNOWN_WORDS]

    def puts(self) -> Iterator[Put]:
        """All that is filed, organisation by organisation."""
        for organisation in range(self.organisations):
            yield from self.of(organisation)

    def of(self, organisation: int) -> Iterator[Put]:
        """What one organisation files, a document at a time."""
        dice = np.random.default_rng([self.seed, organisation])
        for number in range(self.documents):
            yield self._document(dice, organisation, number)

    @cached_property
    def _shares(self) -> Any:
        ranks = np.arange(1, len(self.words) + 1)
        return _summed(1.0 / (ranks + FLATTENED) ** STEEPNESS)

    @cached_property
    def _followers(self) -> Numbers:
        dice = np.random.default_rng(self.seed + 1)
        return self._drawn(dice, len(self.words) * FOLLOWERS).reshape(-1, FOLLOWERS)

    def _drawn(self, dice: np.random.Generator, count: int) -> Numbers:
        return np.searchsorted(self._shares, dice.random(count)).astype(np.int64)

    def _document(self, dice: np.random.Generator, organisation: int, number: int) -> Put:
        audience, version = self.audience(organisation), UUID(bytes=dice.bytes(16))
        title = TITLES[number % len(TITLES)]
        filed = date(2009, 9, 1) + timedelta(days=int(dice.integers(120)))
        fields = {
            "case": str(audience),
            "organisation": f"org{organisation:03}",
            "overseer": f"area{organisation * OVERSEERS // self.organisations}",
            "cycle": "national",
            "document": title,
            "slot": title.lower().replace(" ", "_"),
            "version": str(version),
            "number": "1",
            "current": "yes",
            DAY: filed.isoformat(),
        }
        entries = self._passages(dice, audience, version, fields)
        return Put(audience, str(version), tuple(entries))

    def _passages(
        self, dice: np.random.Generator, audience: UUID, version: UUID, fields: dict[str, str]
    ) -> Iterator[Entry]:
        lengths = np.clip(dice.lognormal(np.log(USUAL_LENGTH), 0.5, self.passages), 6, LONGEST).astype(int)
        said = [self.words[each] for each in self._said(dice, int(lengths.sum()))]
        at, heading = 0, ""
        for passage, length in enumerate(lengths):
            if passage % UNDER_A_HEADING == 0:
                heading = " ".join(said[at : at + 4]).capitalize()
            key = f"p-{dice.bytes(5).hex()}"
            own = {"passage": key, "heading": heading, "page": str(passage // 6 + 1)}
            text = _sentences(said[at : at + length])
            at += length
            yield Entry(
                key=f"{version}#{key}",
                audience=audience,
                kind="passages",
                group=str(version),
                text=text,
                heading=heading,
                fields=fields | own,
            )

    def _said(self, dice: np.random.Generator, count: int) -> Numbers:
        """Words as they follow one another: common ones, those of the subject, and old companions."""
        usual = self._drawn(dice, count)
        subject = dice.choice(len(self.words) // 4, TOPIC_WORDS) + len(LITTLE)
        of_subject = subject[(dice.random(count) ** 2 * TOPIC_WORDS).astype(int)]
        said = np.where(dice.random(count) < OF_TOPIC, of_subject, usual)
        follower = self._followers[said[:-1], (dice.random(count - 1) ** 2 * FOLLOWERS).astype(int)]
        said[1:] = np.where(dice.random(count - 1) < FOLLOWING, follower, said[1:])
        return said


def _spoken() -> list[str]:
    """The words in which the workflows are written."""
    texts = (path.read_text(encoding="utf-8").lower() for path in sorted(workflows_folder().rglob("*.toml")))
    return sorted({word for text in texts for word in re.findall(r"[a-z]{4,14}", text)})


def _invented(dice: random.Random) -> Iterator[str]:
    onsets, middles, ends, last = (sounds.split() for sounds in (_ONSETS, _MIDDLES, _ENDS, _LAST))
    while True:
        parts = [dice.choice(onsets) + dice.choice(middles) for _ in range(dice.randint(1, 3))]
        yield "".join(parts) + dice.choice(ends if dice.random() < 0.5 else last)


def _mixed(spoken: list[str], invented: Iterator[str]) -> Iterator[str]:
    """Two invented words to each that is spoken, until there are no more of these."""
    for word in spoken:
        yield word
        yield from itertools.islice(invented, 2)
    yield from invented


def _summed(weights: Any) -> Any:
    return np.cumsum(weights) / weights.sum()


def _sentences(words: list[str]) -> str:
    """The words with stops and capitals, twelve to a sentence."""
    parts = (words[at : at + 12] for at in range(0, len(words), 12))
    return " ".join(f"{' '.join(part).capitalize()}." for part in parts)
