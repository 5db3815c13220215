"""What changed in the reports since a revision of the project, and what did it.

``statement`` asks one version of the project what its reports say, in a process of its own · ``revisions`` fetches an
older version · ``inputs`` tells which inputs differ and mixes them · ``records`` ``changes`` compare two statements and
find causes · ``run`` is the whole of it · ``told`` puts it into lines or JSON.
"""
