"""The ledger and everything that a run keeps, in SQLite or PostgreSQL."""
