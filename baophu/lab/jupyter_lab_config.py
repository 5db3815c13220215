"""JupyterLab as `make lab` opens it: nothing is fetched from the network, no news, no offers of updates."""

c = get_config()  # noqa: F821
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
