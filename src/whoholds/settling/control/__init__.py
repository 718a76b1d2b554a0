"""Who holds what: evidence, rule sets and spells, as SQL files."""
