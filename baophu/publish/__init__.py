"""The last room: a notebook is run, exported to one HTML and one PDF file, checked and put in its place.

:func:`baophu.publish.build.build_report` does all of it; the exporters work with ``jupyter nbconvert`` too.
"""
