"""Documents made by hand, without weights, for the tests of one rule each."""
