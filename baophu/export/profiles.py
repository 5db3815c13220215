"""The page formats of the PDF, known without loading anything."""

from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message

STANDARD = "standard"
ND30 = "nd30"
PROFILES = (STANDARD, ND30)


class UnknownProfile(BaophuError):
    """A page format that there is no template for."""

    exit_code = 2


def check_profile(profile: str) -> None:
    """Raise UnknownProfile unless a PDF can be set in this format."""
    if profile not in PROFILES:
        raise UnknownProfile(add_choices(message("no-profile", name=repr(profile)), profile, PROFILES))
