from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from config.probes import healthz, readyz
from content.admin.calendar import calendar
from content.admin.translation_queue import TranslationQueue
from news.sitemap import robots, sitemap

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"

urlpatterns = [
    path("admin/calendar/", calendar, name="calendar"),
    path(
        "admin/translations/",
        admin.site.admin_view(TranslationQueue.as_view()),
        name="translation-queue",
    ),
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap),
    path("robots.txt", robots),
    path("healthz", healthz),
    path("readyz", readyz),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include("news.urls")),
        path("", include("networks.urls")),
        path("", include("metropoles.urls")),
        path("", include("content.urls")),  # last: a page's address is any single word
    ),
]
