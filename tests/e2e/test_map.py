"""The map, time and evidence: what an analyst looks at first."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from e2e.pages import MAP, WHY, find, open_map

BLUE, ORANGE = (11, 107, 171), (213, 96, 10)  # the first two sides of the palette
INK, PAPER = (43, 42, 40), (251, 250, 247)
TALIBAN, GOVERNMENT = "Taliban", "Government of Afghanistan"


def count_of(page: Page, words: str) -> int:
    row = page.get_by_role("region", name="Legend").get_by_role("listitem").filter(has_text=words)
    return int(row.locator("b").inner_text()) if row.count() else 0


def colours_at_middle(page: Page) -> set[tuple[int, ...]]:
    """The colours around the middle of the map."""
    box = page.get_by_role("region", name=MAP).bounding_box()
    assert box is not None
    return colours_at(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def colours_at(page: Page, x: float, y: float, reach: int = 4) -> set[tuple[int, ...]]:
    """The colours around a point of the screen."""
    clip = {"x": x - reach, "y": y - reach, "width": 2 * reach, "height": 2 * reach}
    shot = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    return {colour for _, colour in shot.getcolors()}


def test_the_legend_counts_places_and_names_of_how_many(page: Page) -> None:
    open_map(page, "?day=2021-07-04&known=day")
    legend = page.get_by_role("region", name="Legend")
    expect(legend).to_contain_text(re.compile(r"of \d+ places that claims of control name"))
    rows = legend.get_by_role("listitem")
    total = sum(int(text) for text in rows.locator("b").all_inner_texts())
    assert f"of {total} places" in legend.inner_text()
    assert count_of(page, f"Held by {TALIBAN}") > 0
    assert count_of(page, "Claimed by") > 0
    assert count_of(page, "Contested: sources disagree") > 0


def test_a_day_on_the_slider_changes_the_map_and_the_address(page: Page) -> None:
    open_map(page, "?day=2021-07-01")
    before = count_of(page, f"Held by {TALIBAN}")
    slider = page.get_by_role("slider", name="Day")
    expect(slider).to_have_attribute("aria-valuetext", "1 July 2021")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "5 July 2021")
    expect(page).to_have_url(re.compile("day=2021-07-05"))
    assert count_of(page, f"Held by {TALIBAN}") > before


def test_play_runs_through_the_days(page: Page) -> None:
    open_map(page, "?day=2021-07-08")
    page.get_by_role("button", name="Play the days").click()
    expect(page.get_by_role("slider", name="Day")).to_have_attribute("aria-valuetext", "10 July 2021")
    expect(page.get_by_role("button", name="Play the days")).to_be_visible()  # it stops at the end


def test_the_second_clock_shows_what_was_known(page: Page) -> None:
    open_map(page, "?day=2021-07-04&place=gn:1145511")
    panel = page.get_by_role("article", name=WHY)
    page.get_by_label("By what was known").select_option("what was known that day")
    expect(page).to_have_url(re.compile("known=day"))
    expect(panel).to_contain_text("by what was published until 4 July 2021")
    page.get_by_label("By what was known").select_option("what was known on …")
    page.get_by_label("Known by").fill("2021-07-08")
    expect(panel).to_contain_text("by what was published until 8 July 2021")


def test_an_address_holds_the_whole_state(page: Page) -> None:
    open_map(page, "?day=2021-07-04&known=2021-07-08&at=69.5,36.5,7")
    expect(page.get_by_label("Known by")).to_have_value("2021-07-08")
    expect(page.get_by_role("slider", name="Day")).to_have_attribute("aria-valuetext", "4 July 2021")
    shown = page.get_by_role("region", name="Legend").inner_text()
    page.reload()
    expect(page.get_by_role("region", name="Legend")).to_have_text(re.compile(r"of \d+ places"))
    assert page.get_by_role("region", name="Legend").inner_text() == shown


def test_a_place_is_found_as_reports_write_it_and_shows_its_quotes(page: Page) -> None:
    open_map(page)
    find(page, "chamkani")
    panel = page.get_by_role("article", name=WHY)
    expect(panel.get_by_role("heading", level=2)).to_have_text("Tsamkani")
    expect(panel).to_contain_text("written “Chamkani”")
    expect(panel).to_contain_text(f"Held by {TALIBAN}")
    expect(panel).to_contain_text("the side that lost it says so itself")
    expect(panel.get_by_text("against interest", exact=True).first).to_be_visible()
    expect(panel.get_by_role("region", name=f"For {TALIBAN}").get_by_role("figure")).not_to_have_count(0)
    expect(panel.get_by_role("region", name="Against").get_by_role("figure")).not_to_have_count(0)
    expect(panel.get_by_role("region", name="History")).to_contain_text("since 3 July 2021")
    expect(panel.get_by_role("region", name="Nearest places").get_by_role("listitem")).to_have_count(6)


def test_a_click_on_a_place_of_the_map_opens_it(page: Page) -> None:
    open_map(page, "?day=2021-07-05&at=68.93644,37.18897,9")  # Imam Sahib in the middle
    box = page.get_by_role("region", name=MAP).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    panel = page.get_by_role("article", name=WHY)
    expect(panel.get_by_role("heading", level=2)).to_have_text("Imam Sahib")
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary", name="Places")).to_be_visible()


@pytest.mark.parametrize("size", ["desktop"])
@pytest.mark.parametrize(
    ("day", "at", "has", "has_not"),
    [
        ("2021-07-05", "68.93644,37.18897,9", {BLUE}, {PAPER, INK}),  # Imam Sahib, held
        ("2021-07-05", "69.85783,36.57288,9", {BLUE, PAPER}, {INK}),  # Farkhar, claimed
        ("2021-07-07", "63.12891,34.98735,9", {INK, PAPER}, {BLUE, ORANGE}),  # Qala i Naw, the sources disagree
        ("2021-06-29", "68.42096,33.55391,9", {INK, PAPER}, {BLUE, ORANGE}),  # Ghazni, fought over
        ("2021-07-05", "67.63972,37.21528,9", {PAPER}, {BLUE, ORANGE, INK}),  # Kaldar, unknown
    ],
)
def test_statuses_are_told_apart_by_pattern(
    page: Page, day: str, at: str, has: set[tuple[int, ...]], has_not: set[tuple[int, ...]]
) -> None:
    open_map(page, f"?day={day}&at={at}")
    colours = colours_at_middle(page)
    assert has <= colours
    assert not has_not & colours


def test_what_is_told_of_a_whole_country_is_listed_and_no_dot_in_its_middle(page: Page) -> None:
    open_map(page, "?day=2021-07-10&at=66,33,8")  # the gazetteer's point for Afghanistan, contested on that day
    assert INK not in colours_at_middle(page)
    undrawn = page.get_by_role("region", name="Legend").get_by_role("list", name="Not drawn")
    expect(undrawn.get_by_role("listitem")).to_have_text("Afghanistan Contested: both sides are there")
    undrawn.get_by_role("link", name="Afghanistan").click()
    expect(page.get_by_role("article", name=WHY).get_by_role("heading", level=2)).to_have_text("Afghanistan")


@pytest.mark.parametrize("size", ["desktop"])
@pytest.mark.parametrize("late", ["none", "atlas", "ledger", "outlines"])
def test_whatever_comes_last_each_point_has_its_own_colour(page: Page, late: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/api/v1/{late}*", hold)
    page.goto("/?day=2021-07-05&place=gn:1145511")
    page.wait_for_timeout(1500)
    assert held or late == "none"
    for route in held:
        route.continue_()
    expect(page.get_by_role("region", name=MAP)).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("article", name=WHY).get_by_role("figure").first).to_be_visible()
    expect(page.get_by_role("region", name="Legend")).to_contain_text("places that claims of control name")
    page.wait_for_load_state("networkidle")
    first = settled_map(page)
    slider = page.get_by_role("slider", name="Day")
    slider.press("ArrowRight")
    assert settled_map(page) != first
    slider.press("ArrowLeft")  # all points are told anew how they look
    assert settled_map(page) == first


def settled_map(page: Page) -> bytes:
    """A picture of the map right of its legend, once it stays the same."""
    canvas = page.locator(".map-canvas canvas").first
    before, stayed = b"", 0
    for _ in range(40):
        page.wait_for_timeout(300)
        shot = Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")
        now = shot.crop((330, 60, shot.width, shot.height)).tobytes()
        stayed = stayed + 1 if now == before else 0
        if stayed == 3:
            return now
        before = now
    raise AssertionError("the map doesn't come to rest")


def test_a_second_rule_set_shows_where_the_two_differ(page: Page) -> None:
    open_map(page, "?day=2021-07-04")
    page.get_by_label("Rules to compare with").select_option("strict")
    expect(page).to_have_url(re.compile("against=strict"))
    places = page.get_by_role("complementary", name="Places")
    expect(places).to_contain_text("on which “press” and “strict” differ")
    expect(places.get_by_role("listitem").first).to_contain_text("by “strict”:")
    counted = re.search(r"(\d+) on which", page.get_by_role("region", name="Legend").inner_text())
    assert counted is not None
    assert places.get_by_role("listitem").count() == int(counted[1]) > 0


def test_light_and_dark_are_a_press_away_and_kept(page: Page) -> None:
    open_map(page)
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
