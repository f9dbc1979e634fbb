# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What people type to sign up, sign in and look after their account."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, JsonValue

from folkmoot.accounts.addresses import EMAIL_WRONG, name_problem, normalise_email, normalise_name
from folkmoot.i18n import mark as _

MOST_TYPED = 1000


def _email(text: str) -> str:
    address = normalise_email(text)
    if not address:
        raise ValueError(EMAIL_WRONG)
    return address


def _name(text: str) -> str:
    name = normalise_name(text)
    problem = name_problem(name)
    if problem:
        raise ValueError(problem)
    return name


Email = Annotated[str, AfterValidator(_email)]
DisplayName = Annotated[str, AfterValidator(_name)]
NAME_TITLE = _("Name shown with what you write")
PASSWORD_HINT = _("At least 8 characters. Long is better than complicated.")
NEW_PASSWORD: dict[str, JsonValue] = {"widget": "password", "autocomplete": "new-password"}
OLD_PASSWORD: dict[str, JsonValue] = {"widget": "password", "autocomplete": "current-password"}


class SignIn(BaseModel):
    """Address and password. The address is taken as typed: whatever is wrong with it gets the same answer."""

    email: str = Field(
        max_length=MOST_TYPED, title=_("E-mail address"),
        json_schema_extra={"widget": "email", "autocomplete": "username"},
    )  # fmt: skip
    password: str = Field(max_length=MOST_TYPED, title=_("Password"), json_schema_extra=OLD_PASSWORD)


class SignUp(BaseModel):
    """The first step of signing up."""

    email: Email = Field(title=_("E-mail address"), json_schema_extra={"widget": "email", "autocomplete": "email"})
    display_name: DisplayName = Field(
        title=NAME_TITLE, description=_("Everybody can see it. It needn't be your full name."),
        json_schema_extra={"autocomplete": "nickname", "max": 60},
    )  # fmt: skip
    password: str = Field(
        max_length=MOST_TYPED, title=_("Password"), description=PASSWORD_HINT, json_schema_extra=NEW_PASSWORD
    )


class Code(BaseModel):
    """The second step: the digits from the letter."""

    code: str = Field(
        max_length=20, title=_("Code"), description=_("The 6 digits from the e-mail."),
        json_schema_extra={"autocomplete": "one-time-code", "width": "s"},
    )  # fmt: skip

    @property
    def digits(self) -> str:
        """The code without the spaces or dashes that people put between digits."""
        return "".join(letter for letter in self.code if letter.isdecimal())


class Reset(BaseModel):
    """Asking for a new password."""

    email: Email = Field(title=_("E-mail address"), json_schema_extra={"widget": "email", "autocomplete": "email"})


class NewPassword(BaseModel):
    """Choosing a password by a link, or where there was none."""

    password: str = Field(
        max_length=MOST_TYPED, title=_("New password"), description=PASSWORD_HINT, json_schema_extra=NEW_PASSWORD
    )


class ChangedPassword(BaseModel):
    """Replacing a password by another."""

    current_password: str = Field(max_length=MOST_TYPED, title=_("Current password"), json_schema_extra=OLD_PASSWORD)
    password: str = Field(
        max_length=MOST_TYPED, title=_("New password"), description=PASSWORD_HINT, json_schema_extra=NEW_PASSWORD
    )


class Profile(BaseModel):
    """What a person sets about themselves. The options of locale are the tenant's languages."""

    display_name: DisplayName = Field(title=NAME_TITLE, json_schema_extra={"autocomplete": "nickname", "max": 60})
    locale: str = Field(
        title=_("Language"), description=_("E-mails come in this language."),
        json_schema_extra={"widget": "select", "options": []},
    )  # fmt: skip


class Farewell(BaseModel):
    """Deleting one's account."""

    texts: bool = Field(
        False, title=_("Also remove my texts"),
        description=_("Otherwise your contributions and comments stay, without your name."),
    )  # fmt: skip


class ConfirmedFarewell(Farewell):
    """The same for an account with a password."""

    password: str = Field(
        max_length=MOST_TYPED, title=_("Password"), description=_("To be sure that it is you."),
        json_schema_extra=OLD_PASSWORD,
    )  # fmt: skip
