"""The steps of the nightly line, one module a step."""
