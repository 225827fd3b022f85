"""Words for the terminal, which no text of an article can steer."""
