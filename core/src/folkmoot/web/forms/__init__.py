# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Forms made from pydantic models: fields, reading what was typed, and sentences for what was wrong with it.

A field's title, hint and widget come from `Field(title=…, description=…, json_schema_extra={"widget": …, "options": …,
"rows": …, "max": …})`. Without a widget the annotation decides. Texts are marked, and translated when they are shown.
"""

from folkmoot.web.forms.fields import BoundField
from folkmoot.web.forms.files import UploadedFile
from folkmoot.web.forms.form import Form

__all__ = ["BoundField", "Form", "UploadedFile"]
