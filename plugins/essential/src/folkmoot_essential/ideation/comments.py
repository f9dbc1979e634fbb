# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Comments as the page shows them, and what people do with them."""

import uuid
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot.interfaces import CommentView, IDiscussion, Permission, ReactionMode, Refusal, Refused, ThreadPage
from folkmoot_essential.ideation import ranking, rules
from folkmoot_essential.ideation.context import IdeaContext

LONGEST = 4000
NOT_YOURS = Refusal("comment-not-yours", _("Only the author of a comment can do this."))
WORDS = {
    "like": _("Useful"), "answer": _("Answer"), "edit": _("Edit"), "remove": _("Remove"), "team": _("Town team"),
    "author": _("Author"), "gone": _("Former participant"), "by_author": _("Removed by its author."),
    "edited": _("edited"),
}  # fmt: skip
SHOW = "folkmoot_essential:ideation/templates/show.jinja2"


class CommentRows:
    """Comments of one page in the words of the reader's language. refused: whether answering is possible now."""

    def __init__(self, request: Request, context: IdeaContext, *, refused: bool) -> None:
        self._request, self._context, self._refused = request, context, refused
        self._account = request.account
        self._base = context.url()
        self._words = {name: request.gettext(text) for name, text in WORDS.items()}
        self._reactions = context.settings.reactions is not ReactionMode.DISABLED
        self._can_like = self._account is not None and not refused and self._reactions

    def of(self, thread: ThreadPage) -> list[dict[str, Any]]:
        """Top comments, each with its answers."""
        return [{**self._row(top), "answers": [self._row(answer) for answer in top.answers]} for top in thread.comments]

    def _row(self, comment: CommentView) -> dict[str, Any]:
        locale, now = self._request.locale, self._request.now
        when = formats.ago(comment.created_at, now, locale)
        if comment.edited_at is not None:
            when = f"{when}, {self._words['edited']}"
        return {
            "id": comment.id, "author": comment.author or self._words["gone"], "when": when,
            "iso": comment.created_at.isoformat(timespec="seconds"), "body": self._body(comment),
            "lang": "" if comment.language == locale else comment.language, "tag": self._tag(comment),
            "official": comment.official, "state": comment.state, "answers_to": comment.answers_to,
            "like": None if comment.state or not self._reactions else self._like(comment),
            "actions": [] if comment.state else self._actions(comment),
        }  # fmt: skip

    def _body(self, comment: CommentView) -> str:
        if comment.state == "author":
            return self._words["by_author"]
        if comment.state:
            return str(self._request.gettext("Removed by the team: %(reason)s", reason=comment.reason or ""))
        return comment.body

    def _tag(self, comment: CommentView) -> str:
        if comment.official:
            return self._words["team"]
        author_id = self._context.idea.author_id
        return self._words["author"] if author_id is not None and comment.author_id == author_id else ""

    def _like(self, comment: CommentView) -> dict[str, Any]:
        on = comment.mine == 1
        return {
            "id": comment.id, "count": comment.likes, "on": on, "label": self._words["like"],
            "form": "support" if self._can_like else "",
            "url": f"{self._base}/comments/{comment.id}/reaction/{'none' if on else 'like'}",
        }  # fmt: skip

    def _actions(self, comment: CommentView) -> list[tuple[str, str]]:
        found = []
        if not self._refused:
            found.append((self._words["answer"], f"{self._base}?answer={comment.id}#comment-{comment.id}"))
        own = self._account is not None and comment.author_id == self._account.id
        if own:
            found.append((self._words["edit"], f"{self._base}/comments/{comment.id}/edit"))
        if own or self._context.is_staff:
            found.append((self._words["remove"], f"{self._base}/comments/{comment.id}/remove"))
        return found


def body_of(request: Request) -> tuple[str, str]:
    """What was typed, and what is wrong with it ("" if nothing)."""
    typed = str(request.POST.get("body", ""))
    if not typed.strip():
        return typed, request.gettext("Write your comment first.")
    if len(typed) > LONGEST:
        return typed, request.gettext("A comment has at most %(num)s characters.", num=LONGEST)
    return typed, ""


@view_config(route_name="ideation.comments", request_method="POST", renderer=SHOW, permission=Permission.PROJECT_READ)
def comment(context: IdeaContext, request: Request) -> Any:
    """Add a comment or an answer; what was typed comes back with whatever stood against it."""
    from folkmoot_essential.ideation.pages import gone, page_values

    if context.gone:
        return gone(request)
    typed, problem = body_of(request)
    parent_id = _id(str(request.POST.get("parent", "")))
    refused = rules.refusal(request, context.phase, rules.COMMENT)
    if context.idea.published_at is None and not context.is_staff:
        refused = refused or rules.NOT_PUBLIC_YET
    made: uuid.UUID | Refusal | None = refused
    if made is None and not problem:
        account = request.account
        made = request.find_service(IDiscussion).comment(
            request.db, context.idea, account.id if account else None, typed, request.locale, request.now,
            parent_id=parent_id, official=context.is_staff,
        )  # fmt: skip
    if isinstance(made, uuid.UUID):
        ranking.touch(request.db, context.idea.id)
        request.flash(request.gettext("Your comment is online."))
        return HTTPSeeOther(f"{context.url()}#comment-{made}")
    request.response.status = 403 if isinstance(made, Refusal) else 400
    if isinstance(made, Refusal):
        problem = request.gettext(made.sentence, **dict(made.values))
    values = page_values(context, request, typed=typed, problems=[("body", problem)])
    values["answering"] = str(parent_id or "")
    return {**values, "refused_code": made.code if isinstance(made, Refusal) else ""}


@view_config(
    route_name="ideation.comment_edit",
    request_method=("GET", "POST"),
    renderer="folkmoot_essential:ideation/templates/comment_edit.jinja2",
    permission=Permission.SIGNED_IN,
)
def edit(context: IdeaContext, request: Request) -> Any:
    """Change one's own comment."""
    row = _own(context, request)
    typed, problem = body_of(request) if request.method == "POST" else (row.body, "")
    if request.method == "POST" and not problem:
        refused = request.find_service(IDiscussion).edit(request.db, row.id, request.account.id, typed, request.now)
        if refused is not None:
            raise Refused(refused)
        request.flash(request.gettext("Your comment is changed."))
        return HTTPSeeOther(f"{context.url()}#comment-{row.id}")
    request.response.status = 400 if problem else 200
    return {
        "context": context,
        "typed": typed,
        "problems": [("body", problem)] if problem else [],
        "back": context.url(),
    }


def _own(context: IdeaContext, request: Request) -> Any:
    row = _row(context, request)
    if row.author_id != request.account.id:
        raise Refused(NOT_YOURS)
    return row


def _row(context: IdeaContext, request: Request) -> Any:
    comment_id = _id(request.matchdict["comment"])
    row = request.find_service(IDiscussion).find(request.db, comment_id) if comment_id else None
    if context.gone or row is None or row.contribution_id != context.idea.id or row.removed_at is not None:
        raise HTTPNotFound
    return row


@view_config(
    route_name="ideation.comment_remove",
    request_method=("GET", "POST"),
    renderer="folkmoot_essential:ideation/templates/comment_remove.jinja2",
    permission=Permission.SIGNED_IN,
)
def remove(context: IdeaContext, request: Request) -> Any:
    """Ask, then remove a comment: one's own, or as staff any with a reason."""
    row = _row(context, request)
    own = row.author_id == request.account.id
    if not own and not context.is_staff:
        raise Refused(NOT_YOURS)
    problem, reason = "", str(request.POST.get("reason", ""))
    if request.method == "POST":
        refused = request.find_service(IDiscussion).remove(request.db, row.id, request.account, request.now, reason)
        if refused is None:
            ranking.touch(request.db, context.idea.id)
            request.flash(request.gettext("The comment is removed."))
            return HTTPSeeOther(f"{context.url()}#comments")
        problem = request.gettext(refused.sentence)
        request.response.status = 400
    problems = [("reason", problem)] if problem else []
    return {"context": context, "row": row, "own": own, "reason": reason, "problems": problems, "back": context.url()}


@view_config(
    route_name="ideation.comment_react",
    request_method="POST",
    renderer="folkmoot_essential:ideation/templates/comment_like.jinja2",
    permission=Permission.PROJECT_READ,
)
def react(context: IdeaContext, request: Request) -> Any:
    """Like a comment, or take that back."""
    row = _row(context, request)
    refused = rules.refusal(request, context.phase, rules.COMMENT) or (
        rules.refusal(request, context.phase, rules.REACT) if request.account is None else None
    )
    if refused is not None or request.account is None:
        raise Refused(refused or rules.PHASE_GONE)
    discussion = request.find_service(IDiscussion)
    word = request.matchdict["value"]
    account_id = request.account.id
    if word == "none":
        counts = discussion.take_back(request.db, row.id, account_id)
    else:
        value = {"like": 1, "dislike": -1}[word]
        dislikes = context.settings.reactions is ReactionMode.LIKES_AND_DISLIKES
        counts = discussion.react(request.db, row.id, account_id, value, request.now, dislikes=dislikes)
    if isinstance(counts, Refusal):
        raise Refused(counts)
    if "HX-Request" not in request.headers:
        return HTTPSeeOther(f"{context.url()}#comment-{row.id}")
    url = f"{context.url()}/comments/{row.id}/reaction/{'none' if counts.mine == 1 else 'like'}"
    like = {"id": row.id, "count": counts.likes, "on": counts.mine == 1, "label": request.gettext("Useful"), "url": url}
    return {"like": {**like, "form": "support"}, "author": row.author or ""}


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
