"""What every search index keeps, whatever engine stands behind the port."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.conftest import MakeIndex
from tests.search.factories import OURS, THEIRS, ask, changes, entry, put, queries, scope
from tests.search.oracle import MemoryIndex
from wccflow.search.port import KEY, Nothing, Page, Put, Remove, Scope, SearchIndex
from wccflow.search.tree import Among, And

FEW = settings(max_examples=40, deadline=None)


def found(index: SearchIndex, query: str, reach: Scope | None = None) -> list[str]:
    """The keys of the passages found, best first."""
    page = index.search(ask(query), reach or scope(OURS), kind="passages", limit=50)
    assert page.partial is False
    return [hit.key for hit in page.hits]


@FEW
@given(data=st.data())
def test_it_finds_what_reading_every_entry_finds(make_index: MakeIndex, data: st.DataObject) -> None:
    oracle = MemoryIndex()
    batches = data.draw(
        st.lists(st.lists(changes(OURS) | changes(THEIRS), max_size=4), min_size=1, max_size=4)
    )
    with make_index() as index:
        for number, batch in enumerate(batches, start=1):
            oracle.apply(batch, watermark=number)
            index.apply(batch, watermark=number)

        for query in data.draw(st.lists(queries, min_size=3, max_size=6)):
            asked = {"kind": "passages", "limit": 100, "facets": ("slot", "organisation")}
            page, expected = (
                index.search(query, scope(OURS, THEIRS), **asked),
                oracle.search(query, scope(OURS, THEIRS), **asked),
            )
            keys = {(hit.key, hit.audience, tuple(hit.fields.items())) for hit in page.hits}
            wanted = {(hit.key, hit.audience, tuple(hit.fields.items())) for hit in expected.hits}
            assert (keys, len(page.hits), page.total) == (wanted, len(expected.hits), expected.total)
            assert (page.facets, page.partial) == (expected.facets, False)
        for audience in (OURS, THEIRS):
            assert index.contents(audience) == oracle.contents(audience)
        assert index.damaged == set()


@FEW
@given(data=st.data())
def test_nothing_that_others_have_changes_any_answer(make_index: MakeIndex, data: st.DataObject) -> None:
    ours = data.draw(st.lists(changes(OURS), min_size=1, max_size=5))
    hidden = [data.draw(st.lists(changes(THEIRS), max_size=3)) for _ in ours]
    cut = data.draw(st.integers(1, len(ours)))
    with make_index() as alone, make_index() as crowded:
        alone.apply(ours[:cut], watermark=1)
        alone.apply(ours[cut:], watermark=2)
        for own, others in zip(ours, hidden, strict=True):
            crowded.apply([*others, own], watermark=2)

        for query in data.draw(st.lists(queries, min_size=3, max_size=6)):
            for kind in ("passages", "threads"):
                asked = {"kind": kind, "limit": 3, "offset": 1, "facets": ("slot",)}
                assert crowded.search(query, scope(OURS), **asked) == alone.search(
                    query, scope(OURS), **asked
                )


def test_a_group_is_replaced_as_a_whole(index: SearchIndex) -> None:
    index.apply([put(entry("first", "old plan"), entry("second", "old plan"))], watermark=1)

    index.apply([put(entry("first", "new plan"))], watermark=2)

    assert (found(index, "plan"), found(index, "old"), index.watermark()) == (["first"], [], 2)


def test_changes_of_one_batch_count_in_their_order(index: SearchIndex) -> None:
    index.apply(
        [put(entry("kept", "plan")), Remove(OURS, "version"), put(entry("last", "plan"))], watermark=1
    )

    assert found(index, "plan") == ["last"]


def test_applying_twice_is_as_good_as_once(index: SearchIndex) -> None:
    batch = [put(entry("a", "plan"), entry("b", "budget")), Remove(OURS, "never there")]

    index.apply(batch, watermark=7)
    index.apply(batch, watermark=7)

    assert (found(index, "plan"), found(index, "budget"), index.watermark()) == (["a"], ["b"], 7)


def test_a_removed_group_is_found_no_more(index: SearchIndex) -> None:
    index.apply([put(entry("a", "plan"))], watermark=1)

    index.apply([Remove(OURS, "version")], watermark=2)

    assert (found(index, "plan"), index.contents(OURS)) == ([], {})


def test_who_may_read_nothing_finds_nothing(index: SearchIndex) -> None:
    index.apply([put(entry("a", "plan", slot="jsna"))], watermark=1)

    page = index.search(ask("plan"), Nothing(), kind="passages", limit=10, facets=("slot",))

    assert page == Page(facets={"slot": []})
    assert index.search(ask("plan OR -plan"), scope(), kind="passages", limit=10) == Page()


def test_what_only_others_have_is_not_found(index: SearchIndex) -> None:
    index.apply(
        [put(entry("ours", "plan")), put(entry("theirs", "secret plan", audience=THEIRS))], watermark=1
    )

    assert (found(index, "plan"), found(index, "secret"), found(index, "sec*")) == (["ours"], [], [])
    assert found(index, "secret", scope(OURS, THEIRS)) == ["theirs"]


def test_the_other_forms_of_a_word_are_found_and_a_phrase_is_exact(index: SearchIndex) -> None:
    index.apply([put(entry("many", "annual plans"), entry("one", "the annual plan"))], watermark=1)

    assert sorted(found(index, "planning")) == ["many", "one"]
    assert found(index, '"annual plan"') == ["one"]
    assert found(index, '"plan annual"') == []


def test_near_finds_words_that_stand_together_in_any_order_and_form(index: SearchIndex) -> None:
    texts = {"close": "money for the planned goals", "far": "plan a b c d e f money", "one": "plan plan"}
    index.apply([put(*[entry(key, text) for key, text in texts.items()])], watermark=1)

    assert found(index, "plan NEAR/4 money") == ["close"]
    assert sorted(found(index, "plan NEAR/7 money")) == ["close", "far"]
    assert found(index, '"goal money plan"~5') == ["close"]


def test_a_phrase_does_not_run_from_heading_to_text(index: SearchIndex) -> None:
    index.apply(
        [put(entry("a", "plan", heading="annual"), entry("b", "x", heading="Annual plan"))], watermark=1
    )

    assert found(index, '"annual plan"') == ["b"]
    assert sorted(found(index, "annual plan")) == ["a", "b"]


def test_fields_narrow_without_regard_to_case_and_spacing(index: SearchIndex) -> None:
    index.apply(
        [put(entry("a", "plan", slot="strategic_plan", item="3a\n3b"), entry("b", "plan", slot="jsna"))],
        watermark=1,
    )

    assert found(index, 'plan slot:"Strategic plan"') == ["a"]
    assert found(index, "item:3B") == ["a"]
    assert found(index, "plan -slot:jsna") == ["a"]


def test_facets_count_what_was_found_commonest_first(index: SearchIndex) -> None:
    index.apply(
        [
            put(
                entry("a", "plan", slot="jsna", item="3a\n3b"),
                entry("b", "plan", slot="Board papers", item="3b"),
                entry("c", "plan", slot="Board papers"),
                entry("d", "budget", slot="jsna", item="3c"),
            )
        ],
        watermark=1,
    )

    page = index.search(ask("plan"), scope(OURS), kind="passages", limit=1, facets=("slot", "item"))

    assert page.facets == {"slot": [("Board papers", 2), ("jsna", 1)], "item": [("3b", 2), ("3a", 1)]}
    assert (page.total, len(page.hits)) == (3, 1)


def test_a_set_of_keys_narrows_to_these_entries(index: SearchIndex) -> None:
    index.apply([put(*[entry(key, "plan") for key in ("one#p-1", "one#p-2", "two#p-1")])], watermark=1)
    keys = Among(KEY, frozenset({"one#p-2", "two#p-1", "never"}), "some of them")

    page = index.search(And((ask("plan"), keys)), scope(OURS), kind="passages", limit=9)

    assert [hit.key for hit in page.hits] == ["one#p-2", "two#p-1"]


def test_the_newest_come_first_where_that_is_asked_for(index: SearchIndex) -> None:
    days = {"old": "2009-11-01", "new": "2010-01-02", "same": "2009-11-01"}
    index.apply(
        [
            put(*[entry(key, "plan", day=day) for key, day in days.items()], entry("none", "plan plan")),
            put(entry("theirs", "plan", audience=THEIRS, day="2009-12-24")),
        ],
        watermark=1,
    )

    page = index.search(ask("plan"), scope(OURS, THEIRS), kind="passages", limit=4, newest=True)
    rest = index.search(ask("plan"), scope(OURS, THEIRS), kind="passages", limit=4, offset=4, newest=True)

    assert [hit.key for hit in page.hits] == ["new", "theirs", "old", "same"]
    assert [hit.key for hit in rest.hits] == ["none"]


def test_words_that_begin_so_are_offered_commonest_first_and_from_the_scope_alone(
    index: SearchIndex,
) -> None:
    index.apply(
        [
            put(entry("a", "planning plans"), entry("b", "plans", heading="Planned")),
            put(entry("c", "planetary plans", audience=THEIRS)),
        ],
        watermark=1,
    )

    assert index.beginning("plan", scope(OURS), most=9) == ["plans", "planned", "planning"]
    assert index.beginning("plan", scope(OURS, THEIRS), most=1) == ["plans"]
    assert index.beginning("plan", Nothing(), most=9) == []


def test_words_of_what_is_gone_are_offered_no_more(index: SearchIndex) -> None:
    index.apply([put(entry("a", "planning")), put(entry("b", "plans", group="other"))], watermark=1)
    index.apply([Remove(OURS, "version")], watermark=2)

    assert index.beginning("plan", scope(OURS), most=9) == ["plans"]
    assert index.alike("planing", scope(OURS), most=9) == []


def test_a_slip_of_the_pen_is_met_by_the_words_of_the_scope(index: SearchIndex) -> None:
    index.apply(
        [
            put(entry("a", "commissioning money"), entry("b", "commissioning")),
            put(entry("c", "comissioning", audience=THEIRS)),
        ],
        watermark=1,
    )

    assert index.alike("commisioning", scope(OURS), most=3) == ["commissioning"]
    assert index.alike("comissionin", scope(OURS, THEIRS), most=1) == ["comissioning"]
    assert index.alike("mony", scope(OURS), most=3) == ["money"]
    assert index.alike("mon", scope(OURS), most=3) == []


def test_the_words_that_tell_most_of_a_text_are_its_rare_ones(index: SearchIndex) -> None:
    usual = [entry(f"u{at}", "annual plan for health") for at in range(8)]
    index.apply([put(*usual, entry("rare", "smoking cessation plan for health"))], watermark=1)

    words = index.telling("Plan for health: smoking cessation, smoking", scope(OURS), most=3)

    assert words == ["smoking", "cessation"]


def test_kinds_do_not_mix(index: SearchIndex) -> None:
    index.apply([put(entry("p", "plan"), entry("t", "plan", kind="threads"))], watermark=1)

    page = index.search(ask("plan"), scope(OURS), kind="threads", limit=10)

    assert ([hit.key for hit in page.hits], page.total) == (["t"], 1)


def test_pages_follow_one_another_without_gap_or_repetition(index: SearchIndex) -> None:
    texts = ["plan", "plan plan", "annual plan", "plan for money"]
    index.apply(
        [
            put(*[entry(f"ours-{at}", texts[at % 4], group="v") for at in range(9)]),
            put(*[entry(f"theirs-{at}", texts[at % 4], group="v", audience=THEIRS) for at in range(8)]),
        ],
        watermark=1,
    )
    everything = found(index, "plan", scope(OURS, THEIRS))

    paged = [
        hit.key
        for offset in range(0, 20, 4)
        for hit in index.search(
            ask("plan"), scope(OURS, THEIRS), kind="passages", limit=4, offset=offset
        ).hits
    ]

    assert (len(set(everything)), paged) == (17, everything)


def test_equal_scores_are_ordered_by_key(index: SearchIndex) -> None:
    index.apply([put(*[entry(key, "plan", slot="jsna") for key in ("c", "a", "d", "b")])], watermark=1)

    assert found(index, "plan") == ["a", "b", "c", "d"]
    assert found(index, "slot:jsna") == ["a", "b", "c", "d"]


def test_it_knows_what_it_holds(index: SearchIndex) -> None:
    ours, theirs = entry("a", "plan"), entry("b", "plan", audience=THEIRS, group="thread")
    index.apply([put(ours), put(theirs)], watermark=3)

    assert index.audiences() == {OURS, THEIRS}
    assert index.contents(OURS) == {"version": {"a": ours.digest}}
    assert index.contents(THEIRS) == {"thread": {"b": theirs.digest}}


def test_after_clearing_it_is_empty_and_says_that_it_is_being_built(index: SearchIndex) -> None:
    index.apply([put(entry("a", "plan"))], watermark=3)

    index.clear()

    assert (index.watermark(), index.contents(OURS)) == (0, {})
    assert index.search(ask("plan"), scope(OURS), kind="passages", limit=9) == Page(partial=True)


def test_restoring_replaces_all_that_an_audience_holds(index: SearchIndex) -> None:
    index.apply([put(entry("a", "plan")), put(entry("b", "plan", group="gone"))], watermark=3)

    index.restore(OURS, [put(entry("c", "plan"))])

    assert (found(index, "plan"), index.watermark()) == (["c"], 3)


def test_a_closed_index_may_be_used_again(index: SearchIndex) -> None:
    index.apply([put(entry("a", "plan"))], watermark=1)

    index.close()

    assert found(index, "plan") == ["a"]


def test_an_entry_cannot_slip_into_another_audience() -> None:
    with pytest.raises(ValueError, match="theirs is put into version"):
        Put(OURS, "version", (entry("theirs", "plan", audience=THEIRS, group="other"),))
