"""The second room: pure functions, tables in, tables out; no files, no clock, no area's name.

Minimum evidence is a rule of each method: with too little it declines and says why.
"""
