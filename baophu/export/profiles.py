"""Names of the page formats, and of the files in them; importing this module loads no library."""

from baophu.common.errors import BaophuError
from baophu.common.messages import add_choices, message

STANDARD = "standard"
ND30 = "nd30"
PROFILES = (STANDARD, ND30)
BRIEF = "brief"  # page one alone, a document of its own beside the report: HTML, one page of PDF and its picture


class UnknownProfile(BaophuError):
    """There is no template for this page format."""

    exit_code = 2


def file_stem(subject: str, language: str, profile: str = STANDARD) -> str:
    """Name of the files of a report, without the ending; Vietnamese and the standard format add nothing to it."""
    tongue = "" if language == "vi" else f".{language}"
    if profile == BRIEF:
        return f"{subject}.{BRIEF}{tongue}"
    return f"{subject}{tongue}" if profile == STANDARD else f"{subject}{tongue}.{profile}"


def check_profile(profile: str) -> None:
    """Raise UnknownProfile unless there is a template for this page format."""
    if profile not in PROFILES:
        raise UnknownProfile(add_choices(message("no-profile", name=repr(profile)), profile, PROFILES))
