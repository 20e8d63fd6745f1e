"""What a person or a program sees: the only room that knows width, colour, frames, JSON and CSV."""
