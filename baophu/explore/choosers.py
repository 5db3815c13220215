"""The fields that choose province, scheme, scale and years."""

from collections.abc import Callable

import ipywidgets

from baophu.explore.finder import Finder
from baophu.explore.layouts import bold_label, full_width
from baophu.explore.state import SCALES, SHOWN_SCHEMES, Choice
from baophu.explore.views import Views
from baophu.facts.province import FIRST_YEAR, LAST_YEAR


class Choosers:
    """The fields, set to a choice; ``update`` is called with the changed fields of the choice."""

    def __init__(self, views: Views, choice: Choice, update: Callable[..., None]):
        words = views.words(choice.province)
        say = words.say
        self._update = update
        self.finder = Finder(views.language, lambda slug: update(province=slug), say("explore-find"), choice.province)
        self.scheme = _dropdown(say("explore-scheme"), [(words.scheme(s), s) for s in SHOWN_SCHEMES], choice.scheme)
        scales = [(say(f"explore-scale-{scale}"), scale) for scale in SCALES]
        self.scale = _dropdown(say("explore-scale"), scales, choice.scale)
        self.years = ipywidgets.IntRangeSlider(
            value=(choice.first_year, choice.last_year), min=FIRST_YEAR, max=LAST_YEAR, layout=full_width()
        )
        self.scheme.observe(lambda change: update(scheme=change["new"]), "value")
        self.scale.observe(lambda change: update(scale=change["new"]), "value")
        self.years.observe(self._update_years, "value")
        widgets_by_name = {"scheme": self.scheme, "scale": self.scale, "years": self.years}
        fields = [
            part for name, widget in widgets_by_name.items() for part in (bold_label(say(f"explore-{name}")), widget)
        ]
        self.widgets = [self.finder.box, *fields]

    def _update_years(self, change) -> None:
        first, last = change["new"]
        self._update(first_year=first, last_year=last)


def _dropdown(name: str, options: list, value: str) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(options=options, value=value, tooltip=name, layout=full_width())
