"""Templates to responses, in the reader's language."""

from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response
from litestar.datastructures import Cookie

from majiao.web.pages.languages import COOKIE, LANGUAGES, Words, chosen, words
from majiao.web.pages.static import static_url
from majiao.web.problems import AnyRequest

_YEAR = 365 * 86_400

_environment = Environment(
    loader=PackageLoader("majiao.web.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_environment.globals["static"] = static_url


def fragment(template: str, t: Words, **values: Any) -> str:
    """Render a piece of a page."""
    return _environment.get_template(template).render(t=t, **values)


def page(
    request: AnyRequest,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **values: Any,
) -> Response[str]:
    """Render a page in the reader's language; nothing of it may be kept by a cache."""
    t = words(chosen(request))
    html = fragment(template, t, lang=t.language, switches=_switches(request), **values)
    kept = {
        "Cache-Control": "no-store",
        "Content-Language": t.language,
        "Vary": "Accept-Language, Cookie",
    }
    return Response(
        html,
        status_code=status,
        media_type="text/html",
        headers={**kept, **(headers or {})},
        cookies=_remember(request, t.language),
    )


def _switches(request: AnyRequest) -> list[tuple[str, str, str]]:
    """Give tag, name and address of the page in each language."""
    rest = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    return [
        (tag, name, "?" + urlencode([*rest, ("lang", tag)], errors="replace"))
        for tag, name in LANGUAGES.items()
    ]


def _remember(request: AnyRequest, language: str) -> list[Cookie]:
    if "lang" not in request.query_params:
        return []
    secure = request.url.scheme == "https"
    return [Cookie(COOKIE, value=language, max_age=_YEAR, httponly=True, secure=secure)]
