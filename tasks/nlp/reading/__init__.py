"""Text as tokens with vectors, sentences, tags, trees, lemmas and names: what weights know."""
