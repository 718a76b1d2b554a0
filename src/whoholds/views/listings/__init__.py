"""The ledger as tables to sort, filter and page through; each .sql file beside this says its grain."""

from whoholds.views.listings.changed import put_changes
from whoholds.views.listings.rows import Asked, Page, list_rows

__all__ = ["Asked", "Page", "list_rows", "put_changes"]
