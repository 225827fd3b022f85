"""How the language model is made; nothing at run time imports it."""
