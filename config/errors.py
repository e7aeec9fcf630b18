"""Error pages for when nothing may be counted on: no database, no session, no active language."""

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import get_language_from_request, override
from django.views.defaults import page_not_found

AWAY = (OperationalError, InterfaceError)  # the database is
RETRY_AFTER = 60  # seconds


def page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the error page of a status, in the language of the address or of the browser."""
    with override(get_language_from_request(request, check_path=True)):
        content = get_template(f"{status}.html").render({"site_name": settings.SITE_NAME})
        return HttpResponse(content, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 404 page, whose menu comes from the database, or say that this is away."""
    try:
        return page_not_found(request, exception)
    except AWAY:
        return unavailable(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = page(request, 503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, 500)


def unavailable_without_database(get_response):
    """Answer 503 where the database is away: the visitor should come back, nothing is broken."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return unavailable(request) if isinstance(exception, AWAY) else None

    middleware.process_exception = process_exception
    return middleware
