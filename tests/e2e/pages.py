"""What several browser tests do on the page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

MAP = "Map of who holds what"
WHY = "What the status rests on"


def open_map(page: Page, query: str = "") -> None:
    """Load the map and wait until it is drawn."""
    page.goto(f"/{query}")
    expect(page.get_by_role("region", name=MAP)).to_have_attribute("aria-busy", "false")


def find(page: Page, words: str) -> None:
    """Choose a place by its name."""
    search = page.get_by_role("combobox", name="Find a place")
    search.fill(words)
    expect(page.get_by_role("listbox", name="Places found").get_by_role("option").first).to_be_visible()
    search.press("Enter")
