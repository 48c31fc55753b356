"""The reader that tells whether two texts make one point."""
