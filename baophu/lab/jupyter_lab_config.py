"""JupyterLab as `make lab` opens it: nothing is fetched from the network, no news, no offers of updates.

The server's root is the whole checkout, so that links to reports open; the list of files begins at the notebooks. The
page to explore opens first, also from the address that the server prints.
"""

c = get_config()  # noqa: F821
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.LabApp.default_url = "/lab/tree/notebooks/explore.ipynb"
c.ContentsManager.preferred_dir = "notebooks"
