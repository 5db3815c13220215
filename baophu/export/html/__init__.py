"""A notebook as one HTML file."""
