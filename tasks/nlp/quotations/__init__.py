"""Quotations with their cues, frames and the words for whoever speaks."""
