"""Mentions: places, times, actors, quantities, sources and triggers, as spans."""
