"""What the next version of a made-up plan does to it, with what became of each passage known."""

from dataclasses import replace
from random import Random

from benchmarks._plans import BOILERPLATE, PLACES, THINGS, TOPICS, Piece, renamed, row, sentence

SHARES = (10, 20, 30, 40, 50, 60)
WORDS = " ".join(
    (*THINGS, *TOPICS, *PLACES, "the of and for with by this new more fewer local early")
).split()


def revised(random: Random, pieces: list[Piece], *, amount: float = 1.0) -> list[Piece]:
    """The next version; `amount` scales how much of it is touched."""
    new = [_touched(random, piece, amount) for piece in pieces]
    kept = [piece for piece in new if piece.text]
    kept = _tables(random, kept, amount)
    kept = _split_and_merged(random, kept, amount)
    kept = _moved(random, pieces, kept, amount)
    kept = _sections_moved(random, kept, amount)
    return _inserted(random, pieces, kept, amount)


def laid_out_anew(random: Random, pieces: list[Piece]) -> list[Piece]:
    """The same words exported again: other quotes and dashes, broken words, bullets, white space."""
    return [renamed(piece, _laid_out(random, piece.text), piece.what) for piece in pieces]


def cut_anew(random: Random, pieces: list[Piece]) -> list[Piece]:
    """The same words with passages cut where pages end, and paragraphs run together."""
    cut: list[Piece] = []
    for piece in pieces:
        drawn = random.random()
        if piece.kind != "paragraph" or drawn > 0.12:
            cut.append(piece)
        elif drawn < 0.06 and cut and cut[-1].kind == "paragraph":
            cut[-1] = _joined(cut[-1], piece)
        else:
            cut += _halves(random, piece)
    return cut


def reworded(random: Random, text: str, share: int) -> str:
    """The text with about this share of its words replaced, dropped or preceded by others."""
    words = text.split()
    count = max(1, round(len(words) * share / 100))
    for at in sorted(random.sample(range(len(words)), min(count, len(words))), reverse=True):
        drawn = random.random()
        if drawn < 0.7:
            words[at] = random.choice(WORDS)
        elif drawn < 0.85 and len(words) > 3:
            del words[at]
        else:
            words.insert(at, random.choice(WORDS))
    return " ".join(words)


def _touched(random: Random, piece: Piece, amount: float) -> Piece:
    drawn = random.random() / amount
    if piece.kind == "heading" and drawn < 0.1:
        return renamed(piece, f"{random.choice(TOPICS)} and {piece.text}", "heading renamed")
    if drawn < 0.04:
        return renamed(piece, "", "deleted")
    if drawn < 0.2 and piece.kind == "paragraph" and piece.text not in BOILERPLATE:
        share = random.choice(SHARES)
        return renamed(piece, reworded(random, piece.text, share), f"reworded {share} %")
    if drawn < 0.2 and piece.kind == "row" and not piece.text.startswith("Service"):
        return renamed(piece, _renumbered(random, piece.text), "row with other numbers")
    return piece


def _renumbered(random: Random, text: str) -> str:
    cells = text.split(" | ")
    for at in range(1, len(cells)):
        if random.random() < 0.6 or at == 1:
            cells[at] = str(random.randint(0, 400))
    return " | ".join(cells)


def _tables(random: Random, pieces: list[Piece], amount: float) -> list[Piece]:
    result: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and pieces[end].kind == "row" and (end == at or not _is_head(pieces[end])):
            end += 1
        table = pieces[at:end]
        if not table:
            result.append(pieces[at])
            at += 1
            continue
        result += _table(random, table, random.random() / amount)
        at = end
    return result


def _is_head(piece: Piece) -> bool:
    return piece.text.startswith("Service")


def _table(random: Random, rows: list[Piece], drawn: float) -> list[Piece]:
    if drawn < 0.12 and len(rows) > 2:
        body = rows[1:]
        random.shuffle(body)
        marked = [each if each.what != "unchanged" else replace(each, what="row reordered") for each in body]
        return [rows[0], *marked]
    if drawn < 0.24:
        return [
            renamed(each, f"{each.text} | {random.randint(0, 400)}", "column added")
            if each.what == "unchanged"
            else each
            for each in rows
        ]
    return rows


def _split_and_merged(random: Random, pieces: list[Piece], amount: float) -> list[Piece]:
    result: list[Piece] = []
    for piece in pieces:
        drawn = random.random() / amount
        plain = piece.kind == "paragraph" and piece.what == "unchanged" and piece.text not in BOILERPLATE
        if plain and drawn < 0.03 and piece.text.count(". ") >= 1:
            result += _halves(random, piece)
        elif plain and drawn < 0.05 and result and result[-1].what == "unchanged" == piece.what:
            if result[-1].kind == "paragraph":
                result[-1] = _joined(result[-1], piece)
            else:
                result.append(piece)
        else:
            result.append(piece)
    return result


def _halves(random: Random, piece: Piece) -> list[Piece]:
    ends = [at for at in range(len(piece.text)) if piece.text.startswith(" ", at)]
    stops = [at for at in ends if piece.text[at - 1] == "."] or ends
    if not stops:
        return [piece]
    cut = random.choice(stops)
    return [renamed(piece, piece.text[:cut], "split"), renamed(piece, piece.text[cut + 1 :], "split")]


def _joined(one: Piece, other: Piece) -> Piece:
    return replace(one, parts=one.parts + other.parts, text=f"{one.text} {other.text}", what="merged")


def _moved(random: Random, first: list[Piece], pieces: list[Piece], amount: float) -> list[Piece]:
    chosen = {at for at in range(len(pieces)) if random.random() < 0.03 * amount}
    chosen = {at for at in chosen if pieces[at].kind != "heading" and not _is_head(pieces[at])}
    chosen = {at for at in chosen if pieces[at].what == "unchanged"}
    rest = [piece for at, piece in enumerate(pieces) if at not in chosen]
    for at in sorted(chosen):
        place = random.randrange(len(rest))
        if _stood_here(first, pieces[at].text, rest[max(0, place - 2) : place + 2]):
            place = len(rest) - 1
        rest.insert(place, replace(pieces[at], what="moved", section=rest[place].section))
    return rest


def _sections_moved(random: Random, pieces: list[Piece], amount: float) -> list[Piece]:
    numbers = list(dict.fromkeys(piece.section for piece in pieces))
    for number in random.sample(numbers, min(len(numbers), round(len(numbers) * 0.02 * amount))):
        block = [piece for piece in pieces if piece.section == number]
        rest = [piece for piece in pieces if piece.section != number]
        starts = [at for at, piece in enumerate(rest) if piece.kind == "heading"] or [0]
        place = random.choice(starts)
        marked = [replace(each, what="section moved") if each.what == "unchanged" else each for each in block]
        pieces = rest[:place] + marked + rest[place:]
    return pieces


def _inserted(random: Random, first: list[Piece], pieces: list[Piece], amount: float) -> list[Piece]:
    """New passages between the others, but no words where they stood before: nobody could tell."""
    result: list[Piece] = []
    for piece in pieces:
        drawn = random.random() / amount
        if drawn < 0.06:
            kind, text = _new_text(random, pieces)
            if not _stood_here(first, text, [*result[-2:], piece]):
                result.append(Piece((), kind, text, piece.section, "inserted"))
        elif drawn < 0.07 and piece.kind == "row":
            result.append(Piece((), "row", row(random, "Other"), piece.section, "inserted"))
        result.append(piece)
    return result


def _stood_here(first: list[Piece], text: str, around: list[Piece]) -> bool:
    """Whether these very words stood beside one of these pieces in the first version."""
    beside = {part + step for piece in around for part in piece.parts for step in (-1, 0, 1)}
    return any(first[at].text == text for at in beside if 0 <= at < len(first))


def _new_text(random: Random, pieces: list[Piece]) -> tuple[str, str]:
    """New sentences; or boilerplate, or a copy of a passage that stands elsewhere."""
    drawn = random.random()
    if drawn < 0.2:
        return "paragraph", random.choice(BOILERPLATE)
    if drawn < 0.35:
        copied = random.choice(pieces)
        return copied.kind, copied.text
    return "paragraph", " ".join(sentence(random) for _ in range(random.choice((1, 2, 3))))


def _laid_out(random: Random, text: str) -> str:
    changed = (
        text.replace(" - ", " – ").replace("'", "’").replace("£", "£ " if random.random() < 0.1 else "£")
    )
    words = changed.split(" ")
    for at, word in enumerate(words):
        if len(word) > 9 and word.isalpha() and random.random() < 0.15:
            words[at] = f"{word[:5]}-\n{word[5:]}"
    return random.choice((" ", "  ", " \n")).join(words) if random.random() < 0.5 else " ".join(words)
