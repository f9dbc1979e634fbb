# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Write the next migration of core or of a plugin: what the models have and the migrated database hasn't.

python tools/new_migration.py core "add the colour of a topic"
python tools/new_migration.py ideation "add a ranking"
"""

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from folkmoot.bootstrap import MIGRATIONS, migrate_all
from folkmoot.db.base import Base
from folkmoot.db.embedded import EmbeddedPostgres
from folkmoot.db.migrate import History, script_directory
from folkmoot.db.schema import metadata
from folkmoot.db.server import Server
from folkmoot.plugins import catalogue
from folkmoot.plugins.loader import discover

# REUSE-IgnoreStart
HEAD = '''# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: {licence}
"""{message}"""

import sqlalchemy as sa
from alembic import op
{imports}
revision = "{revision}"
down_revision = {down}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """{message}"""
    {body}
'''
# REUSE-IgnoreEnd

LICENCE = "AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception"
COMMERCIAL = "LicenseRef-Folkmoot-Commercial-1.0"


def main(owner: str, message: str) -> None:
    """Compare, and write the file."""
    plugins = discover()
    catalogue.import_models(plugins)
    prefixes = {p.id: p.manifest.table_prefix for p in plugins if p.manifest}
    folders = {"core": MIGRATIONS, **{p.id: p.migrations for p in plugins if p.migrations}}
    script = script_directory(History(owner, folders[owner]))
    with tempfile.TemporaryDirectory(dir=Path.cwd() / ".cache") as data:
        postgres = EmbeddedPostgres(Path(data))
        connections = postgres.start()
        try:
            server = Server(connections.database_url, connections.owner_database_url, embedded=True)
            if owner != "core" or script.get_current_head():
                migrate_all(server, "x" * 40)
            text = _compare(server, owner, prefixes)
        finally:
            postgres.destroy()
    _write(folders[owner], script.get_current_head(), message, text)


def _compare(server: Server, owner: str, prefixes: dict[str, str]) -> str:
    def ours(obj: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        table = name if kind == "table" else obj.table.name
        holder = next((plugin for plugin, prefix in prefixes.items() if str(table).startswith(prefix)), "core")
        known = str(table) in Base.metadata.tables
        return holder == owner and known

    engine = create_engine(server.owner_url)
    with engine.connect() as connection:
        options = {"include_object": ours, "compare_server_default": False}
        context = MigrationContext.configure(connection, opts=options)
        found = produce_migrations(context, metadata)
        code = render_python_code(found.upgrade_ops, render_item=_render)
    engine.dispose()
    return str(code)


def _render(kind: str, obj: Any, context: Any) -> Any:
    """Our own column types as what they are in the database, so that a migration never changes with the code."""
    names = {"Multiloc": "postgresql.JSONB()", "Instant": "sa.DateTime(timezone=True)", "JSONB": "postgresql.JSONB()"}
    return names.get(type(obj).__name__, False) if kind == "type" else False


def _write(folder: Path, head: str | None, message: str, code: str) -> None:
    body = re.sub(r"^\s*# .*auto generated.*$|^\s*# ### end.*$", "", code, flags=re.MULTILINE).strip()
    body = re.sub(r"ARRAY\((\w+)\(", r"ARRAY(sa.\1(", body)
    revision = f"{int(head or 0) + 1:04}"
    name = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:40]
    imports = "from sqlalchemy.dialects import postgresql\n" if "postgresql." in body else ""
    down = f'"{head}"' if head else "None"
    path = folder / f"{revision}_{name}.py"
    sentence = message[0].upper() + message[1:] + "."
    paid = "essential" not in folder.parts and "plugins" in folder.parts
    licence = COMMERCIAL if paid else LICENCE
    values = {"message": sentence, "revision": revision, "down": down, "imports": imports, "body": body}
    path.write_text(HEAD.format(licence=licence, **values))
    print(path)


if __name__ == "__main__":
    main(*sys.argv[1:3])
