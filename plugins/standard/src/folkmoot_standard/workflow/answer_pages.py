# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Answer templates: the town's list of them, and publishing one as the official reply of a contribution."""

import uuid
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import delete, func, insert, select, update

from folkmoot.contributions.tables import status
from folkmoot.db.base import uuid7
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IContributions, Permission, Refusal
from folkmoot_standard.workflow import answers, choices
from folkmoot_standard.workflow.context import HandledContribution
from folkmoot_standard.workflow.desk import may_begin
from folkmoot_standard.workflow.hand import Hand
from folkmoot_standard.workflow.tables import answer_template, uuid_of

LIST = "folkmoot_standard:workflow/templates/answers.jinja2"
EDIT = "folkmoot_standard:workflow/templates/answer_template.jinja2"
ANSWER = "folkmoot_standard:workflow/templates/answer.jinja2"
SIGNATURE = _("The body that answers, such as Parks department. Without one the town's name stands there.")


class TemplateFields(BaseModel):
    """What a template is made of."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(
        min_length=1, max_length=80, title=_("Name"), description=_("Seen by staff only, to choose it by.")
    )
    body: dict[str, str] = Field(
        title=_("Text"),
        description=_("{title}, {author} and {project} are filled in for each contribution. Plain text."),
        json_schema_extra={"widget": "multiloc_text", "rows": 8},
    )  # fmt: skip
    signature: dict[str, str] = Field(
        default_factory=dict, title=_("Signed by"), description=SIGNATURE, json_schema_extra={"widget": "multiloc"}
    )
    status: uuid.UUID | None = Field(
        default=None, title=_("Status given with it"), description=_("Leave it empty to publish the answer alone."),
        json_schema_extra={"widget": "select", "empty": _("The status stays")},
    )  # fmt: skip


class AnswerFields(BaseModel):
    """An official reply that is about to be published."""

    model_config = ConfigDict(extra="forbid")

    reply: dict[str, str] = Field(title=_("Official reply"), json_schema_extra={"widget": "multiloc_text", "rows": 8})
    signature: dict[str, str] = Field(
        default_factory=dict, title=_("Signed by"), description=SIGNATURE, json_schema_extra={"widget": "multiloc"}
    )
    status: uuid.UUID = Field(title=_("Status"), json_schema_extra={"widget": "select"})


@view_config(
    route_name="workflow.templates", renderer=LIST, permission=Permission.STAFF, request_method="GET", begins=False
)
def listed(request: Request) -> dict[str, Any]:
    """All templates, by name."""
    query = (
        select(answer_template, status.c.title.label("status"), status.c.tone)
        .outerjoin(status, status.c.id == answer_template.c.status_id)
        .order_by(func.lower(answer_template.c.name))
    )
    return {"rows": list(request.db.execute(query)), "may_begin": may_begin(request)}


@view_config(
    route_name="workflow.template_new", renderer=EDIT, permission=Permission.ADMINISTER,
    request_method=("GET", "POST"), begins=True,
)  # fmt: skip
def new(request: Request) -> dict[str, Any] | Response:
    """Make a template."""
    return _edit(request, None)


@view_config(
    route_name="workflow.template", renderer=EDIT, permission=Permission.ADMINISTER, request_method=("GET", "POST"),
    begins=False,
)  # fmt: skip
def edit(request: Request) -> dict[str, Any] | Response:
    """Change or delete a template; replies that were made with it stay."""
    row = request.db.execute(
        select(answer_template).where(answer_template.c.id == uuid.UUID(request.matchdict["template"]))
    ).one_or_none()
    if row is None:
        raise HTTPNotFound
    if request.method == "POST" and request.POST.get("do") == "delete":
        request.db.execute(delete(answer_template).where(answer_template.c.id == row.id))
        Hand.of(request).log("template-deleted", None, template=row.name)
        request.flash(request.gettext("The template is deleted. Answers that were given with it stay."))
        return HTTPSeeOther(request.route_path("workflow.templates"))
    return _edit(request, row)


def _edit(request: Request, row: Any) -> dict[str, Any] | Response:
    initial = {} if row is None else {
        "name": row.name, "body": row.body, "signature": row.signature, "status": row.status_id
    }  # fmt: skip
    form = Form(TemplateFields, request, initial)
    form["status"].options = _all_statuses(request)
    if request.method == "POST" and form.validate() and _sound(request, form, row):
        _save(request, form.data, row)
        request.flash(request.gettext("The template is saved."))
        return HTTPSeeOther(request.route_path("workflow.templates"))
    if request.method == "POST":
        request.response.status_int = 422
    return {"form": form, "row": row, "required": form["body"].required_locales}


def _all_statuses(request: Request) -> list[Any]:
    methods = [one.id for one in request.plugins.methods.values()]
    rows = choices.by_hand(choices.statuses(request, methods), without_reply=False)
    return choices.status_options(request, rows)


def _sound(request: Request, form: Form[TemplateFields], row: Any) -> bool:
    """Whether every placeholder is known, every required language is there and the name is free; says what isn't."""
    for field, texts in (("body", form.data.body), ("signature", form.data.signature)):
        for locale, text in texts.items():
            if found := answers.strange(text):
                sentence = _("%(found)s can't be filled in. What can be is {title}, {author} and {project}.")
                form.add_error(f"{field}.{locale}", request.gettext(sentence, found=found))
    for locale in form["body"].required_locales:
        if not form.data.body.get(locale, "").strip():
            form.add_error(f"body.{locale}", request.gettext("Write the text in every language the town requires."))
    taken = select(answer_template.c.id).where(answer_template.c.name == form.data.name)
    other = request.db.execute(taken).scalar_one_or_none()
    if other is not None and other != (row.id if row is not None else None):
        form.add_error("name", request.gettext("There is a template of this name already."))
    return not form.errors


def _save(request: Request, data: TemplateFields, row: Any) -> None:
    values = {"name": data.name, "body": data.body, "signature": data.signature, "status_id": data.status}
    if row is None:
        request.db.execute(insert(answer_template).values(id=uuid7(), **values))
    else:
        request.db.execute(update(answer_template).where(answer_template.c.id == row.id).values(**values))
    Hand.of(request).log("template-saved", None, template=data.name)


@view_config(
    route_name="workflow.answer", renderer=ANSWER, permission=Permission.PROJECT_EDIT, request_method=("GET", "POST"),
    begins=False,
)  # fmt: skip
def answer(context: HandledContribution, request: Request) -> dict[str, Any] | Response:
    """A template filled in for one contribution, to be read through, changed and published."""
    row = context.row
    query = select(answer_template).where(answer_template.c.id == uuid_of(request.params.get("template")))
    template = request.db.execute(query).one_or_none()
    form = Form(AnswerFields, request, _initial(request, row, template))
    statuses = choices.statuses(request, [row.method])
    allowed = {one.id for one in choices.by_hand(statuses, without_reply=False)} | {row.status_id}
    form["status"].options = choices.status_options(request, [one for one in statuses if one.id in allowed])
    if request.method == "POST" and form.validate():
        refused = _publish(request, row, form.data)
        if refused is None:
            request.flash(request.gettext("The answer is published."))
            return HTTPSeeOther(request.route_path("workflow.contribution", number=row.number, _anchor="replies"))
        form.add_error("status", request.gettext(refused.sentence, **dict(refused.values)))
    if request.method == "POST":
        request.response.status_int = 422
    return {"form": form, "idea": row, "template": template}


def _initial(request: Request, row: Any, template: Any) -> dict[str, Any]:
    if template is None:
        return {"status": row.status_id}
    subject = answers.subjects(request, [row.id])[0]
    return {
        "reply": answers.filled(request, template.body, subject),
        "signature": answers.filled(request, template.signature, subject),
        "status": template.status_id or row.status_id,
    }  # fmt: skip


def _publish(request: Request, row: Any, data: AnswerFields) -> Refusal | None:
    service, account, signature = request.find_service(IContributions), request.account, data.signature
    if row.withdrawn_at is not None:
        return Refusal("contribution-withdrawn", _("This contribution was withdrawn by its author."))
    if data.status == row.status_id:
        service.reply(request.db, row.id, account.id, signature or request.site.name, data.reply, request.now)
        return None
    texts = (signature or request.site.name, data.reply)
    given: Refusal | None = service.set_status(request.db, row.id, data.status, account.id, request.now, reply=texts)
    return given
