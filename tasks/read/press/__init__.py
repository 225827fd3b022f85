"""Documents of the press, made for reading: databases, printed pages, a word processor's lines."""
