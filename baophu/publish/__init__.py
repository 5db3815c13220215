"""Publishing: run a notebook, export it to one HTML and one PDF file, check both and write them to ``reports/``.

:func:`baophu.publish.build.build_report` does all of it. The exporters also work with ``jupyter nbconvert``.
"""
