"""The fields by which province, scheme, scale and years are chosen."""

from collections.abc import Callable

import ipywidgets

from baophu.explore.finder import Finder
from baophu.explore.looks import bold, wide
from baophu.explore.state import SCALES, SHOWN_SCHEMES, Choice
from baophu.explore.views import Views
from baophu.facts.province import FIRST_YEAR, LAST_YEAR


class Choosers:
    """The fields as they stand for a choice; ``update`` gets what is chosen, by the names of the choice's fields."""

    def __init__(self, views: Views, choice: Choice, update: Callable[..., None]):
        words = views.words(choice.province)
        say = words.say
        self._update = update
        self.finder = Finder(views.language, lambda slug: update(province=slug), say("explore-find"), choice.province)
        self.scheme = _dropdown(say("explore-scheme"), [(words.scheme(s), s) for s in SHOWN_SCHEMES], choice.scheme)
        scales = [(say(f"explore-scale-{scale}"), scale) for scale in SCALES]
        self.scale = _dropdown(say("explore-scale"), scales, choice.scale)
        self.years = ipywidgets.IntRangeSlider(
            value=(choice.first_year, choice.last_year), min=FIRST_YEAR, max=LAST_YEAR, layout=wide()
        )
        self.scheme.observe(lambda change: update(scheme=change["new"]), "value")
        self.scale.observe(lambda change: update(scale=change["new"]), "value")
        self.years.observe(self._take_years, "value")
        named = {"scheme": self.scheme, "scale": self.scale, "years": self.years}
        fields = [part for name, widget in named.items() for part in (bold(say(f"explore-{name}")), widget)]
        self.widgets = [self.finder.box, *fields]

    def _take_years(self, change) -> None:
        first, last = change["new"]
        self._update(first_year=first, last_year=last)


def _dropdown(name: str, options: list, value: str) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(options=options, value=value, tooltip=name, layout=wide())
