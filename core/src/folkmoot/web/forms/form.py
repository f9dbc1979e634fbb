# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The form itself: fields in the model's order, judged as a whole, with nothing typed lost."""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticUndefined
from pyramid.request import Request

from folkmoot.i18n.formats import money
from folkmoot.web.forms.fields import BoundField, shown
from folkmoot.web.forms.reading import NOTHING, UnreadableError, read, sent
from folkmoot.web.forms.sentences import NOT_OFFERED, sentence
from folkmoot.web.forms.shapes import Shape, shape

Model = TypeVar("Model", bound=BaseModel)
Initial = BaseModel | Mapping[str, Any]
BOUNDS = ("gt", "ge", "lt", "le", "multiple_of")
OFFERED = ("select", "radios", "checks", "tags")


class Form(Generic[Model]):
    """A pydantic model as a form. `data` holds the model after validate() answered True.

    prefix: put before the names of all fields ("settings.title"), so that two forms can stand in one.
    """

    data: Model

    def __init__(
        self, model: type[Model], request: Request, initial: Initial | None = None, *, prefix: str = ""
    ) -> None:
        self.model, self.request, self.prefix = model, request, prefix
        self._general: list[str] = []
        self._fields: dict[str, BoundField] = {}
        self._kept: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            found = shape(name, info)
            value = _initial(initial, name, info)
            if found.widget == "none":
                self._kept[name] = value
            else:
                self._fields[name] = BoundField(request, found, self._full(name), value)

    def _full(self, name: str) -> str:
        return f"{self.prefix}.{name}" if self.prefix else name

    def __iter__(self) -> Iterator[BoundField]:
        return iter(self._fields.values())

    def __getitem__(self, name: str) -> BoundField:
        return self._fields[name]

    def __contains__(self, name: object) -> bool:
        return name in self._fields

    @property
    def upload(self) -> bool:
        """Whether the form sends files and needs multipart encoding."""
        return any(field.widget == "file" for field in self)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(name of the field or "", sentence) pairs in the order of the page, for the summary."""
        found = [("", text) for text in self._general]
        for field in self:
            found += [(f"{field.name}.{code}", text) for code, text in field.errors.items()]
            found += [(field.name, field.error)] if field.error else []
        return found

    def add_error(self, name: str, text: str) -> None:
        """Say a translated sentence at a field ("title"), at one language of it ("title.fr"), or of all of it ("")."""
        base, _dot, code = name.partition(".")
        if base not in self._fields:
            self._general.append(text)
        elif code and self._fields[base].widget.startswith("multiloc"):
            self._fields[base].errors.setdefault(code, text)
        elif not self._fields[base].error:
            self._fields[base].error = text

    def keep(self) -> None:
        """Take what was typed into the fields without judging it: the form is shown again before it is sent."""
        for field in self:
            field.typed, field.was_typed = sent(self.request, field.shape, field.name), True

    def validate(self) -> bool:
        """Read the posted fields and judge them; False leaves the errors and what was typed in the fields."""
        raw = dict(self._kept)
        for name, field in self._fields.items():
            field.typed, field.was_typed = sent(self.request, field.shape, field.name), True
            try:
                value = self._read(field)
            except UnreadableError as error:
                self.add_error(name, self.request.gettext(error.sentence, label=field.label, **error.values))
                continue
            if value is not NOTHING:
                raw[name] = value
        self._judge({name: value for name, value in raw.items() if value is not PydanticUndefined})
        return not self.errors

    def _read(self, field: BoundField) -> Any:
        value = read(self.request, field.shape, field.name)
        if field.widget in OFFERED and value is not NOTHING and value is not None:
            offered = {str(inner[0]) for option in field.options for inner in _flat(option)}
            if not {str(item) for item in (value if isinstance(value, list) else [value])} <= offered:
                raise UnreadableError(NOT_OFFERED)
        if field.widget == "datetime" and field.initial and field.typed == shown(field.initial, "", self.request):
            return field.initial  # unchanged: keeps seconds, and which of two equal times in autumn it was
        if field.widget.startswith("multiloc") and isinstance(value, dict):
            return {**_elsewhere(field, self.request.site.locales), **value}
        return value

    def _judge(self, raw: dict[str, Any]) -> None:
        try:
            self.data = self.model.model_validate(raw)
        except ValidationError as refused:
            wrong = {name for name, field in self._fields.items() if field.error}
            for error in refused.errors():
                self._tell(error, wrong)

    def _tell(self, error: Any, wrong: set[str]) -> None:
        where = [str(part) for part in error["loc"]] or [str(error.get("ctx", {}).get("field", ""))]
        name = where[0]
        if name in wrong:
            return
        field = self._fields.get(name)
        found: Shape | None = field.shape if field else None
        label = field.label if field else name
        if field and field.widget.startswith("multiloc") and len(where) > 1:
            name = f"{name}.{where[1]}"
        elif field and field.widget.startswith("multiloc") and error["type"] == "missing":
            name = f"{name}.{self.request.site.default_locale}"
        self.add_error(name, sentence(self._with_amounts(error, found), found, label, self.request.gettext))

    def _with_amounts(self, error: Any, found: Shape | None) -> Any:
        """An error of an amount names its bounds as money: the model's are in the currency's smallest unit."""
        if found is None or found.widget != "money":
            return error
        currency, locale = self.request.site.currency, self.request.locale
        bounds = dict(error.get("ctx", {}))
        amounts = {name: money(value, currency, locale) for name, value in bounds.items() if name in BOUNDS}
        return {**error, "ctx": {**bounds, **amounts}}


def _initial(initial: Initial | None, name: str, info: Any) -> Any:
    if isinstance(initial, BaseModel):
        return getattr(initial, name, None)
    if initial is not None and name in initial:
        return initial[name]
    value = info.get_default(call_default_factory=True, validated_data={})
    return None if value is PydanticUndefined and info.is_required() and name else value


def _elsewhere(field: BoundField, locales: tuple[str, ...]) -> dict[str, str]:
    """Texts in languages that the tenant no longer offers: they aren't on the page and must outlive it."""
    return {code: text for code, text in dict(field.initial or {}).items() if code not in locales}


def _flat(option: Any) -> list[Any]:
    """An option, or the options of a group of them."""
    return [option] if isinstance(option[1], str) else list(option[1])
