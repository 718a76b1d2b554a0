"""Anybody can use it: no serious finding of axe-core, whatever the view, the size and the colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.pages import WHY, find, open_map

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
GRAVE = {"serious", "critical"}


def grave_findings(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {one['help']}: {node['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("view", ["map", "place", "report", "review", "tables"])
def test_axe_finds_nothing_serious(page: Page, view: str) -> None:
    if view in {"map", "place"}:
        open_map(page)
        if view == "place":
            find(page, "chamkani")
            expect(page.get_by_role("article", name=WHY).get_by_role("figure").first).to_be_visible()
    elif view == "report":
        page.goto("/?view=tables&table=reports&words=radio")
        page.get_by_role("region", name="Rows").get_by_role("link").first.click()
        page.locator("mark").first.click()
    elif view == "review":
        page.goto("/?view=review")
        expect(page.get_by_role("group", name="Verdict")).to_be_visible()
        page.keyboard.press("c")
        expect(page.get_by_label("Reason")).to_be_visible()
    else:
        page.goto("/?view=tables")
        expect(page.get_by_role("region", name="Rows")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert grave_findings(page) == []
