"""Pure functions: tables in, tables out; no files, no clock, no name of an area.

Each method has a rule for the least evidence that it needs; with less it returns a reason instead of a number.
"""
