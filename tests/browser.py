"""A real browser for tests, and axe. A test that uses one is skipped, saying so, where there is no Chromium."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first of these that is there; the shell without a window starts and draws twice as fast as the whole browser."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]

Opens = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        pytest.skip("There is no Chromium on this machine, so nothing was tried in a browser.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opens(chromium: Browser, live_server: Any, transactional_db: None) -> Iterator[Opens]:
    """Opens a page of the live server: `opens("/path", by=user, width=320, javascript=False)`.

    At the end no page may have met a script's error, broken the content policy, or asked another server for anything.
    """
    cache.clear()
    faults: list[str] = []
    contexts = []

    def open_page(path: str, *, by: Any = None, width: int = 1280, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
        )
        contexts.append(context)
        if by is not None:
            client = Client()
            client.force_login(by)
            cookies = [
                {"name": name, "value": cookie.value, "url": live_server.url} for name, cookie in client.cookies.items()
            ]
            context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda message: "Content Security Policy" in message.text and faults.append(message.text))
        page.on(
            "request", lambda request: request.url.startswith(live_server.url) or faults.append(f"asked {request.url}")
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    _the_server_has_answered()
    assert not faults


def _the_server_has_answered() -> None:
    """Wait for the server's threads: one that ends after its test may no longer close the connection it was lent."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


def press(page: Page, button: str = "Continue", **how: Any) -> None:
    """Press the first button of that name, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, **how).first.click()


def follow(page: Page, link: str | re.Pattern[str], **how: Any) -> None:
    """Follow the first link of that name, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("link", name=link, **how).first.click()


def enter_day(page: Page, day: str, month: str, year: str) -> None:
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).first.fill(value)


def sound(page: Page) -> None:
    """Everybody can use the page: axe finds nothing, and it can be read at 320 pixels without scrolling sideways."""
    axe(page)
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 900})
    assert fits(page), page.url
    page.set_viewport_size(size)


def axe(page: Page) -> None:
    """Assert that axe finds nothing wrong with a page, best practices included."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert not found, "\n".join(
        f"{rule['id']}: {rule['help']}\n    {node['html']}" for rule in found for node in rule["nodes"]
    )


def fits(page: Page) -> bool:
    """Whether a page can be read without scrolling sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
