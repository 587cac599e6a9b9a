"""What stores and searches reviews. ``base`` is the seam; each engine is a package of its own."""
