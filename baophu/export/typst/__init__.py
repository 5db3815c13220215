"""Export a notebook as Typst source and as PDF."""
