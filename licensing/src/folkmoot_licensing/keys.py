# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Ed25519 public keys: their names, whether they may be trusted at all, and the check of a signature (RFC 8032)."""

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from folkmoot_licensing import base64url

KEY_BYTES = 32
SIGNATURE_BYTES = 64

# RFC 8032 section 5.1: the field, the order of the base point, the curve's constant, and a square root of -1.
_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)

_Point = tuple[int, int, int, int]
_NEUTRAL: _Point = (0, 1, 1, 0)


def thumbprint(public: bytes) -> str:
    """The KID of a public key: its RFC 7638 SHA-256 thumbprint as a JWK (RFC 8037 section 2)."""
    jwk = b'{"crv":"Ed25519","kty":"OKP","x":"' + base64url.encode(public) + b'"}'
    return base64url.encode(hashlib.sha256(jwk).digest()).decode()


def signature_holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` is the plain Ed25519 signature of `message` by `public` (RFC 8032 section 5.1.7)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=256)
def is_sound(public: bytes) -> bool:
    """Whether a key that arrives as data may be used: canonical encoding, and a point of prime order.

    A point of small or mixed order would let one signature hold for more than one message or key. The library checks
    neither. Multiplying by the group's order takes about two milliseconds, hence the cache.
    """
    point = _decompress(public)
    return point is not None and not _is_neutral(point) and _is_neutral(_multiply(_L, point))


def _decompress(public: bytes) -> _Point | None:
    """RFC 8032 section 5.1.3, refusing y >= p and "minus zero", which have a second encoding."""
    if len(public) != KEY_BYTES:
        return None
    number = int.from_bytes(public, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= _P:
        return None
    x = _square_root((y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P)
    if x is None or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


def _square_root(square: int) -> int | None:
    root = pow(square, (_P + 3) // 8, _P)
    if root * root % _P == square:
        return root
    root = root * _ROOT_OF_MINUS_ONE % _P
    return root if root * root % _P == square else None


def _multiply(factor: int, point: _Point) -> _Point:
    result = _NEUTRAL
    for bit in f"{factor:b}":
        result = _add(result, result)
        if bit == "1":
            result = _add(result, point)
    return result


def _add(one: _Point, other: _Point) -> _Point:
    """Extended homogeneous coordinates, complete for every pair of points (RFC 8032 section 5.1.4)."""
    (x1, y1, z1, t1), (x2, y2, z2, t2) = one, other
    a, b = (y1 - x1) * (y2 - x2) % _P, (y1 + x1) * (y2 + x2) % _P
    c, d = 2 * t1 * t2 * _D % _P, 2 * z1 * z2 % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _is_neutral(point: _Point) -> bool:
    return point[0] % _P == 0 and (point[1] - point[2]) % _P == 0
