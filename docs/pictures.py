"""Take the pictures of the guides from a running `make demo`: make pictures PORT=8000."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
KRAKOW = "/admin/networks/membership/?q=krakow"


def sign_in(page: Page, name: str):
    page.goto("/admin/login/?next=/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", "demo")
    page.click("#login-form [type=submit]")


def take(page: Page, name: str, **options):
    page.screenshot(path=FOLDER / f"{name}.png", **options)


def home(page: Page):
    page.goto("/en/")
    take(page, "home")


def secretariat(page: Page, language: str):
    sign_in(page, "secretariat")
    page.goto(KRAKOW)
    take(page, f"secretariat-list-{language}")
    page.click("#result_list tbody th a")
    page.locator(".object-tools a").first.click()
    page.select_option("#id_status", index=1)
    page.fill("#id_effective_on", "01/01/2027")
    page.fill("#id_decided_by", {"en": "General assembly", "fr": "Assemblée générale"}[language])
    take(page, f"secretariat-change-{language}")
    page.click("input.default")
    take(page, f"secretariat-confirm-{language}")


def editing(page: Page, language: str):
    sign_in(page, "editor")
    page.goto("/admin/news/post/")
    take(page, f"editing-list-{language}")
    page.click("#result_list tbody th a")
    page.wait_for_timeout(800)
    take(page, f"editing-form-{language}")
    source = page.url.replace("/change/", f"/translate/?from={language}")
    page.goto("/admin/calendar/?view=month&month=2023-03")
    take(page, f"editing-calendar-{language}")
    page.goto(source)
    page.wait_for_timeout(800)
    take(page, f"editing-translate-{language}")


def main(base_url: str):
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        home(browser.new_page(base_url=base_url, viewport={"width": 1280, "height": 800}))
        for language in ("fr", "en"):
            for guide in (secretariat, editing):
                size = {"width": 1280, "height": 760}
                guide(browser.new_page(base_url=base_url, locale=language, viewport=size), language)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
