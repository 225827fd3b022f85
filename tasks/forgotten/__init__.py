"""Who and what was forgotten, and articles without them."""
