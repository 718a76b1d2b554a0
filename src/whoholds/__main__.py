"""`python -m whoholds`."""

from whoholds.app.cli import main

main()
