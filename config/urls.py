from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.probes import healthz, readyz
from content.admin.calendar import calendar
from content.admin.translation_queue import TranslationQueue
from content.media import media
from news.identifiers import identified
from news.share import share
from news.sitemap import robots, sitemap, sitemap_part

handler400 = "config.errors.bad_request"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"

urlpatterns = [
    path("admin/calendar/", calendar, name="calendar"),
    path(
        "admin/translations/",
        admin.site.admin_view(TranslationQueue.as_view()),
        name="translation-queue",
    ),
    path("admin/writing/", include("content.admin.writing")),
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots),
    path("healthz", healthz),
    path("readyz", readyz),
    path("id/<slug:kind>/<slug:key>", identified, name="identified"),
    path("og/<slug:language>/<slug:kind>/<slug:key>/<slug:digest>.png", share, name="share"),
    path("media/<path:name>", media, name="media"),
    *i18n_patterns(
        path("", include("news.urls")),
        path("", include("networks.urls")),
        path("", include("metropoles.urls")),
        path("", include("content.urls")),  # last: a page's address is any single word
    ),
]
