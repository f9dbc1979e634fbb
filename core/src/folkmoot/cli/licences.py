# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot licence …"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from folkmoot.cli.licence_answers import Answer, about, standing_of
from folkmoot.cli.licence_room import LicenceRoom, UnknownTenant, licence_room
from folkmoot.cli.output import give_json, give_table, say

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.group()
def licence() -> None:
    """Install, inspect and remove licences."""


def place_options(command: Command) -> Command:
    """--tenant and --pool, of which one must be given; --json."""
    as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
    pool = click.option("--pool", is_flag=True, help="For all tenants of this installation.")
    return click.option("--tenant", help="Slug of the one tenant it is for.")(pool(as_json(command)))


def check_place(tenant: str | None, pool: bool) -> None:
    """Refuse (exit 2) when it isn't said where, or said twice."""
    if (tenant is None) is not pool:
        raise click.UsageError("Say where: --tenant SLUG for one tenant, or --pool for all of this installation.")


@licence.command()
@click.argument("file", type=FILE)
@place_options
@click.option("--dry-run", is_flag=True, help="Say what it would do; store nothing.")
@click.pass_context
def install(context: click.Context, file: Path, tenant: str | None, pool: bool, as_json: bool, dry_run: bool) -> None:
    """Install a licence file beside what is there; what several licences grant is added up."""
    _bring(context, file, tenant, pool, as_json=as_json, dry_run=dry_run, replacing=False)


@licence.command()
@click.argument("file", type=FILE)
@place_options
@click.option("--dry-run", is_flag=True, help="Say what it would do; store nothing.")
@click.pass_context
def replace(context: click.Context, file: Path, tenant: str | None, pool: bool, as_json: bool, dry_run: bool) -> None:
    """Install a licence file and take the present licences of the same issuer away."""
    _bring(context, file, tenant, pool, as_json=as_json, dry_run=dry_run, replacing=True)


def _bring(
    context: click.Context, file: Path, tenant: str | None, pool: bool, *, as_json: bool, dry_run: bool, replacing: bool
) -> None:
    from folkmoot_licensing import MAX_BUNDLE

    check_place(tenant, pool)
    with file.open("rb") as source:
        data = source.read(MAX_BUNDLE + 1)
    try:
        with licence_room(tenant) as room:
            reason = None if room.concerned else ("no-tenant", "There is no tenant yet. Make one first.")
            examination = room.examine(data, replacing=replacing)
            changes, store = room.effective(examination), examination.acceptable and not dry_run
            if store:
                room.install(examination)
            else:
                room.forget()
            answer = Answer("installed", store, examination, reason=reason, dry_run=dry_run, changes=changes)
    except UnknownTenant as refusal:
        answer = Answer("installed", False, reason=("unknown-tenant", str(refusal)))
    context.exit(answer.give(as_json=as_json))


@licence.command()
@click.argument("jti")
@place_options
@click.option("--dry-run", is_flag=True, help="Say what it would do; remove nothing.")
@click.pass_context
def remove(context: click.Context, jti: str, tenant: str | None, pool: bool, as_json: bool, dry_run: bool) -> None:
    """Take the licence with the number JTI away. What was made with its modules goes on; nothing is deleted."""
    from folkmoot.licences.installing import UnknownLicence

    check_place(tenant, pool)
    try:
        with licence_room(tenant) as room:
            examination = room.without(jti)
            if dry_run:
                room.forget()
            else:
                room.remove(jti)
            answer = Answer("removed", not dry_run, examination, dry_run=dry_run, changes=examination.changes)
    except UnknownLicence:
        answer = Answer("removed", False, reason=("unknown-licence", "There is no such licence in that place."))
    except UnknownTenant as refusal:
        answer = Answer("removed", False, reason=("unknown-tenant", str(refusal)))
    context.exit(answer.give(as_json=as_json))


@licence.command("list")
@click.option("--tenant", help="Only those of this tenant, and what it has of the pool.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def list_(tenant: str | None, as_json: bool) -> None:
    """List all licences with what each is worth, tenant by tenant."""
    with _room(tenant) as room:
        found = room.listed()
        room.forget()
    if as_json:
        give_json(found)
        return
    rows = [
        (one["tenant"], "pool" if one["pool"] else "own", one["licensee"] or "", standing_of(one),
         one["edition"] or "", one["until"], one["jti"] or one["fingerprint"][:12])
        for one in found
    ]  # fmt: skip
    columns = ("tenant", "where", "licensee", "state", "edition", "ends", "number")
    give_table(f"{len(rows)} licences", columns, rows)


@licence.command()
@click.argument("jti")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def show(jti: str, as_json: bool) -> None:
    """Say everything of the licence with the number JTI, on every tenant that holds it."""
    with _room(None) as room:
        found = [one for one in room.listed() if one["jti"] == jti]
        room.forget()
    if not found:
        if as_json:
            give_json([])
        raise click.ClickException(f"There is no licence {jti} here.")
    if as_json:
        give_json(found)
        return
    for one in found:
        give_table(f"{one['licensee']} at {one['tenant']}", ("what", "value"), about(one))


@licence.command("trust-vendor")
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help="Don't ask.")
def trust_vendor(file: Path, yes: bool) -> None:
    """Trust another vendor's own certificate on this installation, for modules of that vendor alone."""
    from folkmoot.cli.vendor_trust import Unsuitable, certificate_of
    from folkmoot_licensing import MAX_BUNDLE

    with file.open("rb") as source:
        data = source.read(MAX_BUNDLE + 1)
    with _room(None) as room:
        try:
            found = certificate_of(data, room)
        except Unsuitable as refusal:
            raise click.ClickException(str(refusal)) from None
        say(f"This certificate is of the vendor {found.namespace}. Compare the thumbprint of its key with the vendor's")
        say(f"own word, by telephone or on paper:\n\n  {found.kid}\n")
        say(f"Licences it signed will open modules whose ids begin with {found.namespace}. on this installation only.")
        if not yes:
            click.confirm("Trust it?", abort=True, err=True)
        room.trust(found)
    say(f"{found.namespace} is trusted by this site only.")


@licence.command()
@click.argument("jti")
@click.option("--tenant", "slugs", multiple=True, required=True, help="Slug of a tenant; may be given several times.")
@click.option("--withdraw", is_flag=True, help="Take the share away instead.")
def allocate(jti: str, slugs: tuple[str, ...], withdraw: bool) -> None:
    """Give tenants a share of the pooled licence with the number JTI that is limited to so many tenants."""
    from folkmoot.licences.installing import UnknownLicence

    with _room(None) as room:
        try:
            use = room.allocate(jti, slugs, withdraw=withdraw)
        except UnknownLicence:
            raise click.ClickException(f"There is no licence {jti} in the pool.") from None
    if use is not None:
        say(f"{use.used} of {use.limit} shares are given.")
        if use.level == "over":
            say("That is more than the licence has; the first ones hold.")


@licence.command()
@click.option("--tenant", help="Only this tenant's addresses.")
def request(tenant: str | None) -> None:
    """Print as JSON what an issuer of licences needs to know of this installation; it holds no secret."""
    with _room(tenant) as room:
        found = room.wanted()
        room.forget()
    give_json(found)


@contextmanager
def _room(tenant: str | None) -> Iterator[LicenceRoom]:
    """The room; an unknown tenant is a sentence and exit code 1."""
    try:
        with licence_room(tenant) as room:
            yield room
    except UnknownTenant as refusal:
        raise click.ClickException(str(refusal)) from None


COMMANDS = (licence,)
