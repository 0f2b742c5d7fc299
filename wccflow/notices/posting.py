"""Sending mail: by the server that is set, or into a folder where it can be looked at."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.notices import queries
from wccflow.notices.actions import note_fault, note_sent
from wccflow.notices.models import Mail

SENDER = "wccflow <no-reply@wccflow.invalid>"


def post(database: Database, settings: Settings) -> int:
    """Send what waits; gives how many mails went out. A mail that fails is tried again later."""
    sent = 0
    with database.reading():
        waiting = [mail.id for mail in queries.waiting_mails(clock.now())]
    for identifier in waiting:
        with database.writing() as session:
            mail = session.get_one(Mail, identifier)
            if mail.sent_at is not None:
                continue
            try:
                _send(_message(mail), settings)
            except (OSError, smtplib.SMTPException) as fault:
                note_fault(mail, str(fault), clock.now())
            else:
                note_sent(mail, clock.now())
                sent += 1
    return sent


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = SENDER, mail.person.email
    message["Subject"] = " ".join(mail.subject.split())
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.made_at)
    message.set_content(mail.body)
    return message


def _send(message: EmailMessage, settings: Settings) -> None:
    if settings.mail_url:
        _by_server(message, settings.mail_url)
    else:
        _into_folder(message, settings.mail_folder)


def _into_folder(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = message["Message-ID"].strip("<>").partition("@")[0]
    (folder / f"{name}.eml").write_bytes(message.as_bytes())


def _by_server(message: EmailMessage, address: str) -> None:
    url = urlsplit(address)
    with smtplib.SMTP(url.hostname or "localhost", url.port or 25, timeout=20) as server:
        if url.scheme == "smtps":
            server.starttls(context=ssl.create_default_context())
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)
