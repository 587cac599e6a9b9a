"""Results in, what a person or a program reads out. Each form stands by itself."""
