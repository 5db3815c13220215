"""A notebook as Typst source and as PDF."""
