"""The report as a page."""

import re
from dataclasses import replace
from typing import Any

import html5lib

from wccflow.rehearsal.page import standalone
from wccflow.rehearsal.report import rehearse
from wccflow.rehearsal.wanted import Wanted
from wccflow.rehearsal.words import lines


def test_the_page_stands_alone_and_is_valid(report: dict[str, Any]) -> None:
    html = standalone(report)

    html5lib.HTMLParser(strict=True).parse(html)
    assert re.findall(r'(?:src|href)="([^"]*)"', html) == []


def test_the_page_is_labelled_and_says_every_sentence(report: dict[str, Any]) -> None:
    html = standalone(report)

    assert "Rehearsal: nobody in it is real" in html
    assert html.count("<li>") >= len(report["warnings"])


def test_the_same_report_gives_the_same_page(report: dict[str, Any]) -> None:
    assert standalone(report) == standalone(report)


def test_each_picture_has_its_table(report: dict[str, Any]) -> None:
    html = standalone(report)

    assert html.count('role="img"') == 3
    assert html.count("<table") > 6


def test_what_strands_stands_on_the_page(wanted: Wanted) -> None:
    html = standalone(rehearse(replace(wanted, organisations=40, pace=1.6, signatures=False)))

    assert "at the end</h3>" in html
    assert "nobody signs an exception" in html


def test_names_are_escaped(report: dict[str, Any]) -> None:
    html = standalone({**report, "title": "<script>"})

    assert "<script>" not in html


def test_the_terminal_says_the_same(report: dict[str, Any]) -> None:
    said = list(lines(report))

    assert [f"- {sentence}" for sentence in report["warnings"]] == [
        line for line in said if line.startswith("- ")
    ]
    assert "Late" in said
