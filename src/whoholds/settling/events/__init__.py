"""What happened: stories, statements and events, as SQL files."""
