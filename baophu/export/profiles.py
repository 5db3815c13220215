"""Names of the page formats of the PDF; importing this module loads no library."""

from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message

STANDARD = "standard"
ND30 = "nd30"
PROFILES = (STANDARD, ND30)


class UnknownProfile(BaophuError):
    """There is no template for this page format."""

    exit_code = 2


def check_profile(profile: str) -> None:
    """Raise UnknownProfile unless there is a template for this page format."""
    if profile not in PROFILES:
        raise UnknownProfile(add_choices(message("no-profile", name=repr(profile)), profile, PROFILES))
