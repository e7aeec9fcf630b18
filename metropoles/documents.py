"""A strategy as a JSON document."""

from content.documents import available, document, words
from content.templatetags.texts import iso_date

from .models import Ambition, Strategy, Workstream


def strategy_document(strategy: Strategy) -> dict:
    """Return a strategy, loaded `with_content`, whole."""
    return document(
        strategy,
        "strategy",
        **words(strategy, "title", "summary"),
        pages=available(strategy),
        organisation=strategy.organisation.slug,
        adopted=iso_date(strategy.adopted_on, strategy.adopted_on_precision) or None,
        replaced_by=strategy.replaced_by_id,
        audiences=strategy.audience_list(),
        slogans=strategy.slogan_list(),
        ambitions=[ambition(each) for each in strategy.ambitions.all()],
    )


def ambition(ambition: Ambition) -> dict:
    workstreams = [workstream(each) for each in ambition.workstreams.all()]
    return {**words(ambition, "title"), "workstreams": workstreams}


def workstream(workstream: Workstream) -> dict:
    return {
        "number": workstream.number,
        **words(workstream, "name", "sentence", "text"),
        "themes": [theme.slug for theme in workstream.themes.all()],
    }
