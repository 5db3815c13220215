"""Earlier place of ``baophu.messages``."""

from baophu.messages import Messages

__all__ = ["Messages"]
