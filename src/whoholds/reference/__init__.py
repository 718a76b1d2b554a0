"""Reference: what is known before reading."""
