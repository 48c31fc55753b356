"""Readers: bytes of one kind in, a Reading of blocks out; none of them raises on bad data."""
