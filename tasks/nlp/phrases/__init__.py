"""Phrases of a document that is read: about persons, bodies, sources, ages, abbreviations."""
