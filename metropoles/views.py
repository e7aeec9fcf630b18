from django.views.generic import ListView

from content.views import AddressedView, LocalisedPage

from .models import Strategy


class StrategyList(LocalisedPage, ListView):
    section = "strategies"
    template_name = "metropoles/strategies.html"
    paginate_by = 30

    def get_queryset(self):
        return Strategy.objects.with_content()


class StrategyView(AddressedView):
    section = "strategies"
    model = Strategy
    template_name = "metropoles/strategy.html"

    def find(self):
        """The number decides; the words behind it follow the title and lead to it when changed."""
        return Strategy.objects.with_content().filter(pk=self.kwargs["pk"]).first()
