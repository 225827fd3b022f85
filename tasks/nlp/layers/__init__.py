"""What a document holds: typed layers, each with one writer, and their closed vocabularies."""
