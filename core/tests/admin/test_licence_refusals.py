# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every code by which a licence is refused, as an administrator meets it: code, sentence, and nothing stored."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from folkmoot.accounts.interfaces import Role
from folkmoot.audit.models import AuditEntry
from folkmoot.licences import words
from folkmoot.licences.models import LicenceToken
from folkmoot.testing import Town
from folkmoot.testing.authority import DAY, Authority
from folkmoot.testing.licences import install_in_pool, install_licence
from folkmoot_licensing import MAX_BUNDLE, Block, Code, Label, Typ, canonical, write_bundle
from folkmoot_licensing.issuing import minting

JTI = "0" * 25 + "1"
Made = Callable[[Authority, Town], str]


def armoured(token: str, label: str = "LICENCE") -> str:
    """A block, of whatever text."""
    return f"-----BEGIN FOLKMOOT {label}-----\n{token}\n-----END FOLKMOOT {label}-----\n"


def spoilt(authority: Authority, change: Callable[[str], str]) -> str:
    """A good file, but for a change of the licence's token."""
    return armoured(authority.certificate, "ISSUER") + armoured(change(authority.licence()))


def headed(authority: Authority, **changes: Any) -> str:
    """A file whose licence has another header, validly signed."""
    header = {"alg": "Ed25519", "kid": authority.issuer.kid, "typ": str(Typ.LICENCE), **changes}
    claims = minting.licence_claims(nbf=int(time.time()), exp=int(time.time()) + DAY)
    token = minting.mint(authority.issuer, Typ.LICENCE, claims, header=header)
    return armoured(authority.certificate, "ISSUER") + armoured(token)


def claiming(authority: Authority, **changes: Any) -> str:
    """A file whose licence makes other claims than a good one."""
    claims = minting.licence_claims(nbf=int(time.time()), exp=int(time.time()) + DAY) | changes
    return authority.bundle(minting.mint(authority.issuer, Typ.LICENCE, claims))


def loosely(authority: Authority) -> str:
    """A validly signed payload that isn't written canonically."""
    header = canonical.write({"alg": "Ed25519", "kid": authority.issuer.kid, "typ": str(Typ.LICENCE)})
    return armoured(authority.certificate, "ISSUER") + armoured(
        minting.sign_parts(authority.issuer, header, b'{"v": 1}')
    )


def self_made(authority: Authority) -> str:
    """A certificate that the vendor's issuing key signs for another key."""
    mine = minting.Key.make()
    certificate = Block(Label.ISSUER, minting.certify(authority.issuer, mine))
    return write_bundle([Block(Label.ISSUER, authority.certificate), certificate])


def revoked(authority: Authority, town: Town) -> str:
    """A licence that a list of the pool withdraws."""
    file = authority.bundle(authority.licence(), lists=[authority.revocation(1, JTI)])
    install_in_pool(town.platform, file, town.site)
    return authority.bundle(authority.licence(jti=JTI))


def superseded(authority: Authority, town: Town) -> str:
    """An older licence of one that is installed already."""
    install_licence(town, authority.bundle(authority.licence(jti=JTI, seq=2)))
    return authority.bundle(authority.licence(jti=JTI, seq=1))


CASES: dict[str, Made] = {
    "size": lambda _authority, _town: "x" * (MAX_BUNDLE + 1),
    "charset": lambda a, _: spoilt(a, lambda token: "é" + token),
    "segments": lambda a, _: spoilt(a, lambda token: token.rpartition(".")[0]),
    "encoding": lambda _authority, _town: "a bare line of text",
    "header": lambda a, _: headed(a, crit=["x"]),
    "algorithm": lambda a, _: headed(a, alg="EdDSA"),
    "type": lambda a, _: armoured(a.licence(), "ISSUER"),
    "key-unknown": lambda a, _: Authority().bundle(a.licence()),
    "key-purpose": lambda a, _: self_made(a),
    "signature": lambda a, _: spoilt(a, lambda token: token.rpartition(".")[0] + "." + "A" * 86),
    "canonical": lambda a, _: loosely(a),
    "version": lambda a, _: claiming(a, v=2),
    "audience": lambda a, _: claiming(a, aud="another"),
    "claim": lambda a, _: claiming(a, surprise=1),
    "dates": lambda a, _: a.bundle(a.licence(iat=int(time.time()) + 3 * DAY)),
    "namespace": lambda a, _: claiming(a, namespace="vendor.acme"),
    "revoked": revoked,
    "unbound": lambda a, _: a.bundle(a.licence(hosts=["elsewhere.example"])),
    "lapsed": lambda a, _: a.bundle(a.licence(begins=-20, ends=-10)),
    "superseded": superseded,
}


def test_the_table_has_every_code() -> None:
    assert {str(code) for code in Code} <= set(CASES)
    assert set(words.REFUSALS) == set(CASES)


@pytest.mark.usefixtures("empty_pool", "bodies_in_memory")
@pytest.mark.parametrize("code", CASES)
def test_a_refusal_has_its_code_and_sentence_and_stores_nothing(place: Town, authority: Authority, code: str) -> None:
    text = CASES[code](authority, place)
    browser: Any = place.browser(place.account(Role.ADMINISTRATOR))
    token = browser.get("/admin/modules").forms["licence-form"]["csrf_token"].value
    before = counted(place)
    for path in ("/admin/licences/examine", "/admin/licences/install"):
        page = browser.post(path, {"csrf_token": token, "licence": text.encode()}, status=422)
        notice = page.html.find(attrs={"data-reason": code})
        assert notice is not None, re.findall(r'data-reason="([\w-]+)"', page.text)
        assert words.REFUSALS[code] in notice.text
    assert counted(place) == before
    if code == "unbound":
        assert place.host in page.text
        assert "elsewhere.example" in page.text


def counted(town: Town) -> tuple[Any, ...]:
    """What is stored and logged."""
    with town.session() as db:
        return tuple(db.scalar(select(func.count()).select_from(table)) for table in (LicenceToken, AuditEntry))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_refusals_speak_the_administrators_language(place: Town, authority: Authority, language: str) -> None:
    browser: Any = place.browser(place.account(Role.ADMINISTRATOR, locale=language))
    token = browser.get("/admin/modules").forms["licence-form"]["csrf_token"].value
    for code in ("encoding", "signature", "lapsed"):
        fields = {"csrf_token": token, "licence": CASES[code](authority, place)}
        page = browser.post("/admin/licences/examine", fields, status=422)
        assert words.REFUSALS[code] not in page.text
        assert f'data-reason="{code}"' in page.text
