"""Comments do no harm."""

from wccflow.web.text import as_html


def test_a_comment_is_markdown() -> None:
    assert as_html("Where is *year 3*?\nHere.") == "<p>Where is <em>year 3</em>?<br>\nHere.</p>\n"


def test_html_in_a_comment_is_shown_not_obeyed() -> None:
    assert as_html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"


def test_a_link_that_would_run_is_no_link() -> None:
    assert "<a" not in as_html("[here](javascript:alert(1)) [there](data:text/html,x)")


def test_a_link_tells_nobody_where_it_was_clicked() -> None:
    html = as_html("[here](https://example.org/)")

    assert html == '<p><a href="https://example.org/" rel="noopener noreferrer nofollow">here</a></p>\n'


def test_pictures_and_headings_are_words() -> None:
    html = as_html("![x](https://example.org/x.png)\n\n# Loud")

    assert "<img" not in html
    assert "<h1" not in html
