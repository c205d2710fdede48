"""The console as analysts see it: live, interrupted, paused, unfolded."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.web.serving import WORD, edit

pytestmark = pytest.mark.browser

NOTICE = f"系统故障，请{WORD}账户，电话 17000000000"


@pytest.fixture
def console(live, opened):
    def open_console(path="/console", **options):
        options = {"locale": "en"} | options
        page = opened(live.url + path, sign_in=live.key, **options)
        expect(page.locator("[data-now=live]")).to_be_visible()
        return page

    return open_console


def test_an_analyst_signs_in_and_out_with_a_key(live, opened):
    page = opened(f"{live.url}/console", locale="en")
    page.fill("#key", "mj_wrong_key")
    page.click("main button")
    expect(page.locator("[role=alert]")).to_contain_text("wrong")
    page.fill("#key", live.key)
    page.click("main button")
    expect(page.locator("[data-now=live]")).to_be_visible()
    page.click("text=Sign out")
    expect(page.locator("#key")).to_be_visible()


def row(page, account):
    return page.locator(f".row:has-text('{account}')")


def test_a_decision_shows_without_a_reload(live, console, number):
    page = console()
    page.evaluate("window.same = true")
    live.post(number=number, notes=NOTICE, account=f"acct-{number}")
    expect(row(page, f"acct-{number}")).to_be_visible(timeout=20_000)
    assert page.evaluate("window.same")
    assert "170…00" in row(page, f"acct-{number}").inner_text()
    assert "Hold" in row(page, f"acct-{number}").inner_text()


def test_what_was_missed_while_the_line_was_down_shows_after_it(live, console, number):
    page = console()
    live.post(number=number, notes=NOTICE, account=f"before-{number}")
    expect(row(page, f"before-{number}")).to_be_visible()
    live.services.watchers.end_all()
    expect(page.locator("[data-now=lost]")).to_be_visible()
    live.post(number=number + 1, notes=NOTICE, account=f"meanwhile-{number}")
    expect(row(page, f"meanwhile-{number}")).to_be_visible(timeout=20_000)
    expect(page.locator("[data-now=live]")).to_be_visible()
    live.post(number=number + 2, notes=NOTICE, account=f"after-{number}")
    expect(row(page, f"after-{number}")).to_be_visible()
    for name in ("before", "meanwhile", "after"):
        expect(row(page, f"{name}-{number}")).to_have_count(1)


def test_counters_move_and_allowed_ones_show_only_under_all(live, console, number):
    page = console()
    allowed = page.locator('[data-count="allow"]')
    before = int(allowed.inner_text())
    live.post(number=number, account=f"quiet-{number}")
    expect(allowed).to_have_text(str(before + 1))
    expect(row(page, f"quiet-{number}")).to_have_count(0)
    page.click(".filter a >> nth=1")
    expect(row(page, f"quiet-{number}")).to_be_visible()


def test_a_row_unfolds_and_is_shown_in_full_only_when_asked(live, console, number):
    page = console()
    live.post(number=number, notes=NOTICE, account=f"acct-{number}", ip="192.0.2.77")
    one = row(page, f"acct-{number}")
    one.locator("summary").click()
    expect(one.locator(".detail")).to_contain_text("192.0.2.…")
    expect(one.locator(".detail")).to_contain_text("Freeze edits of address")
    assert "17000000000" not in page.locator("#rows").inner_html()
    one.locator("summary").click()
    one.locator("summary").click()
    expect(one.locator(".detail")).to_have_count(1)
    page.click("text=Show in full")
    expect(page.locator("main")).to_contain_text("17000000000")


def test_the_list_stays_short_under_a_flood(live, console, number):
    page = console()
    headers = live.headers()
    for batch in range(5):
        events = [edit(number, NOTICE, id=f"b{number}-{batch}-{n}") for n in range(60)]
        httpx.post(f"{live.url}/v1/events", json=events, headers=headers)
        page.wait_for_timeout(150)
    live.post(number=number + 1, notes=NOTICE, account=f"last-{number}")
    expect(row(page, f"last-{number}")).to_be_visible()
    assert page.locator(".row").count() <= 200


def test_pausing_holds_new_rows_back(live, console, number):
    page = console()
    page.click("[data-pause]")
    live.post(number=number, notes=NOTICE, account=f"held-{number}")
    expect(page.locator("[data-pause]")).to_have_text("Resume (1)")
    expect(row(page, f"held-{number}")).to_have_count(0)
    page.click("[data-pause]")
    expect(row(page, f"held-{number}")).to_be_visible()
    expect(page.locator("[data-pause]")).to_have_text("Pause")


def test_without_scripts_the_last_decisions_show(live, opened, number):
    live.post(number=number, notes=NOTICE, account=f"plain-{number}")
    page = opened(
        f"{live.url}/console", sign_in=live.key, java_script_enabled=False, locale="zh-CN"
    )
    expect(row(page, f"plain-{number}")).to_be_visible()
    assert page.locator(".row").count() <= 50
    live.post(number=number + 1, notes=NOTICE, account=f"next-{number}")
    page.click("text=刷新")
    expect(row(page, f"next-{number}")).to_be_visible()
    row(page, f"next-{number}").locator("summary").click()
    row(page, f"next-{number}").locator(".unfold a").click()
    expect(page.locator("h1")).to_contain_text("判定")


def test_hostile_events_do_nothing_live_or_unfolded(live, console, number):
    page = console()
    alerts = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    bad = f'{WORD}<script>alert(1)</script>"><img src=x onerror=alert(2)> javascript:alert(3)'
    live.post(number=number, notes=bad, account=f"<b>bad-{number}</b>")
    one = row(page, f"bad-{number}")
    expect(one).to_contain_text("<script>alert(1)</script>")
    one.locator("summary").click()
    expect(one.locator(".detail")).to_contain_text("<img src=x")
    assert page.locator("#rows b, #rows img, #rows script").count() == 0
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.protocol)")
    assert set(links) == {"http:"}
    assert alerts == []
    assert page.strangers == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways(live, console, number, width):
    live.post(number=number, notes=WORD + "x" * 500, account="a" * 200)
    page = console(width=width)
    page.locator("summary").first.click()
    expect(page.locator(".detail").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_demo_is_open_to_everybody(demo, opened, number):
    page = opened(f"{demo.url}/console", locale="zh-CN")
    expect(page.locator(".demo")).to_contain_text("编造的")
    demo.post(number=number, notes=NOTICE, account=f"demo-{number}")
    expect(row(page, f"demo-{number}")).to_be_visible(timeout=20_000)
