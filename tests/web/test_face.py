"""Every component makes sound markup, and the face loads nothing from outside."""

import hashlib
import json
import re
from pathlib import Path

import html5lib
import pytest
from lxml import html as lxml_html

from tests.web.small_app import gallery, small_app
from wccflow.base.places import templates_folder
from wccflow.web.static_files import FOLDER

OUTSIDE = re.compile(r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s"')]*""", re.IGNORECASE)
NAMESPACE = "http://www.w3.org/2000/svg"  # a name, never fetched
SAVED_PAGES = {
    "rehearsal/standalone.html"
}  # kept as one file and opened without the service: no policy applies
INLINE = re.compile(r"""<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=["']|javascript:""", re.IGNORECASE)
BEHAVIOURS = sorted((FOLDER / "behaviours").glob("*.js"))
PAGES = ["/", "/nowhere", "/refused", "/broken"]


@pytest.fixture(scope="module")
def tree() -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(gallery().text)


@pytest.mark.parametrize("path", PAGES)
def test_the_markup_is_sound(path: str) -> None:
    html5lib.HTMLParser(strict=True).parse(small_app().test_client().get(path).text)


def test_ids_are_unique(tree: lxml_html.HtmlElement) -> None:
    ids = [str(each) for each in tree.xpath("//@id")]

    assert sorted(ids) == sorted(set(ids))


def test_every_label_is_bound_and_every_field_has_one(tree: lxml_html.HtmlElement) -> None:
    ids = set(tree.xpath("//@id"))
    labelled = set(tree.xpath("//label/@for"))
    fields = tree.xpath("//textarea | //select | //input[not(@type='hidden')]")

    assert sorted(labelled - ids) == []
    assert [field.get("name") for field in fields if field.get("id") not in labelled] == []


def test_what_describes_a_field_is_there(tree: lxml_html.HtmlElement) -> None:
    named = {each for value in tree.xpath("//@aria-describedby") for each in value.split()}

    assert sorted(named - set(tree.xpath("//@id"))) == []


def test_the_title_says_the_page_then_the_product(tree: lxml_html.HtmlElement) -> None:
    assert tree.findtext(".//title") == "Gallery – wccflow"


def test_the_demonstration_is_named_on_the_page(tree: lxml_html.HtmlElement) -> None:
    banner = tree.xpath("//aside[@aria-label='Demonstration']")[0].text_content()

    assert " ".join(banner.split()) == (
        "Demonstration: the organisations are real names, everything else is invented."
    )


def test_the_strip_says_the_same_in_its_table(tree: lxml_html.HtmlElement) -> None:
    rows = tree.xpath("//figure[contains(@class, 'wf-strip')]//tbody/tr")

    assert [[cell.text_content() for cell in row] for row in rows] == [
        ["self", "3", "–", "–", ""],
        ["360°", "2.2", "1.8", "2.6", "11 replies"],
        ["evidence", "2", "–", "–", "4 verified, 1 contradicted"],
        ["panel", "–", "–", "–", "not in yet"],
    ]


@pytest.mark.parametrize("path", sorted(templates_folder().rglob("*.html")), ids=lambda path: path.name)
def test_a_template_names_no_outside_address_and_holds_nothing_inline(path: Path) -> None:
    source = path.read_text().replace(NAMESPACE, "")
    own_style = ["<style"] if path.relative_to(templates_folder()).as_posix() in SAVED_PAGES else []

    assert OUTSIDE.findall(source) == []
    assert INLINE.findall(source) == own_style


def test_no_style_sheet_or_picture_names_an_outside_address() -> None:
    files = [path for path in FOLDER.rglob("*") if path.suffix in {".css", ".svg"}]
    named = {path.name: OUTSIDE.findall(path.read_text().replace(NAMESPACE, "")) for path in files}

    assert {name: found for name, found in named.items() if found} == {}


def test_every_file_that_a_style_sheet_names_is_there() -> None:
    missing = []
    for sheet in FOLDER.rglob("*.css"):
        names = [name for name in re.findall(r"url\(([^)]+)\)", sheet.read_text()) if ":" not in name]
        missing += [name for name in names if not (sheet.parent / name).is_file()]

    assert missing == []


def test_a_behaviour_is_short_and_says_what_it_does() -> None:
    sources = {path.name: path.read_text() for path in BEHAVIOURS}

    assert [name for name, source in sources.items() if len(source.splitlines()) >= 60] == []
    assert [name for name, source in sources.items() if not source.startswith("// ")] == []


def test_the_page_loads_only_files_that_are_there(tree: lxml_html.HtmlElement) -> None:
    named = [str(each).split("/", 3)[3] for each in tree.xpath("//script/@src | //link/@href")]

    assert [name for name in named if not (FOLDER / name).is_file()] == []


def test_every_behaviour_is_loaded_by_some_page(tree: lxml_html.HtmlElement) -> None:
    everywhere = {str(each).rsplit("/", 1)[1] for each in tree.xpath("//script/@src")}
    asked = "".join(path.read_text() for path in [*templates_folder().rglob("*.html"), *BEHAVIOURS])
    idle = {path.name for path in BEHAVIOURS} - everywhere

    assert [name for name in idle if not re.search(rf'(behaviours|"\.)/{name}', asked)] == []


def test_vendored_files_are_exactly_those_that_were_taken_in(root: Path) -> None:
    packages = json.loads((root / "VENDOR.json").read_text())
    noted = {name: digest for package in packages for name, digest in package["files"].items()}
    folders = [root / "tests" / "vendor", FOLDER / "vendor"]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]

    found = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }

    assert found == noted
    assert [package["package"] for package in packages if not package["licence"]] == []
