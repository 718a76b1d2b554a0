"""Review: a queue, the keyboard, a reason, and the map that follows at once."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from e2e.pages import WHY, find, open_map


def decide(page: Page, key: str, reason: str, *, author: str = "Ada") -> None:
    page.keyboard.press(key)
    page.get_by_label("Reason").fill(reason)
    page.get_by_label("Your name").fill(author)
    page.get_by_label("Your name").press("Enter")
    expect(page.get_by_label("Reason")).to_have_count(0)


def left_to_review(page: Page) -> int:
    """How many claims the queue of new ones says it has."""
    link = page.get_by_role("link", name=re.compile(r"^New \d+"))
    expect(link).to_be_visible()
    return int(re.findall(r"\d+", link.inner_text())[0])


def open_claim(page: Page, place: str, words: str) -> None:
    """Open review at the claim of a place whose quote holds some words."""
    page.goto(f"/?view=tables&words={words}")
    row = page.get_by_role("region", name="Rows").locator("tbody tr")
    row = row.filter(has=page.get_by_role("link", name=place, exact=True))
    row.get_by_role("link").nth(1).click()
    claim = re.search(r"claim=(\w+)", page.url)
    assert claim is not None
    page.goto(f"/?view=review&claim={claim[1]}")
    expect(page.get_by_role("region", name="Claim").get_by_role("heading", level=2)).to_contain_text(place)


def test_a_rejected_claim_leaves_the_map_and_undo_brings_it_back(own_page: Page) -> None:
    page = own_page
    open_claim(page, "Gardez", "lost")
    consequences = page.get_by_role("list", name="What follows now")
    expect(consequences).to_contain_text("Held by Taliban")
    decide(page, "r", "it speaks of Chamkani")
    expect(page.get_by_role("link", name=re.compile("^Decided 1"))).to_be_visible()
    page.goto("/?view=review&queue=decided")
    expect(page.get_by_role("region", name="Decisions")).to_contain_text("it speaks of Chamkani")
    expect(consequences).to_have_text("")  # nothing else was said of Gardez, so it is on the map no more
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("region", name="Decisions")).to_have_count(0)
    open_map(page, "?day=2021-07-10")
    find(page, "gardez")
    expect(page.get_by_role("article", name=WHY)).to_contain_text("Held by Taliban")


def test_the_queue_is_worked_through_with_the_keyboard(own_page: Page) -> None:
    page = own_page
    page.goto("/?view=review")
    queue = page.get_by_role("complementary", name="Queue")
    left = left_to_review(page)
    second = queue.locator("ol li").nth(1).inner_text()
    page.keyboard.press("j")
    expect(queue.locator("li.chosen")).to_have_text(re.compile(re.escape(second.split("\n")[0])))
    page.keyboard.press("k")
    decide(page, "a", "so it says")
    expect(queue.get_by_role("link", name=f"New {left - 1}")).to_be_visible()
    decide(page, "a", "so it says")
    expect(queue.get_by_role("link", name=f"New {left - 2}")).to_be_visible()
    page.keyboard.press("u")
    expect(queue.get_by_role("link", name=f"New {left - 1}")).to_be_visible()


def test_a_decision_without_a_reason_is_not_made(own_page: Page) -> None:
    page = own_page
    page.goto("/?view=review")
    expect(page.get_by_role("group", name="Verdict")).to_be_visible()
    left = left_to_review(page)
    page.keyboard.press("r")
    page.get_by_role("button", name="Reject it").click()
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Reason")).to_have_count(0)
    assert left_to_review(page) == left


def test_a_correction_changes_the_holder_on_the_map(own_page: Page) -> None:
    page = own_page
    open_claim(page, "Gardez", "lost")
    page.keyboard.press("c")
    page.get_by_label("Who", exact=True).fill("Government of Afghanistan")
    page.get_by_label("From whom").fill("Taliban")
    page.get_by_label("Reason").fill("the other way round")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Correct it").click()
    expect(page.get_by_role("link", name=re.compile("^Decided 1"))).to_be_visible()
    open_map(page, "?day=2021-07-10")
    find(page, "gardez")
    panel = page.get_by_role("article", name=WHY)
    expect(panel).to_contain_text("by Government of Afghanistan")
    expect(panel).to_contain_text("corrected by Ada")


def test_what_is_refused_is_explained(own_page: Page) -> None:
    page = own_page
    open_claim(page, "Gardez", "lost")
    page.keyboard.press("c")
    page.get_by_label("Where").fill("Nowhereabouts")
    page.get_by_label("Reason").fill("a try")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Correct it").click()
    expect(page.get_by_role("alert")).to_contain_text("Nowhereabouts")


def test_two_people_see_how_far_they_agree(own_page: Page) -> None:
    page = own_page
    page.goto("/?view=review")
    expect(page.get_by_role("group", name="Verdict")).to_be_visible()
    claims = (
        page.get_by_role("complementary", name="Queue")
        .locator("ol a")
        .evaluate_all("links => links.slice(0, 2).map(link => new URL(link.href).searchParams.get('claim'))")
    )
    for author, keys in (("Ada", "ar"), ("Boris", "aa")):
        for claim, key in zip(claims, keys, strict=True):
            page.goto(f"/?view=review&queue={'new' if author == 'Ada' else 'decided'}&claim={claim}")
            expect(page.get_by_role("group", name="Verdict")).to_be_visible()
            decide(page, key, "a second look", author=author)
    expect(page.get_by_text("Ada and Boris agree on 1 of 2 claims")).to_be_visible()
