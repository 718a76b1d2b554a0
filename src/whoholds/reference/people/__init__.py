"""Who held which office, and when."""

from whoholds.reference.people.people import Body, People, Person, Role, open_people

__all__ = ["Body", "People", "Person", "Role", "open_people"]
