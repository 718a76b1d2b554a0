"""Publishers: whose side an outlet, a ministry or a group's office speaks for."""

from __future__ import annotations

from whoholds.reference.publishers.outlets import Outlet, Outlets, open_outlets, owner_rows, publisher_side

__all__ = ["Outlet", "Outlets", "open_outlets", "owner_rows", "publisher_side"]
