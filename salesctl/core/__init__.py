"""What the process means: pure functions over values. No file, clock, print, language or randomness."""
