"""The language of the search box: what it takes, what it says back, and what it refuses in a sentence."""

import pytest

from tests.search.factories import FIELDS, ask
from wccflow.base.errors import Refused
from wccflow.search.grammar import parse
from wccflow.search.tree import And, Field, Near, Not, Or, Phrase, Prefix, Tree, Word, understood


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("plan", Word("plan")),
        ("annual plan", And((Word("annual"), Word("plan")))),
        ("annual AND plan", And((Word("annual"), Word("plan")))),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ('"Annual plan"', Phrase(("annual", "plan"))),
        ("“annual plan”", Phrase(("annual", "plan"))),
        ("-plan", Not(Word("plan"))),
        ("NOT plan", Not(Word("plan"))),
        ('-"annual plan"', Not(Phrase(("annual", "plan")))),
        ("-(a OR b)", Not(Or((Word("a"), Word("b"))))),
        ("comm*", Prefix("comm")),
        ("slot:jsna", Field("slot", "jsna", "slot")),
        ("ORG:5PG", Field("organisation", "5PG", "organisation")),
        ('doc:"Board papers"', Field("document", "Board papers", "document")),
        ("-org:5PG", Not(Field("organisation", "5PG", "organisation"))),
        ("well-being", Phrase(("well", "being"))),
        ("10:30", Phrase(("10", "30"))),
        ("plan - money & x", And((Word("plan"), Word("money"), Word("x")))),
        ("and or not", And((Word("and"), Word("or"), Word("not")))),
        ('"AND"', Phrase(("and",))),
        ("plan\x00money", And((Word("plan"), Word("money")))),
        ("[a TO z]", And((Word("a"), Word("TO"), Word("z")))),
        ("خطة", Word("خطة")),
        ("goal NEAR money", Near(("goal", "money"), 10)),
        ("goal NEAR/5 money NEAR year", Near(("goal", "money", "year"), 10)),
        ('"year three money"~6', Near(("year", "three", "money"), 6)),
        ('-"goal money"~', Not(Near(("goal", "money"), 10))),
        ("near", Word("near")),
    ],
)
def test_a_query_is_understood(text: str, tree: Tree) -> None:
    assert ask(text) == tree


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write at least one word to search for."),
        ("  \x00 ", "Write at least one word to search for."),
        ("colour:red", 'There is no field "colour". Fields you can use: doc, slot, item, org.'),
        ("docs:red", 'There is no field "docs". Did you mean doc? Fields you can use: doc, slot, item, org.'),
        ("slot:", 'Write what to look for after "slot:", with no space between.'),
        (
            "slot:(a OR b)",
            'Brackets cannot follow "slot:". Write it for each value, such as slot:one OR slot:two.',
        ),
        ('"annual plan', "A quotation mark is not closed. Put one at the end of the phrase, or take it out."),
        ("(plan", "A bracket is not closed. Put a closing bracket after the words it holds."),
        ("plan)", "There is a closing bracket without an opening one. Take it out, or open it."),
        ("()", "There is nothing between the brackets. Write a word there, or take them out."),
        ("co*", 'Write at least three letters before the star in "co*".'),
        ("*", 'There is no word to search for in "*". Letters and digits can be found.'),
        ("pl*n", 'In "pl*n" the star can only stand at the end of one word, such as commission*.'),
        ("🎉", 'There is no word to search for in "🎉". Letters and digits can be found.'),
        ("-", 'There is no word to search for in "-". Letters and digits can be found.'),
        (" ".join(["plan"] * 17), "The search has more than 16 words or phrases. Use fewer."),
        ("(((((plan)))))", "The search has more than 4 levels of brackets or NOT. Make it simpler."),
        (
            "goal NEAR",
            'Something is missing beside "NEAR". Write a word on each side it needs, '
            'or put "NEAR" in quotation marks to search for it.',
        ),
        ("goal NEAR slot:jsna", "NEAR stands between single words, such as goal NEAR money."),
        ('"goal money"~51', "Words can be asked for within 50 words of each other at most."),
        ("x" * 257, "The search is 257 characters long; the most is 256. Use fewer words."),
    ],
)
def test_what_cannot_be_taken_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        ask(text)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("text", ["plan AND", "AND plan", "plan OR", "OR", "plan NOT", "NOT", "a AND OR b"])
def test_half_a_query_is_told_what_is_missing(text: str) -> None:
    with pytest.raises(Refused, match=r'^Something is missing beside "(AND|OR|NOT)"\.'):
        ask(text)


def test_without_any_fields_a_colon_is_explained() -> None:
    with pytest.raises(Refused, match="Take out the colon to search for the words"):
        parse("note:this", fields={})


ABUSE = [
    "*",
    "?*?*?*?",
    "[a TO z]",
    "(" * 2_000,
    "(" * 200,
    "NOT " * 500,
    "NOT " * 60,
    "-" * 200,
    "word " * 8_000,
    "x" * 40_000,
    "a" * 250,
    "/a.*(b|c)+/",
    "plan~2 plan^4",
    "🎉🎉🎉",
    "خطة \u202e plan",
    "\x00",
    "plan\x00",
    '"',
    '"""',
    "a:b:c",
    "slot:*",
    "\ud800",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\u0301\u0301\u0301",
    "½ ﷺ ①",
]


@pytest.mark.parametrize("text", ABUSE, ids=range(len(ABUSE)))
def test_abuse_is_answered_by_a_tree_or_a_sentence(text: str) -> None:
    try:
        chips = understood(parse(text, fields=FIELDS))
    except Refused as refusal:
        chips = [str(refusal)]

    assert all(chips)
