"""The frame of the site's pages: the bar with the way to the other pages and to the other language, labels."""

from dataclasses import dataclass

from baophu.common.messages import Messages

PAGES = {
    "index": ("site-nav-index",),
    "national": ("site-nav-national",),
    "lapse-drops": ("site-nav-lapses",),
    "audit": ("site-nav-audit",),
    "data": ("site-nav-data",),
}
OTHER = {"vi": "en", "en": "vi"}


@dataclass(frozen=True)
class NavLink:
    """A link to a page of the site."""

    text: str
    href: str
    is_current: bool = False


@dataclass(frozen=True)
class Frame:
    """Texts of a page's frame; ``other`` links to the same page in ``other_language``."""

    language: str
    skip: str
    nav_label: str
    kicker: str
    match_count: str
    nav: tuple[NavLink, ...]
    other: NavLink
    other_language: str


def file_name(page: str, language: str) -> str:
    """``index.html`` in Vietnamese, ``index.en.html`` in English."""
    return f"{page}.html" if language == "vi" else f"{page}.{language}.html"


def frame(page: str, language: str) -> Frame:
    """The frame of a page (a key of ``PAGES``, or the slug of a province) in one language."""
    say, other = Messages(language), OTHER[language]
    return Frame(
        language=language,
        skip=say("label-skip"),
        nav_label=say("site-nav"),
        kicker=say("site-data-kicker") if page == "data" else say("site-kicker"),
        # The script fills in the numbers.
        match_count=say("index-found", count="{count}", all="{all}"),
        nav=tuple(NavLink(say(*words), file_name(name, language), name == page) for name, words in PAGES.items()),
        other=NavLink(say("site-other-language"), file_name(page, other)),
        other_language=other,
    )
