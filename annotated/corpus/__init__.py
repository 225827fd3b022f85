"""Our own corpus: who said what in German news, as files that people can read and correct."""
