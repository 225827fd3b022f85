"""Papers, broadcasters, magazines, portals and agencies, and which of them an article is of."""
