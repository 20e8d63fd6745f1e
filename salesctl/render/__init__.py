"""What a person or a program sees: the only room that knows rich, width, colour, JSON and CSV."""
