from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from content.exports import HandsOut
from content.folding import fold
from content.models import Theme
from content.prose.linking import Targets
from content.views import AddressedView, LocalisedPage

from .documents import strategy_document
from .exports import StrategyExport, WorkstreamExport
from .models import Strategy, Workstream
from .share import strategy_card


class StrategyList(HandsOut, LocalisedPage, ListView):
    section = "strategies"
    export_class = StrategyExport
    template_name = "metropoles/strategies.html"
    title = _("Strategies")
    description = _(
        "What metropolises have decided to do: their ambitions, and the numbered workstreams that"
        " carry each of them out."
    )
    paginate_by = 30

    def get_queryset(self):
        return Strategy.objects.with_ambitions()


class Atlas(HandsOut, LocalisedPage, ListView):
    """What strategies have in common: the workstreams of all of them, by theme."""

    section = "strategies"
    export_class = WorkstreamExport
    template_name = "metropoles/atlas.html"
    paginate_by = 30

    @cached_property
    def theme(self) -> Theme | None:
        return Theme.objects.filter(
            slug=self.request.GET.get("theme", "").replace("\0", "")
        ).first()

    def page_title(self):
        if self.theme is None:
            return gettext("Atlas of strategies")
        return gettext("Atlas of strategies: %(theme)s") % {"theme": self.theme}

    def said_in_title(self):
        return {"theme": self.theme.slug} if self.theme else {}

    def page_description(self):
        return gettext(
            "What metropolises plan on the same theme: the workstreams of their strategies side by"
            " side, with the networks and the news that deal with it."
        )

    def trail(self):
        return [*super().trail(), (gettext("Strategies"), reverse("strategies"))]

    def get_queryset(self):
        """Return the workstreams on the theme; machines may ask for those on every theme."""
        standing = Workstream.objects.standing().in_reading_order(get_language())
        if self.theme:
            return standing.filter(themes=self.theme)
        is_for_machines = self.request.GET.get("format")
        return standing if is_for_machines else standing.none()

    def refused(self):
        asked = self.request.GET.get("theme")
        if self.theme or not asked:
            return {}
        return {"theme": [gettext("No theme is called “%(name)s”.") % {"name": asked}]}

    def get_context_data(self, **kwargs):
        counted = Workstream.objects.count_by_theme()
        themes = sorted(counted, key=lambda theme: (-theme.count, fold(str(theme))))
        return super().get_context_data(theme=self.theme, themes=themes, **kwargs)


class StrategyView(AddressedView):
    section = "strategies"
    model = Strategy
    template_name = "metropoles/strategy.html"

    def find(self):
        """The number decides; the words behind it follow the title and lead to it when changed."""
        return Strategy.objects.with_content().filter(pk=self.kwargs["pk"]).first()

    def page_title(self):
        return f"{self.object}, {self.object.organisation}"

    def card(self, context):
        return strategy_card(self.object)

    def document(self, form):
        return strategy_document(self.object)

    def get_context_data(self, **kwargs):
        ambitions = self.object.ambitions.all()
        workstreams = [w for ambition in ambitions for w in ambition.workstreams.all()]
        texts = [workstream.text_in("text", get_language()) for workstream in workstreams]
        shown = {language for words, language in texts if words} - {get_language()}
        return super().get_context_data(
            foreign_language=next(iter(shown), ""),
            prose_targets=Targets(words for words, _language in texts),
            **kwargs,
        )
