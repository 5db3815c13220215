"""The third room: one object a place that holds every number its pages say.

Nothing is imported here, so that comparing and hashing facts never waits for pandas.
"""
