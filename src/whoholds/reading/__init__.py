"""Reading: one report at a time, from text to claims; pure functions."""
