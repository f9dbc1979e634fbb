# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The passwords of the database's roles: made once, readable for their owner only."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from folkmoot.db.embedded.errors import EmbeddedPostgresError
from folkmoot.db.embedded.private_files import write_private


@dataclass(frozen=True)
class Credentials:
    """The password of each role."""

    superuser: str
    owner: str
    app: str


def load_credentials(path: Path) -> Credentials:
    """Read the passwords."""
    try:
        return Credentials(**json.loads(path.read_text("utf-8")))
    except PermissionError as error:
        raise EmbeddedPostgresError(
            f"This user may not read {path}. Run Folkmoot as the user the data folder belongs to."
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise EmbeddedPostgresError(
            f"The passwords of the embedded database can't be read from {path} ({error}). "
            "Bring the file back from a backup."
        ) from error


def make_credentials(path: Path) -> Credentials:
    """Make new passwords, for a new cluster."""
    credentials = Credentials(*(secrets.token_hex(24) for _ in range(3)))
    write_private(path, json.dumps(asdict(credentials)))
    return credentials
