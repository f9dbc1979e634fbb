# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the values of the format look like, so that nothing else is ever read: strict, no key too many.

A model reads what `canonical.read` gives, and `as_json` gives that value again: what isn't there has no key.
"""

from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""32 bytes in hex: a hash, a commitment or a public key."""
Signature = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]
Time = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$")
]
Amount = Annotated[str, StringConstraints(pattern=r"^(0|[1-9][0-9]{0,17})$")]
"""An amount of money in the smallest unit of the currency."""
Number = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[^,;\"\s\x00-\x1f]{1,100}$")]
"""The id of an election or an option. Pabulib's files part ids by commas."""
ContestId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,64}$")]
Text = Annotated[str, StringConstraints(max_length=20_000)]
Texts = dict[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{2,35}$")], Text]
"""One text in several languages, by locale."""


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


ListOf = BeforeValidator(_tuple)
"""For fields that are lists in JSON, and tuples in a value that doesn't change."""


class WrongShape(ValueError):
    """A value that isn't what the format has in its place; the text says where and why."""


class Shape(BaseModel):
    """A value of the format, which never changes."""

    model_config: ClassVar[ConfigDict] = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    def as_json(self) -> dict[str, Any]:
        """The value as JSON has it."""
        return self.model_dump(mode="json", exclude_none=True)

    @classmethod
    def of_json(cls, value: object) -> Self:
        """The value that was read. Raises WrongShape."""
        try:
            return cls.model_validate(value)
        except ValidationError as error:
            raise WrongShape(told(error)) from None


def told(error: ValidationError) -> str:
    """The first trouble of a value, as a sentence."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(step) for step in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
