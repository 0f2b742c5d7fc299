"""The program `wccflow`: its groups of commands, and its exit statuses (0 done, 1 no, 2 wrong usage)."""

import sys
from collections.abc import Sequence

import click

from wccflow.base.errors import NotFound, Refused
from wccflow.cli import (
    calibration,
    case,
    cycle,
    demo,
    evidence,
    indicators,
    migrating,
    organisations,
    panels,
    partners,
    people,
    ratings,
    rehearsal,
    release,
    search,
    serve,
    store,
    workflow,
)
from wccflow.cli.answers import No, one_line, say_json, style
from wccflow.engine.faults import Unsound

COMMANDS: tuple[click.Command, ...] = (
    demo.demo,
    serve.serve,
    workflow.workflow,
    rehearsal.rehearse,
    cycle.cycle,
    case.case,
    evidence.evidence,
    indicators.indicators,
    partners.partners,
    ratings.ratings,
    panels.panels,
    calibration.calibration,
    release.release,
    search.search,
    search.index,
    store.database,
    store.store,
    store.audit,
    store.backup,
    store.restore,
    organisations.organisation,
    organisations.person,
    people.sign_in_link,
)


cycle.cycle.add_command(migrating.migrate)


@click.group()
def wccflow() -> None:
    """Run an assurance cycle: evidence, review, ratings, panels, calibration and publication."""


for _command in COMMANDS:
    wccflow.add_command(_command)


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words say; `--json` and `--today YYYY-MM-DD` may stand anywhere."""
    try:
        rest = _anywhere(list(sys.argv[1:] if words is None else words))
        return _status(wccflow.main(args=rest, prog_name="wccflow", standalone_mode=False))
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as fault:
        fault.show()
        return 2
    except click.Abort:
        return _no("Stopped.")
    except No as no:
        if style.as_json and no.document is not None:
            say_json(no.document)
        return _no(str(no))
    except (Refused, NotFound) as refusal:
        if style.as_json:
            say_json({"refused": list(getattr(refusal, "sentences", [str(refusal)]))})
        return _no(str(refusal))
    except Unsound as unsound:
        return _no(str(unsound))


def _status(value: object) -> int:
    return value if isinstance(value, int) else 0


def _no(sentence: str) -> int:
    click.echo(one_line(sentence), err=True)
    return 1


def _anywhere(words: list[str]) -> list[str]:
    style.as_json, style.today = "--json" in words, ""
    rest, waiting = [], iter(word for word in words if word != "--json")
    for word in waiting:
        if word == "--today" or word.startswith("--today="):
            style.today = word.partition("=")[2] or next(waiting, "") or "nothing"
        else:
            rest.append(word)
    return rest
