"""What notebooks call: one object a kind of page, one method a section."""
