"""How every model that consult ships was trained."""
