"""A page made harmless: its forms do nothing, and its links lead to other pages of the preview or nowhere."""

from collections.abc import Callable

from lxml import html

ACTING = ("action", "method", "formaction", "data-draft", "data-confirm", "data-drop-files", "data-rate-keys")
FIELDS = ("button", "input", "select", "textarea")
CHOICES = ("radio", "checkbox")  # disabled, their words would be too pale to read; ticking them does nothing
NOWHERE = "This leads nowhere in a preview."


def harmless(page: str, banner: str, lead: Callable[[str], str]) -> str:
    """The page with a banner before all else; `lead` gives where a link goes instead, or nothing."""
    document = html.document_fromstring(page)
    body, main = document.find("body"), document.find(".//main")
    if body is None or main is None:
        return page
    for element in main.iter("*"):
        names = [str(each) for each in element.attrib]
        for name in (each for each in names if each.startswith("hx-") or each in ACTING):
            del element.attrib[name]
        if element.tag in FIELDS and element.get("type") not in CHOICES:
            element.set("disabled", "disabled")
        if element.tag == "form":
            element.tag = "div"
    for element in [*_breadcrumbs(main), *main.iter("a")]:
        _led(element, lead)
    for script in body.findall("script"):
        body.remove(script)
    body.insert(_after_skip_link(body), html.fragment_fromstring(banner))
    return f"<!DOCTYPE html>\n{html.tostring(document, encoding='unicode')}"


def _led(element: html.HtmlElement, lead: Callable[[str], str]) -> None:
    """Point a link to where it leads in the preview; one that leads nowhere is no link any more."""
    target = element.get("href", "")
    if target.startswith("#"):
        return
    address = lead(target)
    if address:
        element.set("href", address)
        return
    element.tag = "span"
    for name in [str(each) for each in element.attrib if each != "class"]:
        del element.attrib[name]
    element.set("title", NOWHERE)


def _breadcrumbs(main: html.HtmlElement) -> list[html.HtmlElement]:
    """The links between the header and the content."""
    around = main.getparent()
    inside = set(main.iter("a"))
    return [] if around is None else [each for each in around.iter("a") if each not in inside]


def _after_skip_link(body: html.HtmlElement) -> int:
    for place, element in enumerate(body):
        if element.tag == "a":
            return place + 1
    return 0
