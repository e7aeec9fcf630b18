"""Formatted text: how it is cleaned, in which shapes it is kept, what it refers to by key."""
