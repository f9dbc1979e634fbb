# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Tokens that must not pass: the cases of ABUSE.md that the format has, by their row. All are validly signed where
the row is about something else than the signature.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from licensing.tests.vendor import DAY, HERE, JTI, NOW, Vendor

from folkmoot_licensing import Code, Place, State, Typ, base64url
from folkmoot_licensing.issuing import minting
from folkmoot_licensing.keys import _L as ORDER

Make = Callable[[Vendor], Any]
OTHER_JTI = "01BX5ZZKBKACTAV9WEVGEMMVRZ"


def _segments(vendor: Vendor, **changes: Any) -> list[str]:
    return vendor.licence(**changes).split(".")


def _with(vendor: Vendor, index: int, edit: Callable[[str], str]) -> str:
    parts = _segments(vendor)
    parts[index] = edit(parts[index])
    return ".".join(parts)


def _signature(vendor: Vendor, edit: Callable[[bytes], bytes]) -> str:
    return _with(vendor, 2, lambda text: base64url.encode(edit(base64url.decode(text.encode()))).decode())


def _flipped(vendor: Vendor, index: int) -> str:
    parts = [bytearray(base64url.decode(part.encode())) for part in _segments(vendor)]
    parts[index][20] ^= 1
    return ".".join(base64url.encode(bytes(part)).decode() for part in parts)


def _plus_order(signature: bytes) -> bytes:
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    return signature[:32] + scalar.to_bytes(32, "little")


def _spare_bits(text: str) -> str:
    """The same 64 bytes, with one of the four bits set that the last character has to spare."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return text[:-1] + alphabet[alphabet.index(text[-1]) | 1]


def _replaced(vendor: Vendor, old: str, new: str, **changes: Any) -> str:
    """A token whose canonical text is changed in one place, and signed again."""
    text = vendor.text(**changes)
    assert old in text
    return vendor.written(text.replace(old, new, 1))


SHAPE: dict[str, tuple[Make, set[Code]]] = {
    "1 not text": (lambda _: 7, {Code.TYPE}),
    "1 none": (lambda _: None, {Code.TYPE}),
    "2 empty": (lambda _: "", {Code.SEGMENTS}),
    "3 two dots alone": (lambda _: "..", {Code.SEGMENTS}),
    "4 two segments": (lambda v: v.licence().rpartition(".")[0], {Code.SEGMENTS}),
    "5 four segments": (lambda v: v.licence() + ".AAAA", {Code.SEGMENTS}),
    "6 five segments, as JWE has": (lambda _: "e30.AA.AA.AA.AA", {Code.SEGMENTS}),
    "7 a byte too long": (lambda _: "A" * 16_385, {Code.SIZE}),
    "8 header of a mebibyte": (lambda _: "A" * 2**20 + ".AA.AA", {Code.SIZE}),
    "9 body of 50 MiB": (lambda _: "AA." + "A" * (50 * 2**20) + ".AA", {Code.SIZE}),
    "10 outer space": (lambda v: " " + v.licence(), {Code.ENCODING}),
    "11 newline at the end": (lambda v: v.licence() + "\n", {Code.ENCODING}),
    "12 newline inside": (lambda v: _with(v, 1, lambda text: text[:40] + "\n" + text[40:]), {Code.ENCODING}),
    "13 NUL": (lambda v: v.licence() + "\0", {Code.ENCODING}),
    "14 byte order mark": (lambda v: "\ufeff" + v.licence(), {Code.CHARSET}),
    "15 CRLF": (lambda v: v.licence() + "\r\n", {Code.ENCODING}),
    "16 padded signature": (lambda v: v.licence() + "==", {Code.ENCODING}),
    "17 padded header": (lambda v: _with(v, 0, lambda text: text + "="), {Code.ENCODING}),
    "18 padded payload": (lambda v: _with(v, 1, lambda text: text + "="), {Code.ENCODING}),
    "19 the other alphabet": (lambda v: _with(v, 2, lambda text: "+/" + text[2:]), {Code.ENCODING}),
    "20 spare bits": (lambda v: _with(v, 2, _spare_bits), {Code.ENCODING}),
    "21 length 1 mod 4": (lambda _: "AAAAA.AAAA.AAAA", {Code.ENCODING}),
    "22 junk": (lambda v: _with(v, 1, lambda text: "!" + text[1:]), {Code.ENCODING}),
    "23 full-width dot": (lambda v: v.licence().replace(".", "\uff0e", 1), {Code.CHARSET}),
    "24 zero-width space": (lambda v: v.licence() + "\u200b", {Code.CHARSET}),
    "25 another hyphen": (lambda v: _with(v, 1, lambda text: "\u2010" + text[1:]), {Code.CHARSET}),
    "26 not ASCII, as bytes": (lambda v: v.licence().encode() + b"\xff", {Code.CHARSET}),
    "26 lone surrogate": (lambda v: v.licence() + "\ud800", {Code.CHARSET}),
}

SIGNATURE: dict[str, tuple[Make, set[Code]]] = {
    "29 a bit of the payload": (lambda v: _flipped(v, 1), {Code.SIGNATURE}),
    "30 a bit of the header": (lambda v: _flipped(v, 0), {Code.HEADER, Code.ALGORITHM}),
    "31 another key": (lambda v: minting.mint(v.stranger, Typ.LICENCE, v.claims(), header=v.header()),
                       {Code.SIGNATURE}),
    "32 another token's": (lambda v: ".".join([*_segments(v)[:2], _segments(v, seq=2)[2]]), {Code.SIGNATURE}),
    "33 63 bytes": (lambda v: _signature(v, lambda raw: raw[:63]), {Code.SIZE}),
    "33 65 bytes": (lambda v: _signature(v, lambda raw: raw + b"\0"), {Code.SIZE}),
    "34 all zero": (lambda v: _signature(v, lambda _: bytes(64)), {Code.SIGNATURE}),
    "35 S + L": (lambda v: _signature(v, _plus_order), {Code.SIGNATURE}),
    "36 high bits of S": (lambda v: _signature(v, lambda raw: raw[:63] + bytes([raw[63] | 0xE0])), {Code.SIGNATURE}),
}

HEADER: dict[str, tuple[Make, set[Code]]] = {
    "43 alg none": (lambda v: v.headed(alg="none"), {Code.ALGORITHM}),
    "44 alg NoNe": (lambda v: v.headed(alg="NoNe"), {Code.ALGORITHM}),
    "44 alg none, unsigned": (lambda v: v.headed(alg="none").rpartition(".")[0] + ".", {Code.SEGMENTS}),
    "45 alg missing": (lambda v: v.written(v.text(), '{"kid":"x","typ":"folkmoot-licence+jws"}'), {Code.HEADER}),
    "46 alg null": (lambda v: v.headed(alg=None), {Code.ALGORITHM}),
    "47 alg a list": (lambda v: v.headed(alg=["Ed25519"]), {Code.ALGORITHM}),
    **{f"48 alg {name}": (lambda v, name=name: v.headed(alg=name), {Code.ALGORITHM})
       for name in ("HS256", "RS256", "ES256", "Ed448", "EdDSA", "ed25519", "Ed25519 ")},
    "57 kid missing": (lambda v: v.written(v.text(), '{"alg":"Ed25519","typ":"folkmoot-licence+jws"}'), {Code.HEADER}),
    "58 kid a number": (lambda v: v.headed(kid=1), {Code.HEADER}),
    "59 kid null": (lambda v: v.headed(kid=None), {Code.HEADER}),
    "60 kid unknown": (lambda v: minting.licence(v.stranger, nbf=NOW, exp=NOW + 1), {Code.KEY_UNKNOWN}),
    "61 kid of 10 kB": (lambda v: v.headed(kid="A" * 10_000), {Code.HEADER}),
    "62 kid of another key": (lambda v: v.headed(kid=v.stranger.kid), {Code.KEY_UNKNOWN}),
    "63 kid a path": (lambda v: v.headed(kid="../../../../etc/passwd"), {Code.KEY_UNKNOWN}),
    "64 kid SQL": (lambda v: v.headed(kid="' OR 1=1 --"), {Code.KEY_UNKNOWN}),
    "65 kid a URL": (lambda v: v.headed(kid="https://example.org/key"), {Code.KEY_UNKNOWN}),
    **{f"66 {name}": (lambda v, name=name, value=value: v.headed(**{name: value}), {Code.HEADER})
       for name, value in {
           "jwk": {"kty": "OKP", "crv": "Ed25519", "x": "A" * 43}, "jku": "https://example.org/k",
           "x5u": "https://example.org/c", "x5c": ["MIIB"], "crit": ["exp"], "crit empty": [], "crit a text": "exp",
           "b64": False, "zip": "DEF", "cty": "JWT", "enc": "A128GCM", "unknown": 1}.items()},
    "80 typ missing": (lambda v: v.written(v.text(), '{"alg":"Ed25519","kid":"x"}'), {Code.HEADER}),
    "81 typ JWT": (lambda v: v.headed(typ="JWT"), {Code.TYPE}),
    "82 typ null": (lambda v: v.headed(typ=None), {Code.TYPE}),
    "84 alg twice": (lambda v: v.written(v.text(), '{"alg":"none","alg":"Ed25519","kid":"x","typ":"y"}'),
                     {Code.HEADER}),
    "87 other case": (lambda v: minting.mint(v.key, "", v.claims(), header={
        "Alg": "Ed25519", "kid": v.key.kid, "typ": "folkmoot-licence+jws"}), {Code.HEADER}),
    "94 spaces": (lambda v: v.written(v.text(), json.dumps(v.header())), {Code.HEADER}),
    "95 unsorted": (lambda v: v.written(v.text(), json.dumps(dict(reversed(v.header().items())),
                                                             separators=(",", ":"))), {Code.HEADER}),
    "105 a list": (lambda v: v.written(v.text(), "[]"), {Code.HEADER}),
    "107 not JSON": (lambda v: v.written(v.text(), "alg: Ed25519"), {Code.HEADER}),
}

CANONICAL: dict[str, tuple[Make, set[Code]]] = {
    "85 exp twice": (lambda v: _replaced(v, '"exp":', '"exp":1,"exp":'), {Code.CANONICAL}),
    "86 exp twice, escaped": (lambda v: _replaced(v, '"exp":', '"\\u0065xp":1,"exp":'), {Code.CANONICAL}),
    "88 UTF-16": (lambda v: v.written(v.text().encode("utf-16")), {Code.CANONICAL}),
    "89 byte order mark": (lambda v: v.written("\ufeff" + v.text()), {Code.CANONICAL}),
    "90 not UTF-8": (lambda v: v.written(v.text(kind="demo").encode().replace(b"demo", b"d\xff")), {Code.CANONICAL}),
    "91 lone surrogate": (lambda v: _replaced(v, "Test town", "\\ud800"), {Code.CANONICAL}),
    "92 trailing bytes": (lambda v: v.written(v.text() + "{}"), {Code.CANONICAL}),
    "92 trailing newline": (lambda v: v.written(v.text() + "\n"), {Code.CANONICAL}),
    "93 comment": (lambda v: v.written(v.text() + "/* */"), {Code.CANONICAL}),
    "93 single quotes": (lambda v: v.written(v.text().replace('"', "'")), {Code.CANONICAL}),
    "94 spaces": (lambda v: v.written(json.dumps(v.claims(), sort_keys=True)), {Code.CANONICAL}),
    "95 unsorted": (lambda v: v.written(json.dumps(v.claims(), separators=(",", ":"))), {Code.CANONICAL}),
    "96 number 1.0": (lambda v: _replaced(v, '"seq":1', '"seq":1.0'), {Code.CANONICAL}),
    "96 number 1e3": (lambda v: _replaced(v, '"seq":1', '"seq":1e3'), {Code.CANONICAL}),
    "96 number -0": (lambda v: _replaced(v, '"grace":0', '"grace":-0'), {Code.CANONICAL}),
    "97 escaped slash": (lambda v: _replaced(v, "Test town", "Test\\/town"), {Code.CANONICAL}),
    "97 escaped letter": (lambda v: _replaced(v, "Test town", "T\\u00e9st"), {Code.CANONICAL}),
    "98 NFD": (lambda v: v.licence(licensee={"name": "e\u0301", "ref": ""}), {Code.CANONICAL}),
    "98 NFD in a name": (lambda v: v.licence(ext={"e\u0301": 1}), {Code.CANONICAL}),
    **{f"99 character {ord(sign):04x}": (lambda v, sign=sign: v.licence(licensee={"name": f"a{sign}b", "ref": ""}),
                                          {Code.CANONICAL})
       for sign in "\u202e\u200b\u200d\ufeff\u2066\u061c\u00ad\u007f\u0085\u2028\n\t\u0000\u001f\U000e0041"},
    "102 100 000 deep": (lambda v: v.written("[" * 100_000), {Code.SIZE}),
    "103 900 deep": (lambda v: _replaced(v, '"grace":0', '"grace":' + "[" * 900 + "]" * 900), {Code.CANONICAL}),
    "103 9 000 deep": (lambda v: _replaced(v, '"grace":0', '"grace":' + "[" * 5_000 + "]" * 5_000), {Code.CANONICAL}),
    "103 seven deep": (lambda v: v.licence(ext={"a": {"b": {"c": {"d": {"e": {}}}}}}), {Code.CANONICAL}),
    "104 5 000 digits": (lambda v: _replaced(v, '"grace":0', '"grace":' + "9" * 5_000), {Code.CANONICAL}),
    "105 a list": (lambda v: v.written("[]"), {Code.CANONICAL}),
    "105 a text": (lambda v: v.written('"x"'), {Code.CANONICAL}),
    "106 null": (lambda v: v.written("null"), {Code.CANONICAL}),
    "107 empty": (lambda v: v.written(""), {Code.SEGMENTS}),
    "107 not JSON": (lambda v: v.written("licence"), {Code.CANONICAL}),
    **{f"108 exp {number}": (lambda v, number=number: _replaced(v, f'"exp":{NOW + 365 * DAY}', f'"exp":{number}'),
                             {Code.CANONICAL})
       for number in ("NaN", "Infinity", "-Infinity", "1e400", "1800000000.5", str(2**63), str(10**300), str(2**53),
                      "01")},
}

CLAIMS: dict[str, tuple[Make, set[Code]]] = {
    "100 homoglyph host": (lambda v: v.licence(bind={"deployments": None, "hosts": ["tоwn.example"]}), {Code.CLAIM}),
    "101 name of 10 kB": (lambda v: v.licence(licensee={"name": "a" * 10_000, "ref": ""}), {Code.CLAIM}),
    "101 name of 121": (lambda v: v.licence(licensee={"name": "a" * 121, "ref": ""}), {Code.CLAIM}),
    "101 no name": (lambda v: v.licence(licensee={"name": "", "ref": ""}), {Code.CLAIM}),
    "101 ref of 61": (lambda v: v.licence(licensee={"name": "a", "ref": "a" * 61}), {Code.CLAIM}),
    "101 licensee's address": (lambda v: v.licence(licensee={"name": "a", "ref": "", "mail": "a@b.c"}), {Code.CLAIM}),
    **{f"113 exp {value!r}": (lambda v, value=value: v.licence(exp=value), {Code.CLAIM})
       for value in ("1900000000", "١٩٠٠٠٠٠٠٠٠", "1_900_000_000", True, None, [])},
    "118 exp missing": (lambda v: v.without("exp"), {Code.CLAIM}),
    "119 exp negative": (lambda v: v.licence(exp=-1), {Code.DATES}),
    "120 exp 0": (lambda v: v.licence(exp=0), {Code.DATES}),
    "121 exp in milliseconds": (lambda v: v.licence(exp=(NOW + DAY) * 1000), {Code.DATES}),
    "122 exp before nbf": (lambda v: v.licence(exp=NOW - 2 * DAY), {Code.DATES}),
    "122 exp at nbf": (lambda v: v.licence(exp=NOW - DAY), {Code.DATES}),
    "123 term above policy": (lambda v: v.licence(exp=NOW + 4000 * DAY), {Code.DATES}),
    "123 grace above policy": (lambda v: v.licence(grace=61 * DAY), {Code.DATES}),
    "123 grace negative": (lambda v: v.licence(grace=-1), {Code.DATES}),
    "124 v 2": (lambda v: v.licence(v=2), {Code.VERSION}),
    "125 v true": (lambda v: v.licence(v=True), {Code.VERSION}),
    "126 v missing": (lambda v: v.without("v"), {Code.VERSION}),
    "127 unknown claim": (lambda v: v.licence(admin=True), {Code.CLAIM}),
    "127 ext a list": (lambda v: v.licence(ext=[]), {Code.CLAIM}),
    "128 aud other": (lambda v: v.licence(aud="other"), {Code.AUDIENCE}),
    "129 aud prefix": (lambda v: v.licence(aud="folkmoot2"), {Code.AUDIENCE}),
    "130 aud a list": (lambda v: v.licence(aud=["folkmoot"]), {Code.AUDIENCE}),
    "131 aud missing": (lambda v: v.without("aud"), {Code.AUDIENCE}),
    "133 iat in a year": (lambda v: v.licence(iat=NOW + 365 * DAY), {Code.DATES}),
    "133 iat a second more than a day ahead": (lambda v: v.licence(iat=NOW + DAY + 1), {Code.DATES}),
    "138 modules twice": (lambda v: v.licence(modules=["a1", "a1"]), {Code.CLAIM}),
    "139 modules unsorted": (lambda v: v.licence(modules=["b1", "a1"]), {Code.CLAIM}),
    "140 modules wildcard": (lambda v: v.licence(modules=["*"]), {Code.CLAIM}),
    "141 modules not ASCII": (lambda v: v.licence(modules=["é1"]), {Code.CLAIM}),
    "142 a vendor's module": (lambda v: v.licence(modules=["vendor.acme.maps"]), {Code.NAMESPACE}),
    "142 a vendor's namespace": (lambda v: v.licence(namespace="vendor.acme"), {Code.NAMESPACE}),
    "142 no namespace": (lambda v: v.licence(namespace="core"), {Code.NAMESPACE}),
    "148 limits negative": (lambda v: v.licence(limits={"admins": -1, "population": 1, "tenants": 1}), {Code.CLAIM}),
    "148 limits true": (lambda v: v.licence(limits={"admins": True, "population": 1, "tenants": 1}), {Code.CLAIM}),
    "150 limit missing": (lambda v: v.licence(limits={"admins": 1, "population": 1}), {Code.CLAIM}),
    "153 two wildcards": (lambda v: v.licence(bind={"deployments": None, "hosts": ["*.*.org"]}), {Code.CLAIM}),
    **{f"153 host {host}": (lambda v, host=host: v.licence(bind={"deployments": None, "hosts": [host]}), {Code.CLAIM})
       for host in ("*", "*.", "a*.org", "Town.example", "town.example:80", "town..example", "town.example.", "-a.org",
                    "127.0.0.01", "127.1", "0:0:0:0:0:0:0:1", "[::1]", "fe80::1%eth0", "*.127.0.0.1", "xn--a",
                    "xn--zzzz-", "a" * 64, "", "https://town.example", "a b.org", "a_b.org", ".".join(["a" * 50] * 6))},
    "154 hosts empty": (lambda v: v.licence(bind={"deployments": None, "hosts": []}), {Code.CLAIM}),
    "154 deployments empty": (lambda v: v.licence(bind={"deployments": [], "hosts": None}), {Code.CLAIM}),
    "154 bind half": (lambda v: v.licence(bind={"hosts": None}), {Code.CLAIM}),
    "161 supersedes itself": (lambda v: v.licence(jti=JTI, supersedes=[JTI]), {Code.CLAIM}),
    "161 supersedes unsorted": (lambda v: v.licence(supersedes=[OTHER_JTI, JTI]), {Code.CLAIM}),
    "161 supersedes twice": (lambda v: v.licence(supersedes=[JTI, JTI]), {Code.CLAIM}),
    **{f"jti {jti}": (lambda v, jti=jti: v.licence(jti=jti), {Code.CLAIM})
       for jti in (JTI[:-1], JTI + "0", JTI.lower(), JTI[:-1] + "U", JTI[:-1] + "I", 5)},
    "seq 0": (lambda v: v.licence(seq=0), {Code.CLAIM}),
    "seq true": (lambda v: v.licence(seq=True), {Code.CLAIM}),
    "kind unknown": (lambda v: v.licence(kind="gift"), {Code.CLAIM}),
    "edition unknown": (lambda v: v.licence(edition="essential"), {Code.CLAIM}),
    "edition a list": (lambda v: v.licence(edition=["premium"]), {Code.CLAIM}),
}

TABLE = {f"{group}: {name}": case for group, cases in {
    "shape": SHAPE, "signature": SIGNATURE, "header": HEADER, "canonical": CANONICAL, "claims": CLAIMS,
}.items() for name, case in cases.items()}


@pytest.mark.parametrize("case", TABLE)
def test_must_not_pass(vendor: Vendor, case: str) -> None:
    make, codes = TABLE[case]
    verdict = vendor.verdict(make(vendor))
    assert (verdict.code in codes, verdict.state, verdict.counts) == (True, None, False), verdict.code


def test_what_the_table_starts_from_passes(vendor: Vendor) -> None:
    assert vendor.verdict(vendor.licence()).state is State.ACTIVE
    assert vendor.verdict(vendor.licence(iat=NOW + DAY)).state is State.ACTIVE
    assert vendor.verdict(vendor.licence(ext={"a": {"b": {"c": {"d": 1}}}})).state is State.ACTIVE
    name = "Ville d’\u00c9vry \\ \"Sud\""
    assert vendor.verdict(vendor.licence(licensee={"name": name, "ref": ""})).state is State.ACTIVE
    assert vendor.verdict(vendor.licence(modules=["a1", "b1"], grace=60 * DAY)).state is State.ACTIVE


@pytest.mark.parametrize("host", ["town.example", "xn--bcher-kva.example", "*.localhost", "127.0.0.1", "::1", "a-b.c1"])
def test_hosts_of_the_right_form_pass(vendor: Vendor, host: str) -> None:
    assert vendor.verdict(vendor.licence(bind={"deployments": None, "hosts": [host]})).licence is not None


def test_a_message_says_nothing_of_the_token(vendor: Vendor) -> None:
    for make, _ in TABLE.values():
        message = vendor.verdict(make(vendor)).message
        assert message.isascii()
        assert len(message) < 120
        assert "Test town" not in message
        assert vendor.key.kid not in message


@pytest.mark.parametrize("place", [
    pytest.param(Place(("evil-town.example",), ""), id="152 a name that ends like ours"),
    pytest.param(Place(("town.example", "evil.org"), ""), id="152 one host more"),
    pytest.param(Place((), ""), id="152 no host at all"),
])
def test_hosts_that_do_not_match(vendor: Vendor, place: Place) -> None:
    token = vendor.licence(bind={"deployments": None, "hosts": ["town.example"]})
    assert vendor.verdict(token, place=place).code is Code.UNBOUND
    assert vendor.verdict(token, place=HERE).state is State.ACTIVE
