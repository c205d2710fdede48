"""axe-core finds nothing serious on any page, in light and in dark, small and large."""

import pytest

from tests.web.serving import WORD

pytestmark = pytest.mark.browser

PAGES = {
    "start": ("/", None),
    "example": ("/?example=notice", None),
    "danger": ("/?example=call", "form .button"),
    "problems": ("/", "form .button"),
    "error": ("/console/decisions/99999999", None),
    "sign-in": ("/console/sign-in", None),
    "console": ("/console?show=all", None),
    "unfolded": ("/console", ".row summary"),
    "record": ("/console", ".row summary; .row .unfold a"),
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_keeps_people_out(live, opened, number, name):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  only with a browser

    live.post(number=number, notes=f"请{WORD}账户 17000000000")
    live.post(number=number + 1)
    path, clicks = PAGES[name]
    inside = path.startswith("/console") and name != "sign-in"
    page = opened(
        live.url + path,
        sign_in=live.key if inside else None,
        locale="zh-CN",
        reduced_motion="reduce",
    )
    for click in clicks.split("; ") if clicks else ():
        page.locator(click).first.click()
    if name == "unfolded":
        page.locator(".detail").first.wait_for()
    axe = Axe()
    for scheme, width in (("light", 1280), ("dark", 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert grave(axe.run(page)) == []


def grave(found):
    return [
        (one["id"], node["target"], node["failureSummary"])
        for one in found.response["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
