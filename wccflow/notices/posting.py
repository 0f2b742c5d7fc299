"""Sending mail: by the server that is set, or into a folder where it can be looked at."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import UUID

from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.notices import inviting, queries
from wccflow.notices.mailing import note_fault, note_sent
from wccflow.notices.models import Mail

WAIT_SECONDS = 20


def post(database: Database, settings: Settings) -> int:
    """Send what waits; gives how many mails went out. A mail that fails is tried again later.

    Nothing is locked while a server is spoken to. Killed in the middle, a mail may go out twice, and then
    under the same message id.
    """
    with database.reading():
        waiting = queries.waiting_mails(clock.now())
    return sum(_posted(database, settings, identifier) for identifier in waiting)


def _posted(database: Database, settings: Settings, identifier: UUID) -> bool:
    with database.reading() as session:
        mail = session.get_one(Mail, identifier)
        recipient = mail.recipient
    mail.body = inviting.complete(mail, database, settings)  # of this copy alone: no link rests anywhere
    fault = _fault_in_sending(mail, recipient, settings)
    with database.writing() as session:
        held = session.get_one(Mail, identifier)
        if fault:
            note_fault(held, fault, clock.now())
        else:
            note_sent(held, clock.now())
    return not fault


def _fault_in_sending(mail: Mail, recipient: str, settings: Settings) -> str:
    try:
        _send(_message(mail, recipient, settings), settings)
    except (OSError, ValueError, smtplib.SMTPException) as fault:  # ValueError: not to be written as a header
        return f"{type(fault).__name__}: {fault}"
    return ""


def _message(mail: Mail, recipient: str, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"wccflow <no-reply@{urlsplit(settings.base_url).hostname or 'localhost'}>"
    message["To"] = recipient
    message["Subject"] = " ".join(mail.subject.split())
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.made_at)
    if mail.person_id:  # who has no account is told in the mail itself how to get no more
        message["List-Unsubscribe"] = f"<{settings.base_url}/notices/preferences>"
    if settings.mail_reply_to:
        message["Reply-To"] = settings.mail_reply_to
    message["Auto-Submitted"] = "auto-generated"  # so that nobody's absence notice answers it
    message.set_content(mail.body)
    return message


def _send(message: EmailMessage, settings: Settings) -> None:
    if settings.mail_url:
        with _server(urlsplit(settings.mail_url)) as server:
            server.send_message(message)
    else:
        _into_folder(message, settings.mail_folder)


def _into_folder(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = message["Message-ID"].strip("<>").partition("@")[0]
    (folder / f"{name}.eml").write_bytes(message.as_bytes())


def _server(url: SplitResult) -> smtplib.SMTP:
    """The server of `smtp://` (encrypted where it offers that) or `smtps://`, greeted and signed in to."""
    host, context = url.hostname or "localhost", ssl.create_default_context()
    server: smtplib.SMTP
    if url.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, url.port or 465, timeout=WAIT_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, url.port or 25, timeout=WAIT_SECONDS)
    try:
        _make_known(server, url, context)
    except BaseException:
        server.close()
        raise
    return server


def _make_known(server: smtplib.SMTP, url: SplitResult, context: ssl.SSLContext) -> None:
    server.ehlo_or_helo_if_needed()
    if url.scheme != "smtps" and server.has_extn("starttls"):
        server.starttls(context=context)
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
