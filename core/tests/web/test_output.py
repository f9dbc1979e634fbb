# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What templates put out is escaped just as MarkupSafe does it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup, escape

from folkmoot.web.output import Generator, escaped


class Html:
    def __html__(self) -> str:
        return "<b>kept</b>"


@given(st.text())
def test_any_text_is_escaped_as_markupsafe_does_it(text: str) -> None:
    assert escaped(text) == escape(text)
    assert escaped(Markup(text)) == text


@pytest.mark.parametrize("value", [0, 12, True, None, 1.5, Html(), ["<"], {"a": '"'}])
def test_any_object_is_escaped_as_markupsafe_does_it(value: Any) -> None:
    assert escaped(value) == escape(value)


def test_templates_put_out_the_same_pages_as_with_jinjas_own_compiler() -> None:
    source = (
        "{% macro tag(x) %}<i>{{ x }}</i>{% endmacro %}{{ tag(text) }}{{ text }}{{ text|safe }}{{ number }}{{ html }}"
        "{% set kept %}<u>{{ text }}</u>{% endset %}{{ kept }}{% autoescape false %}{{ text }}{% endautoescape %}"
    )
    values = {"text": "<a href='x'>&\"</a>", "number": 7, "html": Html()}
    ours, plain = Environment(autoescape=True), Environment(autoescape=True)
    ours.code_generator_class, ours.escaped = Generator, escaped  # type: ignore[attr-defined]
    assert ours.from_string(source).render(values) == plain.from_string(source).render(values)
