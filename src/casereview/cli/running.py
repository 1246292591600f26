"""Setting up, serving, and what is to be done daily."""

import os
import socket
import sys
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from casereview.cli import database
from casereview.cli.parameters import operator


@click.command()
@click.option("--england", is_flag=True, help="Also load England's local authorities and an unofficial list of boards.")
def init(england: bool) -> None:
    """Make an empty database with the reference data, or bring an older one up to date.

    It is made in the data folder that CASEREVIEW_HOME names, or where DATABASE_URL says. Nothing in it is lost.
    """
    from casereview.casework.acts import recommend_as_reported
    from casereview.people import acts
    from casereview.people import england as reference

    database.make()
    acts.begin(by=operator())
    recommend_as_reported(by=operator())
    if england:
        authorities, boards = reference.load(by=operator())
        click.echo(f"{authorities} local authorities and {boards} boards loaded.")
    click.echo(f"Ready: {database.where()}")


@click.command()
@click.option("--seed", default=2015, show_default=True, help="Another seed makes other, equally invented, details.")
def sample(seed: int) -> None:
    """Load the sample national caseload into an empty database: invented places, people and children.

    From it come the figures of the panel's second report, for 2013-14 and 2014-15, and live cases in every stage.
    """
    if not database.exists():
        database.make()
    load_sample(seed)
    click.echo(sign_ins())


def load_sample(seed: int = 2015) -> None:
    """Load the sample caseload, with a progress bar."""
    from casereview.ledger.models import Refused
    from casereview.sample.load import load, steps

    today = timezone.localdate()
    try:
        with click.progressbar(length=steps(today, seed), label="Loading sample data", file=sys.stderr) as bar:
            load(today, seed=seed, tick=bar.update)
    except Refused as refused:
        raise click.ClickException(refused.message) from refused


@click.command()
@click.option("--sample", "with_sample", is_flag=True, help="Load the sample caseload first, if there is no data yet.")
@click.option(
    "--public", "alone", is_flag=True, help="Serve the public repository alone: nothing of casework is loaded."
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Server processes.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Threads in each process.")
def serve(with_sample: bool, alone: bool, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the system until Ctrl-C."""
    if alone and with_sample:
        raise click.UsageError("The sample is loaded by `casereview sample`; --public serves what is there.")
    if alone and not settings.PUBLIC_ALONE:
        _begin_again(PUBLIC)
    _require_free(host, port)
    if not database.exists():
        database.make()
    if not alone:
        _begin(with_sample)
    database.require()
    click.echo(f"\nThe data are in {settings.HOME}")
    if database.holds_sample_data() and not alone:
        click.echo(sign_ins())
    click.echo(f"Open http://{'localhost' if host == '127.0.0.1' else host}:{port}/   (Ctrl-C stops the server)\n")
    sys.stdout.flush()
    server = Path(sys.executable).with_name("granian")
    os.execv(  # noqa: S606 - the server takes this process over, so that Ctrl-C reaches it
        server,
        [
            str(server), "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
            "--blocking-threads", str(threads), "--no-access-log", "--log-level", "warning",
            "casereview.config.wsgi:application",
        ],
    )  # fmt: skip


PUBLIC = "casereview.config.public"
"""The settings of the public site alone."""


def _begin(with_sample: bool) -> None:
    from casereview.casework.standing import is_empty
    from casereview.people import acts

    acts.begin(by=operator())
    if with_sample and is_empty():
        load_sample()


def _begin_again(settings_of: str) -> None:
    """Run the same command anew under other settings: in this process, the whole system is loaded already."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_of
    command = [sys.executable, "-c", "from casereview.cli import main; main()", *sys.argv[1:]]
    os.execv(sys.executable, command)  # noqa: S606 - the same program, with the arguments that it was given


def sign_ins() -> str:
    """A table of the sample sign-ins."""
    from casereview.sample.people import people

    rows = [("Sign in as", "Password", "Who", "What they can do")]
    rows += [(p["username"], p["password"], f"{p['name']}, {p['role']}", p["can"]) for p in people()]
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    lines = ["  ".join([*(row[i].ljust(widths[i]) for i in range(3)), row[3]]) for row in rows]
    return "\n".join(["", "Sample sign-ins (invented people; sample data only):", "", *lines, ""])


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as wrong:
            raise click.ClickException(
                f"The address {host}:{port} cannot be used ({wrong.strerror}). Choose another port with --port."
            ) from wrong


@click.command()
def tick() -> None:
    """Do what is to be done daily; safe to run twice.

    Reminds boards that owe the panel an answer, sends the letters that wait, brings the lists up to date with the
    calendar, notes the ledger's head outside the database, clears ended sessions and old drafts, and says what needs
    somebody's attention. Run it from cron or a systemd timer, early in the morning.
    """
    from casereview.casework.daily import tick as daily
    from casereview.web.searches.telling import tell

    database.require()
    for line in daily(today=timezone.localdate(), heads=settings.HOME / "ledger-heads.txt"):
        click.echo(line)
    for line in tell(timezone.now()):
        click.echo(line)


commands = [init, sample, serve, tick]
