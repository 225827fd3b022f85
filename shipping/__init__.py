"""How the program reaches people: a clone's environment, wheel and sdist, the container."""
