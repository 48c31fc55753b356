"""Invented consultations with passages of letters: what people say, of what, and on which side."""
