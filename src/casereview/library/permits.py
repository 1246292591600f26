"""Who may work on the catalogue. What is published is for everybody, and needs no permit; the gate sees to the rest."""

from casereview.rules.codes import Role
from casereview.rules.permits import ALLOWED, Permit, Who


def catalogue(who: Who) -> Permit:
    """See the queue and the drafts, publish, withdraw, merge, and decide on themes: for the repository's staff."""
    return ALLOWED if who.role is Role.CATALOGUER else Permit("This is for the repository's cataloguers.")


def deposit(who: Who) -> Permit:
    """Hand in a report: for boards, and for the repository's staff themselves."""
    if who.role in (Role.CATALOGUER, Role.MANAGER):
        return ALLOWED
    return Permit("Reports are handed in by a board's business manager or by the repository's cataloguers.")


def save_search(who: Who) -> Permit:
    """Keep a search and be told of what it finds: for whoever signs in."""
    return ALLOWED if who.username else Permit("Sign in to save a search. Its feed can be followed without.")
