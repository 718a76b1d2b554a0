"""The reader and the tables, and the ways between them, the map and the evidence."""

from __future__ import annotations

import csv
import re

from playwright.sync_api import Page, expect

from e2e.pages import WHY, find, open_map


def test_a_quote_leads_to_its_words_in_the_report_and_back_to_the_map(page: Page) -> None:
    open_map(page)
    find(page, "chamkani")
    quote = (
        page.get_by_role("article", name=WHY).get_by_role("figure").filter(has_text="took Chamkani on Saturday night")
    )
    quote.get_by_role("link", name=re.compile("6 July 2021")).click()
    report = page.get_by_role("article", name="Report")
    expect(report.locator("mark.looked").first).to_be_in_viewport()
    assert "the Taliban took Chamkani on Saturday night" in "".join(report.locator("mark.looked").all_inner_texts())
    card = page.locator(".card.looked")
    expect(card).to_contain_text("taken by Taliban, from Afghan armed forces")
    card.get_by_role("link", name="Tsamkani").click()
    expect(page.get_by_role("article", name=WHY).get_by_role("heading", level=2)).to_have_text("Tsamkani")


def open_report(page: Page, words: str) -> None:
    page.goto(f"/?view=tables&table=reports&words={words}")
    page.get_by_role("region", name="Rows").get_by_role("link").first.click()
    expect(page.get_by_role("article", name="Report")).to_be_visible()


def test_claims_are_walked_through_with_the_keyboard(page: Page) -> None:
    open_report(page, "radio")
    marks = page.get_by_role("article", name="Report").locator("mark")
    marks.first.focus()
    marks.first.press("Enter")
    expect(page.locator(".card.looked")).to_have_count(1)
    first = page.locator(".card.looked").inner_text()
    page.get_by_role("button", name="Next claim").press("Enter")
    expect(page.locator(".card.looked")).not_to_have_text(first)


def test_what_gave_no_claim_says_why(page: Page) -> None:
    open_report(page, "radio")
    gap = page.locator(".gap").filter(has_text="In sport").first
    expect(gap).to_have_attribute("title", re.compile("^gave no claim: "))
    expect(page.get_by_role("region", name="What gave no claim")).to_contain_text("what is taken or held is no place")


def test_tables_sort_filter_and_download_as_seen(page: Page) -> None:
    page.goto("/?view=tables")
    rows = page.get_by_role("region", name="Rows").locator("tbody tr")
    expect(rows.first).to_be_visible()
    page.get_by_role("button", name="Place", exact=True).click()
    expect(page).to_have_url(re.compile("sort=place"))
    expect(page.get_by_role("columnheader", name="Place")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="Place", exact=True).click()
    expect(page.get_by_role("columnheader", name="Place")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("searchbox", name="Filter rows").fill("denies taliban")
    expect(page).to_have_url(re.compile("words=denies"))
    expect(rows.first).to_contain_text("denies")
    shown = [row.split("\t")[0] for row in rows.all_inner_texts()]
    with page.expect_download() as getting:
        page.get_by_role("link", name="Download as seen").click()
    with getting.value.path().open(encoding="utf-8", newline="") as file:
        downloaded = list(csv.DictReader(file))
    assert [row["place"] for row in downloaded] == shown


def test_each_table_opens_and_leads_on(page: Page) -> None:
    page.goto("/?view=tables")
    tables = page.get_by_role("navigation", name="Tables")
    for name in tables.get_by_role("link").all_inner_texts():
        tables.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("status")).to_have_text(re.compile(r"^[\d,]+ rows?$"))
    tables.get_by_role("link", name="Changes").click()
    page.get_by_role("region", name="Rows").get_by_role("link").first.click()
    expect(page.get_by_role("article", name=WHY)).to_be_visible()


def test_changes_are_those_since_a_day_by_what_was_known(page: Page) -> None:
    page.goto("/?view=tables&table=changes&known=2021-07-06&since=2021-07-05")
    rows = page.get_by_role("region", name="Rows").locator("tbody tr")
    expect(rows.first).to_be_visible()
    few = rows.count()
    page.get_by_label("Since").fill("2021-06-28")
    expect(page).to_have_url(re.compile("since=2021-06-28"))
    expect(rows).not_to_have_count(few)
    assert all(text.split("\t")[0] <= "2021-07-06" for text in rows.all_inner_texts())


def test_a_filter_without_rows_and_a_wrong_address_say_what_to_do(page: Page) -> None:
    page.goto("/?view=tables&words=spoons")
    expect(page.get_by_text("No row holds all these words")).to_be_visible()
    page.goto("/?view=report")
    page.get_by_role("link", name="The table of reports").click()
    expect(page.get_by_role("region", name="Rows")).to_be_visible()
