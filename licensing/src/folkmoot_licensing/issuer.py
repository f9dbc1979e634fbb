# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""An issuer certificate's claims, and what it allows its key to sign (FORMAT, Issuer certificate)."""

from collections.abc import Mapping
from dataclasses import dataclass

from folkmoot_licensing import claims
from folkmoot_licensing.licence import Licence
from folkmoot_licensing.refusals import Code, Refused

_CLAIMS = frozenset({"v", "kid", "x", "namespace", "iat", "nbf", "exp", "max_term", "max_grace"})


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuing key, its namespace and its limits; `max_term` and `max_grace` in seconds."""

    kid: str
    public: bytes
    namespace: str
    iat: int
    nbf: int
    exp: int
    max_term: int
    max_grace: int

    def check(self, licence: Licence) -> None:
        """Refuse (dates, namespace) a licence that this certificate doesn't let its key sign."""
        if not self.nbf <= licence.iat < self.exp:
            raise Refused(Code.DATES, "The licence was signed while its issuer's certificate wasn't valid.")
        if licence.exp - licence.nbf > self.max_term or licence.grace > self.max_grace:
            raise Refused(Code.DATES, "The licence lasts longer than its issuer may grant.")
        if licence.namespace != self.namespace:
            raise Refused(Code.NAMESPACE, "The licence's namespace isn't its issuer's.")


def read_issuer(payload: Mapping[str, object]) -> Issuer:
    """The issuer that these claims are. Raises Refused (version, claim, dates, namespace)."""
    claims.version(payload)
    claims.exactly(payload, _CLAIMS)
    # Read in this order, so that the first fault names the code: claims, then dates, then the namespace.
    return Issuer(
        kid=str(payload["kid"]),
        public=claims.key(payload),
        max_term=claims.whole(payload["max_term"], 0),
        max_grace=claims.whole(payload["max_grace"], 0),
        **claims.term(payload),
        namespace=claims.matching(payload["namespace"], claims.NAMESPACE, Code.NAMESPACE),
    )
