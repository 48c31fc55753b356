"""Readers: bytes of one format in, a Reading out."""
