# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every setting of an installation: its variable, type, default and meaning, checked once at the start."""

import os
import secrets
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """A variable holds something that can't be used; the message names it and says what would be right."""


def _postgresql(value: str | None) -> str | None:
    """Accept the usual spellings of a PostgreSQL address and settle on the driver we ship."""
    if value is None:
        return None
    scheme, separator, rest = value.partition("://")
    if not separator or scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise ValueError("must be a PostgreSQL address such as postgresql://user:password@host/database")
    return f"postgresql+psycopg://{rest}"


def default_data_folder() -> Path:
    """The user's data folder; for root the system's, since a server can't live in root's own home."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/folkmoot/data")
    return Path(platformdirs.user_data_dir("folkmoot", appauthor=False))


PostgresAddress = Annotated[str | None, AfterValidator(_postgresql)]


class Settings(BaseSettings):
    """The variables FOLKMOOT_*; nothing else in the environment steers the product."""

    model_config = SettingsConfigDict(env_prefix="FOLKMOOT_", extra="ignore", frozen=True)

    database_url: PostgresAddress = Field(
        None, description="PostgreSQL address of the role the site runs as (no owner, no BYPASSRLS). Absent: embedded."
    )
    owner_database_url: PostgresAddress = Field(
        None, description="PostgreSQL address of the role that owns the tables; used by migrate and backup only."
    )
    data: Path = Field(default_factory=default_data_folder, description="Folder of the embedded database and media.")
    secret: str | None = Field(
        None, min_length=32, description="Key of cookies, links, fences and voters' codes. Absent: kept in data."
    )
    keys: Path | None = Field(
        None, description="Folder of election keys, outside the database and every backup. Absent: keys in data."
    )
    smtp_url: str | None = Field(None, description="smtp://user:password@host:port, smtps:// or absent: outbox only.")
    licences: Path | None = Field(
        None, description="Folder with licence files: NAME.lic for all tenants, SLUG/NAME.lic for one."
    )
    log: str = Field("info", pattern="^(debug|info|warning|error)$", description="Least serious level that is logged.")
    development: bool = Field(False, description="Shows the outbox and the gallery. Never on a public site.")
    blocked_plugins: str = Field("", description="Ids of plugins the operator forbids on the whole installation.")
    metrics_token: str | None = Field(
        None, min_length=16, description="Opens /metrics to other machines (Bearer token)."
    )
    database_pool: int = Field(2, ge=1, le=50, description="Database connections kept by each worker process.")

    @property
    def keys_folder(self) -> Path:
        """Where election keys lie; shared by all machines of an installation, backed up by none."""
        return self.keys or self.data / "keys"

    @property
    def blocked(self) -> frozenset[str]:
        """Ids of the plugins that no tenant of this installation may use."""
        return frozenset(self.blocked_plugins.replace(",", " ").split())


def load_settings(*, owner: bool = True) -> Settings:
    """Read the environment; raise SettingsError naming the first variable that can't be used.

    owner: whether the caller may need the owner's address; workers aren't given it.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = "FOLKMOOT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{variable}: {first['msg']}") from None
    if owner and (settings.database_url is None) != (settings.owner_database_url is None):
        raise SettingsError("FOLKMOOT_DATABASE_URL and FOLKMOOT_OWNER_DATABASE_URL: set both, or none.")
    return settings.model_copy(update={"secret": settings.secret or kept_secret(settings.data)})


def kept_secret(data: Path) -> str:
    """The installation's own secret, made at the first start and kept readable by its user alone."""
    path = data / "secret"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
