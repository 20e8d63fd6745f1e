"""The disposable index in ``.salesctl/``: rows of every customer beside the stamps of the files they were read from.

Deleting it, or losing any byte of it, costs time and changes no answer.
"""

BASE, MORE, COMPILED, SPELLED = "index", "index.more", "compiled", "spelled"
"""What its files are called."""
