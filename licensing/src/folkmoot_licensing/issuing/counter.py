# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The vendor's commands that sign: certify, issue, renew, revoke; and bundle, which only puts files together."""

import argparse
import sys
from pathlib import Path
from typing import Any

from folkmoot_licensing.bundle import Block, Label, read_bundle, write_bundle
from folkmoot_licensing.issuing.desk import (
    Commands,
    add_passphrase,
    guarded,
    public_key,
    refuse_existing,
    signer_of,
    write_new,
)
from folkmoot_licensing.issuing.ledger import Ledger
from folkmoot_licensing.issuing.office import Office
from folkmoot_licensing.issuing.orders import Order, moment, order_of, read_order
from folkmoot_licensing.issuing.problems import Problem
from folkmoot_licensing.licence import EDITIONS, KINDS
from folkmoot_licensing.revocations import Reason
from folkmoot_licensing.roots import Roots
from folkmoot_licensing.states import DAY


def add_commands(commands: Commands) -> None:
    """Add the signing commands to the command line."""
    certify = _signing(commands, "certify", _certify, "certify an issuing key, or your own for one site's trust")
    certify.add_argument("--of", metavar="KEYFILE|X", help="the key to certify; the signing key itself if not given")
    certify.add_argument("--namespace", required=True, help="folkmoot, or vendor.NAME")
    certify.add_argument("--starts", help="now if not given")
    certify.add_argument("--ends", required=True)
    certify.add_argument("--max-term-days", type=int, default=366)
    certify.add_argument("--max-grace-days", type=int, default=30)
    issue = _signing(commands, "issue", _issue, "issue a licence from an order")
    renew = _signing(commands, "renew", _renew, "issue the next licence of one that the ledger has")
    renew.add_argument("jti", metavar="JTI")
    for command in (issue, renew):
        _ordering(command)
    revoke = _signing(commands, "revoke", _revoke, "make the next revocation list")
    revoke.add_argument("ids", nargs="+", metavar="JTI|KID")
    revoke.add_argument("--namespace", required=True, help="* for all, which only a root can")
    revoke.add_argument("--reason", required=True, choices=list(Reason))
    revoke.add_argument("--at", default=None, help="since when; now if not given")
    revoke.add_argument("--except", dest="exempt", action="append", metavar="FINGERPRINT", help="of a revoked key")
    bundle = commands.add_parser("bundle", help="put several .lic files into one")
    bundle.add_argument("files", nargs="+", type=Path, metavar="FILE.lic")
    bundle.add_argument("--out", type=Path, required=True)
    bundle.add_argument("--comment", default="")
    bundle.set_defaults(run=guarded(_bundle))


def _signing(commands: Commands, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text)
    command.add_argument("--key", type=Path, metavar="KEYFILE", help="the wrapped key that signs")
    command.add_argument("--signer", metavar="PROGRAM", help="or a program: message in, 64 bytes of signature out")
    command.add_argument("--public", metavar="KEYFILE|X", help="the public key of --signer")
    command.add_argument("--certificate", type=Path, metavar="FILE.lic", help="the signing key's own certificate")
    command.add_argument("--roots", type=Path, metavar="FILE", help="other root keys than the shipped ones")
    command.add_argument("--ledger", type=Path, required=True)
    command.add_argument("--out", type=Path, required=True, metavar="FILE.lic", help="written new, never over another")
    command.add_argument("--requested-by", default="")
    command.add_argument("--reviewed-by", default="", help="a second person")
    add_passphrase(command)
    command.set_defaults(run=guarded(run))
    return command


def _ordering(command: argparse.ArgumentParser) -> None:
    command.add_argument("--order", type=Path, metavar="FILE.toml", help="a reviewed order; or these options:")
    command.add_argument("--name", help="the licensee")
    command.add_argument("--ref", help="your reference")
    command.add_argument("--kind", choices=sorted(KINDS))
    command.add_argument("--edition", choices=sorted(EDITIONS))
    command.add_argument("--module", dest="modules", action="append", metavar="ID")
    command.add_argument("--host", dest="hosts", action="append")
    command.add_argument("--deployment", dest="deployments", action="append")
    command.add_argument("--supersedes", action="append", metavar="JTI")
    command.add_argument("--starts")
    command.add_argument("--ends")
    command.add_argument("--grace-days", type=int)


def _office(options: argparse.Namespace) -> Office:
    certificate = ""
    if options.certificate is not None:
        blocks = read_bundle(options.certificate.read_bytes())
        certificate = next((one.token for one in blocks if one.label is Label.ISSUER), "")
        if not certificate:
            raise Problem("The certificate's file holds no issuer certificate.")
    roots = None if options.roots is None else Roots.parse(options.roots.read_bytes())
    refuse_existing(options.out)
    return Office(signer_of(options), Ledger(options.ledger), certificate, roots)


def _order(options: argparse.Namespace) -> Order:
    names = ("name", "ref", "kind", "edition", "modules", "hosts", "deployments", "supersedes", "starts", "ends",
             "grace_days", "requested_by", "reviewed_by")
    given = {name: value for name in names if (value := getattr(options, name)) not in (None, "")}
    if options.order is None:
        return order_of(given)
    if given:
        raise Problem("An order file says everything: leave the other options out.")
    return read_order(options.order.read_text())


def _people(options: argparse.Namespace) -> str:
    return order_of({"requested_by": options.requested_by, "reviewed_by": options.reviewed_by}).people


def _certify(options: argparse.Namespace) -> None:
    office = _office(options)
    public = office.signer.public if options.of is None else public_key(options.of)
    token = office.certify(public, options.namespace, _people(options), nbf=moment(options.starts or office.now()),
                           exp=moment(options.ends), max_term=options.max_term_days * DAY,
                           max_grace=options.max_grace_days * DAY)
    _hand_out(options, Block(Label.ISSUER, token))


def _issue(options: argparse.Namespace) -> None:
    office, order = _office(options), _order(options)
    _hand_out(options, Block(Label.ISSUER, office.certificate), Block(Label.LICENCE, office.issue(order)))


def _renew(options: argparse.Namespace) -> None:
    office, order = _office(options), _order(options)
    _hand_out(options, Block(Label.ISSUER, office.certificate), Block(Label.LICENCE, office.renew(options.jti, order)))


def _revoke(options: argparse.Namespace) -> None:
    office = _office(options)
    at = office.now() if options.at is None else moment(options.at)
    exempt = {"except": sorted(set(options.exempt))} if options.exempt else {}
    entries = [{"id": one, "reason": options.reason, "at": at, **exempt} for one in options.ids]
    _hand_out(options, Block(Label.REVOCATIONS, office.revoke(options.namespace, list(entries), _people(options))))


def _bundle(options: argparse.Namespace) -> None:
    blocks = dict.fromkeys(block for path in options.files for block in read_bundle(path.read_bytes()))
    write_new(options.out, write_bundle(blocks, options.comment))


def _hand_out(options: argparse.Namespace, *blocks: Block) -> None:
    write_new(options.out, write_bundle(blocks))
    sys.stdout.write(f"{options.out.name} written; head of the ledger {Ledger(options.ledger).head()}\n")
