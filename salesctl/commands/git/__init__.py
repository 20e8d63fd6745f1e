"""`salesctl git`: what git needs to know of customers' files."""
