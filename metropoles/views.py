from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from content.prose.linking import Targets
from content.views import AddressedView, LocalisedPage

from .models import Strategy


class StrategyList(LocalisedPage, ListView):
    section = "strategies"
    template_name = "metropoles/strategies.html"
    title = _("Strategies")
    description = _(
        "What metropolises have decided to do: their ambitions, and the numbered workstreams that"
        " carry each of them out."
    )
    paginate_by = 30

    def get_queryset(self):
        return Strategy.objects.with_ambitions()


class StrategyView(AddressedView):
    section = "strategies"
    model = Strategy
    template_name = "metropoles/strategy.html"

    def find(self):
        """The number decides; the words behind it follow the title and lead to it when changed."""
        return Strategy.objects.with_content().filter(pk=self.kwargs["pk"]).first()

    def page_title(self):
        return f"{self.object}, {self.object.organisation}"

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
