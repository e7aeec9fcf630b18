"""What axe-core finds on a page: rules of WCAG and its best practices."""

from axe_playwright_python.sync_playwright import Axe


def found_by_axe(page, aside=()) -> list[str]:
    """Return what axe finds, what is inside the selectors set aside excepted."""
    context = {"exclude": [[selector] for selector in aside]} if aside else None
    found = Axe().run(page, context=context).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
