"""What people do on the pages of a case, by the forms that the pages themselves have; every page is read."""

import io
import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from tests.house.markup import faults_of

UNREAD = ("script", "style", "noscript")


@dataclass(slots=True)
class Person:
    """One person in a browser, and everything that she was shown."""

    client: FlaskClient
    shown: dict[str, str] = field(default_factory=dict)

    def read(self, address: str) -> str:
        """The words of a page that is hers, which must be a sound page."""
        return words_of(self.page(address))

    def page(self, address: str) -> str:
        """The page at this address, wherever it leads."""
        answer = self.client.get(address, follow_redirects=True)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        assert faults_of(answer.text) == [], address
        self.shown[address] = words_of(answer.text)
        return answer.text

    def status(self, address: str) -> int:
        """What answers at this address."""
        return self.client.get(address).status_code

    def send(self, address: str, form: str, **words: str) -> str:
        """Fill in a form of this page and send it; `form` is what its address ends in. Gives what is said."""
        return self._told(self._sent(address, form, words))

    def refused(self, address: str, form: str, **words: str) -> str:
        """The same where it is refused."""
        answer = self._sent(address, form, words)
        assert answer.status_code in (409, 422), answer.status_code
        return words_of(answer.text)

    def write(self, letter: str, part: str, text: str) -> str:
        """Write a part of a letter where the letter's own page leads, and nowhere else."""
        writing = f"{letter}/writing/{part}"
        leads = {each.get("href") for each in html.fromstring(self.page(letter)).iter("a")}
        assert writing in leads, f"{letter} does not lead to {writing}"
        return self.send(writing, f"/writing/{part}", text=text)

    def move(self, case: str, event: str, reason: str = "") -> str:
        """Press the button of a move on the case's page."""
        answer = self._sent(case, "/moves", {"reason": reason} if reason else {}, event=event)
        return self._told(answer)

    def upload(self, dossier: str, slot: str, *sentences: str) -> None:
        """File a text of these sentences in a slot, by its form."""
        fields, action = self._form(dossier, f"/{slot}")
        (name,) = [each for each, value in fields.items() if value is FILE]
        content = "\n\n".join(sentences).encode()
        fields[name] = (io.BytesIO(content), f"{slot}.txt")
        answer = self.client.post(action, data=fields, content_type="multipart/form-data")
        assert answer.status_code == 303, words_of(answer.text)

    def _sent(self, address: str, form: str, words: dict[str, str], event: str = "") -> TestResponse:
        fields, action = self._form(address, form, event)
        unknown = set(words) - set(fields)
        assert not unknown, f"the form {action} has no field {unknown}"
        return self.client.post(action, data={**fields, **words})

    def _told(self, answer: TestResponse) -> str:
        assert answer.status_code == 303, f"{answer.status_code}: {words_of(answer.text)[:1500]}"
        return self.read(answer.location)

    def _form(self, address: str, ending: str, event: str = "") -> tuple[dict[str, object], str]:
        """The fields of a page's form with what stands in them, and where it is sent."""
        found = []
        for form in html.fromstring(self.page(address)).iter("form"):
            action = urljoin(address, form.get("action") or address)
            fields = _fields(form)
            if action.partition("?")[0].endswith(ending) and event in ("", fields.get("event")):
                found.append((fields, action))
        assert found, f"{address} has no form {ending} {event}"
        return found[0]


FILE = object()


def _fields(form: html.HtmlElement) -> dict[str, object]:
    fields: dict[str, object] = {}
    for each in form.iter("input", "textarea", "select"):
        name, kind = each.get("name"), each.get("type")
        if not name or kind in ("submit", "button"):
            continue
        if kind == "file":
            fields[name] = FILE
        elif kind in ("radio", "checkbox"):
            # A browser sends nothing of what is not chosen, and neither does an empty list.
            known = fields.get(name)
            chosen = [each.get("value", "on")] if each.get("checked") is not None else []
            fields[name] = [*known, *chosen] if isinstance(known, list) else chosen
        elif each.tag == "select":
            fields[name] = each.value or ""
        else:
            fields[name] = each.value or ""
    return fields


def words_of(page: str) -> str:
    """What a person reads on a page, on one line."""
    tree = html.fromstring(page)
    for name in UNREAD:
        for each in list(tree.iter(name)):
            each.drop_tree()
    return re.sub(r"\s+", " ", tree.text_content()).strip()
