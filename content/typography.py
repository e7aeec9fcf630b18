"""How each language sets what the site puts together itself."""

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def space_before(unit: str, language: str) -> str:
    """Return what stands between a number and its unit: in English nothing before a "%"."""
    return "" if language == "en" and unit.startswith("%") else NO_BREAK_SPACE
