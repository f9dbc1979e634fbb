# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""`.lic` files: what is read, what is refused (FORMAT, Bundle; ABUSE 15, 27, 28)."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from licensing.tests.vendor import NOW, Vendor

from folkmoot_licensing import MAX_BUNDLE, Block, Code, Label, Place, Refused, Roots, assess, read_bundle, write_bundle
from folkmoot_licensing.issuing import minting


def _refusal(data: object) -> Code:
    with pytest.raises(Refused) as caught:
        read_bundle(data)  # type: ignore[arg-type]
    return caught.value.code


@pytest.fixture
def blocks(vendor: Vendor) -> tuple[Block, ...]:
    return (Block(Label.ISSUER, vendor.certificate), Block(Label.LICENCE, vendor.licence()),
            Block(Label.REVOCATIONS, vendor.revoke(1)))


def test_what_is_written_is_read(blocks: tuple[Block, ...]) -> None:
    text = write_bundle(blocks, "For the town of Test.\nKeep it.")
    assert read_bundle(text) == read_bundle(text.encode()) == blocks
    assert text.startswith("For the town of Test.\nKeep it.\n-----BEGIN FOLKMOOT ISSUER-----\n")
    assert max(map(len, text.splitlines())) <= 64


def test_line_ends_width_and_order_do_not_matter(blocks: tuple[Block, ...]) -> None:
    text = write_bundle(reversed(blocks))
    again = tuple(reversed(blocks))
    assert read_bundle(text.replace("\n", "\r\n")) == again
    assert read_bundle(text.replace("\n", "\r")) == again
    assert read_bundle(text.replace("\n", " \t \n\t  ")) == again
    assert read_bundle("\n\n".join(f"-----BEGIN FOLKMOOT {one.label}-----\n{one.token}\n"
                                   f"-----END FOLKMOOT {one.label}-----"
                                   for one in again)) == again


def test_comments_may_be_anything(blocks: tuple[Block, ...]) -> None:
    text = write_bundle(blocks).encode()
    assert read_bundle(b"\xff\x00 -----BEGIN PRIVATE KEY-----\n" + text + b"\nbye \xe2\x80\xae") == blocks


def test_a_block_holds_one_token_and_nothing_else(vendor: Vendor) -> None:
    token = vendor.licence()
    for inside in (f"{token}\n{token}", "", "   ", f"{token}.AAAA"):
        assert _refusal(f"-----BEGIN FOLKMOOT LICENCE-----\n{inside}\n-----END FOLKMOOT LICENCE-----") is Code.ENCODING
    spaced = read_bundle(f"-----BEGIN FOLKMOOT LICENCE-----\n{token[:50]} {token[50:]}\n-----END FOLKMOOT LICENCE-----")
    assert vendor.code(spaced[0].token) is Code.ENCODING


@pytest.mark.parametrize("text", [
    "", "no block here", "-----BEGIN FOLKMOOT LICENCE-----\na.b.c\n", "-----END FOLKMOOT LICENCE-----",
    "-----BEGIN FOLKMOOT LICENCE-----\na.b.c\n-----END FOLKMOOT ISSUER-----",
    "-----BEGIN FOLKMOOT LICENCE-----\n-----BEGIN FOLKMOOT LICENCE-----\na.b.c\n-----END FOLKMOOT LICENCE-----",
    "-----BEGIN FOLKMOOT LICENSE-----\na.b.c\n-----END FOLKMOOT LICENSE-----",
    "-----BEGIN FOLKMOOT -----\na.b.c\n-----END FOLKMOOT -----",
])
def test_armour_that_is_not_whole(text: str) -> None:
    assert _refusal(text) is Code.ENCODING


def test_a_bare_token_is_no_bundle(vendor: Vendor) -> None:
    assert _refusal(vendor.licence()) is Code.ENCODING


def test_a_label_that_lies(blocks: tuple[Block, ...]) -> None:
    for label, block in ((Label.LICENCE, blocks[0]), (Label.ISSUER, blocks[1]), (Label.LICENCE, blocks[2])):
        assert _refusal(write_bundle([Block(label, block.token)])) is Code.TYPE


def test_the_size_comes_first() -> None:
    assert _refusal("x" * (MAX_BUNDLE + 1)) is Code.SIZE
    assert _refusal(b"\xff" * (MAX_BUNDLE + 1)) is Code.SIZE
    assert _refusal(b"\xff" * MAX_BUNDLE) is Code.ENCODING
    assert _refusal(None) is Code.TYPE


def test_a_file_has_so_many_blocks_at_most(vendor: Vendor) -> None:
    block = Block(Label.LICENCE, vendor.licence())
    assert len(read_bundle(write_bundle([block] * 1024))) == 1024
    assert _refusal(b"-----BEGIN FOLKMOOT LICENCE-----\na.b.c\n-----END FOLKMOOT LICENCE-----\n" * 1025) is Code.SIZE


def test_the_largest_list_fits(vendor: Vendor) -> None:
    entries = [{"id": minting.new_jti(), "reason": "refund", "at": NOW} for _ in range(4096)]
    token = vendor.revoke(7, *entries)
    assert 300_000 < len(token) < 524_288
    (block,) = read_bundle(write_bundle([Block(Label.REVOCATIONS, token)]))
    assert vendor.judge(block.token).revocations == {"*": 7}


def test_a_comment_cannot_pass_for_armour() -> None:
    for comment in ("-----BEGIN FOLKMOOT LICENCE-----", "a\n  -----END FOLKMOOT X----- \nb",
                    "a\r-----BEGIN FOLKMOOT -----"):
        with pytest.raises(Refused):
            write_bundle([], comment)


@given(st.one_of(st.binary(), st.text(), st.lists(st.sampled_from([
    b"-----BEGIN FOLKMOOT LICENCE-----", b"-----END FOLKMOOT LICENCE-----", b"-----BEGIN FOLKMOOT ISSUER-----",
    b"-----END FOLKMOOT ISSUER-----", b"a.b.c", b"eyJ.e30.AA", b"", b"\xff", b"...."])).map(b"\n".join)))
@example("\ud800")
def test_no_bytes_raise_anything_else(data: bytes | str) -> None:
    try:
        blocks = read_bundle(data)
    except Refused:
        return
    judged = assess((one.token for one in blocks), roots=Roots.shipped(), place=Place(("localhost",), ""), at=NOW)
    assert not any(one.counts for one in judged.verdicts)


@pytest.mark.real_data
@pytest.mark.parametrize("edition", ["standard", "premium"])
@pytest.mark.parametrize(("hosts", "counts"), [
    (("localhost",), True), (("127.0.0.1",), True), (("zuid.localhost",), True),
    (("localhost", "127.0.0.1", "zuid.localhost"), True), (("a.b.localhost",), False), (("town.example",), False),
    (("localhost", "town.example"), False), (("127.0.0.2",), False), (("localhost.evil.org",), False),
    (("evillocalhost",), False), ((".localhost",), False), ((), False), (("LOCALHOST",), False),
])
def test_demonstration_licences(shared_licensing: Path, edition: str, hosts: tuple[str, ...], *, counts: bool) -> None:
    blocks = read_bundle((shared_licensing / f"demo-{edition}.lic").read_bytes())
    judged = assess((one.token for one in blocks), roots=Roots.shipped(), place=Place(hosts, "any"), at=NOW)
    (verdict,) = judged.verdicts
    assert verdict.counts is counts
    assert verdict.code == (None if counts else Code.UNBOUND)
    assert judged.standing("some_module", "standard").mode == ("open" if counts else "sunset")
    expected = "needs-licence" if edition == "standard" else ("active" if counts else "unbound")
    assert judged.standing("some_module", "premium").code == expected
