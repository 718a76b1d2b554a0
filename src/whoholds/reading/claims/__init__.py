"""Claims: what the mentions of a report say of who holds what."""
