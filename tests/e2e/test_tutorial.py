"""The correction that the tutorial tells of, done as it says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.pages import WHY, find, open_map


@pytest.mark.parametrize("size", ["desktop"])
def test_the_first_correction(own_page: Page) -> None:
    page = own_page
    open_map(page)
    find(page, "gardez")
    panel = page.get_by_role("article", name=WHY)
    expect(panel).to_contain_text("Held by Taliban since 6 July 2021")
    expect(panel.get_by_role("figure").first).to_contain_text("It is lost")
    panel.get_by_role("link", name="review").first.click()
    expect(page.get_by_role("group", name="Verdict")).to_be_visible()
    page.keyboard.press("c")
    page.get_by_label("Where").fill("Chamkani")
    page.get_by_label("Reason").fill("it is Chamkani, see the question before")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Your name").press("Enter")
    expect(page.get_by_label("Reason")).to_have_count(0)
    open_map(page)
    expect(page.get_by_role("region", name="Legend")).to_contain_text(re.compile(r"of \d+ places"))
    find(page, "chamkani")
    expect(panel).to_contain_text("corrected by Ada")
