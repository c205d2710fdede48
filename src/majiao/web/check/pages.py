"""`/` and `POST /check`: the page for customers. Nothing that they paste is kept."""

from typing import Any

from litestar import Response, get, post
from litestar.datastructures import State
from litestar.response import Redirect

from majiao.engine.check import check
from majiao.engine.check_shapes import CheckItem
from majiao.events import Context
from majiao.web.body import read_body
from majiao.web.check.form import KINDS, Form, read_form
from majiao.web.check.result import View, view
from majiao.web.pages.languages import Words, chosen, words
from majiao.web.pages.render import page
from majiao.web.problems import AnyRequest
from majiao.web.services import Services

_MOST_BODY = 1024 * 1024

_EXAMPLES = ("call", "notice")


@get("/", sync_to_thread=False)
def start(request: AnyRequest) -> Response[str]:
    """Show the empty form, or one filled with an example."""
    t = words(chosen(request))
    example = request.query_params.get("example")
    form = Form()
    if example in _EXAMPLES:
        form = Form(kind=example, text=t(f"check.examples.{example}"))
    return page(request, "check.html", form=form, kinds=list(KINDS), problems={})


@get("/check", sync_to_thread=False)
def no_text(request: AnyRequest) -> Redirect:
    """Lead somebody who only has the address of a result back to the start."""
    query = {"lang": lang} if (lang := request.query_params.get("lang")) else None
    return Redirect("/", query_params=query, status_code=303)


@post("/check", status_code=200, request_max_body_size=_MOST_BODY)
async def check_page(request: AnyRequest, state: State) -> Response[Any]:
    """Judge what was typed and say what to do."""
    services: Services = state.services
    form = read_form(await read_body(request))
    t = words(chosen(request))
    known: dict[str, Any] = {"form": form, "kinds": list(KINDS)}
    if problems := form.problems(t):
        return page(request, "check.html", status=422, problems=problems, **known)
    shop = services.settings.shop.context()
    shown = await state.services.read(_judge, form.item(), shop, t)
    return page(request, "result.html", problems={}, result=shown, **known)


def _judge(item: CheckItem, shop: Context, t: Words) -> View:
    return view(item, check(item, shop), t)
