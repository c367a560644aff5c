"""The parts of the screens: they read the state they are given and say what was done to them."""
