"""JupyterLab as `make lab` opens it.

``jupyter_lab_config.py`` and ``labconfig/`` are found through ``JUPYTER_CONFIG_PATH``.
"""
