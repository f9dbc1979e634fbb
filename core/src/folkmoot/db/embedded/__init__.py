# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A real PostgreSQL run from a wheel's binaries, for trying out and for one small town.

`EmbeddedPostgres(data).start()` starts it, or joins the one that runs, and says how to connect; `release()` lets go.

The data folder holds `postgresql/`: the cluster, its sockets, logs, locks and passwords. Only where we are root and the
user PostgreSQL must run as can't reach the data folder, all but the passwords lies in /var/lib/folkmoot/clusters/, and
the file `postgresql.location` says where. Three locks carry the whole life cycle: `starting.lock` (who starts or
stops it), `users.lock` (shared by every process that uses it) and `server.lock` (held by PostgreSQL's processes).
"""

from folkmoot.db.embedded.errors import EmbeddedPostgresError
from folkmoot.db.embedded.launcher import Connections, EmbeddedPostgres

__all__ = ["Connections", "EmbeddedPostgres", "EmbeddedPostgresError"]
