"""One object for each place that holds every number of its pages.

This module imports nothing, so that comparing and hashing facts does not load pandas.
"""
