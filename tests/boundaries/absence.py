# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Run in a process of its own: what a site of this installation has of a plugin, printed as JSON.

python absence.py HOST PLUGIN PACKAGE PATH…
"""

import json
import sys
import warnings

warnings.simplefilter("ignore")


def examine(host: str, plugin: str, package: str, paths: list[str]) -> dict[str, object]:
    """Build the site as a web worker does, ask it for pages, and look what there is of the plugin."""
    from webob import Request

    from folkmoot.bootstrap import open_platform
    from folkmoot.db.server import Server
    from folkmoot.settings import load_settings

    settings = load_settings(owner=False)
    platform = open_platform(settings, Server(settings.database_url or "", "", embedded=False))
    place = platform.place(host)
    assert place is not None
    registry = place.application.registry  # type: ignore[attr-defined]  # Pyramid's router has one
    routes = [item["introspectable"]["name"] for item in registry.introspector.get_category("routes")]
    tasks = [name for owner, name in registry.folkmoot_plugins.tasks if owner == plugin]
    answers = [Request.blank(path, host=host).get_response(platform) for path in ["/en/", *paths]]
    platform.close()
    return {
        "imported": sorted(name for name in sys.modules if name.startswith(f"{package}.")),
        "routes": [name for name in routes if name.startswith(f"{plugin}.")],
        "tasks": tasks,
        "home": answers[0].text,
        "answers": [[answer.status_int, "module-absent" in answer.text] for answer in answers],
    }


if __name__ == "__main__":
    print(json.dumps(examine(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])))
