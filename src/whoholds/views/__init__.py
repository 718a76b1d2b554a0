"""What can be asked of a ledger; every view is a named query of a stated grain, and none of them writes."""
