"""A command that writes for long leads meanwhile: it moves the journal, and nobody does its work too."""

from wccflow.cli.opening import leading
from wccflow.jobs.leader import leadership, somebody_leads
from wccflow.wiring import House


def test_a_long_command_leads_while_it_works(house: House) -> None:
    with leading(house):
        during = somebody_leads(house.settings)

    assert (during, somebody_leads(house.settings)) == (True, False)


def test_a_long_command_leaves_the_lead_to_whoever_has_it(house: House) -> None:
    other = leadership(house.settings)
    other.take()

    with leading(house) as pause:
        pause()

    assert other.keeps()
    assert somebody_leads(house.settings)
    other.release()
