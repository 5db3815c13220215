"""JupyterLab as `make lab` opens it: its settings, and the way for the export menu to reach this project's exporters.

``jupyter_lab_config.py`` and ``labconfig/`` are found through ``JUPYTER_CONFIG_PATH``.
"""


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": "baophu.lab"}]


def _load_jupyter_server_extension(server) -> None:
    """Let the export menu ask for exporters with a hyphen in their name, which the server's own address refuses."""
    from jupyter_server.base.handlers import path_regex
    from jupyter_server.nbconvert.handlers import NbconvertFileHandler
    from jupyter_server.utils import url_path_join

    address = url_path_join(server.web_app.settings["base_url"], rf"/nbconvert/(?P<format>baophu-\w+){path_regex}")
    server.web_app.add_handlers(".*$", [(address, NbconvertFileHandler)])
